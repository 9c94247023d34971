#include "tools/report_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/report_text.h"

/* Rounding leaves less than this of a share that is none. */
static const double LEAST = 1e-9;

/* ---- lines ---- */

static struct sim_estimate period_of(const struct result *result, int object,
                                     enum measure_id measure)
{
    return result_at(result, MEASURE_PERIOD, 0, object, measure);
}

/* Some line turns callers away: then what left another way has a column. */
static bool has_left(const struct result *result)
{
    for (int i = 0; i < result->line_count; i++)
        if (period_of(result, i, MEASURE_ID_LEFT).value > 0.0)
            return true;
    return false;
}

/* Call-backs, overflow and outages are ways beside finding a line closed. */
static bool leaves_in_several_ways(const struct result *result)
{
    static const enum measure_id others[] = { MEASURE_ID_OVERFLOWED, MEASURE_ID_CUT_OFF,
                                              MEASURE_ID_CALL_BACKS_NOT_REACHED };
    for (int i = 0; i < result->line_count; i++)
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            if (result_has(&result->objects[i], others[k]))
                return true;
    return false;
}

static void put_line(struct report_table *table, const struct result *result, int line,
                     bool with_left)
{
    static const enum measure_id counts[] = { MEASURE_ID_OFFERED, MEASURE_ID_ANSWERED };
    static const enum measure_id times[] = { MEASURE_ID_MEAN_WAIT,
                                             MEASURE_ID_MEDIAN_WAIT,
                                             MEASURE_ID_P95_WAIT,
                                             MEASURE_ID_LONGEST_WAIT };
    report_table_put(table, result->objects[line].label, REPORT_PLAIN);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        const struct sim_estimate figure = period_of(result, line, counts[i]);
        report_table_add(table, report_text_count(&figure), REPORT_PLAIN);
    }
    const struct sim_estimate lost =
        period_of(result, line, MEASURE_ID_ABANDONED_SHARE);
    report_table_add(table, report_text_share(&lost), REPORT_PLAIN);
    if (with_left) {
        const struct sim_estimate left = period_of(result, line, MEASURE_ID_LEFT_SHARE);
        report_table_add(table, report_text_share(&left), REPORT_PLAIN);
    }
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        const struct sim_estimate figure = period_of(result, line, times[i]);
        report_table_add(table, report_text_time(&figure), REPORT_PLAIN);
    }
}

/* The other clocks of a line stand below it. */
static void put_clocks(struct report_table *table, const struct result *result,
                       int line, bool with_left)
{
    for (int i = 0; i < result->object_count; i++)
        if (result->objects[i].kind == MEASURE_CLOCK && result->objects[i].line == line)
            put_line(table, result, i, with_left);
}

/* Where there are other clocks and ways to leave, short words leave room for names. */
static void put_line_headings(struct report_table *table, const struct result *result,
                              bool with_left)
{
    const bool is_full = leaves_in_several_ways(result) || result->clock_count > 0;
    const char *const period = report_text_period(result->from_day, result->to_day);
    report_table_put(table, is_full ? "line, a day" : "line", REPORT_HEADING);
    report_table_put(table, is_full ? "offered" : "offered/day", REPORT_HEADING);
    report_table_put(table, "answered", REPORT_HEADING);
    report_table_put(table, "abandoned", REPORT_HEADING);
    if (with_left)
        report_table_put(table,
                         leaves_in_several_ways(result) ? "left" : "found closed",
                         REPORT_HEADING);
    report_table_put(table, "mean wait", REPORT_HEADING);
    report_table_put(table, "median", REPORT_HEADING);
    report_table_put(table, "95 %", REPORT_HEADING);
    report_table_add(
        table, is_full ? sim_mem_text("longest") : sim_mem_print("longest/%s", period),
        REPORT_HEADING);
}

void report_lines(const struct result *result, struct report_style style, FILE *to)
{
    struct report_table table;
    const bool with_left = has_left(result);
    if (result->line_count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, with_left ? "Lrrrrrrrr" : "Lrrrrrrr");
    put_line_headings(&table, result, with_left);
    for (int i = 0; i < result->line_count; i++) {
        put_line(&table, result, i, with_left);
        put_clocks(&table, result, i, with_left);
    }
    report_table_print(&table, to);
}

/* ---- teams ---- */

void report_teams(const struct result *result, struct report_style style, FILE *to)
{
    static const char *const heading[] = { "team",         "seats", "on phones, h/day",
                                           "paid, h/week", "FTE",   "£ a year",
                                           "busy" };
    struct report_table table;
    if (result->team_count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, "Lrrrrrr");
    for (size_t i = 0; i < sizeof heading / sizeof *heading; i++)
        report_table_put(&table, heading[i], REPORT_HEADING);
    for (int i = 0; i < result->team_count; i++) {
        const struct result_people *const people = &result->people[i];
        const struct sim_estimate busy =
            period_of(result, people->team, MEASURE_ID_OCCUPANCY);
        report_table_put(&table, result->objects[people->team].label, REPORT_PLAIN);
        report_table_add(&table, check_words_number(people->seats, 0), REPORT_PLAIN);
        report_table_add(&table, check_words_number(people->hours_day, 1),
                         REPORT_PLAIN);
        report_table_add(&table, check_words_number(people->paid_week, 1),
                         REPORT_PLAIN);
        report_table_add(&table, check_words_number(people->fte, 1), REPORT_PLAIN);
        report_table_add(&table,
                         people->has_cost ? check_words_number(people->cost_year, 0)
                                          : sim_mem_text("-"),
                         REPORT_PLAIN);
        report_table_add(&table, report_text_share(&busy), REPORT_PLAIN);
    }
    report_table_print(&table, to);
}

/* ---- the way of the callers ---- */

static char *share_of(double share)
{
    const double percent = 100.0 * share;
    return sim_mem_print(percent > 0.0 && percent < 0.1 ? "%.2f %%" : "%.1f %%",
                         percent);
}

static char *add_way(char *list, const char *to, double share)
{
    char *const percent = share_of(share);
    char *const way = sim_mem_print("%s %s", to, percent);
    free(percent);
    list = check_words_join(list, ", ", way);
    free(way);
    return list;
}

/* Ways that lead to the same place are one, named where the first of them stands. */
char *report_ways(const struct result_way *ways, int count)
{
    char *list = NULL;
    for (int i = 0; i < count; i++) {
        double share = 0.0;
        bool is_first = true;
        for (int k = 0; k < count; k++)
            if (strcmp(ways[k].to, ways[i].to) == 0) {
                is_first = is_first && k >= i;
                share += ways[k].share;
            }
        if (is_first)
            list = add_way(list, ways[i].to, share);
    }
    return list;
}

/* Of a line, those who left another way: how, where it is known. */
static char *left_words(const struct result *result, int line, char *list)
{
    static const enum measure_id parts[] = { MEASURE_ID_OVERFLOWED, MEASURE_ID_CUT_OFF,
                                             MEASURE_ID_CALL_BACKS_NOT_REACHED };
    const double offered = period_of(result, line, MEASURE_ID_OFFERED).value;
    double closed = period_of(result, line, MEASURE_ID_LEFT).value;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        closed -= period_of(result, line, parts[i]).value;
    if (closed > LEAST * offered)
        list = add_way(list, "found closed", closed / offered);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const double part = period_of(result, line, parts[i]).value;
        if (part > 0.0)
            list = add_way(list, measures[parts[i]].label, part / offered);
    }
    return list;
}

/* Of a line, those who were not answered come first. */
static char *stage_words(const struct result *result, const struct result_stage *stage)
{
    char *list = NULL;
    for (int i = 0; i < result->line_count; i++) {
        if (strcmp(result->objects[i].name, stage->name) != 0)
            continue;
        const double lost = period_of(result, i, MEASURE_ID_ABANDONED_SHARE).value;
        list = left_words(result, i, list);
        if (lost > 0.0)
            list = add_way(list, "hung up", lost);
    }
    char *const ways = report_ways(stage->ways, stage->way_count);
    if (ways != NULL)
        list = check_words_join(list, ", ", ways);
    free(ways);
    return stage->has_again ? add_way(list, "call again", stage->again.share) : list;
}

void report_flow(const struct result *result, struct report_style style, FILE *to)
{
    struct report_table table;
    fputc('\n', to);
    report_table_init(&table, style, "LrlL");
    report_table_put(&table, "stage", REPORT_HEADING);
    report_table_put(&table, "a day", REPORT_HEADING);
    report_table_put(&table, "", REPORT_HEADING);
    report_table_put(&table, "then, of those who came", REPORT_HEADING);
    for (int i = 0; i < result->stage_count; i++) {
        const struct result_stage *const stage = &result->stages[i];
        if (stage->way_count == 0)
            continue;
        report_table_put(&table, stage->label, REPORT_PLAIN);
        report_table_add(&table, report_text_count(&stage->entered), REPORT_PLAIN);
        report_table_put(&table, "→", REPORT_PLAIN);
        report_table_add(&table, stage_words(result, stage), REPORT_PLAIN);
    }
    report_table_print(&table, to);
}
