#include "tests/stored_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tests/near.h"
#include "tools/document/of.h"
#include "tools/json_result.h"
#include "tools/outcome.h"

char *stored_run_source(const char *name)
{
    const char *const root = getenv("SOURCE_ROOT");
    return sim_mem_print("%s/%s", root == NULL ? "." : root, name);
}

void stored_run(struct stored *stored, const char *name, const char *const *sets,
                int set_count)
{
    const struct scenario_change_list changes = { sets, set_count };
    const struct experiment_options options = {
        .replications = 3, .threads = 1, .seed = 11, .version = "test"
    };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct result result = { 0 };
    struct outcome outcome;
    char *text = NULL, *const path = stored_run_source(name);
    size_t length = 0;
    assert_true(scenario_read(path, &changes, &diag, &scenario));
    assert_true(experiment_run(&scenario, &options, &diag, &result));
    outcome_init(&outcome, &scenario, &result, &diag);
    FILE *const to = open_memstream(&text, &length);
    json_result(&outcome, to);
    fclose(to);
    assert_true(stored_parse(stored, text, length));
    outcome_done(&outcome);
    result_done(&result);
    scenario_done(&scenario);
    sim_diag_done(&diag);
    free(text);
    free(path);
}

static const char *const scenarios[] = {
    "tests/data/everything.cfg", "scenarios/01-one-queue.cfg",
    "scenarios/04-menu.cfg",     "scenarios/06-call-backs.cfg",
    "scenarios/07-redial.cfg",   "scenarios/08-dropped-999.cfg",
    "scenarios/09-desks.cfg",    "scenarios/10-bad-day.cfg",
};
enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

void stored_run_document(struct stored *stored, struct document *document)
{
    if (!document_of(stored, document))
        fail_msg("%s", stored->fault);
}

void stored_run_each(void (*look)(struct stored *stored, struct document *document))
{
    for (int i = 0; i < SCENARIOS; i++) {
        struct stored stored = { 0 };
        struct document document = { 0 };
        stored_run(&stored, scenarios[i], NULL, 0);
        stored_run_document(&stored, &document);
        look(&stored, &document);
        document_done(&document);
        stored_done(&stored);
    }
}

json_t *stored_run_at(json_t *from, const char *path)
{
    char *const copy = sim_mem_text(path);
    char *rest = NULL;
    for (char *part = strtok_r(copy, ".", &rest); part != NULL;
         part = strtok_r(NULL, ".", &rest))
        from = json_object_get(from, part);
    free(copy);
    return from;
}

const struct document_exhibit *stored_run_exhibit(const struct document *document,
                                                  const char *id)
{
    for (int i = 0; i < document->section_count; i++)
        for (int k = 0; k < document->sections[i]->exhibit_count; k++)
            if (strcmp(document->sections[i]->exhibits[k]->id, id) == 0)
                return document->sections[i]->exhibits[k];
    return NULL;
}

double stored_run_value(json_t *object, const char *key)
{
    return json_number_value(json_object_get(json_object_get(object, key), "value"));
}
