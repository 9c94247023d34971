#include "model/pathway/load.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/pathway/load_work.h"
#include "sim/mem.h"

enum { MOST_STEPS = 20000, MOST_ROUNDS = 60 };

static const double NEGLIGIBLE = 1e-12, QUARTERS_AN_HOUR = 4.0;

/* Which stages are open, and the share let in where visits are capped. */
struct passage {
    const struct scenario *scenario;
    bool open[SCENARIO_MOST_STAGES];
    uint64_t shut_ways[SCENARIO_MOST_STAGES]; /* bit w: option w is closed */
    double let_in[SCENARIO_MOST_STAGES];
    int origin; /* arrivals here are counted but go no further; -1: none */
};

/* Sends `in` callers on from a stage. */
static void send_on(const struct passage *passage, int s, double in, double *next)
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
static double step(const struct passage *passage, const double *arrive, double *next,
                   double *visits)
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

/* Expected entries to every stage of one caller who arrives at `from`; returns those
 * who come (back) to the origin, where they are taken out. */
static double pass(const struct passage *passage, const double *from, double *visits)
{
    double here[SCENARIO_MOST_STAGES], next[SCENARIO_MOST_STAGES];
    const size_t bytes = (size_t) passage->scenario->stage_count * sizeof *here;
    double back = 0.0, moving = 1.0;
    memcpy(here, from, bytes);
    for (int i = 0; i < MOST_STEPS && moving > NEGLIGIBLE; i++) {
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
static void solve_caps(struct passage *passage)
{
    const struct scenario *scenario = passage->scenario;
    for (int s = 0; s < scenario->stage_count; s++)
        passage->let_in[s] = scenario->stages[s].visits_at_most > 0
                                 ? share_let_in(1.0, scenario->stages[s].visits_at_most)
                                 : 1.0;
    double change = 1.0;
    for (int round = 0; round < MOST_ROUNDS && change > NEGLIGIBLE; round++) {
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
                share_let_in(pass(passage, from, ignored), stage->visits_at_most);
            change = fmax(change, fabs(let_in - passage->let_in[s]));
            passage->let_in[s] = let_in;
        }
    }
    passage->origin = -1;
}

/* Sets who is open in quarter q; returns whether that differs from before. */
static bool set_open(struct passage *passage, const struct calendar *calendar, int q)
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

/* Adds the callers of one quarter; visits: entries to the stages, by stream. */
static void add_quarter(const struct calendar *calendar, const double *rates,
                        const double *visits, int streams, size_t stages, int q,
                        struct load *out)
{
    const size_t quarters = (size_t) out->quarters;
    const bool counted = q >= calendar->from && q < calendar->to;
    for (int i = 0; i < streams; i++) {
        const double calls = rates[(size_t) i * quarters + q];
        const double *of = &visits[(size_t) i * stages];
        for (int line = 0; line < out->line_count; line++)
            out->arrivals[(size_t) line * quarters + q] +=
                calls * of[out->line_stage[line]];
        if (!counted)
            continue;
        out->calls[i] += calls;
        for (size_t s = 0; s < stages; s++)
            out->visits[s] += calls * of[s];
    }
}

static void add_arrivals(const struct scenario *scenario,
                         const struct calendar *calendar, const double *rates,
                         struct load *out)
{
    struct passage passage = { .scenario = scenario, .origin = -1 };
    const size_t stages = (size_t) scenario->stage_count;
    const int streams = scenario->stream_count;
    double *visits = sim_mem_array((size_t) streams * stages, sizeof *visits);
    struct load_work work;
    load_work_init(scenario, calendar, out, &work);
    for (int q = 0; q < out->quarters; q++) {
        if (set_open(&passage, calendar, q)) {
            solve_caps(&passage);
            memset(visits, 0, (size_t) streams * stages * sizeof *visits);
            for (int i = 0; i < streams; i++) {
                double from[SCENARIO_MOST_STAGES] = { 0.0 };
                from[scenario->streams[i].enters] = 1.0;
                pass(&passage, from, &visits[(size_t) i * stages]);
            }
        }
        add_quarter(calendar, rates, visits, streams, stages, q, out);
        load_work_add(&work, rates, visits, q, out);
    }
    load_work_done(&work);
    free(visits);
}

static bool serves(const struct scenario_team *team, int stage)
{
    for (int i = 0; i < team->serves_count; i++)
        if (team->serves[i] == stage)
            return true;
    return false;
}

/* Numbers the pools: a line belongs to the lowest number among all teams and lines that
 * it is connected with.  team_pool and line_pool get the lowest team index of the pool.
 */
static void connect(const struct scenario *scenario, const struct load *load,
                    int *team_pool, int *line_pool)
{
    for (int t = 0; t < scenario->team_count; t++)
        team_pool[t] = t;
    for (int line = 0; line < load->line_count; line++)
        line_pool[line] = -1;
    for (bool changed = true; changed;) {
        changed = false;
        for (int t = 0; t < scenario->team_count; t++) {
            for (int line = 0; line < load->line_count; line++) {
                if (!serves(&scenario->teams[t], load->line_stage[line]))
                    continue;
                const int low = line_pool[line] >= 0 && line_pool[line] < team_pool[t]
                                    ? line_pool[line]
                                    : team_pool[t];
                changed |= line_pool[line] != low || team_pool[t] != low;
                line_pool[line] = team_pool[t] = low;
            }
        }
    }
}

static void make_pools(const struct scenario *scenario, struct load *out)
{
    int team_pool[SCENARIO_MOST_TEAMS], line_pool[SCENARIO_MOST_LINES];
    connect(scenario, out, team_pool, line_pool);
    out->pools = sim_mem_array((size_t) scenario->team_count, sizeof *out->pools);
    for (int p = 0; p < scenario->team_count; p++) {
        struct load_pool pool = { 0 };
        pool.lines = sim_mem_array((size_t) out->line_count, sizeof *pool.lines);
        pool.teams = sim_mem_array((size_t) scenario->team_count, sizeof *pool.teams);
        for (int line = 0; line < out->line_count; line++)
            if (line_pool[line] == p)
                pool.lines[pool.line_count++] = line;
        for (int t = 0; t < scenario->team_count; t++)
            if (team_pool[t] == p)
                pool.teams[pool.team_count++] = t;
        if (pool.team_count > 0) {
            out->pools[out->pool_count++] = pool;
        } else {
            free(pool.lines);
            free(pool.teams);
        }
    }
}

void load_compile(const struct scenario *scenario, const struct calendar *calendar,
                  const double *rates, struct load *out)
{
    const size_t stages = (size_t) scenario->stage_count;
    const size_t quarters = (size_t) calendar->quarters;
    struct load load = { .quarters = calendar->quarters };
    load.line_stage = sim_mem_array(stages, sizeof *load.line_stage);
    load.stage_line = sim_mem_array(stages, sizeof *load.stage_line);
    for (int s = 0; s < scenario->stage_count; s++) {
        const bool is_line = scenario->stages[s].kind == SCENARIO_LINE;
        load.stage_line[s] = is_line ? load.line_count : -1;
        if (is_line)
            load.line_stage[load.line_count++] = s;
    }
    const size_t cells = (size_t) load.line_count * quarters;
    load.arrivals = sim_mem_array(cells, sizeof *load.arrivals);
    load.erlangs = sim_mem_array(cells, sizeof *load.erlangs);
    load.visits = sim_mem_array(stages, sizeof *load.visits);
    load.calls = sim_mem_array((size_t) scenario->stream_count, sizeof *load.calls);
    add_arrivals(scenario, calendar, rates, &load);
    make_pools(scenario, &load);
    *out = load;
}

void load_done(struct load *load)
{
    if (load == NULL)
        return;
    for (int i = 0; i < load->pool_count; i++) {
        free(load->pools[i].lines);
        free(load->pools[i].teams);
    }
    free(load->pools);
    free(load->line_stage);
    free(load->stage_line);
    free(load->arrivals);
    free(load->erlangs);
    free(load->visits);
    free(load->calls);
    *load = (struct load){ 0 };
}

/* Averages a set of lines against a set of teams over the counted quarters of an hour
 * of the week, or of all. */
static struct load_hour average(const struct load *load,
                                const struct calendar *calendar,
                                const struct staffing *staffing,
                                const struct load_pool *pool, int hour_of_week)
{
    struct load_hour sum = { 0 };
    int count = 0;
    for (int q = calendar->from; q < calendar->to; q++) {
        if (hour_of_week >= 0 && calendar->hour_of_week[q] != hour_of_week)
            continue;
        count++;
        for (int i = 0; i < pool->line_count; i++) {
            const size_t at = (size_t) pool->lines[i] * load->quarters + q;
            sum.calls_per_h += load->arrivals[at] * QUARTERS_AN_HOUR;
            sum.erlangs += load->erlangs[at];
        }
        for (int i = 0; i < pool->team_count; i++)
            sum.people += staffing_expected(staffing, pool->teams[i], q);
    }
    if (count == 0)
        return sum;
    sum.people /= count;
    sum.calls_per_h /= count;
    sum.erlangs /= count;
    sum.busy = sum.erlangs > 0.0 ? sum.erlangs / sum.people : 0.0;
    return sum;
}

struct load_hour load_pool_hour(const struct load *load,
                                const struct calendar *calendar,
                                const struct staffing *staffing, int pool,
                                int hour_of_week)
{
    return average(load, calendar, staffing, &load->pools[pool], hour_of_week);
}

struct load_hour load_line_hour(const struct load *load,
                                const struct scenario *scenario,
                                const struct calendar *calendar,
                                const struct staffing *staffing, int line,
                                int hour_of_week)
{
    int teams[SCENARIO_MOST_TEAMS];
    struct load_pool alone = { .lines = &line, .line_count = 1, .teams = teams };
    for (int t = 0; t < scenario->team_count; t++)
        if (serves(&scenario->teams[t], load->line_stage[line]))
            teams[alone.team_count++] = t;
    return average(load, calendar, staffing, &alone, hour_of_week);
}
