#include "tests/random_scenario.h"

#include <stdio.h>

#include "sim/mem.h"
#include "sim/rng.h"
#include "tests/build_scenario.h"
#include "tests/random_maker.h"

enum { NAME = 32, LINE_TARGETS = 4, JOURNEY_TARGETS = 3 };

int random_below(struct random_maker *m, int n)
{
    return (int) (sim_rng_key(m->key, m->drawn++) % (uint64_t) n);
}

bool random_chance(struct random_maker *m, int percent)
{
    return random_below(m, 100) < percent;
}

int random_between(struct random_maker *m, int low, int high)
{
    return low + random_below(m, high - low + 1);
}

bool random_has(struct random_maker *m, enum random_mechanism what, int percent)
{
    return random_chance(m, percent) && m->has[what];
}

double random_pick(struct random_maker *m, int count, const double *of)
{
    return of[random_below(m, count)];
}

struct sim_dist random_time(struct random_maker *m, int most)
{
    const double mean_s = RANDOM_HALF_MINUTE_S * random_between(m, 1, most);
    if (m->on_grid)
        return build_fixed(mean_s);
    switch ((enum sim_dist_law) random_below(m, SIM_DIST_LAWS)) {
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

void random_hours(struct random_maker *m, struct scenario_hours *hours)
{
    const int from = RANDOM_QUARTER_MIN * random_below(m, 80);
    build_open(hours, from, from + RANDOM_QUARTER_MIN * random_between(m, 4, 80));
}

int random_later_stage(struct random_maker *m, int stage)
{
    return random_between(m, stage + 1, m->scenario->stage_count - 1);
}

static void make_streams(struct random_maker *m)
{
    char name[NAME];
    for (int i = 0; i < m->streams; i++) {
        snprintf(name, sizeof name, "stream %d", i);
        const int enters = random_below(m, m->inner),
                  calls = random_between(m, 20, 300);
        const int index = build_stream(m->scenario, name, enters, calls);
        struct scenario_stream *stream = &m->scenario->streams[index];
        for (int q = 0; q < 96; q++)
            for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++)
                stream->profile.quarter[kind][q] = random_between(m, 0, 9) / 432.0;
        if (random_chance(m, 30))
            stream->day_to_day = 0.4;
        if (random_chance(m, 20))
            stream->storms = (struct scenario_storms){
                .given = true, .per_month = 30.0, .times = 3.0, .decay_s = 1800.0
            };
    }
    m->scenario->busyness.between_streams = 0.3;
    m->scenario->busyness.day_to_next = 0.2;
}

static void make_shifts(struct random_maker *m, int team)
{
    const int lines = random_between(m, 1, 4);
    for (int i = 0; i < lines; i++) {
        const int from = RANDOM_QUARTER_MIN * random_below(m, 96);
        const int people = random_between(m, 1, 3);
        const int to = from + RANDOM_QUARTER_MIN * random_between(m, 1, 96);
        build_shift(m->scenario, team, people, from, to);
    }
    /* Without anybody there, callers gather until the next shift, and then are all
     * begun at the same moment. */
    if (random_chance(m, m->on_grid ? 40 : 70))
        build_shift(m->scenario, team, 1, 0, BUILD_DAY_MIN);
    if (random_chance(m, 20)) {
        m->scenario->teams[team].counts = SCENARIO_POSTED;
        m->scenario->teams[team].less[SCENARIO_SICKNESS] = 0.2;
        m->scenario->teams[team].less[SCENARIO_BREAKS] = 0.1;
    }
}

/* People away at random, who make numbers fall at any quarter hour. */
static void make_called_away(struct random_maker *m, struct scenario_team *team)
{
    team->called_away = sim_mem_array(1, sizeof *team->called_away);
    team->called_away_count = 1;
    struct scenario_called_away *away = &team->called_away[0];
    away->name = sim_mem_text("silver");
    away->per_month = 100.0;
    away->people = random_between(m, 1, 2);
    away->lasts = random_time(m, 60);
}

static void make_team(struct random_maker *m, int team)
{
    int keep_free = 0;
    const int start = random_below(m, m->inner);
    for (int i = 0; i < m->inner; i++) {
        const int stage = (start + i) % m->inner;
        if (m->scenario->stages[stage].kind != SCENARIO_LINE || random_chance(m, 25))
            continue;
        build_serves(
            m->scenario, team,
            (struct build_serves){ stage, keep_free,
                                   random_chance(m, 25)
                                       ? RANDOM_HALF_MINUTE_S * random_between(m, 1, 10)
                                       : 0 });
        if (random_chance(m, 30))
            keep_free += random_between(m, 1, 2);
    }
    make_shifts(m, team);
    if (random_chance(m, 20))
        make_called_away(m, &m->scenario->teams[team]);
    if (random_has(m, RANDOM_HANDLING, 50))
        m->scenario->teams[team].talk_times = random_chance(m, 50) ? 0.5 : 1.5;
}

static void make_limited(struct random_maker *m)
{
    struct scenario *s = m->scenario;
    const int changes = random_chance(m, 40) ? random_between(m, 1, 3) : 0;
    s->limited = sim_mem_array((size_t) changes, sizeof *s->limited);
    for (int i = 0; i < changes; i++) {
        const enum scenario_limited_kind kind =
            (enum scenario_limited_kind) random_below(m, SCENARIO_LIMITED_PATIENCE + 1);
        const bool calls = kind == SCENARIO_LIMITED_CALLS;
        struct scenario_limited *change = &s->limited[i];
        change->kind = kind;
        change->object = random_below(m, calls ? s->stream_count : m->inner);
        change->times = random_chance(m, 50) ? 0.5 : 2.0;
        random_hours(m, &change->window.hours);
        s->limited_count++;
    }
}

/* At most two clocks, and as many different thresholds on a line as there is room for.
 */
static void make_line_targets(struct random_maker *m, int line)
{
    struct scenario *s = m->scenario;
    static const double limits_s[] = { 0.0, 10.0, 30.0, 60.0, 217.3 };
    for (int i = 0; i < LINE_TARGETS - 1; i++) {
        struct scenario_target *target = build_target(s, SCENARIO_ANSWERED_WITHIN);
        target->line = line;
        target->within_s = limits_s[random_below(m, 5)];
        target->clock =
            random_chance(m, 50) ? random_below(m, m->inner < 2 ? m->inner : 2) : -1;
        if (s->stages[line].call_back.given && random_chance(m, 60)) {
            target->clock = -1;
            target->call_backs =
                random_chance(m, 50) ? SCENARIO_TO_OFFER : SCENARIO_WITHOUT_CALL_BACKS;
        }
    }
    struct scenario_target *target = build_target(s, SCENARIO_ABANDONED);
    target->line = line;
    target->hung_up_after_s = limits_s[random_below(m, 5)];
}

static void make_journey_targets(struct random_maker *m)
{
    struct scenario *s = m->scenario;
    for (int i = 0; i < JOURNEY_TARGETS; i++) {
        struct scenario_target *target = build_target(s, SCENARIO_ABANDONED);
        target->journey = random_below(m, s->stream_count);
        target->hung_up_after_s = RANDOM_HALF_MINUTE_S * random_below(m, 3);
        if (random_chance(m, 50)) {
            target->out_of = sim_mem_array(2, sizeof *target->out_of);
            target->out_of[target->out_of_count++] = random_below(m, m->inner);
            const int other = random_below(m, m->inner);
            if (other != target->out_of[0])
                target->out_of[target->out_of_count++] = other;
        }
        const int line = random_below(m, m->inner);
        if (s->stages[line].kind != SCENARIO_LINE)
            continue;
        target->abandoned_at = sim_mem_array(1, sizeof *target->abandoned_at);
        target->abandoned_at[target->abandoned_at_count++] = line;
    }
}

static void make(uint64_t key, bool everything, struct scenario *out)
{
    /* An ordinary day, and those of 92 and 100 quarter hours of 2022. */
    static const int32_t dates[] = { 18993, 19078, 19295 };
    struct random_maker m = { .scenario = out, .key = key };
    const int32_t date = dates[random_below(&m, 3)];
    build_init(out, date, random_between(&m, 1, 2));
    out->warm_up_s = 3600.0 * random_below(&m, 3);
    m.on_grid = random_chance(&m, 50);
    m.streams = random_between(&m, 1, 3);
    const bool plain = random_chance(&m, 15);
    for (int i = 0; i < RANDOM_MECHANISMS; i++)
        m.has[i] = (random_chance(&m, 50) && !plain) || everything;
    random_flow(&m);
    random_outages(&m);
    make_streams(&m);
    char name[NAME];
    const int teams = random_between(&m, 1, 3);
    for (int i = 0; i < teams; i++) {
        snprintf(name, sizeof name, "team %d", i);
        make_team(&m, build_team(out, name));
    }
    make_limited(&m);
    for (int i = 0; i < m.inner; i++)
        if (out->stages[i].kind == SCENARIO_LINE
            && out->target_count + LINE_TARGETS + JOURNEY_TARGETS
                   <= SCENARIO_MOST_TARGETS)
            make_line_targets(&m, i);
    make_journey_targets(&m);
}

void random_scenario(uint64_t key, struct scenario *out)
{
    make(key, false, out);
}

void random_scenario_of_all(uint64_t key, struct scenario *out)
{
    make(key, true, out);
}
