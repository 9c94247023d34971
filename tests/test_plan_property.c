#include "model/planner/plan.h"
#include "model/scenario/read.h"
#include "tests/random_joint.h"
#include "tests/scratch.h"

/* What must hold between plans: more callers never make one cheaper, a looser target
 * never makes one dearer.
 *
 * Noise: a plan may be dearer than the optimum by one person for one half hour at the
 * dearest price (test_plan_joint.c shows that), so two plans whose optima are in order
 * may be out of order by that much.  The steps of demand and limits are so wide that
 * the optima are further apart than that as a rule. */

enum { PROBLEMS = 5, FIRST_KEY = 101, STEPS = 3 };

static const double demand[STEPS] = { 1.0, 1.15, 1.3 };
static const double looser[STEPS] = { 0.0, 0.04, 0.1 };

/* A joint problem with room for all steps. */
static struct joint roomy(uint64_t key)
{
    struct joint joint = random_joint(key);
    const int more = 4;
    for (int t = 0; t < joint.teams; t++)
        for (int i = 0; i < joint.spans; i++) {
            joint.low[t][i] = 0;
            joint.high[t][i] += more;
        }
    return joint;
}

static double dearest(const struct joint *joint)
{
    double most = 0.0;
    for (int t = 0; t < joint->teams; t++)
        for (int i = 0; i < joint->spans; i++)
            most = fmax(most, joint->price[t][i]);
    return most;
}

/* The certified cost. */
static double planned_cost(const struct joint *joint)
{
    const struct plan_options options = { .seed = joint->key, .threads = 1 };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct question question;
    struct plan plan;
    char *const text = random_joint_text(joint);
    const struct scratch file = scratch_text(text);
    free(text);
    assert_true(scenario_read(file.path, NULL, &diag, &scenario));
    assert_true(question_compile(&scenario, QUESTION_FREE, &diag, &question));
    plan_run(&question, &options, &plan);
    assert_null(plan.fault);
    assert_int_equal(plan.end, PLAN_CERTIFIED);
    const double cost = plan.cost;
    plan_done(&plan);
    question_done(&question);
    scenario_done(&scenario);
    sim_diag_done(&diag);
    scratch_done(&file);
    return cost;
}

static void with_demand(struct joint *joint, double times)
{
    for (int l = 0; l < JOINT_LINES; l++)
        for (int i = 0; i < joint->spans; i++)
            joint->calls[l][i] *= times;
}

static void with_looser_targets(struct joint *joint, double by)
{
    for (int t = 0; t < joint->target_count; t++)
        joint->targets[t].limit += joint->targets[t].within_s > 0.0 ? -by : by;
}

/* Costs in the order in which they may not fall. */
static void assert_rising(const struct joint *joint, const char *what,
                          const double *costs)
{
    print_message("# %d %s: %.2f %.2f %.2f (noise %.2f)\n", (int) joint->key, what,
                  costs[0], costs[1], costs[2], dearest(joint));
    for (int i = 1; i < STEPS; i++)
        assert_true(costs[i] >= costs[i - 1] - dearest(joint) - 1e-9);
    assert_true(costs[STEPS - 1] > costs[0]);
}

static void more_demand_never_lowers_the_cost(void **state)
{
    (void) state;
    for (uint64_t key = FIRST_KEY; key < FIRST_KEY + PROBLEMS; key++) {
        double costs[STEPS];
        const struct joint joint = roomy(key);
        for (int i = 0; i < STEPS; i++) {
            struct joint other = joint;
            with_demand(&other, demand[i]);
            costs[i] = planned_cost(&other);
        }
        assert_rising(&joint, "demand", costs);
    }
}

static void a_looser_target_never_raises_the_cost(void **state)
{
    (void) state;
    for (uint64_t key = FIRST_KEY; key < FIRST_KEY + PROBLEMS; key++) {
        double costs[STEPS];
        const struct joint joint = roomy(key);
        for (int i = 0; i < STEPS; i++) {
            struct joint other = joint;
            with_looser_targets(&other, looser[STEPS - 1 - i]);
            costs[i] = planned_cost(&other);
        }
        assert_rising(&joint, "targets", costs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_demand_never_lowers_the_cost),
        cmocka_unit_test(a_looser_target_never_raises_the_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
