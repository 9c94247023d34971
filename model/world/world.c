#include "model/world/world.h"

#include <stdlib.h>
#include <string.h>

#include "model/world/chance.h"
#include "model/world/outages.h"
#include "model/world/state.h"
#include "sim/mem.h"

enum { FIRST_PLACES = 64, FIRST_OTHERS = 8 };

int world_people_slots(const struct program *program)
{
    int slots = 0;
    for (int i = 0; i < program->team_count; i++)
        slots += program->teams[i].slots;
    return slots;
}

struct world *world_new(const struct program *program)
{
    struct world *w = sim_mem_array(1, sizeof *w);
    w->program = program;
    w->lines = sim_mem_array(program->line_count, sizeof *w->lines);
    for (int l = 0; l < program->line_count; l++) {
        w->lines[l].capacity = FIRST_PLACES;
        w->lines[l].places = sim_mem_array(FIRST_PLACES, sizeof *w->lines[l].places);
    }
    w->teams = sim_mem_array(program->team_count, sizeof *w->teams);
    for (int i = 0; i < program->team_count; i++) {
        struct world_team *team = &w->teams[i];
        team->roster = sim_mem_array(program->calendar.quarters, sizeof *team->roster);
        team->short_by =
            sim_mem_array(program->calendar.quarters, sizeof *team->short_by);
    }
    sim_ends_init(&w->ends, world_people_slots(program) + FIRST_OTHERS);
    w->slots = sim_mem_array(w->ends.slots, sizeof *w->slots);
    w->down = sim_mem_array((size_t) program->outage_count * program->calendar.quarters,
                            sizeof *w->down);
    w->working = sim_mem_array((size_t) program->team_count * program->line_count,
                               sizeof *w->working);
    arrivals_init(&w->arrivals, program);
    return w;
}

void world_free(struct world *w)
{
    if (w == NULL)
        return;
    for (int l = 0; l < w->program->line_count; l++)
        free(w->lines[l].places);
    for (int i = 0; i < w->program->team_count; i++) {
        free(w->teams[i].roster);
        free(w->teams[i].short_by);
    }
    free(w->lines);
    free(w->teams);
    free(w->slots);
    free(w->calls);
    free(w->more);
    free(w->down);
    free(w->working);
    free(w->spare);
    free(w->sorted);
    free(w->drawn);
    free(w->later);
    free(w->bucket);
    sim_ends_done(&w->ends);
    arrivals_done(&w->arrivals);
    free(w);
}

void world_trace(struct world *w, void (*trace)(void *to, const struct world_event *),
                 void *to)
{
    w->trace = trace;
    w->trace_to = to;
}

/* Makes a list of idle slots first <= s < end and returns its first. */
static int idle_list(struct world *w, int first, int end, int team)
{
    for (int s = first; s < end; s++)
        w->slots[s] = (struct world_slot){ .team = (uint16_t) team,
                                           .next_idle = s + 1 < end ? s + 1 : -1 };
    return first < end ? first : -1;
}

void world_start(struct world *w, uint64_t seed, int replication, struct tally *tally)
{
    const struct program *p = w->program;
    const uint64_t key = chance_replication(seed, replication);
    w->tally = tally;
    tally_clear(tally);
    for (int l = 0; l < p->line_count; l++)
        w->lines[l].head = w->lines[l].tail = 0;
    sim_ends_clear(&w->ends);
    int slot = 0;
    for (int i = 0; i < p->team_count; i++) {
        w->teams[i].people = w->teams[i].busy = 0;
        w->teams[i].idle = idle_list(w, slot, slot + p->teams[i].slots, i);
        slot += p->teams[i].slots;
        staffing_draw(&p->staffing, i, sim_rng_key(key, CHANCE_STAFF),
                      w->teams[i].roster, w->teams[i].short_by);
    }
    w->idle = idle_list(w, slot, w->ends.slots, 0);
    arrivals_start(&w->arrivals, key);
    outages_draw(p, key, w->down);
    memset(w->working, 0, (size_t) p->team_count * p->line_count * sizeof *w->working);
    w->outages = w->shut = 0;
    for (uint32_t c = 0; c < w->spare_capacity; c++)
        w->spare[c] = (uint32_t) w->spare_capacity - 1 - c;
    w->spare_count = (uint32_t) w->spare_capacity;
    w->waiting = 0;
    w->over = false;
    w->end_s = (double) p->calendar.to * CALENDAR_QUARTER_S;
    w->open = 0;
    w->later_count = 0;
    w->serial = 0;
    w->quarter = 0;
}

bool world_run_until(struct world *w, int quarter)
{
    const struct calendar *calendar = &w->program->calendar;
    while (!w->over && w->quarter < quarter) {
        arrivals_quarter(&w->arrivals, w->quarter);
        world_begin_quarter(w);
        world_run_quarter(w);
        if (w->quarter + 1 >= calendar->to) {
            world_clear_lines(w, w->tick_s);
            w->over = w->open == 0 || w->quarter + 1 >= calendar->quarters;
        }
        if (w->over)
            world_close(w, w->tick_s);
        w->quarter++;
    }
    return !w->over;
}

void world_finish(struct world *w)
{
    world_run_until(w, w->program->calendar.quarters);
    tally_close(w->tally);
}

void world_run(struct world *w, uint64_t seed, int replication, struct tally *tally)
{
    world_start(w, seed, replication, tally);
    world_finish(w);
}

static void copy_line(struct world_line *to, const struct world_line *from)
{
    struct world_place *places = to->places;
    if (to->capacity < from->capacity) {
        free(places);
        places = sim_mem_array(from->capacity, sizeof *places);
        to->capacity = from->capacity;
    }
    to->places = places;
    to->head = 0;
    to->tail = from->tail - from->head;
    for (uint32_t i = 0; i < to->tail; i++)
        places[i] = from->places[(from->head + i) & (from->capacity - 1)];
}

void world_copy(struct world *to, const struct world *from, struct tally *tally)
{
    const struct program *p = from->program;
    to->tally = tally;
    for (int l = 0; l < p->line_count; l++)
        copy_line(&to->lines[l], &from->lines[l]);
    for (int i = 0; i < p->team_count; i++) {
        uint16_t *roster = to->teams[i].roster;
        uint8_t *short_by = to->teams[i].short_by;
        to->teams[i] = from->teams[i];
        to->teams[i].roster = roster;
        to->teams[i].short_by = short_by;
        memcpy(roster, from->teams[i].roster,
               (size_t) p->calendar.quarters * sizeof *roster);
        memcpy(short_by, from->teams[i].short_by,
               (size_t) p->calendar.quarters * sizeof *short_by);
    }
    if (to->ends.slots != from->ends.slots) {
        free(to->slots);
        to->slots = sim_mem_array(from->ends.slots, sizeof *to->slots);
    }
    memcpy(to->slots, from->slots, (size_t) from->ends.slots * sizeof *to->slots);
    sim_ends_copy(&to->ends, &from->ends);
    memcpy(to->down, from->down, (size_t) p->outage_count * p->calendar.quarters);
    memcpy(to->working, from->working,
           (size_t) p->team_count * p->line_count * sizeof *to->working);
    to->idle = from->idle;
    to->waiting = from->waiting;
    to->outages = from->outages;
    to->shut = from->shut;
    to->quarter = from->quarter;
    to->over = from->over;
    to->end_s = from->end_s;
    to->open = from->open;
    to->serial = from->serial;
    to->later_count = from->later_count;
    to->later = sim_mem_grow(to->later, &to->later_capacity, (size_t) from->later_count,
                             sizeof *to->later);
    if (from->later_count > 0)
        memcpy(to->later, from->later, (size_t) from->later_count * sizeof *to->later);
    arrivals_copy(&to->arrivals, &from->arrivals);
    to->calls = sim_mem_grow(to->calls, &to->call_capacity, from->call_capacity,
                             sizeof *to->calls);
    to->spare = sim_mem_grow(to->spare, &to->spare_capacity, from->spare_capacity,
                             sizeof *to->spare);
    if (from->call_capacity > 0)
        memcpy(to->calls, from->calls, from->call_capacity * sizeof *to->calls);
    if (p->has_special)
        to->more = sim_mem_grow(to->more, &to->more_capacity, to->call_capacity,
                                sizeof *to->more);
    if (p->has_special && from->call_capacity > 0)
        memcpy(to->more, from->more, from->call_capacity * sizeof *to->more);
    /* Places of the pool beyond the other's are spare as well; they go to the bottom.
     */
    uint32_t extra = 0;
    for (size_t c = to->spare_capacity; c > from->spare_capacity; c--)
        to->spare[extra++] = (uint32_t) c - 1;
    for (uint32_t i = 0; i < from->spare_count; i++)
        to->spare[extra++] = from->spare[i];
    to->spare_count = extra;
}
