/* Small exhibits with a chart of each kind, for tests of pictures. */
#ifndef TESTS_SVG_MADE_H
#define TESTS_SVG_MADE_H

#include <math.h>

#include "tools/document/document.h"

/* An exhibit in a document of its own. */
struct svg_made {
    struct document document;
    struct document_exhibit *exhibit;
};

static inline struct svg_made svg_made(enum document_chart_kind kind)
{
    struct svg_made made = { 0 };
    struct document_section *const section =
        document_section(&made.document, "section", "Section");
    made.exhibit = document_exhibit(section, "exhibit", "A title");
    made.exhibit->chart.kind = kind;
    made.exhibit->chart.alt = "Highest on Friday.";
    return made;
}

/* Adds a row: a name, or a value first where it is null, then the values. */
static inline void svg_made_row(struct svg_made *made, const char *name,
                                const double *values)
{
    struct document_cell *const row = document_row(made->exhibit);
    if (name != NULL)
        row[0] = document_words(name);
    const int first = name != NULL;
    for (int i = first; i < made->exhibit->column_count; i++)
        row[i] = document_value(values[i - first], NAN);
}

/* `rows` rows of three columns, with a chart of the kind that draws them in whatever
 * way the kind does: names or numbers first, as it wants. */
static inline struct svg_made svg_made_any(enum document_chart_kind kind, int rows,
                                           const char *name,
                                           double (*value)(int row, int column))
{
    struct svg_made made = svg_made(kind);
    const bool is_flow = kind == DOCUMENT_SANKEY;
    const bool is_numeric = kind == DOCUMENT_HISTOGRAM || kind == DOCUMENT_POINTS_XY;
    document_column(made.exhibit, "first",
                    is_numeric ? DOCUMENT_SECONDS : DOCUMENT_TEXT);
    document_column(made.exhibit, "second", is_flow ? DOCUMENT_TEXT : DOCUMENT_SECONDS);
    document_column(made.exhibit, "third", DOCUMENT_SECONDS);
    for (int i = 0; i < rows; i++) {
        const double values[] = { value(i, 0), value(i, 1), value(i, 2) };
        svg_made_row(&made, is_numeric ? NULL : name, values + !is_numeric);
        if (is_flow)
            *document_at(made.exhibit, i, 1) =
                document_words(document_text(&made.document, "%s %d", name, i));
    }
    struct document_chart *const chart = &made.exhibit->chart;
    chart->x = 0;
    chart->x2 = 1;
    chart->y_title = "seconds";
    chart->x_title = name;
    document_mark(made.exhibit, name, 0.37);
    document_series(made.exhibit, name, is_numeric || is_flow ? 2 : 1);
    document_series(made.exhibit, name, 2);
    made.exhibit->chart.series[0].low = 1;
    made.exhibit->chart.series[0].high = 2;
    return made;
}

#endif
