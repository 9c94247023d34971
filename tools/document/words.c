#include "tools/document/words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/report_text.h"

static const double PER_CENT = 100.0;
static const double LONG_S = 120.0; /* from here on words are minutes and seconds */

/* What a workbook's number is multiplied by to be read. */
static double scale(enum document_unit unit)
{
    return unit == DOCUMENT_SHARE || unit == DOCUMENT_POINTS ? PER_CENT : 1.0;
}

/* The size of a cell's number with its noise; noise that is not known takes away no
 * decimals. */
static struct sim_estimate size_of(const struct document_cell *cell)
{
    const double value = fabs(cell->value);
    const double noise = isnan(cell->noise) ? 0.0 : cell->noise;
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - noise,
                                  value + noise };
}

static bool is_whole(double value)
{
    return fabs(value - round(value)) < 1e-9;
}

/* Small differences have a decimal more than large ones, hours of pay their pence. */
static int unit_decimals(enum document_unit unit, const struct sim_estimate *size)
{
    const double noise = report_text_noise(size), read = scale(unit) * size->value;
    switch (unit) {
    case DOCUMENT_SHARE:
        return report_text_share_decimals(size);
    case DOCUMENT_SECONDS:
        return report_text_time_decimals(size);
    case DOCUMENT_POINTS:
        return report_text_decimals(PER_CENT * noise, read < 1.0 && read > 0.0 ? 2 : 1);
    case DOCUMENT_PEOPLE:
        return is_whole(read) ? 0 : report_text_decimals(noise, 1);
    case DOCUMENT_NUMBER:
        return is_whole(read) && noise == 0.0 ? 0 : report_text_count_decimals(size);
    case DOCUMENT_POUNDS:
        return read >= PER_CENT || is_whole(read) ? 0 : report_text_decimals(noise, 2);
    case DOCUMENT_TEXT:
    case DOCUMENT_CALLS:
    case DOCUMENT_HOURS:
        return report_text_count_decimals(size);
    case DOCUMENT_UNITS:
        break;
    }
    assert(false && "a unit");
    return 0;
}

int document_decimals(const struct document_column *column,
                      const struct document_cell *cell)
{
    if (cell->kind != DOCUMENT_VALUE)
        return 0;
    const struct sim_estimate size = size_of(cell);
    return column->decimals < 0
               ? unit_decimals(column->unit, &size)
               : report_text_decimals(scale(column->unit) * report_text_noise(&size),
                                      column->decimals);
}

const char *document_unit_sign(enum document_unit unit)
{
    static const char *const signs[DOCUMENT_UNITS] = {
        [DOCUMENT_TEXT] = "",     [DOCUMENT_CALLS] = "",   [DOCUMENT_HOURS] = "h",
        [DOCUMENT_SECONDS] = "s", [DOCUMENT_SHARE] = "%",  [DOCUMENT_POINTS] = "points",
        [DOCUMENT_PEOPLE] = "",   [DOCUMENT_POUNDS] = "£", [DOCUMENT_NUMBER] = "",
    };
    return signs[unit];
}

/* "£1,200", "94.3 %", "12" */
static char *with_sign(char *digits, enum document_unit unit)
{
    const char *const sign = document_unit_sign(unit);
    char *const words = unit == DOCUMENT_POUNDS ? sim_mem_print("%s%s", sign, digits)
                        : *sign != '\0'         ? sim_mem_print("%s %s", digits, sign)
                                                : sim_mem_text(digits);
    free(digits);
    return words;
}

char *document_words_of(const struct document_column *column,
                        const struct document_cell *cell)
{
    if (cell->kind != DOCUMENT_VALUE)
        return sim_mem_text(cell->kind == DOCUMENT_WORDS ? cell->words : "");
    const struct sim_estimate size = size_of(cell);
    const int places = document_decimals(column, cell);
    const double read = scale(column->unit) * size.value;
    char *const words = column->unit == DOCUMENT_SECONDS && size.value >= LONG_S
                            ? report_text_time(&size)
                            : with_sign(check_words_number(read, places), column->unit);
    const bool is_nought = read < 0.5 * pow(10.0, -places);
    const char *const sign = is_nought           ? ""
                             : cell->value < 0.0 ? "-"
                             : column->is_signed ? "+"
                                                 : "";
    char *const whole = sim_mem_print("%s%s", sign, words);
    free(words);
    return whole;
}

double document_noise(const struct document_column *column,
                      const struct document_cell *cell)
{
    if (cell->kind != DOCUMENT_VALUE || !isfinite(cell->noise))
        return NAN;
    const double step = pow(10.0, -document_decimals(column, cell));
    const double slack = 1e-9; /* 0.1 is a little more than one tenth */
    const double read = scale(column->unit) * fabs(cell->noise);
    const double up = read <= 0.0 ? 0.0 : ceil(read / step - slack) * step;
    return up / scale(column->unit);
}

char *document_noise_of(const struct document_column *column,
                        const struct document_cell *cell)
{
    const double noise = document_noise(column, cell);
    if (isnan(noise))
        return sim_mem_text("");
    const int places = noise > 0.0 ? document_decimals(column, cell) : 0;
    char *const digits = check_words_number(scale(column->unit) * noise, places);
    const bool is_plain =
        column->unit != DOCUMENT_SECONDS && column->unit != DOCUMENT_POUNDS;
    char *const words = is_plain ? digits : with_sign(digits, column->unit);
    char *const whole = sim_mem_print("±%s", words);
    free(words);
    return whole;
}

const char *document_verdict_words(enum document_verdict verdict)
{
    static const char *const words[DOCUMENT_VERDICTS] = {
        [DOCUMENT_NO_VERDICT] = "",
        [DOCUMENT_MET] = "met",
        [DOCUMENT_NOT_MET] = "NOT met",
        [DOCUMENT_UNDECIDED] = "undecided",
    };
    return words[verdict];
}

const char *document_verdict_symbol(enum document_verdict verdict)
{
    static const char *const symbols[DOCUMENT_VERDICTS] = {
        [DOCUMENT_NO_VERDICT] = "",
        [DOCUMENT_MET] = "✓",
        [DOCUMENT_NOT_MET] = "✗",
        [DOCUMENT_UNDECIDED] = "?",
    };
    return symbols[verdict];
}
