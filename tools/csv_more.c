#include "tools/csv_more.h"

#include <math.h>
#include <stddef.h>

static const struct sim_estimate none = { .kind = SIM_ESTIMATE_NONE };

/* ---- those who hung up ---- */

bool csv_more_has_hang_ups(const struct result *result)
{
    return result->hang_up_count > 0;
}

static void put_hang_up(struct csv_row *row, const struct result_hang_ups *about,
                        const char *what, const char *to,
                        const struct sim_estimate *per_day, double share,
                        const char *run)
{
    csv_row_text(row, about->is_outage ? "outage" : "stage");
    csv_row_text(row, about->name);
    csv_row_text(row, about->label);
    csv_row_text(row, what);
    csv_row_text(row, to);
    csv_row_estimate(row, per_day);
    csv_row_number(row, share);
    csv_row_text(row, run);
    csv_row_end(row);
}

void csv_more_hang_ups(const struct result *result, const char *run,
                       struct csv_row *row)
{
    static const char *const heading[] = { "kind",         "name",
                                           "label",        "what they did",
                                           "to",           "hung up or cut off (a day)",
                                           "a day ±",      "share",
                                           "replications", NULL };
    csv_row_texts(row, heading);
    for (int i = 0; i < result->hang_up_count; i++) {
        const struct result_hang_ups *const about = &result->hang_ups[i];
        put_hang_up(row, about, "all", NULL, &about->per_day, 1.0, run);
        for (int k = 0; k < RESULT_HANG_UPS; k++)
            put_hang_up(row, about, result_hang_up_names[k], NULL, &about->kinds[k],
                        about->shares[k].kind == SIM_ESTIMATE_NONE
                            ? NAN
                            : about->shares[k].value,
                        run);
        for (int w = 0; w < about->way_count; w++)
            put_hang_up(row, about, about->ways[w].name, about->ways[w].to,
                        &about->ways[w].per_day, about->ways[w].share, run);
    }
}

/* ---- people short ---- */

bool csv_more_has_shorts(const struct result *result)
{
    return result->short_count > 0;
}

static void put_short(struct csv_row *row, const char *kind, const char *name,
                      const char *label, int by, const struct result_short_row *figures)
{
    const struct sim_estimate *const cells[] = { &figures->hours, &figures->offered,
                                                 &figures->answered_share,
                                                 &figures->abandoned_share,
                                                 &figures->mean_wait };
    csv_row_text(row, kind);
    csv_row_text(row, name);
    csv_row_text(row, label);
    csv_row_text(row, by + 1 < RESULT_SHORTS
                          ? (const char *const[]){ "0", "1", "2" }[by]
                          : "3 or more");
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        csv_row_estimate(row, cells[i]);
}

static void end_short(struct csv_row *row, const struct sim_estimate *target,
                      const char *run)
{
    csv_row_estimate(row, target);
    csv_row_text(row, run);
    csv_row_end(row);
}

void csv_more_shorts(const struct result *result, const char *run, struct csv_row *row)
{
    static const char *const heading[] = { "kind",
                                           "name",
                                           "label",
                                           "people short",
                                           "hours a day",
                                           "hours ±",
                                           "offered (calls a day)",
                                           "offered ±",
                                           "answered (share)",
                                           "answered ±",
                                           "abandoned (share)",
                                           "abandoned ±",
                                           "mean wait (s)",
                                           "mean wait ±",
                                           "target (share or s)",
                                           "target ±",
                                           "replications",
                                           NULL };
    static const struct result_short_row nothing = { 0 };
    csv_row_texts(row, heading);
    for (int i = 0; i < result->short_count; i++)
        for (int by = 0; by < RESULT_SHORTS; by++) {
            const struct result_object *const about =
                &result->objects[result->shorts[i].object];
            put_short(row, measure_object_names[about->kind], about->name, about->label,
                      by, &result->shorts[i].rows[by]);
            end_short(row, &none, run);
        }
    for (int i = 0; i < result->target_count; i++)
        for (int by = 0; result->targets[i].has_shorts && by < RESULT_SHORTS; by++) {
            put_short(row, "target", result->targets[i].name, result->targets[i].label,
                      by, &nothing);
            end_short(row, &result->targets[i].shorts[by], run);
        }
}
