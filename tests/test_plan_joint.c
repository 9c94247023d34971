#include <string.h>

#include "model/planner/plan.h"
#include "tests/grown_text.h"
#include "tests/least_cost.h"
#include "tests/random_joint.h"
#include "tests/staffed.h"

/* Twenty small joint problems, drawn at random, and what brute force finds.
 *
 * Every staffing meets the same callers.  It is simulated until all its targets are 4
 * standard errors from where they must be, or MOST replications are done; then its mean
 * decides.  The true optimum is the cheapest plan that clears every limit by the
 * margin, which the planner's test must certify nine times in ten.  A plan between the
 * limit and the margin is feasible and may be cheaper.
 *
 * Brute force begins with what the planner found as a bound: staffings as dear are of
 * no interest. */

enum {
    FIRST = 100,
    MOST = 6000,
    PROBLEMS = 20,
    AT_MOST_WORSE = 1,
    FIRST_KEY = 1,
    SMALL_KEY = 13
};

static const double TOLD_APART = 4.0; /* standard errors */

/* One staffing and what is known of it. */
struct known {
    int people[LEAST_COST_PLACES], reserve;
    int replications;
    struct sim_moments sums[JOINT_TARGETS];
};

struct brute {
    const struct joint *joint;
    struct staffed staffed;
    struct known *known; /* owned */
    size_t capacity;
    int count, reserve;
    int64_t replications;
};

static int place(const struct joint *joint, int team, int span)
{
    return team * joint->spans + span;
}

static void set_staffing(struct brute *brute, const struct known *known)
{
    const struct joint *const joint = brute->joint;
    const int end = JOINT_FIRST_MIN + joint->spans * JOINT_SPAN_MIN;
    for (int t = 0; t < joint->teams; t++) {
        staffed_people(&brute->staffed, t, 0, JOINT_FIRST_MIN, 0);
        staffed_people(&brute->staffed, t, end, 24 * 60, joint->after[t]);
        for (int i = 0; i < joint->spans; i++) {
            const int from = JOINT_FIRST_MIN + i * JOINT_SPAN_MIN;
            staffed_people(&brute->staffed, t, from, from + JOINT_SPAN_MIN,
                           known->people[place(joint, t, i)]);
        }
    }
    staffed_reserve(&brute->staffed, 0, 1, known->reserve);
}

static void simulate(struct brute *brute, struct known *known, int replications)
{
    static const uint64_t seed = 0x6272757465; /* no seed of the planner's */
    const struct joint *const joint = brute->joint;
    set_staffing(brute, known);
    for (; known->replications < replications; known->replications++) {
        staffed_run(&brute->staffed, seed, known->replications);
        for (int t = 0; t < joint->target_count; t++) {
            const bool is_share = joint->targets[t].within_s > 0.0;
            const struct staffed_sums sums = staffed_sums(
                &brute->staffed, joint->targets[t].line, is_share ? t : -1, 0, 24 * 60);
            sim_moments_add(&known->sums[t], is_share ? sums.within : sums.abandoned,
                            sums.offered);
        }
        brute->replications++;
    }
}

/* By how many margins a target is better than its limit, and its standard error. */
struct slack {
    double value, error;
};

static struct slack slack_of(const struct joint *joint, const struct known *known,
                             int t)
{
    const double normal = 1.96;
    const struct joint_target *const target = &joint->targets[t];
    const struct sim_estimate seen = sim_estimate_ratio(&known->sums[t]);
    const double above = seen.value - target->limit;
    return (struct slack){
        (target->within_s > 0.0 ? above : -above) / target->margin,
        sim_estimate_half_width(&seen) / normal / target->margin,
    };
}

static struct slack worst_slack(const struct joint *joint, const struct known *known)
{
    struct slack worst = slack_of(joint, known, 0);
    for (int t = 1; t < joint->target_count; t++) {
        const struct slack slack = slack_of(joint, known, t);
        if (slack.value < worst.value)
            worst = slack;
    }
    return worst;
}

/* -1 or 1: all targets clear so many margins, or one does not, for sure; 0: open. */
static int decided(const struct joint *joint, const struct known *known, double margins)
{
    bool all = true;
    for (int t = 0; t < joint->target_count; t++) {
        const struct slack slack = slack_of(joint, known, t);
        if (slack.value + TOLD_APART * slack.error < margins)
            return -1;
        all &= slack.value - TOLD_APART * slack.error > margins;
    }
    return all ? 1 : 0;
}

static struct known *remembered(struct brute *brute, const int *people)
{
    const size_t bytes =
        (size_t) (brute->joint->teams * brute->joint->spans) * sizeof *people;
    for (int i = 0; i < brute->count; i++)
        if (brute->known[i].reserve == brute->reserve
            && memcmp(brute->known[i].people, people, bytes) == 0)
            return &brute->known[i];
    brute->known = sim_mem_grow(brute->known, &brute->capacity,
                                (size_t) brute->count + 1, sizeof *brute->known);
    struct known *const fresh = &brute->known[brute->count++];
    *fresh = (struct known){ .reserve = brute->reserve };
    memcpy(fresh->people, people, bytes);
    return fresh;
}

/* Staffings are left out only where the most people elsewhere miss half the margin. */
static bool is_met(void *to, const int *people, bool is_bound)
{
    struct brute *const brute = to;
    const double margins = is_bound ? 0.5 : 1.0;
    struct known *const known = remembered(brute, people);
    for (int n = FIRST; n <= MOST; n *= 2) {
        simulate(brute, known, n);
        const int sure = decided(brute->joint, known, margins);
        if (sure != 0)
            return sure > 0;
    }
    simulate(brute, known, MOST);
    return worst_slack(brute->joint, known).value >= margins;
}

static struct least_cost question_of(struct brute *brute)
{
    const struct joint *const joint = brute->joint;
    struct least_cost out = { .count = joint->teams * joint->spans,
                              .is_monotone = true,
                              .is_met = is_met,
                              .to = brute,
                              .cost = INFINITY };
    for (int t = 0; t < joint->teams; t++)
        for (int i = 0; i < joint->spans; i++) {
            out.price[place(joint, t, i)] = joint->price[t][i];
            out.low[place(joint, t, i)] = joint->low[t][i];
            out.high[place(joint, t, i)] = joint->high[t][i];
        }
    return out;
}

static void brute_init(struct brute *brute, const struct joint *joint)
{
    char *const text = random_joint_text(joint);
    *brute = (struct brute){ .joint = joint, .reserve = joint->reserve };
    staffed_init(&brute->staffed, text);
    free(text);
}

static void brute_done(struct brute *brute)
{
    staffed_done(&brute->staffed);
    free(brute->known);
}

/* Neither the most people too few, nor the fewest enough. */
static bool is_question(struct brute *brute)
{
    const struct least_cost bounds = question_of(brute);
    return is_met(brute, bounds.high, false) && !is_met(brute, bounds.low, false);
}

/* ---- one problem ---- */

struct outcome {
    enum plan_end end;
    double plan, cheaper, dearest; /* cheaper: infinite when brute force found none */
    struct slack slack;            /* of the plan, as brute force sees it */
    int people[LEAST_COST_PLACES], reserve;
    int64_t evaluations, replications;
};

static void run_planner(struct brute *brute, struct outcome *out)
{
    const struct joint *const joint = brute->joint;
    const struct plan_options options = { .seed = joint->key, .threads = 1 };
    struct sim_diag diag = { 0 };
    struct question question;
    struct plan plan;
    assert_true(
        question_compile(&brute->staffed.scenario, QUESTION_FREE, &diag, &question));
    plan_run(&question, &options, &plan);
    assert_null(plan.fault);
    out->end = plan.end;
    out->evaluations = plan.evaluations;
    out->reserve = joint->reserve;
    if (question.policy_count > 0)
        out->reserve = question.policies[0].from + plan.policies[0];
    for (int t = 0; t < joint->teams; t++)
        for (int i = 0; i < joint->spans; i++)
            out->people[place(joint, plan.teams[t].team, i)] =
                plan.teams[t].people[(JOINT_FIRST_MIN + i * JOINT_SPAN_MIN) / 15];
    plan_done(&plan);
    question_done(&question);
    sim_diag_done(&diag);
}

/* Brute force over everything that is cheaper than the plan. */
static double find_cheaper(struct brute *brute, double cost)
{
    const struct joint *const joint = brute->joint;
    double best = INFINITY;
    for (int r = joint->reserve_from; r <= joint->reserve_to; r++) {
        brute->reserve = r;
        struct least_cost least = question_of(brute);
        least.cost = fmin(best, cost);
        least_cost_find(&least);
        if (least.is_found)
            best = least.cost;
    }
    return best;
}

static struct outcome run_problem(const struct joint *joint, struct brute *brute)
{
    struct outcome out = { 0 };
    run_planner(brute, &out);
    const struct least_cost bounds = question_of(brute);
    out.plan = least_cost_of(&bounds, out.people);
    for (int i = 0; i < bounds.count; i++)
        out.dearest = fmax(out.dearest, bounds.price[i]);
    brute->reserve = out.reserve;
    struct known *const known = remembered(brute, out.people);
    simulate(brute, known, MOST);
    out.slack = worst_slack(joint, known);
    out.cheaper = find_cheaper(brute, out.plan);
    out.replications = brute->replications;
    return out;
}

/* It was certified, brute force does not see it fail, and it costs at most one person
 * for one half hour more than the optimum. */
static bool is_right(const struct outcome *o)
{
    return o->end == PLAN_CERTIFIED
           && o->slack.value + TOLD_APART * o->slack.error >= 0.0
           && o->plan <= o->cheaper + AT_MOST_WORSE * o->dearest + 1e-9;
}

static void report(const struct joint *joint, const struct outcome *o)
{
    char *people = NULL, *cheaper = NULL;
    for (int i = 0; i < joint->teams * joint->spans; i++)
        grown_text_add(&people, "%s%d",
                       i == 0                  ? ""
                       : i % joint->spans == 0 ? "/"
                                               : " ",
                       o->people[i]);
    if (o->cheaper < INFINITY)
        grown_text_add(&cheaper, "%.2f", o->cheaper);
    print_message(
        "# %3d  %d x %d  %d targets  reserve %d%s  plan %7.2f (%s) %+.2f +- %.2f"
        " margins  brute force %s  %s (%lld and %lld runs)\n",
        (int) joint->key, joint->teams, joint->spans, joint->target_count, o->reserve,
        joint->reserve_from < joint->reserve_to ? " found" : "", o->plan, people,
        o->slack.value, o->slack.error, cheaper != NULL ? cheaper : "none cheaper",
        is_right(o) ? "ok" : "WRONG", (long long) o->evaluations,
        (long long) o->replications);
    free(people);
    free(cheaper);
}

/* ---- all of them ---- */

struct count {
    int right, reserves, below_margin, dearer, problems;
};

static void add_problem(struct count *count, const struct joint *joint,
                        struct brute *brute)
{
    const struct outcome o = run_problem(joint, brute);
    report(joint, &o);
    count->problems++;
    count->right += is_right(&o);
    count->reserves += joint->reserve_from < joint->reserve_to;
    count->below_margin += o.slack.value < 1.0 && o.slack.value >= 0.0;
    count->dearer += o.cheaper < INFINITY;
}

/* So many from a key on, of those that are questions at all. */
static struct count solve(uint64_t key, int problems)
{
    struct count count = { 0 };
    for (; count.problems < problems; key++) {
        const struct joint joint = random_joint(key);
        struct brute brute;
        brute_init(&brute, &joint);
        if (is_question(&brute))
            add_problem(&count, &joint, &brute);
        brute_done(&brute);
    }
    print_message("# %d of %d right; %d dearer than the optimum; %d between limit and "
                  "margin; reserve searched in %d\n",
                  count.right, count.problems, count.dearer, count.below_margin,
                  count.reserves);
    return count;
}

static void nineteen_of_twenty_are_within_one_half_hour(void **state)
{
    (void) state;
    const struct count count = solve(FIRST_KEY, PROBLEMS);
    assert_true(count.reserves >= 3);
    assert_true(count.right >= PROBLEMS - 1);
}

static void a_small_problem_is_solved(void **state)
{
    (void) state;
    assert_int_equal(solve(SMALL_KEY, 1).right, 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(nineteen_of_twenty_are_within_one_half_hour),
    };
    const struct CMUnitTest quick[] = {
        cmocka_unit_test(a_small_problem_is_solved),
    };
    return argc > 1 && strcmp(argv[1], "quick") == 0
               ? cmocka_run_group_tests(quick, NULL, NULL)
               : cmocka_run_group_tests(all, NULL, NULL);
}
