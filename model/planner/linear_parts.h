/* The parts of linear: the plan at hand by quarter hours, and what a change of it does
 * by the linear view.  Private to model/planner/. */
#ifndef MODEL_LINEAR_PARTS_H
#define MODEL_LINEAR_PARTS_H

#include "model/planner/linear.h"

/* A quarter hour of the pattern and the people that one person of a column is there. */
struct linear_there {
    int slot, people;
};

/* Which columns are where. */
struct linear_view {
    const struct question *question;
    int *first;                 /* owned: [columns + 1], into `there` */
    struct linear_there *there; /* owned: of each column, by rising slot */
    int *coverage;              /* owned: [teams * slots], of the plan at hand */
    bool *is_edge; /* owned: [teams * slots], some column of the team begins or ends
                      there */
};

/* O(columns x slots). */
void linear_view_init(struct linear_view *view, const struct question *question,
                      const int *columns);
void linear_view_done(struct linear_view *view);

/* Walks over the price slots (of so many quarter hours) that a column covers: gives the
 * slot of there[*at] (at first view->first[column]) and the share of it that is
 * covered, and moves *at to the next. */
struct linear_share {
    int slot;
    double share;
};
struct linear_share linear_view_next(const struct linear_view *view, int column,
                                     int quarters, int *at);

/* Coverage of a plan, coverage[teams * slots]. */
void linear_view_cover(const struct linear_view *view, const int *columns,
                       int *coverage);

/* People that a team may have in a quarter hour: within least and most, and within the
 * step of the plan, or of the nearest inside where the plan is outside. */
struct linear_range {
    int low, high;
};
struct linear_range linear_view_range(const struct linear_view *view, int step,
                                      int team, int slot);

/* What the k-th person more than now (k >= 1) adds to a row, or the -k-th fewer
 * (k <= -1) takes from it; team_slot is team * price_slots + price slot. */
double linear_marginal(const struct linear_problem *problem, int row, int team_slot,
                       int k);

/* What such a change of people, that need not be whole, adds to a row. */
double linear_effect(const struct linear_problem *problem, int row, int team_slot,
                     double change);

/* What counts for how much in the sum that is minimised. */
struct linear_scale {
    double cost;         /* a unit of cost; of what PEAK_PEOPLE has beside its people */
    double row;          /* times each row's weight */
    double best;         /* a unit of slack of rows[best], which is maximised */
    double budget;       /* a unit of cost above the budget */
    double out_of_range; /* a person for a quarter hour */
};
void linear_scale_init(const struct linear_problem *problem,
                       const struct linear_view *view, struct linear_scale *out);

/* What a plan comes to by the linear view. */
struct linear_worth {
    double cost;     /* by the objective */
    double short_by; /* of the rows but `best`, weighted */
    double best;     /* slack of rows[best]; 0 without */
    double total;    /* the sum that is minimised */
};
void linear_judge(const struct linear_problem *problem, const struct linear_view *view,
                  const struct linear_scale *scale, const int *columns,
                  struct linear_worth *out);

#endif
