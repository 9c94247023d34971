#include "tests/staffed.h"

#include "model/scenario/read.h"

enum { QUARTER_MIN = 15 };

void staffed_init(struct staffed *staffed, const char *text)
{
    *staffed = (struct staffed){ 0 };
    const struct scratch file = scratch_text(text);
    struct sim_diag diag = { 0 };
    const bool is_read = scenario_read(file.path, NULL, &diag, &staffed->scenario);
    scratch_done(&file);
    if (!is_read) {
        char *const said = scratch_said(&diag);
        print_error("%s%s", text, said);
        free(said);
    }
    assert_true(is_read);
    staffed->measured = sim_mem_array((size_t) staffed->scenario.target_count,
                                      sizeof *staffed->measured);
    assert_true(program_compile(&staffed->scenario, &diag, &staffed->program,
                                staffed->measured));
    sim_diag_done(&diag);
    staffed->world = world_new(&staffed->program);
    tally_init_lean(&staffed->tally, &staffed->program);
}

void staffed_done(struct staffed *staffed)
{
    world_free(staffed->world);
    tally_done(&staffed->tally);
    program_done(&staffed->program);
    free(staffed->measured);
    scenario_done(&staffed->scenario);
}

static bool is_between(const struct staffed *staffed, int q, int from_min, int to_min)
{
    const int minute = staffed->program.calendar.local[q] * QUARTER_MIN;
    return from_min <= minute && minute < to_min;
}

void staffed_people(struct staffed *staffed, int team, int from_min, int to_min,
                    int people)
{
    struct staffing_team *const to = &staffed->program.staffing.teams[team];
    assert_false(to->is_random);
    assert_in_range(people, 0, staffed->program.teams[team].slots);
    for (int q = 0; q < staffed->program.calendar.quarters; q++)
        if (is_between(staffed, q, from_min, to_min))
            to->phones[q] = (uint16_t) people;
}

void staffed_reserve(struct staffed *staffed, int team, int position, int keep_free)
{
    struct program *const p = &staffed->program;
    struct program_service *const service =
        &p->services[p->teams[team].first_service + position];
    service->keep_free = keep_free;
    const struct program_line *const line = &p->lines[service->line];
    for (int i = 0; i < line->server_count; i++)
        if (p->servers[line->first_server + i].team == team)
            p->servers[line->first_server + i].keep_free = keep_free;
}

void staffed_run(struct staffed *staffed, uint64_t seed, int replication)
{
    world_run(staffed->world, seed, replication, &staffed->tally);
}

struct staffed_sums staffed_sums(const struct staffed *staffed, int line, int target,
                                 int from_min, int to_min)
{
    const struct calendar *const calendar = &staffed->program.calendar;
    struct staffed_sums sums = { 0 };
    for (int q = calendar->from; q < calendar->to; q++) {
        if (!is_between(staffed, q, from_min, to_min))
            continue;
        const struct tally_cell *const cell = tally_at(&staffed->tally, q, line);
        sums.offered += cell->offered;
        sums.answered += cell->answered;
        sums.abandoned += cell->abandoned;
        sums.wait_s += cell->wait_s;
        if (target >= 0)
            sums.within += cell->slot[staffed->measured[target].slot];
    }
    return sums;
}
