/* The linear view of a plan that is being improved: what one person more or fewer does
 * to every need, and the cheapest change that by this view meets them all.
 *
 * People move by price slots: the pattern divided into half hours (or what the team's
 * columns need).  Near the plan at hand a need's slack is taken as
 *
 *     slack + sum over (team, slot) of  gain * more - loss * fewer
 *
 * which the solver keeps at 0 or above (what it cannot keep it pays for, dearly, so
 * that there is always an answer), with people per slot within `step` of the plan and
 * within least and most.  Each further person gains `decay` times the one before, and
 * each further one who goes takes 1 / decay times as much (at most 64 times); where
 * noise puts a gain above the loss both are taken as their mean, so that the whole is
 * concave; harm neither grows nor decays.  A shift that covers part of a price slot
 * counts for that part.  Wall time steers nothing: limits are counts of pivots and
 * nodes. */
#ifndef MODEL_LINEAR_H
#define MODEL_LINEAR_H

#include "model/planner/question.h"

/* One need unit as seen from the plan. */
struct linear_row {
    double slack;       /* in its own unit, scaled as gain and loss; may be negative */
    const double *gain; /* [teams * price slots]: one person more */
    const double *loss; /* one person fewer takes so much; may be negative by noise */
    double weight;      /* of falling short by 1, in cost; > 0 */
};

struct linear_problem {
    const struct question *question;
    const int *columns; /* [columns]: of the plan */
    int quarters;       /* of a price slot */
    int price_slots;    /* question->slots / quarters */
    int step;           /* >= 1 */
    /* [teams * price slots], 0..1: a second person more gains so much of the first */
    const double *decay;
    const struct linear_row *rows;
    int row_count;
    bool is_integer; /* whole people: by diving from the relaxation, a bounded branch
                        and cut where the question is small, and single moves */
    /* BEST_SERVICE: the slack of rows[best] is what is maximised, cost at most
     * `budget`; the other rows go before. */
    int best; /* -1: none */
    double budget;
};

struct linear_answer {
    int *columns;      /* owned: people of each column, whole if is_integer (else
                          rounded to nearest) */
    double cost;       /* of the columns, as roster_cost() */
    double bound;      /* no whole solution of this problem has less cost + short_by;
                          BEST_SERVICE: means nothing */
    double *row_price; /* owned, by row: what one unit less slack would save */
    double short_by;   /* sum of what is missing in the rows, weighted; 0: all kept */
};

/* Returns false, leaving *out alone, when the solver gives up (reported as a fault, not
 * hidden).  O(pivots); memory of rows x columns that are not 0. */
bool linear_solve(const struct linear_problem *problem, struct linear_answer *out);
void linear_answer_done(struct linear_answer *answer);

/* What every row is foreseen to gain by those who are more, and to lose by those who
 * are fewer, when the plan becomes `columns`: gained[row_count], lost[row_count]. */
void linear_foresee(const struct linear_problem *problem, const int *columns,
                    double *gained, double *lost);

/* The cheapest columns that put at least wanted[team * slots + slot] people everywhere,
 * within most: covering, as a start for rosterable teams.  Free teams get exactly what
 * is wanted (a slot's greatest).  columns[column_count] is filled, *bound gets the cost
 * that no cover can go below.  False as above. */
bool linear_cover(const struct question *question, const int *wanted, int *columns,
                  double *bound);

#endif
