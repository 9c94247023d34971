#include "tools/publish.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/book/book.h"
#include "tools/document/of.h"
#include "tools/page/page.h"

static void write_files(const struct document *document, const char *directory,
                        struct output *output)
{
    output_directory(output, directory);
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

bool publish_is_stdout(const char *json)
{
    return json != NULL && strcmp(json, "-") == 0;
}

/* The JSON once in memory: for its file, and to make page and workbook of. */
static void write_directory(publish_json *write, const void *from,
                            const char *directory, const char *name,
                            struct output *output)
{
    char *json = NULL, *fault = NULL;
    size_t length = 0;
    FILE *const memory = open_memstream(&json, &length);
    if (memory != NULL)
        write(from, memory);
    if (memory == NULL || fclose(memory) != 0) {
        output->fault = sim_mem_print("cannot make %s: %s", name, strerror(errno));
        free(json);
        return;
    }
    FILE *const to = output_add_in(output, directory, name);
    if (to != NULL)
        fwrite(json, 1, length, to);
    output_close(output);
    if (!publish(json, length, directory, output, &fault) && output->fault == NULL)
        output->fault = sim_mem_print(
            "no report can be made of %s, which is a fault of tenfive: %s", name,
            fault);
    free(fault);
    free(json);
}

void publish_run(publish_json *write, const void *from, const char *json,
                 const char *directory, const char *name, struct output *output)
{
    FILE *const to =
        json == NULL || publish_is_stdout(json) ? NULL : output_add(output, json);
    if (to != NULL)
        write(from, to);
    output_close(output);
    if (directory != NULL && output_directory(output, directory))
        write_directory(write, from, directory, name, output);
}

bool publish_is_possible(const char *json, const char *directory, const char *name)
{
    struct output output = { 0 };
    if (directory != NULL) {
        char *const inside = sim_mem_print("%s/%s", directory, name);
        output_directory(&output, directory);
        output_try(&output, inside);
        free(inside);
    }
    if (json != NULL && !publish_is_stdout(json))
        output_try(&output, json);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}
