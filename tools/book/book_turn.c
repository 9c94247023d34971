#include <stdlib.h>

#include "sim/mem.h"
#include "tools/book/book_parts.h"

/* Columns that a page has room for. */
enum { MOST_COLUMNS = 30 };

bool book_is_to_turn(const struct document_exhibit *exhibit)
{
    const int columns = exhibit->column_count - 1;
    return exhibit->chart.kind == DOCUMENT_HEAT && columns > MOST_COLUMNS
           && exhibit->row_count > 0 && exhibit->row_count < columns;
}

/* Column 0 names what the headings of the others were. */
static void turn_columns(const struct document_exhibit *from,
                         struct document_exhibit *turned)
{
    const char *const names = from->chart.x_title;
    turned->columns[0] = (struct document_column){
        .heading = names == NULL ? "" : names, .unit = DOCUMENT_TEXT, .decimals = -1
    };
    for (int row = 0; row < from->row_count; row++) {
        const struct document_cell *const name = document_at(from, row, 0);
        struct document_column *const column = &turned->columns[row + 1];
        *column = from->columns[1];
        column->heading = name->kind == DOCUMENT_WORDS ? name->words : "";
    }
}

struct document_exhibit *book_turn(const struct document_exhibit *exhibit)
{
    struct document_exhibit *const turned = sim_mem_array(1, sizeof *turned);
    *turned = *exhibit;
    turned->row_count = exhibit->column_count - 1;
    turned->column_count = exhibit->row_count + 1;
    turned->columns =
        sim_mem_array((size_t) turned->column_count, sizeof *turned->columns);
    turned->cells =
        sim_mem_array((size_t) turned->row_count * (size_t) turned->column_count,
                      sizeof *turned->cells);
    turn_columns(exhibit, turned);
    for (int row = 0; row < turned->row_count; row++) {
        *document_at(turned, row, 0) =
            document_words(exhibit->columns[row + 1].heading);
        for (int column = 1; column < turned->column_count; column++)
            *document_at(turned, row, column) =
                *document_at(exhibit, column - 1, row + 1);
    }
    return turned;
}

void book_turned_free(struct document_exhibit *turned)
{
    free(turned->columns);
    free(turned->cells);
    free(turned);
}
