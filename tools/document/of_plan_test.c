/* Of a plan: how it was tested, and what one person less does. */
#include <math.h>
#include <string.h>

#include "tools/document/of_plan_parts.h"

enum result { BREAKS, DOES_NOT, UNDECIDED, RESULTS };
static const char *const result_names[RESULTS] = { "breaks", "does_not", "undecided" };
static const char *const result_words[RESULTS] = { "breaks a target", "does not",
                                                   "undecided" };

enum block { HALF_HOUR, TWO_HOURS, SHIFT, BLOCKS };
static const char *const block_names[BLOCKS] = { "half_hour", "two_hours", "shift" };
static const char *const block_words[BLOCKS] = { "half an hour", "two hours",
                                                 "a shift" };

/* Place of a name, or that of the last. */
static int place(const char *name, const char *const *names, int count)
{
    int i = 0;
    while (i + 1 < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

static void rounds(const struct of_plan *of, struct document_section *section,
                   json_t *test)
{
    struct stored *const stored = of->stored;
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "test", "Tests on fresh callers, whom no search had met", NULL);
    table->term = "certificate";
    document_column(table, "test", DOCUMENT_NUMBER);
    document_column(table, "seed", DOCUMENT_TEXT);
    document_column(table, "replications", DOCUMENT_NUMBER);
    document_column(table, "error spent", DOCUMENT_SHARE);
    document_column(table, "result", DOCUMENT_TEXT);
    table->columns[0].decimals = table->columns[2].decimals = 0;
    size_t i;
    json_t *row;
    json_array_foreach(stored_array(stored, test, "rounds"), i, row)
    {
        const bool has_held = stored_bool(stored, row, "held");
        const char *const failed = stored_text_or_null(stored, row, "failed");
        struct document_cell *const cell = document_row(table);
        cell[0] = document_value((double) i + 1.0, 0.0);
        cell[1] = document_words(
            document_text(of->document, "%.0f", stored_number(stored, row, "seed")));
        cell[2] = document_value(stored_number(stored, row, "replications"), 0.0);
        cell[3] = document_value(stored_number(stored, row, "error_spent"), NAN);
        cell[4] = document_words(
            has_held         ? "all targets hold"
            : failed == NULL ? "not passed"
                             : document_text(of->document, "not passed: %s", failed));
        cell[4].verdict = has_held ? DOCUMENT_MET : DOCUMENT_NOT_MET;
    }
}

/* How many removals did what, by length. */
static void counts(const struct of_plan *of, struct document_section *section,
                   json_t *removals)
{
    double found[BLOCKS][RESULTS] = { { 0.0 } };
    size_t i;
    json_t *row;
    json_array_foreach(removals, i, row)
    {
        const int block =
            place(stored_text(of->stored, row, "block"), block_names, BLOCKS);
        const int result =
            place(stored_text(of->stored, row, "result"), result_names, RESULTS);
        found[block][result] += 1.0;
    }
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, "removals", "Does one person less break a target?", NULL);
    table->note =
        "The other targets may have room; what little a plan has above what it "
        "needs lets it be shown to hold.";
    document_column(table, "one person less for", DOCUMENT_TEXT);
    for (int result = 0; result < RESULTS; result++) {
        const int column =
            document_column(table, result_words[result], DOCUMENT_NUMBER);
        table->columns[column].decimals = 0;
    }
    for (int block = 0; block < BLOCKS; block++) {
        struct document_cell *const cell = document_row(table);
        cell[0] = document_words(block_words[block]);
        for (int result = 0; result < RESULTS; result++)
            cell[1 + result] = document_value(found[block][result], 0.0);
    }
}

static void each(const struct of_plan *of, struct document_section *section,
                 json_t *removals)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    struct document_exhibit *const table =
        of_plan_exhibit(of, section, "removed", "Each removal", "Removals");
    table->is_folded = true;
    document_column(table, "team", DOCUMENT_TEXT);
    document_column(table, "when", DOCUMENT_TEXT);
    document_column(table, "for", DOCUMENT_TEXT);
    document_column(table, "a target breaks", DOCUMENT_TEXT);
    document_column(table, "suffers most", DOCUMENT_TEXT);
    size_t i;
    json_t *row;
    json_array_foreach(removals, i, row)
    {
        struct document_cell *const cell = document_row(table);
        cell[0] =
            document_words(document_copy(document, stored_text(stored, row, "team")));
        cell[1] = document_words(document_text(
            document, "%s %s–%s", stored_text(stored, row, "day"),
            stored_text(stored, row, "from"), stored_text(stored, row, "to")));
        cell[2] = document_words(
            block_words[place(stored_text(stored, row, "block"), block_names, BLOCKS)]);
        cell[3] = document_words(result_words[place(stored_text(stored, row, "result"),
                                                    result_names, RESULTS)]);
        cell[4] = document_words(
            document_copy(document, stored_text_or_null(stored, row, "target")));
    }
}

/* What stands outside of the question; said once, of the first of several. */
static void say_unknown(const struct of_plan *of, struct document_section *section)
{
    bool has_net = false, has_posted = false, has_free = false;
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        const bool is_posted =
            strcmp(stored_text(of->stored, team, "people_are"), "posted") == 0;
        has_posted = has_posted || is_posted;
        has_net = has_net || !is_posted;
        has_free = has_free || !json_is_array(stored_find(team, "shifts"));
    }
    document_paragraph(
        section,
        document_text(
            of->document,
            "The plan does not know: %s%s%s%swho can work when, and the rules of rotas "
            "and rest; people of a team are equally fast and interchangeable; what "
            "happens to an incident after the call.",
            of->is_weekly ? "weeks that are unlike the typical one (bank holidays, "
                            "events); "
                          : "",
            has_net ? "shifts that are short by chance, as its people are taken to be "
                      "on the phones as planned; "
                    : "",
            has_posted ? "absence beyond what the scenario draws; " : "",
            has_free ? "whether its people by time can be worked as shifts; " : ""));
}

void of_plan_test(const struct of_plan *of, struct document_section *section)
{
    if (of->index == 0 && of_plan_has_people(of))
        say_unknown(of, section);
    json_t *const test = stored_object(of->stored, of->plan, "test");
    json_t *const removals = stored_array(of->stored, of->plan, "minimality");
    if (json_array_size(stored_array(of->stored, test, "rounds")) > 0)
        rounds(of, section, test);
    if (json_array_size(removals) > 0) {
        counts(of, section, removals);
        each(of, section, removals);
    }
}
