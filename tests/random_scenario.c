#include "tests/random_scenario.h"

#include <stdio.h>

#include "sim/mem.h"
#include "sim/rng.h"
#include "tests/build_scenario.h"

enum { NAME = 32, HALF_MINUTE_S = 30, QUARTER_MIN = 15 };

struct maker {
    struct scenario *scenario;
    uint64_t key, drawn;
    bool on_grid;       /* all times are multiples of half a minute */
    int inner;          /* stages that are not ends: 0 .. inner - 1 */
    int caps, journeys; /* used up so far, see program.h */
};

static int below(struct maker *m, int n)
{
    return (int) (sim_rng_key(m->key, m->drawn++) % (uint64_t) n);
}

static bool by_chance(struct maker *m, int percent)
{
    return below(m, 100) < percent;
}

static int between(struct maker *m, int low, int high)
{
    return low + below(m, high - low + 1);
}

/* A law with a mean of up to `most` half minutes. */
static struct sim_dist some_time(struct maker *m, int most)
{
    const double mean_s = HALF_MINUTE_S * between(m, 1, most);
    if (m->on_grid)
        return build_fixed(mean_s);
    switch ((enum sim_dist_law) below(m, SIM_DIST_LAWS)) {
    case SIM_DIST_FIXED:
        return build_fixed(mean_s);
    case SIM_DIST_EXPONENTIAL:
        return build_law(SIM_DIST_EXPONENTIAL, mean_s, 0.0);
    case SIM_DIST_LOGNORMAL:
        return build_law(SIM_DIST_LOGNORMAL, mean_s, 0.9);
    case SIM_DIST_WEIBULL:
        return build_law(SIM_DIST_WEIBULL, mean_s, 0.71);
    case SIM_DIST_GAMMA:
        return build_law(SIM_DIST_GAMMA, mean_s, 0.63);
    case SIM_DIST_HYPEREXPONENTIAL:
        return build_law(SIM_DIST_HYPEREXPONENTIAL, mean_s, 1.7);
    case SIM_DIST_UNIFORM:
        return build_law(SIM_DIST_UNIFORM, 0.5 * mean_s, 1.5 * mean_s);
    case SIM_DIST_TABLE:
    case SIM_DIST_LAWS:
        break;
    }
    return build_table(m->scenario, 3, (const double[]){ 1.5, mean_s, 2.0 * mean_s },
                       (const double[]){ 0.1, 0.6, 1.0 });
}

static void some_hours(struct maker *m, struct scenario_hours *hours)
{
    const int from = QUARTER_MIN * below(m, 80);
    build_open(hours, from, from + QUARTER_MIN * between(m, 4, 80));
}

static int later_stage(struct maker *m, int stage)
{
    return between(m, stage + 1, m->scenario->stage_count - 1);
}

/* Now and then back to a stage that is capped, but for splits: they take no time. */
static int some_next(struct maker *m, int stage)
{
    const int back = below(m, m->inner);
    if (m->scenario->stages[stage].kind != SCENARIO_SPLIT
        && m->scenario->stages[back].visits_at_most > 0 && by_chance(m, 50))
        return back;
    return later_stage(m, stage);
}

static void make_line(struct maker *m, int index)
{
    struct scenario_stage *line = &m->scenario->stages[index];
    line->talk = some_time(m, 20);
    if (by_chance(m, 50))
        line->wrap_up = some_time(m, 10);
    if (by_chance(m, 30))
        line->pick_up = some_time(m, 2);
    line->patient = by_chance(m, 20);
    if (!line->patient)
        line->patience = some_time(m, 12);
    if (by_chance(m, 30))
        line->at_once = 0.3;
    if (by_chance(m, 30))
        line->offered_again_s = 7.3;
}

static void make_stage(struct maker *m, int index)
{
    const bool is_line = m->scenario->stages[index].kind == SCENARIO_LINE;
    if (is_line)
        make_line(m, index);
    struct scenario_stage *stage = &m->scenario->stages[index];
    if (by_chance(m, 15)) {
        some_hours(m, &stage->open);
        stage->closed_to = later_stage(m, index);
    }
    if (m->caps < PROGRAM_CAPPED && by_chance(m, 40)) {
        m->caps++;
        stage->visits_at_most = between(m, 1, 3);
        stage->then_to = later_stage(m, m->inner - 1); /* an end */
    }
}

static void make_ways(struct maker *m, int index)
{
    const enum scenario_stage_kind kind = m->scenario->stages[index].kind;
    const int ways = kind == SCENARIO_DELAY ? 1 : between(m, 1, 3);
    for (int i = 0; i < ways; i++) {
        struct build_way way = { .share = 1.0 / ways, .next = some_next(m, index) };
        if ((kind == SCENARIO_DELAY || kind == SCENARIO_MENU) && !by_chance(m, 10))
            way.time = some_time(m, 4);
        build_way(m->scenario, index, way);
    }
}

static void make_stages(struct maker *m)
{
    char name[NAME];
    m->inner = between(m, 1, 7);
    const int sure = below(m, m->inner); /* one line at least */
    for (int i = 0; i < m->inner; i++) {
        snprintf(name, sizeof name, "stage %d", i);
        const enum scenario_stage_kind kinds[] = { SCENARIO_DELAY, SCENARIO_MENU,
                                                   SCENARIO_SPLIT, SCENARIO_LINE,
                                                   SCENARIO_LINE };
        const enum scenario_stage_kind kind = kinds[below(m, 5)];
        build_stage(m->scenario, i == sure ? SCENARIO_LINE : kind, name);
    }
    build_stage(m->scenario, SCENARIO_END, "resolved");
    build_stage(m->scenario, SCENARIO_END, "left");
    for (int i = 0; i < m->inner; i++)
        make_stage(m, i);
    for (int i = 0; i < m->inner; i++)
        make_ways(m, i);
}

static void make_streams(struct maker *m)
{
    char name[NAME];
    const int streams = between(m, 1, 3);
    for (int i = 0; i < streams; i++) {
        snprintf(name, sizeof name, "stream %d", i);
        const int index =
            build_stream(m->scenario, name, below(m, m->inner), between(m, 20, 200));
        struct scenario_stream *stream = &m->scenario->streams[index];
        for (int q = 0; q < 96; q++)
            for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++)
                stream->profile.quarter[kind][q] = between(m, 0, 9) / 432.0;
        if (by_chance(m, 30))
            stream->day_to_day = 0.4;
        if (by_chance(m, 20))
            stream->storms = (struct scenario_storms){
                .given = true, .per_month = 30.0, .times = 3.0, .decay_s = 1800.0
            };
    }
    m->scenario->busyness.between_streams = 0.3;
    m->scenario->busyness.day_to_next = 0.2;
}

static void make_shifts(struct maker *m, int team)
{
    const int lines = between(m, 1, 4);
    for (int i = 0; i < lines; i++) {
        const int from = QUARTER_MIN * below(m, 96);
        build_shift(m->scenario, team, between(m, 1, 3), from,
                    from + QUARTER_MIN * between(m, 1, 96));
    }
    if (by_chance(m, 70))
        build_shift(m->scenario, team, 1, 0, BUILD_DAY_MIN);
    if (by_chance(m, 20)) {
        m->scenario->teams[team].counts = SCENARIO_POSTED;
        m->scenario->teams[team].less[SCENARIO_SICKNESS] = 0.2;
        m->scenario->teams[team].less[SCENARIO_BREAKS] = 0.1;
    }
}

static void make_team(struct maker *m, int team)
{
    int keep_free = 0;
    const int start = below(m, m->inner);
    for (int i = 0; i < m->inner; i++) {
        const int stage = (start + i) % m->inner;
        if (m->scenario->stages[stage].kind != SCENARIO_LINE || by_chance(m, 25))
            continue;
        build_serves(m->scenario, team,
                     (struct build_serves){
                         stage, keep_free,
                         by_chance(m, 25) ? HALF_MINUTE_S * between(m, 1, 10) : 0 });
        if (by_chance(m, 30))
            keep_free += between(m, 1, 2);
    }
    make_shifts(m, team);
}

static void make_limited(struct maker *m)
{
    struct scenario *s = m->scenario;
    const int changes = by_chance(m, 40) ? between(m, 1, 3) : 0;
    s->limited = sim_mem_array((size_t) changes, sizeof *s->limited);
    for (int i = 0; i < changes; i++) {
        const enum scenario_limited_kind kind =
            (enum scenario_limited_kind) below(m, SCENARIO_LIMITED_PATIENCE + 1);
        const bool calls = kind == SCENARIO_LIMITED_CALLS;
        s->limited[i] = (struct scenario_limited){
            .kind = kind,
            .object = calls ? below(m, s->stream_count) : below(m, m->inner),
            .times = by_chance(m, 50) ? 0.5 : 2.0,
        };
        some_hours(m, &s->limited[i].window.hours);
        s->limited_count++;
    }
}

/* At most two clocks, and as many different thresholds on a line as there is room for.
 */
static void make_line_targets(struct maker *m, int line)
{
    struct scenario *s = m->scenario;
    static const double limits_s[] = { 0.0, 10.0, 30.0, 60.0, 217.3 };
    for (int i = 0; i < 3; i++) {
        struct scenario_target *target = build_target(s, SCENARIO_ANSWERED_WITHIN);
        target->line = line;
        target->within_s = limits_s[below(m, 5)];
        target->clock = by_chance(m, 50) ? below(m, m->inner < 2 ? m->inner : 2) : -1;
    }
    struct scenario_target *target = build_target(s, SCENARIO_ABANDONED);
    target->line = line;
    target->hung_up_after_s = limits_s[below(m, 5)];
}

static void make_journey_targets(struct maker *m)
{
    struct scenario *s = m->scenario;
    for (int i = 0; i < 3; i++) {
        struct scenario_target *target = build_target(s, SCENARIO_ABANDONED);
        target->journey = below(m, s->stream_count);
        target->hung_up_after_s = HALF_MINUTE_S * below(m, 3);
        if (by_chance(m, 50)) {
            target->out_of = sim_mem_array(1, sizeof *target->out_of);
            target->out_of[target->out_of_count++] = below(m, m->inner);
        }
        const int line = below(m, m->inner);
        if (s->stages[line].kind != SCENARIO_LINE)
            continue;
        target->abandoned_at = sim_mem_array(1, sizeof *target->abandoned_at);
        target->abandoned_at[target->abandoned_at_count++] = line;
    }
}

void random_scenario(uint64_t key, struct scenario *out)
{
    /* An ordinary day, and those of 92 and 100 quarter hours of 2022. */
    static const int32_t dates[] = { 18993, 19078, 19295 };
    struct maker m = { .scenario = out, .key = key };
    build_init(out, dates[below(&m, 3)], between(&m, 1, 2));
    out->warm_up_s = 3600.0 * below(&m, 3);
    m.on_grid = by_chance(&m, 50);
    make_stages(&m);
    make_streams(&m);
    char name[NAME];
    const int teams = between(&m, 1, 3);
    for (int i = 0; i < teams; i++) {
        snprintf(name, sizeof name, "team %d", i);
        make_team(&m, build_team(out, name));
    }
    make_limited(&m);
    for (int i = 0; i < m.inner; i++)
        if (out->stages[i].kind == SCENARIO_LINE)
            make_line_targets(&m, i);
    make_journey_targets(&m);
}
