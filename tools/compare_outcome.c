#include "tools/compare_outcome.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"

struct sim_estimate compare_outcome_value(const struct compare_outcome *outcome,
                                          int scenario, int figure)
{
    const struct compare_scenario *const one = &outcome->plan->scenarios[scenario];
    if (!compare_figures_has(&one->scenario, &outcome->paired->figures[figure]))
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    return paired_value(outcome->paired, scenario, figure);
}

/* Targets of one name may ask for different things. */
static bool is_same_target(const struct scenario *a, const struct scenario *b,
                           const char *name)
{
    const struct scenario_target *const mine =
        &a->targets[compare_figures_target(a, name)];
    const struct scenario_target *const theirs =
        &b->targets[compare_figures_target(b, name)];
    if (mine->grade != theirs->grade)
        return false;
    char *const my_words = grades[mine->grade].words(a, mine);
    char *const their_words = grades[theirs->grade].words(b, theirs);
    const bool is_same = strcmp(my_words, their_words) == 0;
    free(my_words);
    free(their_words);
    return is_same;
}

static bool is_comparable(const struct compare_plan *plan,
                          const struct compare_item *item,
                          const struct paired_figure *figure)
{
    const struct scenario *first = NULL;
    for (int i = 0; i < plan->count; i++) {
        const struct scenario *const s = &plan->scenarios[i].scenario;
        if (item->weights[i] == 0.0)
            continue;
        if (!compare_figures_has(s, figure))
            return false;
        if (first != NULL && figure->kind == PAIRED_TARGET
            && !is_same_target(first, s, figure->name))
            return false;
        first = s;
    }
    return true;
}

struct sim_estimate compare_outcome_contrast(const struct compare_plan *plan,
                                             const struct paired *paired,
                                             const struct compare_item *item,
                                             int figure)
{
    if (!is_comparable(plan, item, &paired->figures[figure]))
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    return paired_contrast(paired, item->weights, figure);
}

double compare_outcome_worth(const struct compare_outcome *outcome,
                             const struct compare_item *item, int figure)
{
    const struct sim_estimate pairs =
        compare_outcome_contrast(outcome->plan, outcome->paired, item, figure);
    const double half = sim_estimate_half_width(&pairs);
    double apart = 0.0;
    if (pairs.kind != SIM_ESTIMATE_INTERVAL || half <= 0.0)
        return NAN;
    for (int i = 0; i < outcome->plan->count; i++) {
        const struct sim_estimate one = paired_value(outcome->paired, i, figure);
        const double by = item->weights[i] * sim_estimate_half_width(&one);
        apart += by * by;
    }
    return outcome->paired->done * apart / (half * half);
}

const struct result_target *
compare_outcome_target(const struct compare_outcome *outcome, int scenario, int figure)
{
    const struct result *const result = &outcome->results[scenario];
    const struct paired_figure *const f = &outcome->paired->figures[figure];
    for (int i = 0; i < result->target_count; i++)
        if (strcmp(result->targets[i].name, f->name) == 0)
            return &result->targets[i];
    return NULL;
}

int compare_outcome_object(const struct result *result, enum measure_object kind,
                           const char *name)
{
    for (int i = 0; i < result->object_count; i++)
        if (result->objects[i].kind == kind
            && strcmp(result->objects[i].name, name) == 0)
            return i;
    return -1;
}

const struct result_people *compare_outcome_people(const struct result *result,
                                                   const char *team)
{
    const int object = compare_outcome_object(result, MEASURE_TEAM, team);
    for (int i = 0; i < result->team_count; i++)
        if (object >= 0 && result->people[i].team == object)
            return &result->people[i];
    return NULL;
}
