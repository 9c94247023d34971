/* Lines and journeys: every measure of the whole period. */
#include <math.h>
#include <string.h>

#include "tools/document/of_result_parts.h"
#include "tools/document/of_terms.h"

/* A table: what its rows are and which measures it shows, those that there are. */
struct table {
    const char *id, *title, *sheet, *heading, *note;
    const char *const *measures; /* ends with null */
};

static const char *const calls[] = { "offered",
                                     "answered",
                                     "answered_share",
                                     "abandoned",
                                     "abandoned_share",
                                     "left",
                                     "left_share",
                                     "resolved_share",
                                     "attempts",
                                     "at_once_share",
                                     "still",
                                     "presented",
                                     NULL };
static const char *const waits[] = { "mean_wait",
                                     "median_wait",
                                     "p90_wait",
                                     "p95_wait",
                                     "p99_wait",
                                     "longest_wait",
                                     "mean_wait_lost",
                                     "mean_wait_all",
                                     "sd_wait",
                                     "queue_length",
                                     NULL };

/* Longest waits of a replication, over replications: plain numbers. */
static const struct {
    const char *key, *heading;
} longest[] = {
    { "longest_median", "longest: half of them below" },
    { "longest_p95", "longest: 95 % below" },
    { "longest_most", "longest of all" },
};
enum { LONGEST = sizeof longest / sizeof *longest };

/* Kinds of object whose rows stand in one table, the second behind the first. */
struct kinds {
    const char *first, *second;
};

/* Whether any has a figure that is not nought: a column of noughts says nothing. */
static bool some_have(const struct of_result *of, const char *kind, const char *key)
{
    json_t *const objects = kind == NULL ? NULL : stored_find(of->root, kind), *object;
    const char *name;
    json_object_foreach(objects, name, object)
    {
        json_t *const figure = stored_find(object, key);
        const double value = json_is_object(figure)
                                 ? json_number_value(stored_find(figure, "value"))
                                 : json_number_value(figure);
        if (value != 0.0)
            return true;
    }
    return false;
}

static void add_row(const struct of_result *of, struct document_exhibit *exhibit,
                    json_t *object, const char *const *keys, int count)
{
    struct document_cell *const row = document_row(exhibit);
    row[0] = document_words(of_result_label(of, object));
    for (int i = 0; i < count; i++) {
        json_t *const figure = stored_find(object, keys[i]);
        if (json_is_number(figure))
            row[1 + i] = document_value(json_number_value(figure), NAN);
        else if (figure != NULL)
            row[1 + i] = of_result_figure(of, object, keys[i]);
    }
}

/* Other clocks of a line stand below it. */
static void add_rows(const struct of_result *of, struct document_exhibit *exhibit,
                     struct kinds kinds, const char *const *keys, int count)
{
    struct stored *const s = of->stored;
    json_t *const seconds =
        kinds.second == NULL ? NULL : stored_find(of->root, kinds.second);
    json_t *object, *second;
    const char *name, *key;
    json_object_foreach(stored_object(s, of->root, kinds.first), name, object)
    {
        add_row(of, exhibit, object, keys, count);
        json_object_foreach(seconds, key, second)
        {
            if (strcmp(stored_text(s, second, "line"), name) == 0)
                add_row(of, exhibit, second, keys, count);
        }
    }
}

enum { MOST_KEYS = 20 };

static void add_table(const struct of_result *of, struct document_section *section,
                      const struct table *table, struct kinds kinds)
{
    const char *keys[MOST_KEYS];
    int count = 0;
    struct document_exhibit *const exhibit =
        document_exhibit(section, table->id, table->title);
    exhibit->sheet = table->sheet;
    exhibit->note = table->note;
    document_column(exhibit, table->heading, DOCUMENT_TEXT);
    for (const char *const *key = table->measures; *key != NULL; key++)
        if ((some_have(of, kinds.first, *key) || some_have(of, kinds.second, *key))
            && of_result_column(of, exhibit, *key) >= 0) {
            const bool is_number =
                exhibit->columns[exhibit->column_count - 1].unit == DOCUMENT_NUMBER;
            exhibit->columns[exhibit->column_count - 1].decimals = is_number ? 2 : -1;
            keys[count++] = *key;
        }
    for (int i = 0; table->measures == waits && i < LONGEST; i++)
        if (some_have(of, kinds.first, longest[i].key)) {
            document_column(exhibit, longest[i].heading, DOCUMENT_SECONDS);
            keys[count++] = longest[i].key;
        }
    add_rows(of, exhibit, kinds, keys, count);
}

/* A measure that an object must have: told where it is not there. */
static void need(const struct of_result *of, const char *kind)
{
    static const char *const always[] = { "offered",         "answered",
                                          "abandoned_share", "mean_wait",
                                          "at_once_share",   "p95_wait" };
    json_t *const all = stored_object(of->stored, of->root, "measures");
    json_t *object;
    const char *name;
    json_object_foreach(stored_object(of->stored, of->root, kind), name, object)
    {
        for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
            stored_estimate(of->stored, object, always[i]);
            stored_object(of->stored, all, always[i]);
        }
    }
}

void of_result_lines(const struct of_result *of)
{
    const struct kinds kinds = { "line", "clock" };
    const struct table tables[] = {
        { "line-calls", "Calls of each line", "Lines", "line",
          "Means over the period.  A line named with a clock (“from”, “to the offer”, "
          "“without call-backs”) is the same line measured another way.",
          calls },
        { "line-waits", "Waits of each line", "Lines, waits", "line",
          "The longest wait is that of a whole replication; with more callers it is "
          "longer.",
          waits },
    };
    struct document_section *const section =
        document_section(of->document, "lines", "Lines");
    need(of, "line");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        add_table(of, section, &tables[i], kinds);
}

void of_result_journeys(const struct of_result *of)
{
    const struct kinds kinds = { "stream", NULL };
    const struct table tables[] = {
        { "journey-calls", "Callers of each stream", "Journeys", "callers",
          "A journey goes from the first attempt to its end, over every line and every "
          "attempt.",
          calls },
        { "journey-waits", "Waits of a journey", "Journeys, waits", "callers",
          "The waits of a journey in all lines together.", waits },
    };
    struct document_section *const section =
        document_section(of->document, "journeys", "Journeys");
    need(of, "stream");
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        add_table(of, section, &tables[i], kinds);
}
