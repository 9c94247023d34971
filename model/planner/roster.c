#include "model/planner/roster.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { QUARTER_MIN = 15, DAY_MIN = 1440, LONG_AGO_DAYS = 400, WEEK_DAYS = 7 };

/* ---- people ---- */

void roster_people(const struct question *question, int team,
                   const struct roster *roster, int *out)
{
    const struct question_team *const of = &question->teams[team];
    memset(out, 0, (size_t) question->slots * sizeof *out);
    for (int c = of->first; c < of->first + of->count; c++)
        if (roster->columns[c] != 0)
            question_cover(question, &question->columns[c], roster->columns[c], out);
    for (int s = 0; roster->change != NULL && !of->is_posted && s < question->slots;
         s++) {
        out[s] += roster->change[(size_t) team * question->slots + s];
        out[s] = out[s] > 0 ? out[s] : 0;
    }
}

/* ---- shift lines ---- */

struct lines {
    struct scenario_shift *shifts; /* owned */
    int count;
    size_t capacity;
};

static void add_line(struct lines *lines, const struct scenario_shift *line)
{
    lines->shifts = sim_mem_grow(lines->shifts, &lines->capacity,
                                 (size_t) lines->count + 1, sizeof *lines->shifts);
    lines->shifts[lines->count++] = *line;
}

/* The dates on which a day of a dated pattern is worked: itself, and for the first and
 * last all before and after. */
static struct scenario_dates dates_of(const struct question *question, int day)
{
    const int32_t date = question->first_date + day;
    const bool is_last = (day + 1) * QUESTION_DAY == question->slots;
    return (struct scenario_dates){ day == 0 ? date - LONG_AGO_DAYS : date,
                                    is_last ? date + LONG_AGO_DAYS : date };
}

static void set_day(const struct question *question, int day,
                    struct scenario_shift *line)
{
    line->span.days = question->is_weekly ? 1u << day : SCENARIO_WEEK;
    line->has_dates = !question->is_weekly;
    if (line->has_dates)
        line->dates = dates_of(question, day);
}

/* People from slot to slot, day by day, equal neighbours joined. */
static void add_net(const struct question *question, const int *people,
                    struct lines *lines)
{
    for (int day = 0; day * QUESTION_DAY < question->slots; day++) {
        const int *const of = &people[day * QUESTION_DAY];
        for (int from = 0, to; from < QUESTION_DAY; from = to) {
            for (to = from + 1; to < QUESTION_DAY && of[to] == of[from];)
                to++;
            if (of[from] == 0)
                continue;
            struct scenario_shift line = {
                .span = { .from_min = from * QUARTER_MIN, .to_min = to * QUARTER_MIN },
                .people = of[from],
            };
            set_day(question, day, &line);
            add_line(lines, &line);
        }
    }
}

/* Rostered shifts without a break, of a week that comes again. */
static void add_posted(const struct question_column *column, int people,
                       struct lines *lines)
{
    const struct scenario_shift line = {
        .span = { column->days, column->from_min, column->to_min },
        .people = people,
    };
    add_line(lines, &line);
}

struct scenario_shift *roster_shifts(const struct question *question, int team,
                                     const struct roster *roster, int *count)
{
    const struct question_team *const of = &question->teams[team];
    struct lines lines = { 0 };
    if (of->is_posted) {
        for (int c = of->first; c < of->first + of->count; c++)
            if (roster->columns[c] > 0)
                add_posted(&question->columns[c], roster->columns[c], &lines);
    } else {
        int *const people = sim_mem_array((size_t) question->slots, sizeof *people);
        roster_people(question, team, roster, people);
        add_net(question, people, &lines);
        free(people);
    }
    *count = lines.count;
    return lines.shifts;
}

/* ---- the program ---- */

static void staff_team(const struct question *question, int team,
                       const struct roster *roster, struct program *out)
{
    const struct question_team *const of = &question->teams[team];
    const struct calendar *const calendar = &question->program.calendar;
    struct scenario_team staffed = question->scenario->teams[of->team];
    struct staffing_team *const to = &out->staffing.teams[of->team];
    staffed.shifts = roster_shifts(question, team, roster, &staffed.shift_count);
    staffing_team_compile(&staffed, calendar, &question->program.staffing, to);
    free(staffed.shifts);
    if (of->is_posted && roster->change != NULL) {
        const int8_t *const change = &roster->change[(size_t) team * question->slots];
        to->extra = sim_mem_array((size_t) calendar->quarters, sizeof *to->extra);
        for (int q = 0; q < calendar->quarters; q++)
            to->extra[q] = change[question->slot[q]];
    }
    int most = 1;
    for (int q = 0; q < calendar->quarters; q++) {
        const int more = to->extra != NULL && to->extra[q] > 0 ? to->extra[q] : 0;
        most = to->posted[q] + more > most ? to->posted[q] + more : most;
    }
    out->teams[of->team].slots = most;
}

static void set_reserve(const struct question_policy *policy, int choice,
                        struct program *out)
{
    const struct program_team *const team = &out->teams[policy->team];
    struct program_service *const service =
        &out->services[team->first_service + policy->position];
    service->keep_free = policy->from + choice;
    const struct program_line *const line = &out->lines[service->line];
    for (int i = line->first_server; i < line->first_server + line->server_count; i++)
        if (out->servers[i].team == policy->team)
            out->servers[i].keep_free = service->keep_free;
}

/* The line gets specials of its own. */
static void set_offer(const struct question_policy *policy, int choice,
                      struct program *out)
{
    struct program_line *const line = &out->lines[out->stages[policy->stage].line];
    struct program_special *const special = sim_mem_array(1, sizeof *special);
    *special = *line->special;
    special->offered_after_s = policy->after_s[choice];
    line->special = special;
}

static void *copy_of(const void *from, int count, size_t size)
{
    void *const to = sim_mem_array((size_t) count, size);
    memcpy(to, from, (size_t) count * size);
    return to;
}

void roster_program(const struct question *question, const struct roster *roster,
                    struct program *out)
{
    const struct program *const p = &question->program;
    *out = *p;
    out->staffing.teams =
        copy_of(p->staffing.teams, p->staffing.team_count, sizeof *p->staffing.teams);
    out->teams = copy_of(p->teams, p->team_count, sizeof *p->teams);
    out->services = copy_of(p->services, p->service_count, sizeof *p->services);
    out->servers = copy_of(p->servers, p->server_count, sizeof *p->servers);
    out->lines = copy_of(p->lines, p->line_count, sizeof *p->lines);
    for (int t = 0; t < question->team_count; t++)
        staff_team(question, t, roster, out);
    for (int i = 0; i < question->policy_count; i++) {
        const struct question_policy *const policy = &question->policies[i];
        const int choice = roster->policies != NULL ? roster->policies[i] : policy->now;
        if (policy->kind == QUESTION_RESERVE)
            set_reserve(policy, choice, out);
        else
            set_offer(policy, choice, out);
    }
}

void roster_program_done(const struct question *question, struct program *program)
{
    if (program->lines == NULL)
        return;
    for (int t = 0; t < question->team_count; t++)
        staffing_team_done(&program->staffing.teams[question->teams[t].team]);
    for (int l = 0; l < program->line_count; l++)
        if (program->lines[l].special != question->program.lines[l].special)
            free(program->lines[l].special);
    free(program->staffing.teams);
    free(program->teams);
    free(program->services);
    free(program->servers);
    free(program->lines);
    *program = (struct program){ 0 };
}

double roster_cost(const struct question *question, const int *columns)
{
    double cost = 0.0;
    for (int c = 0; c < question->column_count; c++)
        if (columns[c] != 0)
            cost += columns[c] * question_cost(question, &question->columns[c]);
    if (question->objective != SCENARIO_PLAN_PEAK_PEOPLE)
        return cost;
    const struct roster roster = { .columns = columns };
    int *const people = sim_mem_array((size_t) question->slots, sizeof *people);
    double peak = 0.0;
    for (int t = 0; t < question->team_count; t++) {
        int most = 0;
        roster_people(question, t, &roster, people);
        for (int s = 0; s < question->slots; s++)
            most = people[s] > most ? people[s] : most;
        peak += most;
    }
    free(people);
    return peak + ROSTER_PEAK_TIE * cost;
}
