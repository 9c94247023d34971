#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/csv_out.h"
#include "tools/utf8.h"

/* As precise as anybody reads; estimates have fewer digits that mean something. */
#define NUMBER "%.7g"

static void next_cell(struct csv_row *row)
{
    if (row->is_begun)
        fputc(',', row->to);
    row->is_begun = true;
}

/* Whether a spreadsheet takes a text for a formula: = + - @ and their wide forms,
 * blanks before them aside.  Apostrophes before them are counted in, so that a reader
 * may take one off whatever stands behind it. */
static bool is_formula(const char *text)
{
    static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                        "\xef\xbc\xa0" };
    text += strspn(text, "' \t\r\n");
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return *text != '\0' && strchr("=+-@", *text) != NULL;
}

void csv_row_text(struct csv_row *row, const char *text)
{
    next_cell(row);
    if (text == NULL || *text == '\0')
        return;
    char *const clean = utf8_harmless(text, "\t\r\n");
    const bool is_quoted = strpbrk(clean, ",;\"\r\n\t") != NULL || *clean == ' '
                           || clean[strlen(clean) - 1] == ' ';
    if (is_quoted)
        fputc('"', row->to);
    if (is_formula(clean))
        fputc('\'', row->to);
    for (const char *at = clean; *at != '\0'; at++) {
        if (*at == '"')
            fputc('"', row->to);
        fputc(*at, row->to);
    }
    if (is_quoted)
        fputc('"', row->to);
    free(clean);
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
