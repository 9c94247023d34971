#include "tools/csv_detail.h"

#include <math.h>
#include <stdlib.h>

static void put_object(struct csv_row *row, const struct result_object *object)
{
    csv_row_text(row, object->name);
    csv_row_text(row, object->label);
}

static void end_row(struct csv_row *row, const char *run)
{
    csv_row_text(row, run);
    csv_row_end(row);
}

void csv_detail_waits(const struct result *result, const char *run, struct csv_row *row)
{
    static const char *const heading[] = { "kind",
                                           "name",
                                           "label",
                                           "wait from (s)",
                                           "wait to (s)",
                                           "answered (calls a day)",
                                           "answered (share)",
                                           "replications",
                                           NULL };
    csv_row_texts(row, heading);
    for (int s = 0; s < result->subject_count; s++) {
        const double *const waits = &result->waits[s * RESULT_WAITS];
        double all = 0.0;
        for (int i = 0; i < RESULT_WAITS; i++)
            all += waits[i];
        for (int i = 0; i < RESULT_WAITS; i++) {
            csv_row_text(row, measure_object_names[result->objects[s].kind]);
            put_object(row, &result->objects[s]);
            csv_row_number(row, i > 0 ? result_wait_edges_s[i - 1] : 0.0);
            csv_row_number(row, i < RESULT_WAITS - 1 ? result_wait_edges_s[i] : NAN);
            csv_row_number(row, waits[i]);
            csv_row_number(row, all > 0.0 ? waits[i] / all : NAN);
            end_row(row, run);
        }
    }
}

void csv_detail_half_hours(const struct result *result, const char *run,
                           struct csv_row *row)
{
    static const char *const heading[] = { "half hour",
                                           "team",
                                           "label",
                                           "on the phones (mean people)",
                                           "busy (mean people)",
                                           "busy (share)",
                                           "over-run (mean people)",
                                           "replications",
                                           NULL };
    csv_row_texts(row, heading);
    for (int h = 0; h < RESULT_WEEK_HALVES; h++)
        for (int t = 0; t < result->team_count; t++) {
            const struct result_half *const half =
                &result->halves[t * RESULT_WEEK_HALVES + h];
            char name[RESULT_HALF_NAME];
            double share = NAN;
            if (half->quarters == 0)
                continue;
            result_half_occupancy(half, &share);
            csv_row_text(row, result_half_name(h, name));
            put_object(row, &result->objects[result->subject_count + t]);
            csv_row_number(row, half->people);
            csv_row_number(row, half->busy);
            csv_row_number(row, share);
            csv_row_number(row, half->overrun);
            end_row(row, run);
        }
}

static void put_days(const struct result_object *line, const char *kind,
                     const struct result_day *days, int count, const char *run,
                     struct csv_row *row)
{
    for (int i = 0; i < count; i++) {
        const struct result_day *const day = &days[i];
        char *const date = outcome_date_iso(day->date);
        put_object(row, line);
        csv_row_text(row, kind);
        csv_row_whole(row, i + 1);
        csv_row_text(row, date);
        csv_row_whole(row, day->replication);
        csv_row_number(row, day->offered);
        csv_row_number(row, day->answered);
        csv_row_number(row, day->abandoned_share);
        csv_row_number(row, day->answered > 0.0 ? day->mean_wait_s : NAN);
        csv_row_number(row, day->longest_wait_s);
        end_row(row, run);
        free(date);
    }
}

void csv_detail_days(const struct result *result, const char *run, struct csv_row *row)
{
    static const char *const heading[] = { "line",
                                           "label",
                                           "days",
                                           "place",
                                           "date",
                                           "replication (from 0)",
                                           "offered (calls)",
                                           "answered (calls)",
                                           "abandoned (share)",
                                           "mean wait (s)",
                                           "longest wait (s)",
                                           "replications",
                                           NULL };
    csv_row_texts(row, heading);
    for (int line = 0; line < result->line_count; line++) {
        const struct result_extremes *const extremes = &result->extremes[line];
        put_days(&result->objects[line], "busiest", extremes->busiest,
                 extremes->busiest_count, run, row);
        put_days(&result->objects[line], "worst", extremes->worst,
                 extremes->worst_count, run, row);
    }
}
