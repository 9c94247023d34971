#include "model/pathway/load_passage.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "model/pathway/load_work.h"

enum { MOST_ROUNDS = 60 };

/* Sends `in` callers on from a stage. */
static void send_on(const struct load_passage *passage, int s, double in, double *next)
{
    const struct scenario_stage *stage = &passage->scenario->stages[s];
    const double gone_on = in * load_reached(stage);
    for (int w = 0; w < stage->way_count; w++) {
        const struct scenario_way *way = &stage->ways[w];
        const bool shut = (passage->shut_ways[s] >> w & 1) != 0;
        const int to = shut ? way->closed_to : way->next;
        if (to >= 0) /* else they hang up */
            next[to] += gone_on * way->share;
    }
    if (gone_on < in)
        next[stage->dial.then_to] += in - gone_on;
}

/* One step of everybody: from the stages at which they arrive to the next ones. */
static double step(const struct load_passage *passage, const double *arrive,
                   double *next, double *visits)
{
    const struct scenario *scenario = passage->scenario;
    double moving = 0.0;
    memset(next, 0, (size_t) scenario->stage_count * sizeof *next);
    for (int s = 0; s < scenario->stage_count; s++) {
        const struct scenario_stage *stage = &scenario->stages[s];
        if (!(arrive[s] > 0.0))
            continue;
        if (!passage->open[s]) {
            next[stage->closed_to] += arrive[s];
            moving += arrive[s];
            continue;
        }
        const double in = arrive[s] * passage->let_in[s];
        visits[s] += in;
        if (stage->visits_at_most > 0)
            next[stage->then_to] += arrive[s] - in;
        send_on(passage, s, in, next);
        moving += stage->kind == SCENARIO_END ? 0.0 : arrive[s];
    }
    return moving;
}

double load_pass(const struct load_passage *passage, const double *from, double *visits)
{
    double here[SCENARIO_MOST_STAGES], next[SCENARIO_MOST_STAGES];
    const size_t bytes = (size_t) passage->scenario->stage_count * sizeof *here;
    double back = 0.0, moving = 1.0;
    memcpy(here, from, bytes);
    for (int i = 0; i < LOAD_MOST_STEPS && moving > LOAD_NEGLIGIBLE; i++) {
        if (passage->origin >= 0) {
            back += here[passage->origin];
            here[passage->origin] = 0.0;
        }
        moving = step(passage, here, next, visits);
        memcpy(here, next, bytes);
    }
    return back;
}

/* Share of those who come to a stage, capped at k visits, that is let in, if callers
 * who have been there come back with probability r. */
static double share_let_in(double r, int k)
{
    if (1.0 - r < sqrt(DBL_EPSILON)) /* the limit, where the quotient would be 0 / 0 */
        return k / (k + 1.0);
    return (1.0 - pow(r, k)) / (1.0 - pow(r, k + 1));
}

/* Solves for let_in: each stage's r depends on what the others let in.  It starts from
 * the least that can be let in, so that no loop runs for ever on the way. */
static void solve_caps(struct load_passage *passage)
{
    const struct scenario *scenario = passage->scenario;
    for (int s = 0; s < scenario->stage_count; s++)
        passage->let_in[s] = scenario->stages[s].visits_at_most > 0
                                 ? share_let_in(1.0, scenario->stages[s].visits_at_most)
                                 : 1.0;
    double change = 1.0;
    for (int round = 0; round < MOST_ROUNDS && change > LOAD_NEGLIGIBLE; round++) {
        change = 0.0;
        for (int s = 0; s < scenario->stage_count; s++) {
            const struct scenario_stage *stage = &scenario->stages[s];
            if (stage->visits_at_most <= 0 || !passage->open[s])
                continue;
            double from[SCENARIO_MOST_STAGES] = { 0.0 },
                   ignored[SCENARIO_MOST_STAGES] = { 0.0 };
            send_on(passage, s, 1.0, from);
            passage->origin = s;
            const double let_in =
                share_let_in(load_pass(passage, from, ignored), stage->visits_at_most);
            change = fmax(change, fabs(let_in - passage->let_in[s]));
            passage->let_in[s] = let_in;
        }
    }
    passage->origin = -1;
}

/* Sets who is open in quarter q; returns whether that differs from before. */
static bool set_open(struct load_passage *passage, const struct calendar *calendar,
                     int q)
{
    bool changed = q == 0;
    for (int s = 0; s < passage->scenario->stage_count; s++) {
        const struct scenario_stage *stage = &passage->scenario->stages[s];
        const bool open =
            stage->closed_to < 0 || calendar_in_hours(calendar, q, &stage->open);
        uint64_t shut = 0;
        for (int w = 0; w < stage->way_count; w++)
            if (stage->ways[w].closed_to >= 0
                && !calendar_in_hours(calendar, q, &stage->ways[w].open))
                shut |= UINT64_C(1) << w;
        changed |= open != passage->open[s] || shut != passage->shut_ways[s];
        passage->open[s] = open;
        passage->shut_ways[s] = shut;
    }
    return changed;
}

bool load_passage_set(struct load_passage *passage, const struct calendar *calendar,
                      int q)
{
    const bool changed = set_open(passage, calendar, q);
    if (changed)
        solve_caps(passage);
    return changed;
}
