/* The kernels simulate what they say: W1 against the closed form, W2 and W2L against
 * the published agreement of other engines on the same networks.  Tolerances are five
 * standard errors (one false alarm in 1.7 million for each, were the seed not fixed).
 */
#include "tests/bench/kernel.h"

#include "tests/near.h"

static double share(long part, long whole)
{
    return (double) part / (double) whole;
}

/* Service and patience have the same mean, so the number in the system is Poisson with
 * mean 0.15 * 300 = 45, whoever is being served. */
static void w1_agrees_with_the_closed_form(void **state)
{
    (void) state;
    const double load = 45.0;
    const int people = 48;
    double term = exp(-load), waiting = 0.0;
    for (int n = 0; n < 400; term *= load / ++n)
        waiting += n > people ? (n - people) * term : 0.0;
    const double p_abandon = waiting / load;
    assert_within(p_abandon, 0.03248, 0.5e-5);

    const long calls = 4000000;
    const struct kernel_line line = kernel_w1(calls, 71).line[KERNEL_URGENT];
    assert_int_equal(line.offered, calls);
    /* One million calls have standard errors of 0.0008 and 0.0045 (calls that are
     * close in time meet the same queue); four million half of that. */
    assert_within(share(line.abandoned, line.offered), p_abandon, 5 * 0.0004);
    /* P(answered within 10 s), from the transient of the queue's death process. */
    assert_within(share(line.within_10s, line.offered), 0.73066, 5 * 0.00225);
}

static void w2_splits_its_callers_as_told(void **state)
{
    (void) state;
    const long calls = 2000000;
    const struct kernel_result got = kernel_w2(calls, 72, 20, 5);
    const struct kernel_line *urgent = &got.line[KERNEL_URGENT],
                             *board = &got.line[KERNEL_SWITCHBOARD],
                             *other = &got.line[KERNEL_OTHER];
    assert_within(share(urgent->offered, calls), 0.011 / 0.0318, 5 * 0.00034);
    assert_within(share(board->offered, calls - urgent->offered), 1.0 - 0.318,
                  5 * 0.00041);
    assert_within(share(other->offered, board->offered - board->abandoned), 1.0 - 0.226,
                  5 * 0.00045);
}

/* Share abandoned and within ten seconds by 999 and 101, abandoned at the switchboard:
 * 15 million calls of two C programs and seven million of cimba agree on these within
 * the digits and standard errors (of two million calls) given. */
static void w2_agrees_with_other_engines(void **state)
{
    (void) state;
    static const struct {
        int handlers, switchboard;
        double abandoned[KERNEL_LINES], within_10s[KERNEL_LINES];
        double se_abandoned[KERNEL_LINES], se_within_10s[KERNEL_LINES];
    } cases[] = {
        { 20,
          5,
          { 0.00127, 0.00088, 0.00037 },
          { 0.99600, 0.0, 0.99566 },
          { 0.00008, 0.00003, 0.00003 },
          { 0.00017, 0.0, 0.00020 } },
        { 11,
          2,
          { 0.1337, 0.0980, 0.0571 },
          { 0.6905, 0.0, 0.6780 },
          { 0.0006, 0.0004, 0.0004 },
          { 0.0012, 0.0, 0.0016 } },
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        const struct kernel_result got =
            kernel_w2(2000000, 73, cases[c].handlers, cases[c].switchboard);
        for (int i = 0; i < KERNEL_LINES; i++) {
            const struct kernel_line *line = &got.line[i];
            assert_within(share(line->abandoned, line->offered), cases[c].abandoned[i],
                          5 * cases[c].se_abandoned[i]);
            assert_within(share(line->within_10s, line->offered),
                          cases[c].within_10s[i], 5 * cases[c].se_within_10s[i]);
        }
    }
}

/* One person, one at the switchboard, a handful of callers: every caller of the end is
 * served out and nobody is lost. */
static void the_last_caller_is_served(void **state)
{
    (void) state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        const struct kernel_result got = kernel_w2(7, seed, 1, 1);
        const struct kernel_line *board = &got.line[KERNEL_SWITCHBOARD],
                                 *other = &got.line[KERNEL_OTHER];
        assert_true(got.line[KERNEL_URGENT].offered + board->offered <= 7);
        assert_true(other->offered + board->abandoned <= board->offered);
        const struct kernel_line one = kernel_w1(1, seed).line[KERNEL_URGENT];
        assert_int_equal(one.within_10s, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(w1_agrees_with_the_closed_form),
        cmocka_unit_test(w2_splits_its_callers_as_told),
        cmocka_unit_test(w2_agrees_with_other_engines),
        cmocka_unit_test(the_last_caller_is_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
