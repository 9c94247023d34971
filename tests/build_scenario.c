#include "tests/build_scenario.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"

/* One element more at the end of an owned array. */
static void *longer(void *old, int *count, size_t size)
{
    char *memory = sim_mem_array((size_t) *count + 1, size);
    if (old != NULL)
        memcpy(memory, old, (size_t) *count * size);
    free(old);
    (*count)++;
    return memory;
}

void build_init(struct scenario *out, int32_t first, int days)
{
    *out = (struct scenario){ .period = { first, first + days - 1 } };
}

struct sim_dist build_law(enum sim_dist_law law, double a, double b)
{
    struct sim_dist dist = { 0 };
    assert_true(sim_dist_init(law, (const double[SIM_DIST_PARAMS]){ a, b }, &dist));
    return dist;
}

struct sim_dist build_fixed(double time_s)
{
    return build_law(SIM_DIST_FIXED, time_s, 0.0);
}

static double *own_table(struct scenario *scenario, int points, const double *values)
{
    scenario->tables =
        longer(scenario->tables, &scenario->table_count, sizeof *scenario->tables);
    double *table = sim_mem_array((size_t) points, sizeof *table);
    memcpy(table, values, (size_t) points * sizeof *table);
    scenario->tables[scenario->table_count - 1] = table;
    return table;
}

struct sim_dist build_table(struct scenario *scenario, int points, const double *time_s,
                            const double *below)
{
    struct sim_dist dist = { 0 };
    assert_true(sim_dist_table_init(own_table(scenario, points, time_s),
                                    own_table(scenario, points, below), points, &dist));
    return dist;
}

int build_stage(struct scenario *scenario, enum scenario_stage_kind kind,
                const char *name)
{
    scenario->stages =
        longer(scenario->stages, &scenario->stage_count, sizeof *scenario->stages);
    const int index = scenario->stage_count - 1;
    scenario->stages[index] = (struct scenario_stage){ .kind = kind,
                                                       .name = sim_mem_text(name),
                                                       .label = sim_mem_text(name),
                                                       .closed_to = -1,
                                                       .then_to = -1,
                                                       .at_a_time = 1,
                                                       .counted_from = -1 };
    return index;
}

int build_line(struct scenario *scenario, const char *name, struct sim_dist talk)
{
    const int index = build_stage(scenario, SCENARIO_LINE, name);
    scenario->stages[index].talk = talk;
    scenario->stages[index].patient = true;
    return index;
}

void build_way(struct scenario *scenario, int stage, struct build_way way)
{
    struct scenario_stage *from = &scenario->stages[stage];
    from->ways = longer(from->ways, &from->way_count, sizeof *from->ways);
    from->ways[from->way_count - 1] = (struct scenario_way){
        .name = sim_mem_text("way"),
        .share = way.share,
        .time = way.time,
        .next = way.next,
        .closed_to = -1,
    };
}

int build_stream(struct scenario *scenario, const char *name, int enters,
                 double calls_a_day)
{
    scenario->streams =
        longer(scenario->streams, &scenario->stream_count, sizeof *scenario->streams);
    const int index = scenario->stream_count - 1;
    const int days = scenario->period.last - scenario->period.first + 1;
    struct scenario_stream *stream = &scenario->streams[index];
    *stream = (struct scenario_stream){ .name = sim_mem_text(name),
                                        .label = sim_mem_text(name),
                                        .enters = enters,
                                        .calls = calls_a_day * days,
                                        .counted_in = scenario->period };
    for (int month = 0; month < 12; month++)
        stream->profile.month[month] = 1.0;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS; kind++) {
        stream->profile.day[kind] = 1.0;
        for (int quarter = 0; quarter < 96; quarter++)
            stream->profile.quarter[kind][quarter] = 1.0 / 96.0;
    }
    return index;
}

int build_team(struct scenario *scenario, const char *name)
{
    scenario->teams =
        longer(scenario->teams, &scenario->team_count, sizeof *scenario->teams);
    const int index = scenario->team_count - 1;
    scenario->teams[index] = (struct scenario_team){ .name = sim_mem_text(name),
                                                     .label = sim_mem_text(name),
                                                     .counts = SCENARIO_LOGGED_IN,
                                                     .hours_per_fte = 37.0,
                                                     .talk_times = 1.0 };
    return index;
}

void build_serves(struct scenario *scenario, int team, struct build_serves serves)
{
    struct scenario_team *to = &scenario->teams[team];
    int count = to->serves_count;
    to->keep_free = longer(to->keep_free, &count, sizeof *to->keep_free);
    count = to->serves_count;
    to->takes_after_s = longer(to->takes_after_s, &count, sizeof *to->takes_after_s);
    to->serves = longer(to->serves, &to->serves_count, sizeof *to->serves);
    const int last = to->serves_count - 1;
    to->serves[last] = serves.line;
    to->keep_free[last] = serves.keep_free;
    to->takes_after_s[last] = serves.takes_after_s;
}

void build_shift(struct scenario *scenario, int team, int people, int from_min,
                 int to_min)
{
    struct scenario_team *to = &scenario->teams[team];
    to->shifts = longer(to->shifts, &to->shift_count, sizeof *to->shifts);
    to->shifts[to->shift_count - 1] = (struct scenario_shift){
        .span = { SCENARIO_WEEK, from_min, to_min },
        .people = people,
    };
}

void build_open(struct scenario_hours *hours, int from_min, int to_min)
{
    hours->spans = longer(hours->spans, &hours->count, sizeof *hours->spans);
    hours->spans[hours->count - 1] =
        (struct scenario_span){ SCENARIO_WEEK, from_min, to_min };
}

struct scenario_target *build_target(struct scenario *scenario,
                                     enum scenario_grade grade)
{
    scenario->targets =
        longer(scenario->targets, &scenario->target_count, sizeof *scenario->targets);
    struct scenario_target *target = &scenario->targets[scenario->target_count - 1];
    *target = (struct scenario_target){ .name = sim_mem_text("target"),
                                        .grade = grade,
                                        .line = -1,
                                        .journey = -1,
                                        .team = -1,
                                        .clock = -1,
                                        .at_least = true };
    return target;
}

struct program build_program(const struct scenario *scenario,
                             struct program_measured *measured)
{
    struct sim_diag diag = { 0 };
    struct program program;
    struct program_measured unwanted[SCENARIO_MOST_TARGETS];
    assert_true(program_compile(scenario, &diag, &program,
                                measured == NULL ? unwanted : measured));
    return program;
}
