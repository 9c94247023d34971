/* From people on the phones to an establishment, one step at a time, so that whoever
 * reads it sees what each step adds and that nothing is added twice.
 *
 * A step with the share s divides the hours by 1 - s: of the hours after it the share s
 * is lost, those before it are left.  As in model/people/staffing.h the shares
 * multiply. Nothing is rounded before the end. */
#ifndef MODEL_CHAIN_H
#define MODEL_CHAIN_H

#include "model/scenario/scenario.h"

enum { CHAIN_STEPS = SCENARIO_LESS_COUNT + 2 };

/* What was planned for a team, in hours of an average week. */
struct chain_from {
    double hours;      /* on the phones; of a posted plan: as posted */
    double paid_hours; /* with the paid breaks of its shifts; else the same */
    bool has_breaks;   /* its shifts have breaks of their own, paid or not: `breaks` of
                          the team are not taken again */
    bool is_posted;    /* people are as the team's `counts` says */
};

struct chain_step {
    const char *name; /* static, for people: "planned", "breaks", "leave" */
    double share;     /* 0 for the first */
    double hours;     /* a week, with this step */
};

struct chain {
    struct chain_step steps[CHAIN_STEPS]; /* the first is what was planned; steps that
                                             add nothing are left out */
    int count;
    unsigned not_given; /* bits of enum scenario_less: taken off before the scenario's
                           staffing, or without a share there, so not added here */
    bool is_whole;      /* the last step is posted hours: fte and establishment are
                           given; else the chain stops where the scenario's `counts`
                           does, and they are 0 */
    double fte;         /* posted hours / hours_per_fte */
    int establishment;  /* the same, rounded up: the only rounding */
};

/* `team` as the scenario that was planned has it: one with `net` says nothing of what
 * comes before, and its chain stops at once. */
void chain_make(const struct scenario_team *team, const struct chain_from *from,
                struct chain *out);

/* "leave, sickness and training are not in this scenario" in fresh memory; null when
 * everything is. */
char *chain_words(const struct chain *chain);

#endif
