#include "model/planner/chain.h"

#include <math.h>
#include <stdlib.h>

#include "sim/mem.h"

/* So much above a whole number of people is arithmetic, not work. */
static const double NOTHING = 1e-9;

static const char *const names[SCENARIO_LESS_COUNT] = {
    [SCENARIO_LEAVE] = "leave",         [SCENARIO_SICKNESS] = "sickness",
    [SCENARIO_TRAINING] = "training",   [SCENARIO_ABSTRACTION] = "abstraction",
    [SCENARIO_BREAKS] = "breaks",       [SCENARIO_BRIEFING] = "briefing",
    [SCENARIO_NOT_READY] = "not ready",
};

/* From the phones outwards. */
static const enum scenario_less order[SCENARIO_LESS_COUNT] = {
    SCENARIO_NOT_READY, SCENARIO_BRIEFING, SCENARIO_BREAKS,      SCENARIO_LEAVE,
    SCENARIO_SICKNESS,  SCENARIO_TRAINING, SCENARIO_ABSTRACTION,
};

static void step(struct chain *chain, const char *name, double share, double hours)
{
    chain->steps[chain->count++] = (struct chain_step){ name, share, hours };
}

/* Whether `counts` still lets it come off, so that the scenario knows it. */
static bool is_known(enum scenario_counts counts, enum scenario_less less)
{
    static const enum scenario_less first[] = {
        [SCENARIO_POSTED] = SCENARIO_LEAVE,
        [SCENARIO_ON_DUTY] = SCENARIO_LESS_ABSENT,
        [SCENARIO_LOGGED_IN] = SCENARIO_NOT_READY,
    };
    return less >= first[counts];
}

void chain_make(const struct scenario_team *team, const struct chain_from *from,
                struct chain *out)
{
    const enum scenario_counts counts =
        team->is_net ? SCENARIO_LOGGED_IN : team->counts;
    struct chain chain = { .is_whole = counts == SCENARIO_POSTED };
    double hours = from->hours;
    step(&chain, "planned", 0.0, hours);
    if (from->paid_hours > hours) {
        step(&chain, "paid breaks of the shifts", 1.0 - hours / from->paid_hours,
             from->paid_hours);
        hours = from->paid_hours;
    }
    for (int i = 0; i < SCENARIO_LESS_COUNT; i++) {
        const enum scenario_less less = order[i];
        const double share = team->less[less];
        const bool is_inside = from->is_posted && is_known(counts, less);
        if (is_inside || (less == SCENARIO_BREAKS && from->has_breaks))
            continue; /* part of the plan itself */
        if (!is_known(counts, less) || !(share > 0.0)) {
            chain.not_given |= 1u << less;
            continue;
        }
        hours /= 1.0 - share;
        step(&chain, names[less], share, hours);
    }
    if (chain.is_whole && team->hours_per_fte > 0.0) {
        chain.fte = hours / team->hours_per_fte;
        chain.establishment = (int) ceil(chain.fte - NOTHING);
    }
    *out = chain;
}

char *chain_words(const struct chain *chain)
{
    int left = 0;
    for (int less = 0; less < SCENARIO_LESS_COUNT; less++)
        left += (int) (chain->not_given >> less & 1u);
    const bool is_one = left == 1;
    char *words = NULL;
    for (int less = 0; less < SCENARIO_LESS_COUNT; less++) {
        if (!(chain->not_given >> less & 1u))
            continue;
        left--;
        char *longer = words == NULL
                           ? sim_mem_text(names[less])
                           : sim_mem_print("%s%s%s", words, left > 0 ? ", " : " and ",
                                           names[less]);
        free(words);
        words = longer;
    }
    if (words == NULL)
        return NULL;
    char *out =
        sim_mem_print("%s %s not in this scenario", words, is_one ? "is" : "are");
    free(words);
    return out;
}
