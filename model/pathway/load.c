#include "model/pathway/load.h"

#include <stdlib.h>
#include <string.h>

#include "model/pathway/load_passage.h"
#include "model/pathway/load_work.h"
#include "sim/mem.h"

static const double QUARTERS_AN_HOUR = 4.0;

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
    struct load_passage passage = { .scenario = scenario, .origin = -1 };
    const size_t stages = (size_t) scenario->stage_count;
    const int streams = scenario->stream_count;
    double *visits = sim_mem_array((size_t) streams * stages, sizeof *visits);
    struct load_work work;
    load_work_init(scenario, calendar, out, &work);
    for (int q = 0; q < out->quarters; q++) {
        if (load_passage_set(&passage, calendar, q)) {
            memset(visits, 0, (size_t) streams * stages * sizeof *visits);
            for (int i = 0; i < streams; i++) {
                double from[SCENARIO_MOST_STAGES] = { 0.0 };
                from[scenario->streams[i].enters] = 1.0;
                load_pass(&passage, from, &visits[(size_t) i * stages]);
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
