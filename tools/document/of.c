#include "tools/document/of.h"

#include <string.h>

static const char SCHEMA_START[] = "tenfive-";

const struct document_maker document_makers[] = {
    { "tenfive-result-3", document_of_result },
    { "tenfive-plan-2", document_of_plan },
    { "tenfive-backtest-2", document_of_backtest },
    { "tenfive-comparison-1", document_of_comparison },
    { "tenfive-sweep-1", document_of_sweep },
    { 0 },
};

/* Length of a schema's name without its version. */
static size_t kind_length(const char *schema)
{
    const char *const dash = strrchr(schema, '-');
    return dash == NULL ? strlen(schema) : (size_t) (dash - schema);
}

static void refuse(struct stored *stored, const char *schema)
{
    const size_t length = kind_length(schema);
    if (strncmp(schema, SCHEMA_START, strlen(SCHEMA_START)) != 0) {
        stored_fault(stored, "it has no \"schema\" of tenfive, so it is not one of its "
                             "results");
        return;
    }
    for (const struct document_maker *maker = document_makers; maker->schema != NULL;
         maker++)
        if (kind_length(maker->schema) == length
            && strncmp(schema, maker->schema, length) == 0)
            stored_fault(stored,
                         "its schema is \"%s\", of another version of tenfive, which "
                         "writes \"%s\": run it again with this one",
                         schema, maker->schema);
    stored_fault(stored, "its schema is \"%s\", of which there is no report", schema);
}

bool document_of(struct stored *stored, struct document *document)
{
    const char *const schema = stored_schema(stored);
    const struct document_maker *maker = document_makers;
    while (maker->schema != NULL && strcmp(maker->schema, schema) != 0)
        maker++;
    if (maker->schema == NULL)
        refuse(stored, schema);
    else
        maker->make(stored, document);
    if (stored->fault != NULL)
        document_done(document);
    return stored->fault == NULL;
}
