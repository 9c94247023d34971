/* The document of a backtest: what the telephone system reported beside what the
 * scenario gives for the same dates. */
#include <math.h>
#include <string.h>

#include "tools/document/of.h"
#include "tools/document/of_inputs.h"
#include "tools/document/of_terms.h"

enum { HOURS = 24, DAYS = 7 };

static const char *const days[DAYS] = {
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"
};

/* What is compared; the names are those of the rows. */
struct kind {
    const char *name, *words;
    enum document_unit unit, difference;
    bool is_good_high;
};
static const struct kind kinds[] = {
    { "offered", "calls offered", DOCUMENT_CALLS, DOCUMENT_CALLS, false },
    { "answered_within", "answered in time", DOCUMENT_SHARE, DOCUMENT_POINTS, true },
    { "abandoned_share", "abandoned", DOCUMENT_SHARE, DOCUMENT_POINTS, false },
    { "mean_wait", "mean wait", DOCUMENT_SECONDS, DOCUMENT_SECONDS, false },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct of_backtest {
    int line; /* number of the line that is shown */
    struct stored *stored;
    struct document *document;
    json_t *rows;
};

static bool is_of(const struct of_backtest *of, json_t *row, const char *line,
                  const struct kind *kind, const char *level)
{
    return strcmp(stored_text(of->stored, row, "measure"), kind->name) == 0
           && (line == NULL || strcmp(stored_text(of->stored, row, "line"), line) == 0)
           && strcmp(stored_text(of->stored, row, "level"), level) == 0;
}

/* ---- the whole and its months ---- */

static void add_columns(struct document_exhibit *table, const struct kind *kind)
{
    const enum document_unit unit = kind->unit;
    const bool is_calls = unit == DOCUMENT_CALLS;
    document_column(table, "interval", DOCUMENT_TEXT);
    document_column(table, is_calls ? "actual, a day" : "actual", unit);
    document_column(table, is_calls ? "simulated, a day" : "simulated", unit);
    document_column(table, "from", unit);
    document_column(table, "to", unit);
    document_column(table, "actual is inside", DOCUMENT_TEXT);
}

static void add_row(const struct of_backtest *of, struct document_exhibit *table,
                    json_t *row)
{
    struct stored *const stored = of->stored;
    const bool is_miss = stored_bool(stored, row, "miss");
    struct document_cell *const cell = document_row(table);
    const char *const interval = stored_text(stored, row, "interval");
    cell[0] = document_words(strcmp(interval, "all") == 0
                                 ? "all dates"
                                 : document_copy(of->document, interval));
    cell[1] = document_value(stored_number(stored, row, "actual"), NAN);
    cell[2] = document_value(stored_number(stored, row, "simulated"), NAN);
    cell[3] = document_value(stored_number(stored, row, "low"), NAN);
    cell[4] = document_value(stored_number(stored, row, "high"), NAN);
    cell[5] = document_words(is_miss ? "no" : "yes");
    cell[5].is_marked = is_miss;
}

static void draw_months(const struct of_backtest *of, struct document_exhibit *table,
                        const struct kind *kind)
{
    int missed = 0;
    for (int row = 0; row < table->row_count; row++)
        missed += document_at(table, row, 5)->is_marked;
    table->chart.kind = DOCUMENT_CURVES;
    table->chart.x = 0;
    table->chart.y_title = kind->words;
    table->chart.is_from_zero = kind->unit != DOCUMENT_SHARE;
    table->chart.alt =
        document_text(of->document,
                      "The actual figure is outside the range of one more simulated "
                      "run in %d of %d intervals.",
                      missed, table->row_count);
    struct document_series *const simulated = document_series(table, "simulated", 2);
    simulated->low = 3;
    simulated->high = 4;
    document_series(table, "actual", 1)->style = DOCUMENT_DOTS;
}

static void months(const struct of_backtest *of, struct document_section *section,
                   const char *line, const char *label, const struct kind *kind)
{
    struct document *const document = of->document;
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "months-%s-%d", kind->name, of->line),
        document_text(document, "%s: %s", label, kind->words));
    table->group = document_text(document, "months-%s", kind->name);
    table->option = document_copy(document, label);
    table->term = "one-more";
    add_columns(table, kind);
    size_t i;
    json_t *row;
    json_array_foreach(of->rows, i, row) if (is_of(of, row, line, kind, "period")
                                             || is_of(of, row, line, kind, "month"))
        add_row(of, table, row);
    draw_months(of, table, kind);
}

/* ---- hours of the week ---- */

/* Row and column of "Mon 08:00"; false: not such a name. */
static bool place_of(const char *interval, int *day, int *hour)
{
    for (*day = 0; *day < DAYS; ++*day) {
        const size_t length = strlen(days[*day]);
        if (strncmp(interval, days[*day], length) != 0)
            continue;
        const char *const clock = interval + length;
        if (*clock != ' ' || strspn(clock + 1, "0123456789") != 2 || clock[3] != ':')
            return false;
        *hour = (clock[1] - '0') * 10 + clock[2] - '0';
        return *hour < HOURS;
    }
    return false;
}

static struct document_exhibit *add_hours(const struct of_backtest *of,
                                          struct document_section *section,
                                          const char *label, const struct kind *kind)
{
    struct document *const document = of->document;
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "hours-%s-%d", kind->name, of->line),
        document_text(document, "%s: %s, simulated less actual", label, kind->words));
    table->group = document_text(document, "hours-%s", kind->name);
    table->option = document_copy(document, label);
    table->note =
        "Marked: the actual figure is outside the range of one more simulated "
        "run.";
    document_column(table, "day", DOCUMENT_TEXT);
    for (int hour = 0; hour < HOURS; hour++) {
        const int column = document_column(
            table, document_text(document, "%02d:00", hour), kind->difference);
        table->columns[column].is_signed = true;
    }
    for (int day = 0; day < DAYS; day++)
        document_row(table)[0] = document_words(days[day]);
    table->chart.kind = DOCUMENT_HEAT;
    table->chart.is_plain = true;
    document_mark(table, "no difference", 0.0);
    return table;
}

/* Differences by hour of the week. */
static void hours(const struct of_backtest *of, struct document_section *section,
                  const char *line, const char *label, const struct kind *kind)
{
    struct document_exhibit *const table = add_hours(of, section, label, kind);
    double most = 0.0;
    int at_day = 0, at_hour = 0, day = 0, hour = 0;
    size_t i;
    json_t *row;
    json_array_foreach(of->rows, i, row)
    {
        if (!is_of(of, row, line, kind, "hour_of_week")
            || !place_of(stored_text(of->stored, row, "interval"), &day, &hour))
            continue;
        struct document_cell *const cell = document_at(table, day, 1 + hour);
        *cell = document_value(stored_number(of->stored, row, "simulated")
                                   - stored_number(of->stored, row, "actual"),
                               NAN);
        cell->is_marked = stored_bool(of->stored, row, "miss");
        if (fabs(cell->value) > most) {
            most = fabs(cell->value);
            at_day = day;
            at_hour = hour;
        }
    }
    table->chart.alt =
        most > 0.0 ? document_text(of->document,
                                   "Simulated and actual are furthest apart on %s from "
                                   "%02d:00.",
                                   days[at_day], at_hour)
                   : "Nowhere is there a difference.";
}

/* ---- misses ---- */

/* What the hours of the week of one line come to. */
struct misses {
    json_t *worst; /* furthest outside its range; null: none is */
    int missed, count;
};

static struct misses misses_of(const struct of_backtest *of, const char *line,
                               const struct kind *kind)
{
    struct stored *const stored = of->stored;
    struct misses found = { .worst = NULL };
    double furthest = 0.0;
    size_t i;
    json_t *row;
    json_array_foreach(of->rows, i, row)
    {
        if (!is_of(of, row, line, kind, "hour_of_week"))
            continue;
        const double actual = stored_number(stored, row, "actual");
        const double off = fmax(actual - stored_number(stored, row, "high"),
                                stored_number(stored, row, "low") - actual);
        const bool is_miss = stored_bool(stored, row, "miss");
        found.count++;
        found.missed += is_miss;
        if (is_miss && (found.worst == NULL || off > furthest)) {
            found.worst = row;
            furthest = off;
        }
    }
    return found;
}

static void misses_row(const struct of_backtest *of, struct document_exhibit *table,
                       const char *label, const struct misses *found)
{
    static const char *const keys[] = { "actual", "simulated", "low", "high" };
    struct document_cell *const row = document_row(table);
    row[0] = document_words(document_copy(of->document, label));
    row[1] = document_value(found->missed, 0.0);
    row[2] = document_value(found->count, 0.0);
    if (found->worst == NULL)
        return;
    row[3] = document_words(
        document_copy(of->document, stored_text(of->stored, found->worst, "interval")));
    for (int i = 0; i < 4; i++)
        row[4 + i] =
            document_value(stored_number(of->stored, found->worst, keys[i]), NAN);
}

static void misses(const struct of_backtest *of, struct document_section *section,
                   json_t *lines, const struct kind *kind)
{
    struct document *const document = of->document;
    struct document_exhibit *const table = document_exhibit(
        section, document_text(document, "misses-%s", kind->name),
        document_text(document,
                      "%s: hours of the week outside the range of one more run",
                      kind->words));
    table->term = "one-more";
    table->note = "With a model that is right luck alone puts about 1 in 20 outside.";
    document_column(table, "line", DOCUMENT_TEXT);
    document_column(table, "outside", DOCUMENT_NUMBER);
    document_column(table, "of", DOCUMENT_NUMBER);
    document_column(table, "furthest outside", DOCUMENT_TEXT);
    document_column(table, "actual then", kind->unit);
    document_column(table, "simulated", kind->unit);
    document_column(table, "from", kind->unit);
    document_column(table, "to", kind->unit);
    const char *line;
    json_t *about;
    json_object_foreach(lines, line, about)
    {
        const struct misses found = misses_of(of, line, kind);
        if (found.count > 0)
            misses_row(of, table, stored_text(of->stored, about, "label"), &found);
    }
}

/* ---- the whole ---- */

/* How many of a line's figures the simulation has inside its range. */
static void headline(const struct of_backtest *of, const char *line, const char *label)
{
    struct document *const document = of->document;
    int inside = 0, count = 0;
    size_t i;
    json_t *row;
    json_array_foreach(of->rows, i, row)
    {
        if (strcmp(stored_text(of->stored, row, "line"), line) != 0)
            continue;
        count++;
        inside += !stored_bool(of->stored, row, "miss");
    }
    if (count == 0)
        return;
    struct document_headline *const new = document_headline(document);
    new->label = document_copy(document, label);
    new->asked = "figures inside the range of one more simulated run";
    new->words = document_text(document, "%d of %d", inside, count);
    new->also = "with a model that is right, about 19 in 20";
    new->value = (double) inside / count;
    new->verdict_words = "";
    new->paragraph = document_text(
        document,
        "Of %d figures reported for %s (over all dates, by month and by hour "
        "of the week), %d lie where one more simulated run would, 19 times "
        "in 20.",
        count, label, inside);
    new->term = "one-more";
}

static void facts(const struct of_backtest *of)
{
    struct stored *const stored = of->stored;
    struct document *const document = of->document;
    json_t *const root = stored->root;
    const char *const fitted = stored_text_or_null(stored, root, "fitted_on");
    document_fact(document, "judged on",
                  document_copy(document, stored_text(stored, root, "judged_on")));
    document_fact(document, "fitted on",
                  fitted == NULL ? "not fitted: the scenario as it is"
                                 : document_copy(document, fitted));
    document_fact(document, "export",
                  document_copy(document, stored_text(stored, root, "export")));
    document_fact(document, "scenario file",
                  document_copy(document, stored_text(stored, root, "scenario")));
    document_fact(
        document, "replications",
        document_text(document, "%.0f", stored_number(stored, root, "replications")));
    document_fact(document, "seed",
                  document_text(document, "%.0f", stored_number(stored, root, "seed")));
    document_fact(document, "tenfive",
                  document_copy(document, stored_text(stored, root, "version")));
}

/* Whether the export has such a measure of the line. */
static bool has(const struct of_backtest *of, const char *line, const struct kind *kind,
                const char *level)
{
    size_t i;
    json_t *row;
    json_array_foreach(of->rows, i, row)
    {
        if (is_of(of, row, line, kind, level))
            return true;
    }
    return false;
}

static void sections(struct of_backtest *of, json_t *lines)
{
    struct document *const document = of->document;
    struct document_section *const by_month =
        document_section(document, "months", "All dates and months");
    struct document_section *const by_hour =
        document_section(document, "hours", "By hour of the week");
    const char *line;
    json_t *about;
    for (int kind = 0; kind < KINDS; kind++) {
        of->line = 0;
        if (has(of, NULL, &kinds[kind], "hour_of_week"))
            misses(of, by_hour, lines, &kinds[kind]);
        json_object_foreach(lines, line, about)
        {
            const char *const label = stored_text(of->stored, about, "label");
            if (has(of, line, &kinds[kind], "period")
                || has(of, line, &kinds[kind], "month"))
                months(of, by_month, line, label, &kinds[kind]);
            if (has(of, line, &kinds[kind], "hour_of_week"))
                hours(of, by_hour, line, label, &kinds[kind]);
            of->line++;
        }
    }
}

void document_of_backtest(struct stored *stored, struct document *document)
{
    json_t *const root = stored->root, *value;
    struct of_backtest of = { .stored = stored,
                              .document = document,
                              .rows = stored_array(stored, root, "rows") };
    json_t *const lines = stored_object(stored, root, "lines");
    const char *const title = stored_text_or_null(stored, root, "title");
    const char *line;
    document->title = document_copy(
        document, title == NULL ? stored_text(stored, root, "scenario") : title);
    document->marking =
        document_copy(document, stored_text_or_null(stored, root, "marking"));
    document->kind = "Backtest";
    document->summary = document_text(
        document,
        "What the telephone system reported for %s, beside what the scenario "
        "gives for the same dates.",
        stored_text(stored, root, "judged_on"));
    document_term(document, "one-more", "range of one more run",
                  "Where one more simulated run would be, 19 times in 20.  A reported "
                  "figure outside it is marked: luck alone does that once in 20.");
    of_term(document, "replication");
    json_object_foreach(lines, line, value)
        headline(&of, line, stored_text(stored, value, "label"));
    sections(&of, lines);
    struct document_section *const inputs =
        document_section(document, "inputs", "Inputs");
    of_inputs(stored, document, inputs,
              &(struct of_inputs){ .from = root, .id = "inputs", .sheet = "Inputs" });
    of_sources(stored, document, root);
    facts(&of);
}
