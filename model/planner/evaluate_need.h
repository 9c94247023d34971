/* One need in one replication, from the tally.  Private to evaluate.c. */
#ifndef MODEL_EVALUATE_NEED_H
#define MODEL_EVALUATE_NEED_H

#include "model/measure/tally.h"
#include "model/planner/question.h"

/* Of one unit: how far it is on the right side of its limit, and the denominator; see
 * evaluate.h. */
struct evaluate_sum {
    double z, y;
    double of; /* the numerator; of a longest wait the wait */
};

/* Fills units[unit_count], which come zeroed, and adds z to slots[slots] of the pattern
 * (null: not), unit u times weights[u] (null: 1). */
void evaluate_need(const struct question *question, const struct question_need *need,
                   const struct tally *tally, const double *weights,
                   struct evaluate_sum *units, double *slots);

#endif
