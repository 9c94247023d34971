/* Days that stand out: those expected to be busiest, and single simulated ones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_result_parts.h"

enum {
    MOST_DAYS = 10,
    LEAST_DAYS = 14
}; /* of a shorter period all days are in sight */

/* ---- expected ---- */

struct day {
    size_t index;
    double calls;
};

/* Most calls first, of equals the earlier. */
static int by_calls(const void *left, const void *right)
{
    const struct day *const a = left, *const b = right;
    if (a->calls < b->calls || a->calls > b->calls)
        return a->calls > b->calls ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

enum { DATE, OFFERED, ABANDONED, WAIT, EXPECTED };

static void fill_expected(const struct of_result *of, struct document_exhibit *exhibit,
                          const char *name, json_t *units)
{
    static const char *const keys[EXPECTED] = {
        [OFFERED] = "offered", [ABANDONED] = "abandoned_share", [WAIT] = "mean_wait"
    };
    const size_t count = json_array_size(units);
    struct of_result_series series[EXPECTED] = { { NULL, NULL } };
    struct day *const days = sim_mem_array(count, sizeof *days);
    for (int i = OFFERED; i < EXPECTED; i++)
        series[i] = of_result_series(of, "day", "line", name, keys[i]);
    for (size_t i = 0; i < count; i++) {
        const struct document_cell cell = of_result_cell(of, &series[OFFERED], i);
        days[i] = (struct day){ i, cell.value };
    }
    qsort(days, count, sizeof *days, by_calls);
    for (size_t i = 0; i < count && i < MOST_DAYS; i++) {
        json_t *const unit = json_array_get(units, days[i].index);
        struct document_cell *const row = document_row(exhibit);
        row[DATE] =
            document_words(of_result_date(of, stored_text(of->stored, unit, "name")));
        for (int k = OFFERED; k < EXPECTED; k++)
            row[k] = of_result_cell(of, &series[k], days[i].index);
    }
    free(days);
}

static void add_expected(const struct of_result *of, struct document_section *section,
                         const char *name, json_t *line)
{
    json_t *const by = stored_object(of->stored, of->root, "by");
    json_t *const units =
        stored_array(of->stored, stored_object(of->stored, by, "day"), "units");
    const char *const label = of_result_label(of, line);
    if (json_array_size(units) < LEAST_DAYS)
        return;
    struct document_exhibit *const exhibit = document_exhibit(
        section, of_result_id(of, "expected", name),
        document_text(of->document, "%s: the busiest dates to be expected", label));
    exhibit->group = "expected";
    exhibit->option = label;
    exhibit->sheet = "Busiest dates";
    exhibit->note = "Means of these dates over all replications: what the profiles, "
                    "growth and surges of the scenario say.";
    document_column(exhibit, "date", DOCUMENT_TEXT);
    static const char *const shown[] = { "offered", "abandoned_share", "mean_wait" };
    for (int i = 0; i < EXPECTED - 1; i++)
        if (of_result_column(of, exhibit, shown[i]) < 0)
            stored_fault(of->stored, "measures.%s must be an object", shown[i]);
    if (of->stored->fault == NULL)
        fill_expected(of, exhibit, name, units);
}

/* ---- simulated ---- */

static const struct column {
    const char *key, *heading;
    enum document_unit unit;
} columns[] = {
    { "date", "date", DOCUMENT_TEXT },
    { "replication", "replication", DOCUMENT_NUMBER },
    { "offered", "offered, calls", DOCUMENT_NUMBER },
    { "answered", "answered, calls", DOCUMENT_NUMBER },
    { "abandoned_share", "abandoned", DOCUMENT_SHARE },
    { "mean_wait", "mean wait", DOCUMENT_SECONDS },
    { "longest_wait", "longest wait", DOCUMENT_SECONDS },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void add_days(const struct of_result *of, struct document_section *section,
                     const char *kind, const char *name, const char *title,
                     json_t *days)
{
    struct stored *const s = of->stored;
    json_t *const lines = stored_object(s, of->root, "line"), *day;
    const char *const label = of_result_label(of, stored_object(s, lines, name));
    size_t i;
    if (json_array_size(days) == 0)
        return;
    struct document_exhibit *const exhibit =
        document_exhibit(section, of_result_id(of, kind, name),
                         document_text(of->document, "%s: %s", label, title));
    exhibit->group = document_copy(of->document, kind);
    exhibit->option = label;
    exhibit->sheet = "Single days";
    exhibit->note =
        "To see every call of such a day: tenfive simulate with --trace FILE "
        "--trace-replication and its number.";
    for (int k = 0; k < COLUMNS; k++) {
        document_column(exhibit, columns[k].heading, columns[k].unit);
        if (columns[k].unit == DOCUMENT_NUMBER)
            exhibit->columns[k].decimals = 0;
    }
    json_array_foreach(days, i, day)
    {
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(of_result_date(of, stored_text(s, day, "date")));
        for (int k = 1; k < COLUMNS; k++)
            row[k] = document_value(stored_number_or_null(s, day, columns[k].key), NAN);
    }
}

void of_result_days(const struct of_result *of)
{
    struct stored *const s = of->stored;
    json_t *const lines = stored_object(s, of->root, "line"), *line;
    json_t *const extremes =
        stored_object(s, stored_object(s, of->root, "extremes"), "line");
    static const struct {
        const char *key, *kind, *title;
    } kinds[] = {
        { "busiest", "busiest", "the busiest single days simulated" },
        { "worst", "worst", "the worst single days simulated, by mean wait" },
    };
    const char *name;
    struct document_section *const section =
        document_section(of->document, "days", "Busiest and worst days");
    json_object_foreach(lines, name, line)
    {
        add_expected(of, section, name, line);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        json_object_foreach(extremes, name, line)
        {
            add_days(of, section, kinds[i].kind, name, kinds[i].title,
                     stored_array(s, line, kinds[i].key));
        }
    document_drop_empty(of->document);
}
