/* Tables that only some scenarios have. */
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/report_parts.h"
#include "tools/report_text.h"

static struct sim_estimate period_of(const struct result *result, int object,
                                     enum measure_id measure)
{
    return result_at(result, MEASURE_PERIOD, 0, object, measure);
}

/* Whether some line or stream has the measure. */
static bool some_have(const struct result *result, enum measure_id measure)
{
    for (int i = 0; i < result->line_count + result->stream_count; i++)
        if (result_has(&result->objects[i], measure))
            return true;
    return false;
}

static void put_headings(struct report_table *table, const char *const *headings)
{
    for (; *headings != NULL; headings++)
        report_table_put(table, *headings, REPORT_HEADING);
}

/* ---- work ---- */

struct column {
    enum measure_id measure;
    const char *heading;
};

static const struct column columns[] = {
    { MEASURE_ID_CALL_BACKS_ASKED, "call-backs" },
    { MEASURE_ID_CALLED_BACK, "answered" },
    { MEASURE_ID_CALL_BACKS_NOT_REACHED, "in vain" },
    { MEASURE_ID_OVERFLOWED, "overflow" },
    { MEASURE_ID_CUT_OFF, "cut off" },
    { MEASURE_ID_CALLS_AGAIN, "again" },
    { MEASURE_ID_INTERRUPTED, "stopped" },
    { MEASURE_ID_DIALLED_HOURS, "dialled, h" },
    { MEASURE_ID_WORKED_HOURS, "work, h" },
};
enum { COLUMNS = sizeof columns / sizeof *columns, BUT_WORK = COLUMNS - 1 };

/* A measure of no line has no column; hours of work alone are no reason for a table. */
void report_work(const struct result *result, struct report_style style, FILE *to)
{
    struct report_table table;
    const struct column *shown[COLUMNS];
    char shape[REPORT_MOST_COLUMNS + 1] = "L";
    int count = 0;
    for (int i = 0; i < COLUMNS; i++)
        if (some_have(result, columns[i].measure) && (i < BUT_WORK || count > 0)) {
            shown[count++] = &columns[i];
            strcat(shape, "r");
        }
    if (count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, shape);
    report_table_put(&table, "a day", REPORT_HEADING);
    for (int i = 0; i < count; i++)
        report_table_put(&table, shown[i]->heading, REPORT_HEADING);
    for (int line = 0; line < result->line_count; line++) {
        report_table_put(&table, result->objects[line].label, REPORT_PLAIN);
        for (int i = 0; i < count; i++) {
            const struct sim_estimate figure =
                period_of(result, line, shown[i]->measure);
            report_table_add(&table, report_text_count(&figure), REPORT_PLAIN);
        }
    }
    report_table_print(&table, to);
}

/* ---- those who hung up ---- */

static void put_hang_ups(struct report_table *table,
                         const struct result_hang_ups *about)
{
    report_table_add(table,
                     about->is_outage ? sim_mem_print("outage %s", about->label)
                                      : sim_mem_text(about->label),
                     REPORT_PLAIN);
    report_table_add(table, report_text_count(&about->per_day), REPORT_PLAIN);
    for (int k = 0; k < RESULT_HANG_UPS; k++)
        report_table_add(table, report_text_share(&about->shares[k]), REPORT_PLAIN);
    report_table_put(table, "→", REPORT_PLAIN);
    report_table_add(table, report_ways(about->ways, about->way_count), REPORT_PLAIN);
}

/* A line without a redial: all who hang up there are lost. */
static void put_lost(struct report_table *table, const struct result *result, int line)
{
    const struct sim_estimate lost = period_of(result, line, MEASURE_ID_ABANDONED);
    const struct sim_estimate share = period_of(result, line, MEASURE_ID_NEUTRAL_SHARE);
    if (lost.value <= 0.0)
        return;
    report_table_put(table, result->objects[line].label, REPORT_PLAIN);
    report_table_add(table, report_text_count(&lost), REPORT_PLAIN);
    report_table_put(table, "-", REPORT_PLAIN);
    report_table_add(table, report_text_share(&share), REPORT_PLAIN);
    report_table_put(table, "-", REPORT_PLAIN);
    report_table_put(table, "-", REPORT_PLAIN);
    report_table_put(table, "→", REPORT_PLAIN);
    report_table_put(table, "lost", REPORT_PLAIN);
}

static bool has_redial(const struct result *result, int line)
{
    for (int i = 0; i < result->hang_up_count; i++)
        if (!result->hang_ups[i].is_outage
            && strcmp(result->hang_ups[i].name, result->objects[line].name) == 0)
            return true;
    return false;
}

void report_hang_ups(const struct result *result, struct report_style style, FILE *to)
{
    static const char *const headings[] = { "hung up at", "a day",    "positive",
                                            "neutral",    "negative", "recalled",
                                            "",           "then",     NULL };
    struct report_table table;
    if (result->hang_up_count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, "LrrrrrlL");
    put_headings(&table, headings);
    for (int i = 0; i < result->hang_up_count; i++)
        if (result->hang_ups[i].per_day.value > 0.0)
            put_hang_ups(&table, &result->hang_ups[i]);
    for (int line = 0; line < result->line_count; line++)
        if (result_has(&result->objects[line], MEASURE_ID_NEUTRAL_SHARE)
            && !has_redial(result, line))
            put_lost(&table, result, line);
    report_table_print(&table, to);
}

/* ---- journeys ---- */

static void put_journeys(struct report_table *table, const struct result *result,
                         int stream)
{
    static const enum measure_id shares[] = { MEASURE_ID_ANSWERED_SHARE,
                                              MEASURE_ID_ABANDONED_SHARE,
                                              MEASURE_ID_RESOLVED_SHARE };
    static const enum measure_id times[] = { MEASURE_ID_MEAN_WAIT_ALL,
                                             MEASURE_ID_P95_WAIT };
    const struct sim_estimate callers = period_of(result, stream, MEASURE_ID_OFFERED);
    const struct sim_estimate attempts = period_of(result, stream, MEASURE_ID_ATTEMPTS);
    report_table_put(table, result->objects[stream].label, REPORT_PLAIN);
    report_table_add(table, report_text_count(&callers), REPORT_PLAIN);
    report_table_add(table,
                     attempts.kind == SIM_ESTIMATE_NONE
                         ? sim_mem_text("-")
                         : sim_mem_print("%.2f", attempts.value),
                     REPORT_PLAIN);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        const struct sim_estimate figure = period_of(result, stream, shares[i]);
        report_table_add(table, report_text_share(&figure), REPORT_PLAIN);
    }
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        const struct sim_estimate figure = period_of(result, stream, times[i]);
        report_table_add(table, report_text_time(&figure), REPORT_PLAIN);
    }
}

void report_journeys(const struct result *result, struct report_style style, FILE *to)
{
    static const char *const headings[] = { "journeys from first attempt to end",
                                            "callers/day",
                                            "attempts",
                                            "answered",
                                            "abandoned",
                                            "resolved",
                                            "wait in all",
                                            "95 %",
                                            NULL };
    struct report_table table;
    if (!some_have(result, MEASURE_ID_ATTEMPTS))
        return;
    fputc('\n', to);
    report_table_init(&table, style, "Lrrrrrrr");
    put_headings(&table, headings);
    for (int i = 0; i < result->stream_count; i++)
        put_journeys(&table, result, result->line_count + i);
    report_table_print(&table, to);
}

/* ---- people short ---- */

/* The first target that asks how many of the line's calls were answered in time, on
 * any of its clocks; its label goes above its figures. */
static const struct result_target *target_of(const struct result *result, int line)
{
    for (int i = 0; i < result->target_count; i++)
        if (result->targets[i].line == line && result->targets[i].has_shorts
            && strcmp(result->targets[i].of, "answered_within") == 0)
            return &result->targets[i];
    return NULL;
}

static void put_short(struct report_table *table, const struct result *result,
                      const struct result_short *about, int by)
{
    static const char *const words[RESULT_SHORTS] = { "0", "1", "2", "3+" };
    const struct result_short_row *const row = &about->rows[by];
    const struct result_target *const target = target_of(result, about->object);
    report_table_put(table, by == 0 ? result->objects[about->object].label : "",
                     REPORT_PLAIN);
    report_table_put(table, words[by], REPORT_PLAIN);
    report_table_add(table, report_text_count(&row->hours), REPORT_PLAIN);
    report_table_add(table, report_text_count(&row->offered), REPORT_PLAIN);
    report_table_add(table, report_text_share(&row->answered_share), REPORT_PLAIN);
    report_table_add(table, report_text_share(&row->abandoned_share), REPORT_PLAIN);
    report_table_add(table, report_text_time(&row->mean_wait), REPORT_PLAIN);
    report_table_add(table,
                     target == NULL ? sim_mem_text("")
                                    : report_text_share(&target->shorts[by]),
                     REPORT_PLAIN);
    report_table_put(table, target != NULL && by == 0 ? target->label : "",
                     REPORT_PLAIN);
}

void report_shorts(const struct result *result, struct report_style style, FILE *to)
{
    static const char *const headings[] = {
        "by people short", "short",   "h/day", "offered/day", "answered", "abandoned",
        "mean wait",       "in time", "",      NULL
    };
    struct report_table table;
    if (result->short_count == 0)
        return;
    fputc('\n', to);
    report_table_init(&table, style, "LrrrrrrrL");
    put_headings(&table, headings);
    for (int i = 0; i < result->short_count; i++)
        for (int by = 0; by < RESULT_SHORTS; by++)
            if (result->objects[result->shorts[i].object].kind == MEASURE_LINE)
                put_short(&table, result, &result->shorts[i], by);
    report_table_print(&table, to);
}
