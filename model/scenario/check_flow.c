#include <stdlib.h>
#include <string.h>

#include "model/scenario/check.h"
#include "sim/mem.h"

/* Which steps from one stage to the next are looked at. */
enum steps {
    /* Once a stage has been visited as often as it may be, all it does is to send on:
     * what is then left of the graph must have no loop, and every journey ends.  New
     * attempts are no steps here: their number is capped. */
    STEPS_IN_THE_END,
    /* Steps that take no time: a split, a closed door, one visit too many.  A loop of
     * these alone would go round and round at one moment. */
    STEPS_WITHOUT_TIME,
    STEPS_IN_ATTEMPT, /* where a call may get to before it calls again */
    STEPS_ALL
};

enum colour { NEW, OPEN, CLOSED };

struct walk {
    const struct scenario *scenario;
    struct sim_diag *diag;
    enum steps steps;
    unsigned char *colour;
    int *path; /* of open stages */
    int length;
};

/* The stages one step away, each once, in the order in which they are written. */
struct next {
    bool seen[SCENARIO_MOST_STAGES];
    int stages[SCENARIO_MOST_STAGES], count;
};

static void add(struct next *next, int stage)
{
    if (stage < 0 || next->seen[stage])
        return;
    next->seen[stage] = true;
    next->stages[next->count++] = stage;
}

static bool is_taken(const struct scenario_way *way, enum steps steps)
{
    return way->share > 0.0 || steps == STEPS_ALL || steps == STEPS_IN_ATTEMPT;
}

/* Whom the force rings is in the same attempt; all others call again. */
static void add_redial(const struct walk *walk, const struct scenario_redial *redial,
                       struct next *next)
{
    for (int r = 0; r < redial->row_count; r++)
        for (int i = 0; i < redial->rows[r].way_count; i++) {
            const struct scenario_way *way = &redial->rows[r].ways[i];
            if (is_taken(way, walk->steps)
                && (walk->steps == STEPS_ALL
                    || check_is_dialled(&walk->scenario->stages[way->next])))
                add(next, way->next);
        }
}

static void add_cut_off(const struct walk *walk, int at, struct next *next)
{
    for (int o = 0; o < walk->scenario->outage_count; o++) {
        const struct scenario_outage *outage = &walk->scenario->outages[o];
        for (int i = 0; i < outage->stage_count; i++)
            if (outage->stages[i] == at)
                add_redial(walk, &outage->redial, next);
    }
}

static void add_ways(const struct walk *walk, const struct scenario_stage *stage,
                     struct next *next)
{
    for (int i = 0; i < stage->way_count; i++)
        if (is_taken(&stage->ways[i], walk->steps)) {
            add(next, stage->ways[i].next);
            add(next, stage->ways[i].closed_to);
        }
}

static void add_line(const struct walk *walk, const struct scenario_stage *stage,
                     struct next *next)
{
    if (stage->overflow.given)
        add(next, stage->overflow.to);
    if (stage->dial.given
        && (stage->dial.reached < 1.0 || walk->steps != STEPS_IN_THE_END))
        add(next, stage->dial.then_to);
    if (stage->calls_again.given && walk->steps == STEPS_ALL)
        add(next, stage->calls_again.to);
}

static void steps_from(const struct walk *walk, int at, struct next *next)
{
    const struct scenario_stage *stage = &walk->scenario->stages[at];
    const bool capped = stage->visits_at_most > 0;
    if (capped)
        add(next, stage->then_to);
    if (capped && walk->steps == STEPS_IN_THE_END)
        return;
    if (stage->open.count > 0)
        add(next, stage->closed_to);
    if (walk->steps == STEPS_WITHOUT_TIME && stage->kind != SCENARIO_SPLIT)
        return;
    add_ways(walk, stage, next);
    add_line(walk, stage, next);
    if (walk->steps != STEPS_IN_THE_END || check_has_hang_ups(stage))
        add_redial(walk, &stage->redial, next);
    add_cut_off(walk, at, next);
}

static void refuse_loop(struct walk *walk, int from)
{
    const struct scenario_stage *stages = walk->scenario->stages;
    char *loop = sim_mem_text("");
    int first = walk->length - 1;
    while (walk->path[first] != from)
        first--;
    const int most = 12; /* names in a complaint */
    for (int i = first; i < walk->length; i++) {
        if (i - first > most && i + 1 < walk->length)
            continue;
        char *longer = sim_mem_print("%s%s -> ", loop,
                                     i - first == most && i + 1 < walk->length
                                         ? "..."
                                         : stages[walk->path[i]].name);
        free(loop);
        loop = longer;
    }
    sim_diag_error(walk->diag, stages[walk->path[walk->length - 1]].at,
                   "endless loop %s%s: %s", loop, stages[from].name,
                   walk->steps == STEPS_IN_THE_END
                       ? "one of these stages needs visits_at_most and then_to"
                       : "none of its steps takes any time");
    free(loop);
}

/* As deep as there are stages, at most SCENARIO_MOST_STAGES and the ends. */
static void visit(struct walk *walk, int at)
{
    struct next next = { .count = 0 };
    steps_from(walk, at, &next);
    walk->colour[at] = OPEN;
    walk->path[walk->length++] = at;
    const bool loops =
        walk->steps == STEPS_IN_THE_END || walk->steps == STEPS_WITHOUT_TIME;
    for (int i = 0; i < next.count; i++) {
        if (walk->colour[next.stages[i]] == NEW)
            visit(walk, next.stages[i]);
        else if (walk->colour[next.stages[i]] == OPEN && loops)
            refuse_loop(walk, next.stages[i]);
    }
    walk->length--;
    walk->colour[at] = CLOSED;
}

static struct walk begin(const struct scenario *scenario, enum steps steps,
                         struct sim_diag *diag)
{
    const size_t count = (size_t) scenario->stage_count;
    return (struct walk){ .scenario = scenario,
                          .diag = diag,
                          .steps = steps,
                          .colour = sim_mem_array(count, 1),
                          .path = sim_mem_array(count, sizeof(int)) };
}

static void end(struct walk *walk)
{
    free(walk->colour);
    free(walk->path);
}

static void check_loops(const struct scenario *scenario, enum steps steps,
                        struct sim_diag *diag)
{
    struct walk walk = begin(scenario, steps, diag);
    for (int i = 0; i < scenario->stage_count; i++)
        if (walk.colour[i] == NEW)
            visit(&walk, i);
    end(&walk);
}

/* Whether calls that enter one stage may come to another, or are there. */
static bool reaches(const struct scenario *scenario, int from, int to, enum steps steps)
{
    struct walk walk = begin(scenario, steps, NULL);
    visit(&walk, from);
    const bool reached = walk.colour[to] != NEW;
    end(&walk);
    return reached;
}

bool check_reaches(const struct scenario *scenario, int from, int to)
{
    return reaches(scenario, from, to, STEPS_ALL);
}

/* Clocks begin anew with each attempt. */
static void check_clock(const struct scenario *scenario, const char *what,
                        const char *name, struct sim_where at, int clock, int line,
                        struct sim_diag *diag)
{
    if (clock >= 0 && !reaches(scenario, clock, line, STEPS_IN_ATTEMPT))
        sim_diag_error(diag, at,
                       "%s \"%s\": no call that enters \"%s\" can reach \"%s\"", what,
                       name, scenario->stages[clock].name, scenario->stages[line].name);
}

void check_flow(const struct scenario *scenario, struct sim_diag *diag)
{
    check_loops(scenario, STEPS_IN_THE_END, diag);
    check_loops(scenario, STEPS_WITHOUT_TIME, diag);
    for (int i = 0; i < scenario->stage_count; i++)
        check_clock(scenario, "line", scenario->stages[i].name, scenario->stages[i].at,
                    scenario->stages[i].counted_from, i, diag);
}

void check_reached(const struct scenario *scenario, struct sim_diag *diag)
{
    struct walk walk = begin(scenario, STEPS_ALL, diag);
    for (int i = 0; i < scenario->stream_count; i++)
        if (walk.colour[scenario->streams[i].enters] == NEW)
            visit(&walk, scenario->streams[i].enters);
    for (int i = 0; i < scenario->stage_count; i++) {
        const struct scenario_stage *stage = &scenario->stages[i];
        if (walk.colour[i] == NEW && stage->kind != SCENARIO_END)
            sim_diag_warning(diag, stage->at, "stage \"%s\": no call can reach it",
                             stage->name);
    }
    end(&walk);
}

static void check_journey(const struct scenario *scenario,
                          const struct scenario_target *target, struct sim_diag *diag)
{
    const struct scenario_stream *stream = &scenario->streams[target->journey];
    for (int i = -target->out_of_count; i < target->abandoned_at_count; i++) {
        const int stage =
            i < 0 ? target->out_of[target->out_of_count + i] : target->abandoned_at[i];
        if (!reaches(scenario, stream->enters, stage, STEPS_ALL))
            sim_diag_error(diag, target->at,
                           "target \"%s\": no call of \"%s\" can reach \"%s\"",
                           target->name, stream->name, scenario->stages[stage].name);
    }
}

static void check_call_backs(const struct scenario *scenario,
                             const struct scenario_target *target,
                             struct sim_diag *diag)
{
    if (target->call_backs == SCENARIO_TO_ANSWER)
        return;
    if (target->line < 0 || !scenario->stages[target->line].call_back.given)
        sim_diag_error(diag, target->at,
                       "target \"%s\": call_backs goes with a line that has call_back",
                       target->name);
    else if (target->clock >= 0)
        sim_diag_error(
            diag, target->at,
            "target \"%s\": call_backs does not go with counted_from, unless "
            "it is \"to_answer\"",
            target->name);
}

void check_targets(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *target = &scenario->targets[i];
        if (target->journey >= 0)
            check_journey(scenario, target, diag);
        if (target->line >= 0)
            check_clock(scenario, "target", target->name, target->at, target->clock,
                        target->line, diag);
        check_call_backs(scenario, target, diag);
    }
}
