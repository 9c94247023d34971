#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

/* What `each` is called, for one and for several. */
static const char *each_word(const struct result *result, enum measure_level each)
{
    switch (each) {
    case MEASURE_PERIOD:
        return report_text_period(result->from_day, result->to_day);
    case MEASURE_MONTH:
        return "month";
    case MEASURE_WEEK:
        return "week";
    case MEASURE_DAY:
        return "day";
    case MEASURE_HOUR:
    case MEASURE_QUARTER:
    case MEASURE_LEVELS:
        break;
    }
    return "quarter hour";
}

/* "≥ 90 %" or "≤ 2 min" */
static char *limit_words(const struct result_target *target)
{
    const double percent = 100.0 * target->limit;
    char *const limit = target->unit == MEASURE_SHARE
                            ? sim_mem_print("%.6g %%", percent)
                            : check_words_time(target->limit);
    char *const words = sim_mem_print("%s %s", target->at_least ? "≥" : "≤", limit);
    free(limit);
    return words;
}

/* "11.6 of 12": of the intervals of one replication; of whole periods: of all of them.
 */
static char *met_words(const struct result *result, const struct result_target *target)
{
    if (target->of_periods <= 0.0)
        return sim_mem_text("-");
    if (target->each == MEASURE_PERIOD)
        return sim_mem_print("%.0f of %.0f", target->met * result->done,
                             target->of_periods * result->done);
    char *const met =
        check_words_number(target->met, target->of_periods < 100.0 ? 1 : 0);
    char *const all = check_words_number(
        target->of_periods,
        fabs(target->of_periods - round(target->of_periods)) < 0.05 ? 0 : 1);
    char *const words = sim_mem_print("%s of %s", met, all);
    free(met);
    free(all);
    return words;
}

/* The unit goes into the heading when all targets share it, else into the cells. */
static bool is_each_common(const struct result *result)
{
    for (int i = 1; i < result->target_count; i++)
        if (result->targets[i].each != result->targets[0].each)
            return false;
    return true;
}

static void put_heading(struct report_table *table, const struct result *result)
{
    const char *const period = report_text_period(result->from_day, result->to_day);
    const char *const each =
        is_each_common(result) ? each_word(result, result->targets[0].each) : "period";
    report_table_put(table, "target", REPORT_HEADING);
    report_table_put(table, "asked", REPORT_HEADING);
    report_table_put(table, "counted", REPORT_HEADING);
    report_table_add(table, sim_mem_print("%ss met", each), REPORT_HEADING);
    report_table_add(table, sim_mem_print("usual %s", each), REPORT_HEADING);
    report_table_add(table, sim_mem_print("whole %s", period), REPORT_HEADING);
    report_table_put(table, "noise", REPORT_HEADING);
    report_table_put(table, "", REPORT_HEADING);
}

static void put_verdict(struct report_table *table, enum sim_verdict verdict)
{
    static const enum report_tone tones[SIM_VERDICTS] = { [SIM_UNDECIDED] =
                                                              REPORT_DOUBT,
                                                          [SIM_MET] = REPORT_GOOD,
                                                          [SIM_NOT_MET] = REPORT_BAD };
    report_table_put(table,
                     verdict == SIM_NOT_MET ? "NOT met" : sim_verdict_names[verdict],
                     tones[verdict]);
}

static void put_target(struct report_table *table, const struct result *result,
                       const struct result_target *target)
{
    const bool is_common = is_each_common(result);
    const char *const each = each_word(result, target->each);
    char *const met = met_words(result, target);
    report_table_put(table, target->label, REPORT_PLAIN);
    report_table_add(table, limit_words(target), REPORT_PLAIN);
    report_table_put(table, target->counted, REPORT_PLAIN);
    report_table_add(table,
                     is_common || target->of_periods <= 0.0
                         ? sim_mem_text(met)
                         : sim_mem_print("%s %ss", met, each),
                     REPORT_PLAIN);
    report_table_add(table,
                     target->has_usual ? report_text_range(
                         target->usual_low, target->usual_high, target->unit)
                                       : sim_mem_text("-"),
                     REPORT_PLAIN);
    report_table_add(table, report_text_value(&target->value, target->unit),
                     REPORT_PLAIN);
    report_table_add(table, report_text_plus_minus(&target->value, target->unit),
                     REPORT_PLAIN);
    put_verdict(table, target->verdict);
    free(met);
}

enum { BLANKS = 5 }; /* columns after `counted` */

static void put_blanks(struct report_table *table, int count)
{
    for (int i = 0; i < count; i++)
        report_table_put(table, "", REPORT_PLAIN);
}

/* A target that asks for most periods, not for the mean, is decided by this share. */
static void put_share_met(struct report_table *table, const struct result *result,
                          const struct result_target *target)
{
    char *const share = report_text_share(&target->p_met);
    char *const noise =
        report_text_range(target->p_met.low, target->p_met.high, MEASURE_SHARE);
    const bool has_noise = target->p_met.kind == SIM_ESTIMATE_INTERVAL;
    report_table_put(table, "", REPORT_PLAIN);
    report_table_add(table, sim_mem_print("in %.4g %%", 100.0 * target->in_share),
                     REPORT_PLAIN);
    report_table_add(table,
                     sim_mem_print("of %ss: met in %s%s%s",
                                   each_word(result, target->each), share,
                                   has_noise ? ", noise " : "", has_noise ? noise : ""),
                     REPORT_PLAIN);
    put_blanks(table, BLANKS);
    free(share);
    free(noise);
}

/* The clock starts before the line: who comes to it too late is late whoever works. */
static void put_ceiling(struct report_table *table, const struct result_target *target)
{
    char *const share = report_text_share(&target->ceiling);
    put_blanks(table, 2);
    report_table_add(table, sim_mem_print("no staffing could beat %s", share),
                     REPORT_PLAIN);
    put_blanks(table, BLANKS);
    free(share);
}

void report_targets(const struct result *result, struct report_style style, FILE *to)
{
    struct report_table table;
    if (result->target_count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, "LlLrrrrl");
    put_heading(&table, result);
    for (int i = 0; i < result->target_count; i++) {
        put_target(&table, result, &result->targets[i]);
        if (result->targets[i].in_share > 0.0)
            put_share_met(&table, result, &result->targets[i]);
        if (result->targets[i].has_ceiling)
            put_ceiling(&table, &result->targets[i]);
    }
    report_table_print(&table, to);
}
