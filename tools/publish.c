#include "tools/publish.h"

#include <errno.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book.h"
#include "tools/document/of.h"
#include "tools/page/page.h"

static void write_files(const struct document *document, const char *directory,
                        struct output *output)
{
    FILE *to = output_add_in(output, directory, "report.html");
    if (to != NULL)
        page_write(document, to);
    output_close(output);
    to = output_add_in(output, directory, "results.xlsx");
    if (to != NULL && !book_write(document, to) && output->fault == NULL)
        output->fault = sim_mem_print("cannot make %s/results.xlsx: %s", directory,
                                      strerror(errno));
    output_close(output);
}

bool publish(const char *json, size_t length, const char *directory,
             struct output *output, char **fault)
{
    struct stored stored = { 0 };
    struct document document = { 0 };
    const bool can =
        stored_parse(&stored, json, length) && document_of(&stored, &document);
    if (can)
        write_files(&document, directory, output);
    else
        *fault = sim_mem_text(stored.fault);
    document_done(&document);
    stored_done(&stored);
    return can;
}
