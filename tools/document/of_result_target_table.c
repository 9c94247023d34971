/* The targets as a table. */
#include <math.h>
#include <stdlib.h>

#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"

enum {
    TARGET,
    ASKED,
    COUNTED,
    VALUE,
    LOW,
    HIGH,
    MET,
    P_MET,
    P_LOW,
    P_HIGH,
    CEILING,
    COLUMNS
};

static const struct {
    const char *heading, *term;
} columns[COLUMNS] = {
    { "target", "verdict" },
    { "asked", NULL },
    { "counted", NULL },
    { "whole period", "noise" },
    { "usual, from", "usual-range" },
    { "usual, to", "usual-range" },
    { "met in", NULL },
    { "P(met)", "p-met" },
    { "its noise, from", NULL },
    { "its noise, to", NULL },
    { "ceiling", "ceiling" },
};

static bool has_ceiling(const struct of_result *of)
{
    json_t *const targets = stored_object(of->stored, of->root, "target"), *json;
    const char *name;
    json_object_foreach(targets, name, json)
    {
        if (stored_find(json, "ceiling") != NULL)
            return true;
    }
    return false;
}

static struct document_exhibit *begin(const struct of_result *of,
                                      struct document_section *section,
                                      enum document_unit unit)
{
    const bool is_share = unit == DOCUMENT_SHARE;
    struct document_exhibit *const exhibit = document_exhibit(
        section, is_share ? "target-shares" : "target-times",
        is_share ? "Targets that ask for a share" : "Targets that ask for a time");
    exhibit->sheet = "Targets";
    const int count = is_share && has_ceiling(of) ? COLUMNS : CEILING;
    for (int i = 0; i < count; i++) {
        const bool is_text = i < VALUE || i == MET;
        document_column(exhibit, columns[i].heading,
                        is_text      ? DOCUMENT_TEXT
                        : i >= P_MET ? DOCUMENT_SHARE
                                     : unit);
        if (columns[i].term != NULL)
            exhibit->columns[i].term = of_term(of->document, columns[i].term);
    }
    exhibit->columns[VALUE].has_noise = true;
    return exhibit;
}

static void add_row(const struct of_result *of, json_t *json,
                    struct document_exhibit *exhibit)
{
    struct stored *const s = of->stored;
    struct document *const document = of->document;
    const struct of_result_target t = of_result_target(of, json);
    struct document_cell *const row = document_row(exhibit);
    row[TARGET] = document_words(of_result_label(of, json));
    row[TARGET].verdict = t.verdict;
    row[ASKED] = document_words(document_copy(document, stored_text(s, json, "asked")));
    row[COUNTED] =
        document_words(document_copy(document, stored_text(s, json, "counted")));
    row[VALUE] = of_result_figure(of, json, "value");
    row[LOW] = document_value(t.low, NAN);
    row[HIGH] = document_value(t.high, NAN);
    row[MET] = document_words(of_result_target_met(&t));
    if (t.p_met.kind != SIM_ESTIMATE_NONE)
        row[P_MET] = document_value(t.p_met.value, sim_estimate_half_width(&t.p_met));
    if (t.p_met.kind == SIM_ESTIMATE_INTERVAL) {
        row[P_LOW] = document_value(t.p_met.low, sim_estimate_half_width(&t.p_met));
        row[P_HIGH] = document_value(t.p_met.high, sim_estimate_half_width(&t.p_met));
    }
    if (exhibit->column_count > CEILING && stored_find(json, "ceiling") != NULL)
        row[CEILING] = of_result_figure(of, json, "ceiling");
}

/* Shares and times do not share a column. */
static void add_table(const struct of_result *of, struct document_section *section,
                      enum document_unit unit)
{
    struct document_exhibit *exhibit = NULL;
    json_t *const targets = stored_object(of->stored, of->root, "target"), *json;
    const char *name;
    json_object_foreach(targets, name, json)
    {
        if (of_result_target_unit(of, json) != unit)
            continue;
        if (exhibit == NULL)
            exhibit = begin(of, section, unit);
        add_row(of, json, exhibit);
    }
}

void of_result_targets(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "targets", "Targets, side by side");
    add_table(of, section, DOCUMENT_SHARE);
    add_table(of, section, DOCUMENT_SECONDS);
    document_drop_empty(of->document);
}
