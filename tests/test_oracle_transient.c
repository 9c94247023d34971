#include "tests/oracle_transient.h"

#include "tests/staffed.h"

/* ---- against other numerics ---- */

static void numbers_agree_with_the_forward_equations_of_a_day(void **state)
{
    (void) state;
    const struct oracle_span spans[] = {
        { 1500.0, 0.031, 9 }, { 1900.0, 0.0, 2 },  { 1330.0, 0.027, 5 },
        { 910.0, 0.05, 0 },   { 2100.0, 0.02, 7 }, { 7200.0, 0.0, 7 },
    };
    enum { COUNT = sizeof spans / sizeof spans[0] };
    const struct oracle_day day = { 211.0, 173.0, spans, COUNT, 70 };
    const struct oracle_transient queue = { 211.0, 173.0, spans, COUNT, 7, 70, 37.0 };
    struct oracle_span_grade of_day[COUNT];
    struct oracle_arrivals got[COUNT];
    oracle_day(&day, of_day);
    oracle_transient(&queue, got);
    double abandoned = 0.0;
    for (int i = 0; i < COUNT; i++) {
        abandoned += of_day[i].abandoned;
        assert_near(got[i].offered, of_day[i].offered, 1e-12);
        assert_near(got[i].answered + got[i].abandoned, got[i].offered, 1e-9);
        assert_true(got[i].cut < 1e-9);
    }
    assert_near(oracle_arrivals_sum(got, COUNT).abandoned, abandoned, 1e-8);
}

static void a_long_span_is_stationary(void **state)
{
    (void) state;
    /* Twenty mean handling times from empty, then what is measured. */
    const struct oracle_span spans[] = { { 6000.0, 0.021, 5 }, { 2000.0, 0.021, 5 } };
    const struct oracle_transient queue = { 250.0, 140.0, spans, 2, 5, 60, 47.0 };
    const struct oracle_queue same = { 0.021, 250.0, 140.0, 5 };
    struct oracle_grade want;
    struct oracle_arrivals got[2];
    oracle_birth_death(&same, 47.0, &want);
    oracle_transient(&queue, got);
    assert_near(got[1].within / got[1].offered, want.within, 1e-7);
    assert_near(got[1].abandoned / got[1].offered, want.p_abandon, 1e-7);
    assert_near(got[1].wait_s / got[1].answered, want.answer_s, 1e-7);
}

static void a_span_cut_in_two_is_the_same(void **state)
{
    (void) state;
    const struct oracle_span one[] = { { 1800.0, 0.02, 6 }, { 3000.0, 0.03, 3 } };
    const struct oracle_span two[] = { { 1800.0, 0.02, 6 },
                                       { 1100.0, 0.03, 3 },
                                       { 1900.0, 0.03, 3 } };
    const struct oracle_transient whole = { 190.0, 300.0, one, 2, 4, 50, 600.0 };
    const struct oracle_transient cut = { 190.0, 300.0, two, 3, 4, 50, 600.0 };
    struct oracle_arrivals want[2], got[3];
    oracle_transient(&whole, want);
    oracle_transient(&cut, got);
    const struct oracle_arrivals sum = oracle_arrivals_sum(got + 1, 2);
    assert_near(sum.within, want[1].within, 1e-8);
    assert_near(sum.abandoned, want[1].abandoned, 1e-8);
    assert_near(sum.wait_s, want[1].wait_s, 1e-8);
}

static void without_people_everyone_hangs_up(void **state)
{
    (void) state;
    const struct oracle_span spans[] = { { 900.0, 0.02, 0 } };
    const struct oracle_transient queue = { 190.0, 100.0, spans, 1, 0, 40, 20.0 };
    struct oracle_arrivals got;
    oracle_transient(&queue, &got);
    assert_near(got.abandoned, 18.0, 1e-9);
    assert_within(got.within, 0.0, 1e-15);
}

/* ---- against the engine ---- */

enum {
    MOST_SPANS = 6,
    REPLICATIONS = 3000,
    FIRST_MIN = 8 * 60,
    QUARTER_S = 900,
    QUARTERS = 96
};

struct engine_case {
    const char *name;
    double handling_s, patience_s, within_s;
    struct oracle_span spans[MOST_SPANS];
    int count, people_after;
};

static const struct engine_case cases[] = {
    { "falls from 9 to 2 while all are busy",
      540.0,
      240.0,
      130.0,
      { { 1800.0, 0.02, 9 }, { 900.0, 0.012, 2 }, { 1800.0, 0.007, 5 } },
      3,
      0 },
    { "nobody for a quarter hour, then many",
      200.0,
      700.0,
      600.0,
      { { 900.0, 0.01, 2 },
        { 900.0, 0.015, 0 },
        { 900.0, 0.012, 6 },
        { 2700.0, 0.01, 1 } },
      4,
      3 },
    { "six hours of hasty callers",
      300.0,
      45.0,
      11.0,
      { { 3600.0, 0.011, 4 },
        { 3600.0, 0.013, 5 },
        { 3600.0, 0.016, 4 },
        { 3600.0, 0.009, 3 },
        { 3600.0, 0.012, 6 },
        { 3600.0, 0.003, 1 } },
      6,
      1 },
};

/* Calls a second in every quarter hour of the day. */
static char *times_of(const struct engine_case *of, double *calls)
{
    double rates[QUARTERS] = { 0 };
    int q = FIRST_MIN * 60 / QUARTER_S;
    *calls = 0.0;
    for (int i = 0; i < of->count; i++)
        for (int left = (int) of->spans[i].length_s; left > 0; left -= QUARTER_S) {
            rates[q++] = of->spans[i].arrivals_per_s;
            *calls += of->spans[i].arrivals_per_s * QUARTER_S;
        }
    char *times = sim_mem_text("");
    for (q = 0; q < QUARTERS; q++) {
        char *const more =
            sim_mem_print("%s%s%.17g", times, q > 0 ? ", " : "", rates[q]);
        free(times);
        times = more;
    }
    return times;
}

static char *text_of(const struct engine_case *of)
{
    double calls;
    char *const times = times_of(of, &calls);
    char *const text =
        sim_mem_print("title = \"Transient\"; warm_up = 0;\n"
                      "period: { from = \"2024-02-07\"; to = \"2024-02-07\"; };\n"
                      "streams: { public: { enters = \"desk\"; calls = %.17g;\n"
                      "  profile: { times = ( %s ); }; }; };\n"
                      "stages: { desk: { type = \"line\"; talk = \"%.17g s\";\n"
                      "  gives_up_after = \"%.17g s\"; }; };\n"
                      "teams: { desk: { serves = ( \"desk\" );\n"
                      "  shifts = ( \"Mon-Sun 00:00-24:00 12\" ); }; };\n"
                      "targets: { soon: { line = \"desk\"; within = \"%.17g s\"; "
                      "at_least = \"50 %%\";"
                      " }; };\n",
                      calls, times, of->handling_s, of->patience_s, of->within_s);
    free(times);
    return text;
}

/* Sums over replications of one figure of one span. */
struct moments {
    double x, xx;
};

static void add(struct moments *to, double x)
{
    to->x += x;
    to->xx += x * x;
}

static void assert_mean(const struct moments *got, double want, const char *what,
                        int span)
{
    const double mean = got->x / REPLICATIONS;
    const double error =
        sqrt(fmax(got->xx / REPLICATIONS - mean * mean, 0.0) / REPLICATIONS);
    if (fabs(mean - want) > 3.0 * error + 1e-9)
        fail_msg("span %d, %s: engine %.5f +- %.5f, exact %.5f", span, what, mean,
                 error, want);
}

static void set_people(struct staffed *staffed, const struct engine_case *of)
{
    int minute = FIRST_MIN;
    staffed_people(staffed, 0, 0, 24 * 60, of->people_after);
    for (int i = 0; i < of->count; i++) {
        const int end = minute + (int) of->spans[i].length_s / 60;
        staffed_people(staffed, 0, minute, end, of->spans[i].people);
        minute = end;
    }
}

static void hold_against_engine(const struct engine_case *of)
{
    enum { OFFERED, ANSWERED, ABANDONED, WITHIN, WAITED, FIGURES };
    static const char *const names[] = { "offered", "answered", "abandoned", "within",
                                         "waited" };
    struct moments got[MOST_SPANS][FIGURES] = { 0 };
    struct staffed staffed;
    char *const text = text_of(of);
    staffed_init(&staffed, text);
    free(text);
    set_people(&staffed, of);
    for (int r = 0; r < REPLICATIONS; r++) {
        staffed_run(&staffed, 20240207, r);
        int minute = FIRST_MIN;
        for (int i = 0; i < of->count; i++) {
            const int end = minute + (int) of->spans[i].length_s / 60;
            const struct staffed_sums sums = staffed_sums(&staffed, 0, 0, minute, end);
            const double row[FIGURES] = { sums.offered, sums.answered, sums.abandoned,
                                          sums.within, sums.wait_s };
            for (int k = 0; k < FIGURES; k++)
                add(&got[i][k], row[k]);
            minute = end;
        }
    }
    staffed_done(&staffed);
    const struct oracle_transient queue = { of->handling_s, of->patience_s,   of->spans,
                                            of->count,      of->people_after, 60,
                                            of->within_s };
    struct oracle_arrivals want[MOST_SPANS];
    oracle_transient(&queue, want);
    for (int i = 0; i < of->count; i++) {
        const double row[FIGURES] = { want[i].offered, want[i].answered,
                                      want[i].abandoned, want[i].within,
                                      want[i].wait_s };
        assert_true(want[i].cut < 1e-6);
        for (int k = 0; k < FIGURES; k++)
            assert_mean(&got[i][k], row[k], names[k], i);
    }
}

/* Fixed seed.  65 figures at 3 standard errors: 16 % of seeds would fail one. */
static void the_engine_agrees_within_its_noise(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        hold_against_engine(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_agree_with_the_forward_equations_of_a_day),
        cmocka_unit_test(a_long_span_is_stationary),
        cmocka_unit_test(a_span_cut_in_two_is_the_same),
        cmocka_unit_test(without_people_everyone_hangs_up),
        cmocka_unit_test(the_engine_agrees_within_its_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
