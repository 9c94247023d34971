/* The search for the cheapest plan that meets all needs on one set of callers: from a
 * start by formulas, by linear views at simulated prices, then by single changes, swaps
 * and policies, each tried by simulation before it counts.  What is found here is
 * believed only after a test on other callers. */
#ifndef MODEL_SEARCH_H
#define MODEL_SEARCH_H

#include "model/planner/evaluate.h"
#include "model/planner/plan.h"

/* What a pound or hour beyond the budget weighs, in service bought by it. */
#define SEARCH_OVER_BUDGET 1000.0

/* A plan and how it stands on the callers of the search. */
struct search_point {
    int *columns, *policies; /* owned */
    double *slack;         /* owned, [rows]: less the aim; with probability of P(met) */
    double *tail;          /* owned, [rows]: the same as the linear view takes it: with
                              probability how far the target itself is from its limit where
                              periods just meet it */
    double cost, short_by; /* by the objective (of best service, less its worth); sum of
                              what is missing, priced */
};

struct search {
    const struct question *question; /* borrowed, as the options */
    const struct plan_options *options;
    int rows;
    double *aim;    /* owned, [rows]: a plan is to be so much better than its limits */
    double *weight; /* owned, [rows]: price of falling short by 1 */
    int *need_of;   /* owned, [rows] */
    uint64_t seed;
    int replications;     /* of a plan that is tried */
    double effort, spent; /* callers and quarter hours simulated; see search_work() */
    struct search_point now, best; /* best: cheapest that falls short of nothing */
    bool has_best, is_stopped;
    double *row_price;   /* owned, [rows]: of the last linear view */
    double linear_bound; /* cost below which that view sees no plan */
    double bound;        /* no plan can cost less: see search_bound() */
    double *strain,
        *relief;     /* owned, [rows]: how much more people who go together are
                  missed, and how much less those who come bring, than one by one */
    double *erlangs; /* owned, [teams * slots]: load of the team's lines */
    char *fault;     /* owned */
    double callers;
    int64_t evaluations;
};

void search_init(struct search *search, const struct question *question,
                 const struct plan_options *options);
void search_done(struct search *search);

/* Searches from where it stands (the first time from formulas or options->start) with
 * as much effort as is given, and keeps the best.  May be called again after aims have
 * changed. */
void search_go(struct search *search);

/* Hours that the work alone takes, by free team (hours[team_count]), and what they cost
 * at least by the objective; 0 where the objective says nothing of hours. */
double search_bound(const struct question *question, double *hours);

/* How the plan with the most people everywhere does, into *out: rows as in
 * search_point, aims not taken off. */
void search_most(struct search *search, struct evaluation *out, int *columns);

/* ---- parts, for search*.c and polish.c alone ---- */

/* Tries plans on the callers of the search: fills slack, tail, cost and short_by of
 * points[count], whose columns and policies are given.  The first is the plan that
 * `tail` is found for. */
void search_try(struct search *search, struct search_point *points, int count,
                int replications);

struct search_point search_point_of(const struct search *search, const int *columns,
                                    const int *policies);
void search_point_done(struct search_point *point);
void search_point_copy(const struct search *search, struct search_point *to,
                       const struct search_point *from);

/* Row of the target whose service is to be best, or -1; pounds or hours that a pattern
 * may cost then. */
int search_best_row(const struct search *search);
double search_budget(const struct search *search);

/* Whether a is better than b: falls short by less, priced, plus cost. */
bool search_is_better(const struct search_point *a, const struct search_point *b);

/* Takes a point that was tried as the plan at hand, and as the best if it is. */
void search_take(struct search *search, const struct search_point *point);

bool search_may_go_on(const struct search *search);
void search_tell(const struct search *search, const char *doing);

/* Weights for needs with probability, [replications * units] by need, that count the
 * periods which decide; others null.  Owned by the caller, each. */
double **search_tail_weights(struct search *search, int replications);

/* Improves the plan at hand by linear views: at most `rounds`. */
void search_linear(struct search *search, int rounds, int price_replications);

/* Improves it by changes of one to three people, each tried. */
void polish(struct search *search);

/* Improves the best by trying all that is near and cheaper, where that is little: see
 * small.c.  The share of the effort to be kept for it; 0 where it is too much. */
void search_small(struct search *search);
double search_small_share(const struct search *search);

/* Work of one replication of one plan, about, in callers. */
double search_work(const struct search *search);

#endif
