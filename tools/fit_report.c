#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/estimate.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/fit_out.h"
#include "tools/report_text.h"

enum { HOUR_MIN = 60, HALF_HOUR_MIN = 30, MONTHS = 12 };

static struct sim_estimate interval(double value, double half)
{
    if (!isfinite(half))
        return (struct sim_estimate){ SIM_ESTIMATE_POINT, value, value, value };
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, value, value - half,
                                  value + half };
}

static void heading(struct report_table *table, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        report_table_put(table, words[i], REPORT_HEADING);
}

/* The value and its noise, two cells; "-" where there is none. */
static void put(struct report_table *table, bool is_known, double value, double half,
                enum measure_unit unit)
{
    const struct sim_estimate estimate = interval(value, half);
    if (!is_known) {
        report_table_put(table, "-", REPORT_PLAIN);
        report_table_put(table, "", REPORT_PLAIN);
        return;
    }
    report_table_add(table, report_text_value(&estimate, unit), REPORT_PLAIN);
    report_table_add(table, report_text_plus_minus(&estimate, unit), REPORT_PLAIN);
}

static void put_share(struct report_table *table, double part, double whole)
{
    report_table_add(table,
                     whole > 0.0 ? sim_mem_print("%.1f %%", 100.0 * part / whole)
                                 : sim_mem_text("-"),
                     REPORT_PLAIN);
}

static void put_half(struct report_table *table, double half)
{
    report_table_add(table,
                     isfinite(half) ? sim_mem_print("±%.1f %%", 100.0 * half)
                                    : sim_mem_text("-"),
                     REPORT_PLAIN);
}

static const char *name_of(const struct fit_out *out, int i)
{
    return out->records->lines[out->fit->lines[i].line];
}

static void report_volume(const struct fit_out *out, struct report_style style,
                          FILE *to)
{
    static const char *const words[] = { "line",     "offered/day", "noise",
                                         "answered", "abandoned",   "day to day",
                                         "noise",    "growth/year", "noise" };
    struct report_table table;
    report_table_init(&table, style, "Lrrrrrrrr");
    heading(&table, words, 9);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        const struct profile_fit *const p = &line->profile;
        report_table_put(&table, name_of(out, i), REPORT_PLAIN);
        const double days = line->has_profile ? p->days_seen : 1;
        report_table_add(&table, check_words_number(line->sum.offered / days, 1),
                         REPORT_PLAIN);
        put_half(&table, line->has_profile ? p->calls_half : INFINITY);
        put_share(&table, line->sum.answered, line->sum.offered);
        put_share(&table, line->sum.abandoned, line->sum.offered);
        put(&table, line->has_profile && isfinite(p->day_to_day_half), p->day_to_day,
            p->day_to_day_half, MEASURE_SHARE);
        put(&table, line->has_profile && p->has_growth, p->growth_per_year,
            p->growth_half, MEASURE_SHARE);
    }
    report_table_print(&table, to);
}

/* The largest noise of the weights that the data have. */
static double most_noise(const double *half, const bool *has, int count)
{
    double most = 0.0;
    for (int i = 0; i < count; i++)
        most = has[i] ? fmax(most, half[i]) : most;
    return most;
}

static void report_profile(const struct fit_out *out, struct report_style style,
                           FILE *to)
{
    static const char *const words[] = { "line", "shapes of the day", "a month",
                                         "a kind of day", "an interval" };
    struct report_table table;
    report_table_init(&table, style, "LLrrr");
    heading(&table, words, 5);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        const struct profile_fit *const p = &line->profile;
        if (!line->has_profile)
            continue;
        report_table_put(&table, name_of(out, i), REPORT_PLAIN);
        report_table_put(&table, p->shapes, REPORT_PLAIN);
        put_half(&table, most_noise(p->month_half, p->has_month, MONTHS));
        put_half(&table, most_noise(p->kind_half, p->has_kind, SCENARIO_DAY_KINDS));
        put_half(&table, p->step_half);
    }
    report_table_print(&table, to);
}

static void put_mean(struct report_table *table, const struct fit_mean *mean)
{
    put(table, mean->is_known, mean->mean_s, mean->half_s, MEASURE_SECONDS);
    report_table_add(table,
                     mean->is_known && mean->mean_s > 0.0
                         ? sim_mem_print("%.2f", mean->cv)
                         : sim_mem_text("-"),
                     REPORT_PLAIN);
}

static void report_handling(const struct fit_out *out, struct report_style style,
                            FILE *to)
{
    static const char *const words[] = { "line",    "talk",  "noise",     "cv at most",
                                         "wrap-up", "noise", "cv at most" };
    struct report_table table;
    report_table_init(&table, style, "Lrrrrrr");
    heading(&table, words, 7);
    for (int i = 0; i < out->fit->line_count; i++) {
        report_table_put(&table, name_of(out, i), REPORT_PLAIN);
        put_mean(&table, &out->fit->lines[i].talk);
        put_mean(&table, &out->fit->lines[i].wrap_up);
    }
    report_table_print(&table, to);
}

static void report_patience(const struct fit_out *out, struct report_style style,
                            FILE *to)
{
    static const char *const words[] = { "line",  "patience",      "noise", "law",
                                         "shape", "leave at once", "noise", "from" };
    struct report_table table;
    report_table_init(&table, style, "Lrrlrrrr");
    heading(&table, words, 8);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        const struct patience_fit *const p = &line->patience;
        const bool is_known = line->patience_status == PATIENCE_FIT_OK;
        report_table_put(&table, name_of(out, i), REPORT_PLAIN);
        put(&table, is_known, p->mean_s, p->mean_half_s, MEASURE_SECONDS);
        report_table_put(&table, is_known ? sim_dist_types[p->law].name : "-",
                         REPORT_PLAIN);
        report_table_add(&table,
                         is_known && p->law == SIM_DIST_WEIBULL
                             ? sim_mem_print("%.2f ±%.2f", p->shape, p->shape_half)
                             : sim_mem_text("-"),
                         REPORT_PLAIN);
        put(&table, is_known, p->at_once, p->at_once_half, MEASURE_SHARE);
        report_table_add(&table,
                         is_known ? sim_mem_print("%.0f hang-ups", p->hang_ups)
                                  : sim_mem_text(""),
                         REPORT_PLAIN);
    }
    report_table_print(&table, to);
}

static void report_heading(const struct fit_out *out, struct report_style style,
                           FILE *to)
{
    const int minutes = out->records->minutes;
    char *const dates = fit_out_dates(out->fit->dates);
    report_table_fold(sim_mem_print("%s: %d %s by %s, %s", out->export,
                                    out->fit->line_count,
                                    out->fit->line_count == 1 ? "line" : "lines",
                                    minutes == HOUR_MIN        ? "hour"
                                    : minutes == HALF_HOUR_MIN ? "half hour"
                                                               : "quarter hour",
                                    dates),
                      REPORT_HEADING, style, to);
    free(dates);
}

void fit_out_report(const struct fit_out *out, struct report_style style, FILE *to)
{
    report_heading(out, style, to);
    fputc('\n', to);
    report_volume(out, style, to);
    fputs("\nHow sure the weights of the profile are, at worst:\n", to);
    report_profile(out, style, to);
    fputc('\n', to);
    report_handling(out, style, to);
    fputc('\n', to);
    report_patience(out, style, to);
    fputc('\n', to);
    for (int i = 0;; i++) {
        char *const note = fit_out_note(out, i);
        if (note == NULL)
            break;
        report_table_fold(note, REPORT_PLAIN, style, to);
    }
}
