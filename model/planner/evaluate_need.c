#include "model/planner/evaluate_need.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "model/measure/grade.h"
#include "sim/mem.h"

/* From numerator and denominator to how far it is on the right side of the limit, which
 * rounding must not move to the other side. */
static double distance(const struct question_need *need, struct evaluate_sum sum)
{
    const double z = need->limit * sum.y;
    const double right = need->target.at_least ? sum.of - z : z - sum.of;
    if (sum.y <= 0.0)
        return 0.0;
    const bool is_met = grade_is_met(&need->target, sum.of / sum.y);
    return is_met ? fmax(right, 0.0) : fmin(right, -DBL_MIN);
}

/* Sums of a ratio: unit by unit, and slot by slot of the pattern. */
static void add_ratios(const struct question *question,
                       const struct question_need *need,
                       const struct grade_place *place, const struct tally *tally,
                       const double *weights, struct evaluate_sum *units, double *slots)
{
    const struct calendar *const calendar = &question->program.calendar;
    const double sign = need->target.at_least ? 1.0 : -1.0;
    for (int q = calendar->from; q < calendar->to; q++) {
        const int unit = need->unit[q];
        if (unit < 0)
            continue;
        const struct grade_ratio ratio = grade_quarter(&need->target, place, tally, q);
        units[unit].of += ratio.of;
        units[unit].y += ratio.per;
        if (slots != NULL)
            slots[question->slot[q]] += (weights != NULL ? weights[unit] : 1.0) * sign
                                        * (ratio.of - need->limit * ratio.per);
    }
    for (int u = 0; u < need->unit_count; u++)
        units[u].z = distance(need, units[u]);
}

/* The longest wait of a unit is the greatest of its quarter hours; it counts in the
 * slot where it occurred. */
static void add_longest(const struct question *question,
                        const struct question_need *need,
                        const struct grade_place *place, const struct tally *tally,
                        struct evaluate_sum *units, double *slots)
{
    const struct calendar *const calendar = &question->program.calendar;
    const double sign = need->target.at_least ? 1.0 : -1.0;
    double *const most = sim_mem_array((size_t) need->unit_count, sizeof *most);
    int *const where = sim_mem_array((size_t) need->unit_count, sizeof *where);
    for (int q = calendar->from; q < calendar->to; q++) {
        const int unit = need->unit[q];
        if (unit < 0)
            continue;
        const struct grade_ratio ratio = grade_quarter(&need->target, place, tally, q);
        if (ratio.per <= 0.0)
            continue;
        units[unit].y = 1.0;
        if (ratio.of >= most[unit]) {
            most[unit] = ratio.of;
            where[unit] = question->slot[q];
        }
    }
    for (int u = 0; u < need->unit_count; u++) {
        units[u].of = most[u];
        units[u].z = sign * (most[u] - need->limit) * units[u].y;
        if (slots != NULL)
            slots[where[u]] += units[u].z;
    }
    free(most);
    free(where);
}

void evaluate_need(const struct question *question, const struct question_need *need,
                   const struct tally *tally, const double *weights,
                   struct evaluate_sum *units, double *slots)
{
    const struct grade_place place = grade_place(
        &question->program, &need->target, &question->measured[need->hold->target]);
    if (need->target.grade == SCENARIO_LONGEST_WAIT)
        add_longest(question, need, &place, tally, units, slots);
    else
        add_ratios(question, need, &place, tally, weights, units, slots);
}
