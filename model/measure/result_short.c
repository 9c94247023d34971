/* What a result says of quarter hours in which people were short. */
#include "model/measure/fold_short.h"
#include "model/measure/result_parts.h"
#include "sim/mem.h"

_Static_assert((int) RESULT_SHORTS == (int) FOLD_SHORTS, "as many rows");

static struct result_short_row row_of(const struct sim_moments *figures, double days)
{
    const struct sim_estimate hours = sim_estimate_mean(&figures[FOLD_SHORT_HOURS]);
    const struct sim_estimate offered = sim_estimate_mean(&figures[FOLD_SHORT_OFFERED]);
    return (struct result_short_row){
        .hours = sim_estimate_times(hours, 1.0 / days),
        .offered = sim_estimate_times(offered, 1.0 / days),
        .answered_share = sim_estimate_ratio(&figures[FOLD_SHORT_ANSWERED]),
        .abandoned_share = sim_estimate_ratio(&figures[FOLD_SHORT_ABANDONED]),
        .mean_wait = sim_estimate_ratio(&figures[FOLD_SHORT_WAIT]),
    };
}

void result_make_shorts(const struct fold *fold, struct result *out)
{
    const struct fold_short *const shorts = fold->shorts;
    const int subjects = fold->program->subject_count;
    if (shorts == NULL)
        return;
    out->shorts = sim_mem_array((size_t) subjects, sizeof *out->shorts);
    for (int s = 0; s < subjects; s++) {
        if (shorts->team[s] < 0)
            continue;
        struct result_short *const to = &out->shorts[out->short_count++];
        *to = (struct result_short){ .object = s, .team = subjects + shorts->team[s] };
        for (int by = 0; by < RESULT_SHORTS; by++)
            to->rows[by] =
                row_of(shorts->figures[s][by], fold->program->calendar.period_days);
    }
    for (int i = 0; i < out->target_count; i++) {
        out->targets[i].has_shorts = fold_short_has(fold, i);
        for (int by = 0; out->targets[i].has_shorts && by < RESULT_SHORTS; by++)
            out->targets[i].shorts[by] = sim_estimate_ratio(&shorts->targets[i][by]);
    }
}
