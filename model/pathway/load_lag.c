#include "model/pathway/load_lag.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/pathway/load_passage.h"
#include "model/pathway/load_work.h"
#include "sim/mem.h"

enum { STEPS = 3 }; /* of a quarter hour */

static const double STEP_S = (double) CALENDAR_QUARTER_S / STEPS;

/* Callers on their way.  Each way out of a stage has a cell for those who are in the
 * stage and will leave by it; a stage has one more, for those dialled in vain. */
struct flow {
    const struct load_lag_from *from;
    struct load_passage passage;
    struct load_work work;
    int cells;
    int *first;   /* owned: [stage], its first cell */
    double *held; /* owned: [stream * cells + cell], callers */
    double *busy; /* owned: [stream * lines + line], calls being worked on */
    double *calls, *erlangs;
};

static void flow_init(const struct load_lag_from *from, struct flow *out)
{
    const struct scenario *scenario = from->scenario;
    *out = (struct flow){ .from = from,
                          .passage = { .scenario = scenario, .origin = -1 } };
    out->first = sim_mem_array((size_t) scenario->stage_count, sizeof *out->first);
    for (int s = 0; s < scenario->stage_count; s++) {
        out->first[s] = out->cells;
        out->cells += scenario->stages[s].way_count + 1;
    }
    const size_t streams = (size_t) scenario->stream_count;
    out->held = sim_mem_array(streams * (size_t) out->cells, sizeof *out->held);
    out->busy =
        sim_mem_array(streams * (size_t) from->load->line_count, sizeof *out->busy);
    load_work_init(scenario, from->calendar, from->load, &out->work);
}

static void flow_done(struct flow *flow)
{
    load_work_done(&flow->work);
    free(flow->first);
    free(flow->held);
    free(flow->busy);
}

/* Share of those who come in one step that is still there at its end. */
static double share_left(double time_s)
{
    return time_s > 0.0 ? -expm1(-STEP_S / time_s) * time_s / STEP_S : 0.0;
}

/* Of those who are there when a step begins. */
static double share_staying(double time_s)
{
    return time_s > 0.0 ? exp(-STEP_S / time_s) : 0.0;
}

/* One stream in one quarter hour. */
struct view {
    struct flow *flow;
    int stream, q;
    double *held, *busy;
};

/* Mean time from entering a stage to leaving it by a way; way_count: after dialling in
 * vain, the pauses between the tries included. */
static double time_of(const struct view *view, int s, int w)
{
    const struct flow *flow = view->flow;
    const struct scenario_stage *stage = &flow->from->scenario->stages[s];
    if (w == stage->way_count)
        return stage->dial.tries_at_most * stage->dial.no_answer.mean_s
               + (stage->dial.tries_at_most - 1) * stage->dial.try_again_after_s;
    if (stage->kind == SCENARIO_LINE)
        return load_work_call(&flow->work, view->stream,
                              flow->from->load->stage_line[s], view->q)
                   .goes_on_s
               * fmax(1.0, stage->at_a_time);
    return stage->ways[w].time.mean_s;
}

/* Where a way leads at this time; -1: they hang up. */
static int leads_to(const struct flow *flow, int s, int w)
{
    const struct scenario_stage *stage = &flow->from->scenario->stages[s];
    if (w == stage->way_count)
        return stage->dial.then_to;
    const bool shut = (flow->passage.shut_ways[s] >> w & 1) != 0;
    return shut ? stage->ways[w].closed_to : stage->ways[w].next;
}

static double share_of(const struct scenario_stage *stage, int w)
{
    const double reached = load_reached(stage);
    return w == stage->way_count ? 1.0 - reached : reached * stage->ways[w].share;
}

/* Those who were on their way when the step began, as far as they arrive in it. */
static void let_go(const struct view *view, double *arrive)
{
    const struct scenario *scenario = view->flow->from->scenario;
    for (int s = 0; s < scenario->stage_count; s++)
        for (int w = 0; w <= scenario->stages[s].way_count; w++) {
            double *held = &view->held[view->flow->first[s] + w];
            if (*held <= 0.0)
                continue;
            const double stay = *held * share_staying(time_of(view, s, w));
            const int to = leads_to(view->flow, s, w);
            if (to >= 0)
                arrive[to] += *held - stay;
            *held = stay;
        }
}

/* `in` callers enter a stage: some are still there when the step ends, the others go
 * on. */
static void enter(const struct view *view, int s, double in, double *next)
{
    const struct scenario_stage *stage = &view->flow->from->scenario->stages[s];
    const double *stays = view->flow->from->stays;
    const double stay = stays == NULL ? in : in * stays[s];
    for (int w = 0; w <= stage->way_count; w++) {
        const double share = share_of(stage, w);
        if (!(share > 0.0))
            continue;
        const double later = stay * share * share_left(time_of(view, s, w));
        const int to = leads_to(view->flow, s, w);
        view->held[view->flow->first[s] + w] += later;
        if (to >= 0)
            next[to] += stay * share - later;
    }
}

/* One stage further for all who move within the step; `entries` counts those who come
 * into each stage.  Returns how many are moving still. */
static double move(const struct view *view, const double *arrive, double *next,
                   double *entries)
{
    const struct load_passage *passage = &view->flow->passage;
    double moving = 0.0;
    memset(next, 0, (size_t) passage->scenario->stage_count * sizeof *next);
    for (int s = 0; s < passage->scenario->stage_count; s++) {
        const struct scenario_stage *stage = &passage->scenario->stages[s];
        if (!(arrive[s] > 0.0) || stage->kind == SCENARIO_END)
            continue;
        moving += arrive[s];
        if (!passage->open[s]) {
            next[stage->closed_to] += arrive[s];
            continue;
        }
        const double in = arrive[s] * passage->let_in[s];
        if (stage->visits_at_most > 0)
            next[stage->then_to] += arrive[s] - in;
        entries[s] += in;
        enter(view, s, in, next);
    }
    return moving;
}

/* Work on the calls that came in the step.  Whatever calls are over has been worked on
 * for the time that one takes. */
static void work_on(const struct view *view, const double *entries)
{
    const struct load *load = view->flow->from->load;
    for (int line = 0; line < load->line_count; line++) {
        const int s = load->line_stage[line];
        const double *stays = view->flow->from->stays;
        const double in = entries[s] * (stays == NULL ? 1.0 : stays[s]);
        const double work_s =
            load_work_call(&view->flow->work, view->stream, line, view->q).work_s;
        const double lasts_s =
            work_s * fmax(1.0, view->flow->from->scenario->stages[s].at_a_time);
        const double left =
            view->busy[line] * share_staying(lasts_s) + in * share_left(lasts_s);
        const size_t at = (size_t) line * (size_t) load->quarters + (size_t) view->q;
        view->flow->calls[at] += entries[s];
        view->flow->erlangs[at] +=
            (in + view->busy[line] - left) * work_s / CALENDAR_QUARTER_S;
        view->busy[line] = left;
    }
}

static void do_step(const struct view *view)
{
    const struct load_lag_from *from = view->flow->from;
    double arrive[SCENARIO_MOST_STAGES] = { 0.0 }, next[SCENARIO_MOST_STAGES],
           entries[SCENARIO_MOST_STAGES] = { 0.0 };
    const size_t bytes = (size_t) from->scenario->stage_count * sizeof *arrive;
    arrive[from->scenario->streams[view->stream].enters] +=
        from->rates[(size_t) view->stream * (size_t) from->load->quarters
                    + (size_t) view->q]
        / STEPS;
    let_go(view, arrive);
    double moving = 1.0;
    for (int i = 0; i < LOAD_MOST_STEPS && moving > LOAD_NEGLIGIBLE; i++) {
        moving = move(view, arrive, next, entries);
        memcpy(arrive, next, bytes);
    }
    work_on(view, entries);
}

static void do_quarters(struct flow *flow, int begin, int end)
{
    const struct load *load = flow->from->load;
    for (int q = begin; q < end; q++) {
        load_passage_set(&flow->passage, flow->from->calendar, q);
        for (int line = 0; line < load->line_count; line++) {
            const size_t at = (size_t) line * (size_t) load->quarters + (size_t) q;
            flow->calls[at] = flow->erlangs[at] = 0.0;
        }
        for (int i = 0; i < flow->from->scenario->stream_count; i++) {
            const struct view view = {
                .flow = flow,
                .stream = i,
                .q = q,
                .held = &flow->held[(size_t) i * (size_t) flow->cells],
                .busy = &flow->busy[(size_t) i * (size_t) load->line_count],
            };
            for (int step = 0; step < STEPS; step++)
                do_step(&view);
        }
    }
}

void load_lag(const struct load_lag_from *from, double *calls, double *erlangs)
{
    struct flow flow;
    flow_init(from, &flow);
    flow.calls = calls;
    flow.erlangs = erlangs;
    if (from->like_first >= 0) {
        /* Once through to find who is still there when the pattern begins again: of
         * those who were there a week before hardly anybody is. */
        do_quarters(&flow, from->calendar->from, from->like_first);
        do_quarters(&flow, from->calendar->from, from->calendar->to);
    } else {
        do_quarters(&flow, 0, from->calendar->quarters);
    }
    flow_done(&flow);
}
