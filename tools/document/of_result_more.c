/* What only some scenarios have: call-backs, redials and spill; expected figures. */
#include <math.h>
#include <string.h>

#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"

/* ---- call-backs and other work of lines ---- */

/* Hours of work alone are no reason for a table. */
static const char *const works[] = {
    "call_backs_asked", "called_back",   "call_backs_not_reached",
    "overflowed",       "cut_off",       "calls_again",
    "interrupted",      "dialled_hours", "worked_hours",
};
enum { WORKS = sizeof works / sizeof *works, BUT_WORK = WORKS - 1 };

static bool some_line_has(const struct of_result *of, const char *measure)
{
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    const char *name;
    json_object_foreach(lines, name, line)
    {
        if (stored_find(line, measure) != NULL)
            return true;
    }
    return false;
}

static void add_works(const struct of_result *of, struct document_section *section)
{
    const char *shown[WORKS];
    json_t *const lines = stored_object(of->stored, of->root, "line"), *line;
    const char *name;
    int count = 0;
    for (int i = 0; i < WORKS; i++)
        if (some_line_has(of, works[i]) && (i < BUT_WORK || count > 0))
            shown[count++] = works[i];
    if (count == 0)
        return;
    struct document_exhibit *const exhibit = document_exhibit(
        section, "work", "Call-backs, overflow and other work of each line");
    exhibit->sheet = "Call-backs";
    exhibit->note = "Means a day.  Empty: the line has no such thing.";
    document_column(exhibit, "line", DOCUMENT_TEXT);
    int columns[WORKS];
    for (int i = 0; i < count; i++)
        columns[i] = of_result_column(of, exhibit, shown[i]);
    json_object_foreach(lines, name, line)
    {
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(of_result_label(of, line));
        for (int i = 0; i < count; i++)
            if (columns[i] >= 0 && stored_find(line, shown[i]) != NULL)
                row[columns[i]] = of_result_figure(of, line, shown[i]);
    }
}

/* ---- those who hung up or were cut off ---- */

enum { AT, A_DAY, POSITIVE, NEUTRAL, NEGATIVE, RECALLED, HANG_UPS };

static const struct {
    const char *key, *heading;
} hang_ups[HANG_UPS] = {
    { "", "hung up at" },
    { "per_day", "calls a day" },
    { "positive_share", "found another channel" },
    { "neutral_share", "gave up" },
    { "negative_share", "called again" },
    { "recalled_share", "were rung by the force" },
};

static void draw_hang_ups(const struct of_result *of, struct document_exhibit *exhibit)
{
    struct document_chart *const chart = &exhibit->chart;
    const char *words = "";
    chart->kind = DOCUMENT_BARS;
    chart->x = AT;
    chart->is_stacked = true;
    chart->is_from_zero = true;
    chart->y_title = "share of them";
    for (int i = POSITIVE; i < HANG_UPS; i++)
        document_series(exhibit, hang_ups[i].heading, i)->style = DOCUMENT_BAR;
    for (int row = 0; row < exhibit->row_count; row++) {
        const struct document_cell *const cells = document_at(exhibit, row, 0);
        words = document_text(
            of->document, "%s%s%s: %s a day, %s of them called again", words,
            row == 0 ? "" : "; ", cells[AT].words,
            of_result_words(of, DOCUMENT_CALLS, cells[A_DAY].value, cells[A_DAY].noise),
            of_result_words(of, DOCUMENT_SHARE, cells[NEGATIVE].value,
                            cells[NEGATIVE].noise));
    }
    chart->alt = document_text(of->document, "%s.", words);
}

static void add_hang_ups(const struct of_result *of, struct document_section *section,
                         const char *key, const char *title)
{
    json_t *const all = stored_find(of->root, key), *about;
    const char *name;
    if (all == NULL)
        return;
    struct document_exhibit *const exhibit =
        document_exhibit(section, of_result_id(of, "did", key), title);
    exhibit->sheet = "Hang-ups";
    exhibit->note = "Of journeys begun in the period.  Where they went stands in the "
                    "table of ways.";
    document_column(exhibit, hang_ups[AT].heading, DOCUMENT_TEXT);
    for (int i = A_DAY; i < HANG_UPS; i++) {
        document_column(exhibit, hang_ups[i].heading,
                        i == A_DAY ? DOCUMENT_CALLS : DOCUMENT_SHARE);
        exhibit->columns[i].has_noise = true;
    }
    json_object_foreach(stored_object(of->stored, of->root, key), name, about)
    {
        struct document_cell *const row = document_row(exhibit);
        row[AT] = document_words(of_result_label(of, about));
        for (int i = A_DAY; i < HANG_UPS; i++)
            row[i] = of_result_figure(of, about, hang_ups[i].key);
    }
    draw_hang_ups(of, exhibit);
}

/* Where those went whom an outage cut off. */
static void add_outage_ways(const struct of_result *of,
                            struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const outages = stored_find(of->root, "outage"), *outage, *way;
    const char *name, *key;
    if (outages == NULL)
        return;
    struct document_exhibit *const exhibit = document_exhibit(
        section, "outage-ways", "Where those went whom an outage cut off");
    exhibit->sheet = "Outages";
    document_column(exhibit, "outage", DOCUMENT_TEXT);
    document_column(exhibit, "to", DOCUMENT_TEXT);
    document_column(exhibit, "calls a day", DOCUMENT_CALLS);
    document_column(exhibit, "share", DOCUMENT_SHARE);
    exhibit->columns[2].has_noise = true;
    json_object_foreach(outages, name, outage)
    {
        json_object_foreach(stored_object(s, outage, "redial"), key, way)
        {
            struct document_cell *const row = document_row(exhibit);
            row[0] = document_words(of_result_label(of, outage));
            row[1] =
                document_words(document_copy(of->document, stored_text(s, way, "to")));
            row[2] = of_result_figure(of, way, "per_day");
            row[3] = document_value(stored_number(s, way, "share"), NAN);
        }
    }
}

void of_result_more(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "more", "Call-backs, redials and spill");
    add_works(of, section);
    add_hang_ups(of, section, "hang_ups", "What those did who hung up");
    add_hang_ups(of, section, "outage", "What those did whom an outage cut off");
    add_outage_ways(of, section);
    document_drop_empty(of->document);
}

/* ---- expected figures ---- */

static struct document_cell six_figures(const struct of_result *of, double value)
{
    return document_words(isnan(value) ? NULL
                                       : document_text(of->document, "%.6g", value));
}

void of_result_expects(const struct of_result *of)
{
    struct stored *const s = of->stored;
    json_t *const expects = stored_array(s, of->root, "expect"), *expect;
    int met = 0;
    size_t i;
    if (json_array_size(expects) == 0)
        return;
    struct document_section *const section =
        document_section(of->document, "expected-figures", "Expected figures");
    struct document_exhibit *const exhibit = document_exhibit(
        section, "expect", "Figures that the scenario says should come out");
    exhibit->sheet = "Expected";
    exhibit->term = of_term(of->document, "expected-figure");
    exhibit->note = "Times in seconds, shares from 0 to 1.";
    document_column(exhibit, "figure", DOCUMENT_TEXT);
    /* Of any unit, so each to six figures as the scenario gives them. */
    document_column(exhibit, "expected", DOCUMENT_TEXT);
    document_column(exhibit, "within", DOCUMENT_TEXT);
    document_column(exhibit, "came out", DOCUMENT_TEXT);
    document_column(exhibit, "as expected", DOCUMENT_TEXT);
    json_array_foreach(expects, i, expect)
    {
        const bool is_met = stored_bool(s, expect, "met");
        const double value = stored_number_or_null(s, expect, "value");
        struct document_cell *const row = document_row(exhibit);
        row[0] =
            document_words(document_copy(of->document, stored_text(s, expect, "path")));
        row[1] = six_figures(of, stored_number(s, expect, "expected"));
        row[2] = six_figures(of, stored_number(s, expect, "tolerance"));
        row[3] = six_figures(of, value);
        row[4] = document_words(is_met         ? "yes"
                                : isnan(value) ? "no: there is no such figure"
                                               : "no");
        row[4].verdict = is_met ? DOCUMENT_MET : DOCUMENT_NOT_MET;
        row[3].is_marked = !is_met;
        met += is_met;
    }
    document_paragraph(section, document_text(of->document,
                                              "%d of %d figures came out as expected.",
                                              met, exhibit->row_count));
}
