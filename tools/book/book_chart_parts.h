/* Parts of drawing a chart, for the two files that do it. */
#ifndef TOOLS_BOOK_CHART_PARTS_H
#define TOOLS_BOOK_CHART_PARTS_H

#include <stdint.h>

#include "tools/book/book_parts.h"

static const float BOOK_THIN_PT = 0.75F;

/* A chart being made: `series` of libxlsxwriter so far, those that the legend leaves
 * out. */
struct book_drawing {
    struct book *book;
    struct book_table *table;
    const struct document_chart *chart;
    lxw_chart *made;
    int count, hidden; /* series; hidden columns */
    int16_t *silent;   /* owned; ends with -1 */
    size_t silent_count, silent_capacity;
};

/* What Excel has for a kind; LXW_CHART_NONE: nothing. */
uint8_t book_chart_type(const struct document_chart *chart);

const struct document_column *book_chart_column(const struct book_drawing *drawing,
                                                int index);

/* The unit of the axis of values. */
enum document_unit book_chart_unit(const struct book_drawing *drawing);

void book_chart_title(const struct book_drawing *drawing);
void book_chart_axes(const struct book_drawing *drawing);

#endif
