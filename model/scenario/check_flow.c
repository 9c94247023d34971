#include <stdlib.h>
#include <string.h>

#include "model/scenario/check.h"
#include "sim/mem.h"

/* Which steps from one stage to the next are looked at. */
enum steps {
    /* Once a stage has been visited as often as it may be, all it does is to send on:
     * what is then left of the graph must have no loop, and every journey ends. */
    STEPS_IN_THE_END,
    /* Steps that take no time: a split, a closed door, one visit too many.  A loop of
     * these alone would go round and round at one moment. */
    STEPS_WITHOUT_TIME,
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

/* Puts the stages one step away into `next` (ways + 2 places); returns how many. */
static int steps_from(const struct scenario_stage *stage, enum steps steps, int *next)
{
    const bool capped = stage->visits_at_most > 0;
    int count = 0;
    if (capped)
        next[count++] = stage->then_to;
    if (capped && steps == STEPS_IN_THE_END)
        return count;
    if (stage->open.count > 0)
        next[count++] = stage->closed_to;
    if (steps == STEPS_WITHOUT_TIME && stage->kind != SCENARIO_SPLIT)
        return count;
    for (int i = 0; i < stage->way_count; i++)
        if (stage->ways[i].next >= 0
            && (stage->ways[i].share > 0.0 || steps == STEPS_ALL))
            next[count++] = stage->ways[i].next;
    return count;
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
    int next[SCENARIO_MOST_WAYS + 2];
    const int count = steps_from(&walk->scenario->stages[at], walk->steps, next);
    walk->colour[at] = OPEN;
    walk->path[walk->length++] = at;
    for (int i = 0; i < count; i++) {
        if (walk->colour[next[i]] == NEW)
            visit(walk, next[i]);
        else if (walk->colour[next[i]] == OPEN && walk->steps != STEPS_ALL)
            refuse_loop(walk, next[i]);
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

void check_flow(const struct scenario *scenario, struct sim_diag *diag)
{
    check_loops(scenario, STEPS_IN_THE_END, diag);
    check_loops(scenario, STEPS_WITHOUT_TIME, diag);
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

/* Whether calls that enter one stage may come to another, or are there. */
static bool reaches(const struct scenario *scenario, int from, int to)
{
    struct walk walk = begin(scenario, STEPS_ALL, NULL);
    visit(&walk, from);
    const bool reached = walk.colour[to] != NEW;
    end(&walk);
    return reached;
}

static void check_journey(const struct scenario *scenario,
                          const struct scenario_target *target, struct sim_diag *diag)
{
    const struct scenario_stream *stream = &scenario->streams[target->journey];
    for (int i = -target->out_of_count; i < target->abandoned_at_count; i++) {
        const int stage =
            i < 0 ? target->out_of[target->out_of_count + i] : target->abandoned_at[i];
        if (!reaches(scenario, stream->enters, stage))
            sim_diag_error(diag, target->at,
                           "target \"%s\": no call of \"%s\" can reach \"%s\"",
                           target->name, stream->name, scenario->stages[stage].name);
    }
}

void check_targets(const struct scenario *scenario, struct sim_diag *diag)
{
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *target = &scenario->targets[i];
        if (target->journey >= 0)
            check_journey(scenario, target, diag);
        if (target->clock >= 0 && !reaches(scenario, target->clock, target->line))
            sim_diag_error(diag, target->at,
                           "target \"%s\": no call that enters \"%s\" can reach \"%s\"",
                           target->name, scenario->stages[target->clock].name,
                           scenario->stages[target->line].name);
    }
}
