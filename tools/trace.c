#include "tools/trace.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/measure/tally.h"
#include "model/world/program.h"
#include "model/world/world.h"
#include "sim/mem.h"
#include "tools/csv_out.h"
#include "tools/options.h"

enum { DAY_S = 86400, HOUR_S = 3600, MINUTE_S = 60 };

struct trace_event {
    struct world_event event;
    uint64_t number; /* order of happening, for one call in one instant */
};

struct trace {
    const struct scenario *scenario;
    const struct calendar *calendar;
    FILE *to;
    struct trace_event *events; /* owned: those that are not written yet */
    size_t count, capacity;
    uint64_t told;
};

static const char *const happenings[] = {
    [WORLD_ENTERS] = "enters",       [WORLD_WAITS] = "waits",
    [WORLD_ANSWERED] = "answered",   [WORLD_HANGS_UP] = "hangs up",
    [WORLD_CLOSED] = "closed",       [WORLD_ENDS] = "ends",
    [WORLD_CUT_OFF] = "cut off",     [WORLD_OFFERED] = "wants call-back",
    [WORLD_DIALLED] = "in vain",     [WORLD_GIVEN_UP] = "not reached",
    [WORLD_OVERFLOWS] = "overflows", [WORLD_STOPPED] = "stopped",
    [WORLD_RESUMED] = "resumed",     [WORLD_AGAIN] = "calls again",
};

static void collect(void *to, const struct world_event *event)
{
    struct trace *const trace = to;
    trace->events = sim_mem_grow(trace->events, &trace->capacity, trace->count + 1,
                                 sizeof *trace->events);
    trace->events[trace->count++] =
        (struct trace_event){ .event = *event, .number = trace->told++ };
}

static int compare(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_call(const void *a, const void *b)
{
    const struct trace_event *const x = a, *const y = b;
    if (x->event.call != y->event.call)
        return compare(x->event.call, y->event.call);
    return compare(x->number, y->number);
}

static int by_time(const void *a, const void *b)
{
    const struct trace_event *const x = a, *const y = b;
    if (x->event.at_s != y->event.at_s)
        return x->event.at_s < y->event.at_s ? -1 : 1;
    return by_call(a, b);
}

/* The world tells of hanging up when it next looks at the line, so that can still come
 * for anybody who is waiting: the earliest since when, or `now_s`.  Sorts the events by
 * call. */
static double told_until(struct trace *trace, double now_s)
{
    double until_s = now_s;
    qsort(trace->events, trace->count, sizeof *trace->events, by_call);
    for (size_t i = 0; i < trace->count;) {
        const uint64_t call = trace->events[i].event.call;
        double waits_s = INFINITY;
        for (; i < trace->count && trace->events[i].event.call == call; i++) {
            const struct world_event *const event = &trace->events[i].event;
            if (event->what == WORLD_WAITS)
                waits_s = event->at_s;
            else if (event->what == WORLD_ANSWERED || event->what == WORLD_HANGS_UP)
                waits_s = INFINITY;
        }
        until_s = fmin(until_s, waits_s);
    }
    return until_s;
}

static void write_event(const struct trace *trace, const struct world_event *event)
{
    struct csv_row row = { .to = trace->to };
    const struct calendar *const calendar = trace->calendar;
    const int64_t utc_s = calendar->start_utc_s + (int64_t) floor(event->at_s);
    const int64_t local_s = utc_s + calendar_offset_s(utc_s);
    const int second = (int) (local_s % DAY_S);
    const struct calendar_civil day = calendar_civil((int32_t) (local_s / DAY_S));
    fprintf(trace->to, "%04d-%02d-%02d %02d:%02d:%02d,%.3f,%" PRIu64 ",", day.year,
            day.month, day.day, second / HOUR_S, second / MINUTE_S % MINUTE_S,
            second % MINUTE_S,
            event->at_s - (double) calendar->from * CALENDAR_QUARTER_S, event->call);
    csv_row_text(&row, trace->scenario->streams[event->stream].name);
    csv_row_text(&row, happenings[event->what]);
    csv_row_text(&row, trace->scenario->stages[event->place].name);
    csv_row_text(&row,
                 event->team < 0 ? NULL : trace->scenario->teams[event->team].name);
    if (event->what == WORLD_ANSWERED || event->what == WORLD_HANGS_UP)
        fprintf(trace->to, ",%.3f\n", event->wait_s);
    else
        fputs(",\n", trace->to);
}

/* Writes what lies before `until_s` and keeps the rest. */
static void flush(struct trace *trace, double until_s)
{
    size_t written = 0;
    qsort(trace->events, trace->count, sizeof *trace->events, by_time);
    while (written < trace->count && trace->events[written].event.at_s < until_s)
        write_event(trace, &trace->events[written++].event);
    trace->count -= written;
    memmove(trace->events, trace->events + written,
            trace->count * sizeof *trace->events);
}

static void run(struct trace *trace, const struct program *program, uint64_t seed,
                int replication)
{
    struct tally tally;
    tally_init(&tally, program);
    struct world *const world = world_new(program);
    world_trace(world, collect, trace);
    fputs("local time,seconds since the period began,call,stream,event,place,team,"
          "wait (s)\n",
          trace->to);
    world_start(world, seed, replication, &tally);
    for (int quarter = CALENDAR_DAY_QUARTERS; world_run_until(world, quarter);
         quarter += CALENDAR_DAY_QUARTERS)
        flush(trace, told_until(trace, (double) quarter * CALENDAR_QUARTER_S));
    world_finish(world);
    flush(trace, INFINITY);
    free(trace->events);
    world_free(world);
    tally_done(&tally);
}

int trace_write(const struct scenario *scenario, uint64_t seed, int replication,
                const char *path, struct sim_diag *diag, struct output *output)
{
    struct program program;
    struct program_measured *const measured =
        sim_mem_array(scenario->target_count, sizeof *measured);
    int status = TENFIVE_BAD_INPUT;
    if (program_compile(scenario, diag, &program, measured)) {
        struct trace trace = { .scenario = scenario,
                               .calendar = &program.calendar,
                               .to = output_add(output, path) };
        if (trace.to != NULL)
            run(&trace, &program, seed, replication);
        status = output_close(output) ? TENFIVE_DONE : TENFIVE_MACHINE;
    }
    program_done(&program);
    free(measured);
    return status;
}
