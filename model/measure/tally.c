#include "model/measure/tally.h"

#include <assert.h>
#include <stdlib.h>

#include "sim/mem.h"

/* Number of elements of each array. */
struct extent {
    size_t cells, more, reached, staffed, day_waits, hour_waits, journeys, ways, stages;
};

static struct extent extent_of(const struct tally *tally)
{
    const size_t quarters = (size_t) tally->quarters, subjects = tally->subjects;
    const size_t waits = subjects * TALLY_BINS;
    return (struct extent){
        .cells = (quarters + 2) * subjects,
        .more = tally->more == NULL ? 0 : (quarters + 1) * (size_t) tally->queues,
        .reached =
            (quarters + 1) * (size_t) (tally->subjects - tally->queues) * PROGRAM_SLOTS,
        .staffed = quarters * (size_t) tally->teams,
        .day_waits = (size_t) tally->days * waits,
        .hour_waits = tally->hour_stride == 0 ? waits : CALENDAR_WEEK_HOURS * waits,
        .journeys = (quarters + 1) * (size_t) tally->journey_count * 2,
        .ways = (size_t) tally->way_count,
        .stages = (size_t) tally->stage_count,
    };
}

static void init(struct tally *tally, const struct program *program, size_t hour_stride)
{
    *tally = (struct tally){
        .hour_stride = hour_stride,
        .quarters = program->calendar.quarters,
        .subjects = program->subject_count,
        .queues = program->line_count + program->stream_count,
        .teams = program->team_count,
        .days = program->calendar.period_days,
        .journey_count = program->journey_count,
        .way_count = program->way_count,
        .stage_count = program->stage_count,
    };
    const struct extent n = extent_of(tally);
    tally->cells = sim_mem_array(n.cells, sizeof *tally->cells);
    if (program->has_special)
        tally->more = sim_mem_array((size_t) (tally->quarters + 1) * tally->queues,
                                    sizeof *tally->more);
    if (n.reached > 0)
        tally->reached = sim_mem_array(n.reached, sizeof *tally->reached);
    tally->staffed = sim_mem_array(n.staffed, sizeof *tally->staffed);
    tally->day_waits = sim_mem_array(n.day_waits, sizeof *tally->day_waits);
    tally->hour_waits = sim_mem_array(n.hour_waits, sizeof *tally->hour_waits);
    tally->journeys = sim_mem_array(n.journeys, sizeof *tally->journeys);
    tally->flow = sim_mem_array(n.ways, sizeof *tally->flow);
    tally->entered = sim_mem_array(n.stages, sizeof *tally->entered);
    tally->moved = sim_mem_array(n.stages, sizeof *tally->moved);
    tally->shut = sim_mem_array(n.ways, sizeof *tally->shut);
}

void tally_init(struct tally *tally, const struct program *program)
{
    init(tally, program, (size_t) program->subject_count * TALLY_BINS);
}

void tally_init_lean(struct tally *tally, const struct program *program)
{
    init(tally, program, 0);
}

void tally_done(struct tally *tally)
{
    if (tally == NULL)
        return;
    free(tally->cells);
    free(tally->more);
    free(tally->reached);
    free(tally->staffed);
    free(tally->day_waits);
    free(tally->hour_waits);
    free(tally->journeys);
    free(tally->flow);
    free(tally->entered);
    free(tally->moved);
    free(tally->shut);
    *tally = (struct tally){ 0 };
}

void tally_clear(struct tally *tally)
{
    const struct extent n = extent_of(tally);
    memset(tally->cells, 0, n.cells * sizeof *tally->cells);
    if (n.more > 0)
        memset(tally->more, 0, n.more * sizeof *tally->more);
    if (n.reached > 0)
        memset(tally->reached, 0, n.reached * sizeof *tally->reached);
    memset(tally->staffed, 0, n.staffed * sizeof *tally->staffed);
    memset(tally->day_waits, 0, n.day_waits * sizeof *tally->day_waits);
    memset(tally->hour_waits, 0, n.hour_waits * sizeof *tally->hour_waits);
    memset(tally->journeys, 0, n.journeys * sizeof *tally->journeys);
    memset(tally->flow, 0, n.ways * sizeof *tally->flow);
    memset(tally->entered, 0, n.stages * sizeof *tally->entered);
    memset(tally->moved, 0, n.stages * sizeof *tally->moved);
    memset(tally->shut, 0, n.ways * sizeof *tally->shut);
    tally->events = tally->callers = tally->in_system = 0;
    tally->waited_s = tally->queued_s = 0.0;
}

void tally_copy(struct tally *to, const struct tally *from)
{
    const struct extent n = extent_of(from);
    memcpy(to->cells, from->cells, n.cells * sizeof *to->cells);
    if (n.more > 0)
        memcpy(to->more, from->more, n.more * sizeof *to->more);
    if (n.reached > 0)
        memcpy(to->reached, from->reached, n.reached * sizeof *to->reached);
    memcpy(to->staffed, from->staffed, n.staffed * sizeof *to->staffed);
    memcpy(to->day_waits, from->day_waits, n.day_waits * sizeof *to->day_waits);
    memcpy(to->hour_waits, from->hour_waits, n.hour_waits * sizeof *to->hour_waits);
    memcpy(to->journeys, from->journeys, n.journeys * sizeof *to->journeys);
    memcpy(to->flow, from->flow, n.ways * sizeof *to->flow);
    memcpy(to->entered, from->entered, n.stages * sizeof *to->entered);
    memcpy(to->moved, from->moved, n.stages * sizeof *to->moved);
    memcpy(to->shut, from->shut, n.ways * sizeof *to->shut);
    to->events = from->events;
    to->callers = from->callers;
    to->in_system = from->in_system;
    to->waited_s = from->waited_s;
    to->queued_s = from->queued_s;
}

/* Those who wait from the start of a quarter hour to its end add the whole of it.  What
 * lies after the last quarter hour was booked as if that one had the usual length. */
static double close_queues(struct tally *tally)
{
    int32_t waiting[TALLY_MOST_SUBJECTS] = { 0 };
    double total_s = 0.0;
    struct tally_cell *cell = tally->cells;
    for (int q = 0; q <= tally->quarters; q++)
        for (int s = 0; s < tally->subjects; s++, cell++) {
            waiting[s] += cell->queue_step;
            cell->queue_s += (double) waiting[s] * CALENDAR_QUARTER_S;
            total_s += cell->queue_s;
        }
    return total_s;
}

void tally_close(struct tally *tally)
{
    assert(tally->subjects <= TALLY_MOST_SUBJECTS
           && tally->teams <= SCENARIO_MOST_TEAMS);
    tally->queued_s = close_queues(tally);
}
