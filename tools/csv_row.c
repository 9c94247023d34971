#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "tools/csv_out.h"

/* As precise as anybody reads; estimates have fewer digits that mean something. */
#define NUMBER "%.7g"

static void next_cell(struct csv_row *row)
{
    if (row->is_begun)
        fputc(',', row->to);
    row->is_begun = true;
}

void csv_row_text(struct csv_row *row, const char *text)
{
    next_cell(row);
    if (text == NULL || *text == '\0')
        return;
    const bool is_formula = strchr("=+-@\t\r", *text) != NULL;
    const bool is_quoted = strpbrk(text, ",;\"\r\n\t") != NULL || *text == ' '
                           || text[strlen(text) - 1] == ' ';
    if (is_quoted)
        fputc('"', row->to);
    if (is_formula)
        fputc('\'', row->to);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', row->to);
        fputc(*text, row->to);
    }
    if (is_quoted)
        fputc('"', row->to);
}

void csv_row_number(struct csv_row *row, double value)
{
    next_cell(row);
    if (isfinite(value))
        fprintf(row->to, NUMBER, value);
}

void csv_row_whole(struct csv_row *row, int64_t value)
{
    next_cell(row);
    fprintf(row->to, "%" PRId64, value);
}

void csv_row_end(struct csv_row *row)
{
    fputc('\n', row->to);
    row->is_begun = false;
}

void csv_row_texts(struct csv_row *row, const char *const *texts)
{
    for (; *texts != NULL; texts++)
        csv_row_text(row, *texts);
    csv_row_end(row);
}

void csv_row_estimate(struct csv_row *row, const struct sim_estimate *estimate)
{
    csv_row_number(row, estimate->kind == SIM_ESTIMATE_NONE ? NAN : estimate->value);
    csv_row_number(row, estimate->kind == SIM_ESTIMATE_INTERVAL
                            ? sim_estimate_half_width(estimate)
                            : NAN);
}
