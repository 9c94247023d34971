#include <string.h>

#include "model/planner/plan.h"
#include "model/scenario/read.h"
#include "tests/grown_text.h"
#include "tests/least_cost.h"
#include "tests/oracle_transient.h"
#include "tests/scratch.h"
#include "tests/single_queue.h"

/* One queue, staffed over a few stretches of one day, whose grades are known exactly:
 * the least cost is found by trying, and the plan must find it too. */

static const struct single_queue cases[] = {
    { .name = "two hours, a share over the whole",
      .handling_s = 240.0,
      .patience_s = 180.0,
      .within_s = 20.0,
      .span_min = 60,
      .count = 2,
      .people_after = 0,
      .low = 1,
      .high = 8,
      .most_waiting = 22,
      .calls = { 31.0, 52.0 },
      .times = { 1.0, 1.45 },
      .targets = { { SINGLE_OF_OFFERED, NULL, 0.8, 0.003 } },
      .target_count = 1,
      .seed = 11 },
    { .name = "three half hours of which the middle is dear",
      .handling_s = 310.0,
      .patience_s = 200.0,
      .within_s = 60.0,
      .span_min = 30,
      .count = 3,
      .people_after = 1,
      .low = 1,
      .high = 8,
      .most_waiting = 22,
      .calls = { 17.0, 26.0, 19.0 },
      .times = { 1.0, 1.9, 1.2 },
      .targets = { { SINGLE_OF_ANSWERED, NULL, 0.85, 0.003 } },
      .target_count = 1,
      .seed = 12 },
    { .name = "three hours, mean wait and abandonment",
      .handling_s = 270.0,
      .patience_s = 420.0,
      .within_s = 30.0,
      .span_min = 60,
      .count = 3,
      .people_after = 2,
      .low = 3,
      .high = 8,
      .most_waiting = 26,
      .calls = { 38.0, 55.0, 29.0 },
      .times = { 1.3, 1.0, 1.1 },
      .targets = { { SINGLE_MEAN_WAIT, NULL, 19.0, 0.25 },
                   { SINGLE_ABANDONED, NULL, 0.04, 0.002 } },
      .target_count = 2,
      .seed = 13 },
    { .name = "four half hours, each for itself",
      .handling_s = 190.0,
      .patience_s = 150.0,
      .within_s = 15.0,
      .span_min = 30,
      .count = 4,
      .people_after = 0,
      .low = 1,
      .high = 8,
      .most_waiting = 22,
      .calls = { 14.0, 33.0, 22.0, 9.0 },
      .times = { 1.0, 1.0, 1.5, 1.5 },
      .targets = { { SINGLE_OF_OFFERED, "half_hour", 0.75, 0.01 } },
      .target_count = 1,
      .seed = 14 },
    { .name = "nobody afterwards, callers who stay",
      .handling_s = 420.0,
      .patience_s = 900.0,
      .within_s = 300.0,
      .span_min = 60,
      .count = 3,
      .people_after = 0,
      .low = 3,
      .high = 9,
      .most_waiting = 45,
      .calls = { 41.0, 47.0, 25.0 },
      .times = { 1.0, 1.2, 1.0 },
      .targets = { { SINGLE_ABANDONED, NULL, 0.1, 0.003 } },
      .target_count = 1,
      .seed = 15 },
    { .name = "six half hours over the whole",
      .handling_s = 200.0,
      .patience_s = 150.0,
      .within_s = 20.0,
      .span_min = 30,
      .count = 6,
      .people_after = 2,
      .low = 2,
      .high = 6,
      .most_waiting = 24,
      .calls = { 14.0, 19.0, 27.0, 24.0, 16.0, 11.0 },
      .times = { 1.0, 1.0, 1.33, 1.33, 1.21, 1.6 },
      .targets = { { SINGLE_OF_OFFERED, NULL, 0.72, 0.003 } },
      .target_count = 1,
      .seed = 16 },
    { .name = "six hours, each for itself",
      .handling_s = 260.0,
      .patience_s = 90.0,
      .within_s = 12.0,
      .span_min = 60,
      .count = 6,
      .people_after = 1,
      .low = 1,
      .high = 7,
      .most_waiting = 20,
      .calls = { 22.0, 41.0, 30.0, 12.0, 37.0, 20.0 },
      .times = { 1.0, 1.1, 1.2, 1.3, 1.4, 1.5 },
      .targets = { { SINGLE_ABANDONED, "hour", 0.08, 0.005 } },
      .target_count = 1,
      .seed = 17 },
    { .name = "four two-hour stretches, two targets",
      .handling_s = 330.0,
      .patience_s = 240.0,
      .within_s = 40.0,
      .span_min = 120,
      .count = 4,
      .people_after = 0,
      .low = 1,
      .high = 8,
      .most_waiting = 24,
      .calls = { 44.0, 83.0, 96.0, 61.0 },
      .times = { 1.0, 1.0, 1.5, 2.0 },
      .targets = { { SINGLE_OF_OFFERED, NULL, 0.8, 0.003 },
                   { SINGLE_ABANDONED, NULL, 0.09, 0.003 } },
      .target_count = 2,
      .seed = 18 },
};

/* ---- the truth ---- */

static double value_of(enum single_grade grade, const struct oracle_arrivals *of)
{
    switch (grade) {
    case SINGLE_OF_OFFERED:
        return of->within / of->offered;
    case SINGLE_OF_ANSWERED:
        return of->within / of->answered;
    case SINGLE_ABANDONED:
        return of->abandoned / of->offered;
    case SINGLE_MEAN_WAIT:
        return of->wait_s / of->answered;
    }
    return NAN;
}

static double slack(const struct single_target *target,
                    const struct oracle_arrivals *of)
{
    const double above = value_of(target->grade, of) - target->limit;
    return (target->grade <= SINGLE_OF_ANSWERED ? above : -above) / target->margin;
}

/* By how many margins the worst unit of all targets clears its limit. */
static double true_slack(const struct single_queue *of, const int *people)
{
    struct oracle_span spans[SINGLE_SPANS];
    struct oracle_arrivals got[SINGLE_SPANS];
    const double length_s = of->span_min * 60.0;
    for (int i = 0; i < of->count; i++)
        spans[i] = (struct oracle_span){ length_s, of->calls[i] / length_s, people[i] };
    const struct oracle_transient queue = {
        of->handling_s,   of->patience_s,   spans,       of->count,
        of->people_after, of->most_waiting, of->within_s
    };
    oracle_transient(&queue, got);
    const struct oracle_arrivals sum = oracle_arrivals_sum(got, of->count);
    assert_true(sum.cut < 1e-6);
    double worst = INFINITY;
    for (int t = 0; t < of->target_count; t++)
        if (of->targets[t].each == NULL)
            worst = fmin(worst, slack(&of->targets[t], &sum));
        else
            for (int i = 0; i < of->count; i++)
                worst = fmin(worst, slack(&of->targets[t], &got[i]));
    return worst;
}

static double price(const struct single_queue *of, int span)
{
    return SINGLE_POUNDS_AN_HOUR * of->times[span] * of->span_min / 60.0;
}

static double cost_of(const struct single_queue *of, const int *people)
{
    const int after_min = SINGLE_DAY_MIN - SINGLE_FIRST_MIN - of->count * of->span_min;
    double cost = of->people_after * SINGLE_POUNDS_AN_HOUR * after_min / 60.0;
    for (int i = 0; i < of->count; i++)
        cost += people[i] * price(of, i);
    return cost;
}

struct asked {
    const struct single_queue *of;
    double margins; /* to be cleared */
};

static bool is_met(void *to, const int *people, bool is_bound)
{
    const struct asked *const asked = to;
    (void) is_bound;
    return true_slack(asked->of, people) >= asked->margins;
}

/* The cheapest staffing that clears every limit by so many margins.  A share of the
 * answered calls and a mean wait of theirs may get worse when callers stay who would
 * have hung up. */
static struct least_cost solve(const struct single_queue *of, double margins)
{
    struct asked asked = { of, margins };
    struct least_cost least = { .count = of->count,
                                .is_monotone = true,
                                .is_met = is_met,
                                .to = &asked,
                                .cost = INFINITY };
    for (int t = 0; t < of->target_count; t++)
        least.is_monotone &= of->targets[t].grade == SINGLE_OF_OFFERED
                             || of->targets[t].grade == SINGLE_ABANDONED;
    for (int i = 0; i < of->count; i++) {
        least.price[i] = price(of, i);
        least.low[i] = of->low;
        least.high[i] = of->high;
    }
    least_cost_find(&least);
    assert_true(least.is_found);
    least.cost = cost_of(of, least.best);
    return least;
}

/* ---- the plan ---- */

struct planned {
    struct scratch file;
    struct scenario scenario;
    struct question question;
    struct plan plan;
    int people[SINGLE_SPANS];
};

static void planned_init(struct planned *p, const struct single_queue *of)
{
    const struct plan_options options = { .seed = of->seed, .threads = 1 };
    struct sim_diag diag = { 0 };
    char *const text = single_queue_text(of);
    *p = (struct planned){ .file = scratch_text(text) };
    const bool good =
        scenario_read(p->file.path, NULL, &diag, &p->scenario)
        && question_compile(&p->scenario, QUESTION_FREE, &diag, &p->question);
    char *const said = scratch_said(&diag);
    if (!good)
        print_error("%s%s", text, said);
    free(said);
    free(text);
    assert_true(good);
    plan_run(&p->question, &options, &p->plan);
    for (int i = 0; i < of->count; i++)
        p->people[i] =
            p->plan.teams[0].people[(SINGLE_FIRST_MIN + i * of->span_min) / 15];
}

static void planned_done(struct planned *p)
{
    plan_done(&p->plan);
    question_done(&p->question);
    scenario_done(&p->scenario);
    scratch_done(&p->file);
}

static char *people_text(const struct single_queue *of, const int *people)
{
    char *text = NULL;
    for (int i = 0; i < of->count; i++)
        grown_text_add(&text, "%s%d", i > 0 ? " " : "", people[i]);
    return text;
}

static void report(const struct single_queue *of, const struct least_cost *least,
                   const struct planned *planned)
{
    char *const want = people_text(of, least->best);
    char *const got = people_text(of, planned->people);
    print_message("# %s: least %.2f (%s; %.2f margins above), plan %.2f (%s; %.2f), %d "
                  "staffings solved\n",
                  of->name, least->cost, want, true_slack(of, least->best),
                  planned->plan.cost, got, true_slack(of, planned->people),
                  least->evaluations);
    free(want);
    free(got);
}

/* What the plan may cost more than the cheapest staffing that meets the targets:
 * nothing, unless that one clears a limit by less than the margin, so that the test
 * need not pass it.  Then one person in the cheapest span; or, where that is not the
 * span that lacks people, no more than the cheapest staffing that does clear the
 * margin. */
static double allowance(const struct single_queue *of, const struct least_cost *least)
{
    double more = INFINITY;
    if (true_slack(of, least->best) >= 1.0)
        return 0.0;
    for (int i = 0; i < of->count; i++)
        more = fmin(more, price(of, i));
    const struct least_cost clear = solve(of, 1.0);
    return fmax(more, clear.cost - least->cost);
}

static void costs_the_true_minimum(void **state)
{
    const struct single_queue *const of = *state;
    const double penny = 0.005;
    const struct least_cost least = solve(of, 0.0);
    struct planned planned;
    planned_init(&planned, of);
    report(of, &least, &planned);
    assert_null(planned.plan.fault);
    assert_int_equal(planned.plan.end, PLAN_CERTIFIED);
    assert_within(cost_of(of, planned.people), planned.plan.cost, penny);
    assert_true(true_slack(of, planned.people) >= 0.0);
    assert_true(planned.plan.cost >= least.cost - penny);
    assert_true(planned.plan.cost <= least.cost + allowance(of, &least) + penny);
    planned_done(&planned);
}

int main(void)
{
    enum { COUNT = sizeof cases / sizeof cases[0] };
    struct CMUnitTest tests[COUNT];
    for (int i = 0; i < COUNT; i++)
        tests[i] =
            (struct CMUnitTest){ .name = cases[i].name,
                                 .test_func = costs_the_true_minimum,
                                 .initial_state = (void *) (uintptr_t) &cases[i] };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
