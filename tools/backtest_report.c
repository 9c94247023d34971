#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/backtest_out.h"
#include "tools/check_words.h"
#include "tools/fit_out.h"
#include "tools/report_text.h"

enum { MOST_MISSES = 20 };

static const double BY_LUCK = 0.05;

static const char *const words[BACKTEST_MEASURES] = {
    [BACKTEST_OFFERED] = "offered",
    [BACKTEST_WITHIN] = "answered within",
    [BACKTEST_ABANDONED] = "abandoned",
    [BACKTEST_MEAN_WAIT] = "mean wait",
};

static char *value_words(double value, enum backtest_measure measure)
{
    const struct sim_estimate point = { SIM_ESTIMATE_POINT, value, value, value };
    return measure == BACKTEST_OFFERED
               ? check_words_number(value, value >= 100.0 ? 0 : 1)
               : report_text_value(&point, backtest_units[measure]);
}

/* Shares together, the rest one by one, each as precise as it is shown alone. */
static char *range_words(const struct backtest_row *row)
{
    if (backtest_units[row->measure] == MEASURE_SHARE)
        return report_text_range(row->low, row->high, MEASURE_SHARE);
    char *const low = value_words(row->low, row->measure);
    char *const high = value_words(row->high, row->measure);
    char *const text = sim_mem_print("%s – %s", low, high);
    free(low);
    free(high);
    return text;
}

static char *measure_words(const struct backtest_out *out,
                           const struct backtest_row *row)
{
    const struct backtest_line *const line = &out->backtest->lines[row->line];
    if (row->measure == BACKTEST_OFFERED)
        return sim_mem_print("offered an %s",
                             row->level == MEASURE_HOUR ? "hour" : "average day");
    if (row->measure != BACKTEST_WITHIN)
        return sim_mem_text(words[row->measure]);
    char *const time = check_words_time(line->within_s);
    char *const text =
        sim_mem_print("within %s, of %s", time, scenario_of_names[line->of]);
    free(time);
    return text;
}

static void put_row(struct report_table *table, const struct backtest_out *out,
                    const struct backtest_row *row)
{
    report_table_put(table, backtest_out_unit(out, row), REPORT_PLAIN);
    report_table_add(table, measure_words(out, row), REPORT_PLAIN);
    report_table_add(table, value_words(row->actual, row->measure), REPORT_PLAIN);
    report_table_add(table, value_words(row->simulated, row->measure), REPORT_PLAIN);
    report_table_add(table, range_words(row), REPORT_PLAIN);
    report_table_put(table,
                     !row->is_miss                  ? ""
                     : row->actual > row->simulated ? "MISS: more"
                                                    : "MISS: less",
                     row->is_miss ? REPORT_BAD : REPORT_PLAIN);
}

static void heading(struct report_table *table, const char *const *cells)
{
    for (; *cells != NULL; cells++)
        report_table_put(table, *cells, REPORT_HEADING);
}

/* All dates together, then month by month. */
static void report_line(const struct backtest_out *out, int line,
                        struct report_style style, FILE *to)
{
    static const char *const cells[] = { "when",        "what", "actual", "simulated",
                                         "usual range", "",     NULL };
    struct report_table table;
    fputc('\n', to);
    report_table_say(out->records->lines[line], REPORT_HEADING, style, to);
    fputc('\n', to);
    report_table_init(&table, style, "lLrrrl");
    heading(&table, cells);
    for (size_t i = 0; i < out->backtest->row_count; i++) {
        const struct backtest_row *const row = &out->backtest->rows[i];
        if (row->line == line && row->level != MEASURE_HOUR)
            put_row(&table, out, row);
    }
    report_table_print(&table, to);
}

/* What the hours of the week of one line and measure come to. */
struct hours {
    const struct backtest_row *worst, *some; /* null: none */
    int missed, of;
};

static struct hours hours_of(const struct backtest *backtest, int line, int measure)
{
    struct hours out = { 0 };
    for (size_t i = 0; i < backtest->row_count; i++) {
        const struct backtest_row *const row = &backtest->rows[i];
        if (row->line != line || row->level != MEASURE_HOUR
            || (int) row->measure != measure)
            continue;
        out.some = row;
        out.of++;
        out.missed += row->is_miss;
        if (row->is_miss && (out.worst == NULL || row->off > out.worst->off))
            out.worst = row;
    }
    return out;
}

static void put_hours(struct report_table *table, const struct backtest_out *out,
                      int line, const struct hours *hours)
{
    const struct backtest_row *const worst = hours->worst;
    report_table_put(table, out->records->lines[line], REPORT_PLAIN);
    report_table_add(table, measure_words(out, hours->some), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%d", hours->missed), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%d", hours->of), REPORT_PLAIN);
    report_table_put(table, worst != NULL ? backtest_out_unit(out, worst) : "-",
                     REPORT_PLAIN);
    report_table_add(table,
                     worst != NULL ? value_words(worst->actual, worst->measure)
                                   : sim_mem_text(""),
                     REPORT_PLAIN);
    report_table_add(table, worst != NULL ? range_words(worst) : sim_mem_text(""),
                     REPORT_PLAIN);
}

static void report_hours(const struct backtest_out *out, struct report_style style,
                         FILE *to)
{
    static const char *const cells[] = { "line",        "hours of the week: what",
                                         "missed",      "of",
                                         "worst",       "actual",
                                         "usual range", NULL };
    struct report_table table;
    report_table_init(&table, style, "LLrrlrr");
    heading(&table, cells);
    for (int line = 0; line < out->backtest->line_count; line++)
        for (int m = 0; m < BACKTEST_MEASURES; m++) {
            const struct hours hours = hours_of(out->backtest, line, m);
            if (hours.some != NULL)
                put_hours(&table, out, line, &hours);
        }
    report_table_print(&table, to);
}

static int by_off(const void *a, const void *b)
{
    const struct backtest_row *const *const x = a, *const *const y = b;
    if ((*x)->off != (*y)->off)
        return (*x)->off > (*y)->off ? -1 : 1;
    return *x < *y ? -1 : *x > *y;
}

static char *miss_words(const struct backtest_out *out, const struct backtest_row *row)
{
    char *const what = measure_words(out, row);
    char *const actual = value_words(row->actual, row->measure);
    char *const simulated = value_words(row->simulated, row->measure);
    char *const range = range_words(row);
    char *const text = sim_mem_print(
        "%s, %s: %s was %s, %s than the %s simulated (usual range %s).",
        out->records->lines[row->line],
        row->level == MEASURE_PERIOD ? "all dates" : backtest_out_unit(out, row), what,
        actual, row->actual > row->simulated ? "more" : "less", simulated, range);
    free(what);
    free(actual);
    free(simulated);
    free(range);
    return text;
}

static void report_misses(const struct backtest_out *out, struct report_style style,
                          FILE *to)
{
    const size_t count = out->backtest->row_count;
    const struct backtest_row **const misses = sim_mem_array(count, sizeof *misses);
    size_t missed = 0;
    for (size_t i = 0; i < count; i++)
        if (out->backtest->rows[i].is_miss)
            misses[missed++] = &out->backtest->rows[i];
    qsort(misses, missed, sizeof *misses, by_off);
    fputc('\n', to);
    report_table_fold(
        sim_mem_print("%zu of %zu figures are outside their usual range; about %.0f "
                      "would be by luck alone, if the scenario were right.%s",
                      missed, count, BY_LUCK * (double) count,
                      missed > 0 ? " The worst:" : ""),
        REPORT_PLAIN, style, to);
    for (size_t i = 0; i < missed && i < MOST_MISSES; i++)
        report_table_fold(miss_words(out, misses[i]), REPORT_PLAIN, style, to);
    if (missed > MOST_MISSES)
        report_table_fold(sim_mem_print("%zu more are in backtest.csv (-o DIR).",
                                        missed - MOST_MISSES),
                          REPORT_PLAIN, style, to);
    free(misses);
}

static void report_notes(const struct backtest_out *out, struct report_style style,
                         FILE *to)
{
    fputc('\n', to);
    for (int i = 0; i < out->backtest->line_count; i++) {
        const struct backtest_line *const line = &out->backtest->lines[i];
        if (line->wanted_s > 0.0 && line->within_s == 0.0)
            report_table_fold(
                sim_mem_print("%s: no band of the export ends at the target's %g s, so "
                              "the share answered in that time is not compared.",
                              out->records->lines[i], line->wanted_s),
                REPORT_PLAIN, style, to);
    }
    if (!out->records->has_wait)
        report_table_fold(
            sim_mem_text("Mean waits of the export are from its bands: a miss is one "
                         "wherever in its band each call was."),
            REPORT_PLAIN, style, to);
    if (records_gaps(out->records) > 0)
        report_table_fold(
            sim_mem_text("Days without rows are not in the actual figures; the "
                         "simulated ones have them."),
            REPORT_PLAIN, style, to);
    report_table_fold(
        sim_mem_text("The usual range is where one more simulation of the same dates "
                     "would be, 19 times in 20. Waits begin at the line, as the "
                     "telephone system counts them."),
        REPORT_PLAIN, style, to);
}

void backtest_out_report(const struct backtest_out *out, struct report_style style,
                         FILE *to)
{
    char *const judged = fit_out_dates(out->dates);
    report_table_fold(sim_mem_text(out->scenario->title), REPORT_HEADING, style, to);
    report_table_fold(sim_mem_print("against %s, %s · %d simulations · seed %llu",
                                    out->export, judged, out->result->done,
                                    (unsigned long long) out->result->seed),
                      REPORT_PLAIN, style, to);
    if (out->fit != NULL) {
        char *const fitted = fit_out_dates(out->fit->dates);
        const bool apart = out->fit->dates.last < out->dates.first
                           || out->fit->dates.first > out->dates.last;
        report_table_fold(
            sim_mem_print("Fitted on %s%s.", fitted,
                          apart ? ""
                                : ", which the judged dates share: no test of what "
                                  "it would have foretold"),
            REPORT_PLAIN, style, to);
        report_table_fold(
            sim_mem_text(
                "How far the fit itself may be off is not in the ranges below: "
                "tenfive fit says it."),
            REPORT_PLAIN, style, to);
        if (out->place->rounds > 0)
            report_table_fold(
                sim_mem_print("Those who call again were taken out of the fitted calls "
                              "by %d rounds of simulation.",
                              out->place->rounds),
                REPORT_PLAIN, style, to);
        free(fitted);
    } else {
        report_table_fold(sim_mem_text("The scenario as it is: nothing was fitted."),
                          REPORT_PLAIN, style, to);
    }
    for (int line = 0; line < out->backtest->line_count; line++)
        report_line(out, line, style, to);
    fputc('\n', to);
    report_hours(out, style, to);
    report_misses(out, style, to);
    report_notes(out, style, to);
    free(judged);
}
