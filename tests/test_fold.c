#include "model/measure/fold.h"

#include <gsl/gsl_cdf.h>

#include "model/measure/fold_target.h"
#include "model/measure/result.h"
#include "model/measure/waits.h"
#include "tests/toy.h"

enum { REPS = 7 };

/* Thursday 24 March to Tuesday 12 April 2022: summer time begins in it, neither month
 * is whole, and of four weeks two are.  With targets of all kinds. */
static const struct scenario_dates PERIOD = { 19075, 19094 };

/* clang-format off */
#define OF(...) { .clock = -1, __VA_ARGS__ }
#define LINE(...) OF(.journey = -1, .team = -1, __VA_ARGS__)
/* clang-format on */

static const struct scenario_target targets[] = {
    LINE(.grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_A, .within_s = 20.0,
         .of = SCENARIO_OF_ANSWERED, .each = SCENARIO_EACH_DAY, .at_least = true,
         .limit = 0.79, .in_share = 0.5),
    LINE(.grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_B, .within_s = 20.0,
         .hung_up_after_s = 30.0, .of = SCENARIO_OF_OFFERED_LESS_SHORT,
         .each = SCENARIO_EACH_WEEK, .at_least = true, .limit = 0.4),
    LINE(.grade = SCENARIO_ABANDONED, .line = TOY_LINE_B, .hung_up_after_s = 30.0,
         .of = SCENARIO_OF_OFFERED, .each = SCENARIO_EACH_INTERVAL, .limit = 0.1),
    LINE(.grade = SCENARIO_ABANDONED, .line = TOY_LINE_A, .of = SCENARIO_OF_OFFERED,
         .each = SCENARIO_EACH_PERIOD, .limit = 0.1275),
    OF(.grade = SCENARIO_ABANDONED, .line = -1, .team = -1, .journey = 0,
       .hung_up_after_s = 30.0, .of = SCENARIO_OF_CALLERS, .each = SCENARIO_EACH_DAY,
       .limit = 0.06),
    LINE(.grade = SCENARIO_MEAN_WAIT, .line = TOY_LINE_B, .each = SCENARIO_EACH_DAY,
         .limit = 190.0),
    LINE(.grade = SCENARIO_WAIT_PERCENTILE, .line = TOY_LINE_A, .percentile = 0.9,
         .each = SCENARIO_EACH_DAY, .limit = 42.0),
    LINE(.grade = SCENARIO_LONGEST_WAIT, .line = TOY_LINE_A, .each = SCENARIO_EACH_DAY,
         .limit = 120.0),
    OF(.grade = SCENARIO_OCCUPANCY, .line = -1, .journey = -1, .team = 0,
       .each = SCENARIO_EACH_INTERVAL, .limit = 0.6),
    LINE(.grade = SCENARIO_MEAN_WAIT, .line = TOY_LINE_A, .each = SCENARIO_EACH_MONTH,
         .limit = 15.0),
};
enum { TARGETS = sizeof targets / sizeof targets[0] };

static struct program_measured measured[TARGETS] = {
    { TOY_A, TOY_SLOT_WITHIN, false, -1 },
    { TOY_B, TOY_SLOT_WITHIN, false, -1 },
    { TOY_B, TOY_SLOT_HUNG_UP, false, -1 },
    { TOY_A, -1, false, -1 },
    { -1, -1, false, 0 },
    { TOY_B, -1, false, -1 },
    { TOY_A, -1, false, -1 },
    { TOY_A, -1, false, -1 },
    { -1, -1, false, -1 },
    { TOY_A, -1, false, -1 },
};

/* Seven replications, folded and estimated, made once for all tests. */
struct bench {
    struct toy toy;
    struct fold fold;
    struct result result;
};

static int set_up(void **state)
{
    struct bench *const b = sim_mem_array(1, sizeof *b);
    toy_init(&b->toy, PERIOD, targets, TARGETS);
    b->toy.calls_a_quarter = 1.5;
    fold_init(&b->fold, &b->toy.scenario, &b->toy.program, measured, true);
    struct tally tally;
    tally_init(&tally, &b->toy.program);
    for (int rep = 0; rep < REPS; rep++) {
        tally_clear(&tally);
        toy_run(&b->toy, rep, &tally);
        fold_add(&b->fold, &tally);
    }
    tally_done(&tally);
    const struct result_run run = { .seed = 5, .version = "1.2", .planned = REPS };
    result_make(&b->fold, &run, &b->result);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *const b = *state;
    result_done(&b->result);
    fold_done(&b->fold);
    toy_done(&b->toy);
    free(b);
    return 0;
}

/* ---- the oracle: call by call ---- */

static bool is_in(const struct calendar *c, enum measure_level level, int unit, int q)
{
    if (q < c->from || q >= c->to)
        return false;
    const int found[MEASURE_LEVELS] = {
        0, c->month[q], c->week[q], c->period_day[q], c->hour_of_week[q], q - c->from
    };
    return found[level] == unit;
}

/* What one replication has in one interval. */
struct sums {
    double offered, answered, abandoned, left, waited, wait, wait2, lost, queue,
        longest;
    double within, hung_up, counts;
    double busy, over, staffed;
};

static double overlap(double from, double to, double low, double high)
{
    const double length = fmin(to, high) - fmax(from, low);
    return length > 0.0 ? length : 0.0;
}

static void add_call(struct sums *s, const struct toy_call *call)
{
    s->offered += 1.0;
    s->answered += call->outcome == TOY_ANSWERED;
    s->abandoned += call->outcome == TOY_ABANDONED;
    s->left += call->outcome == TOY_LEFT;
    s->within += call->outcome == TOY_ANSWERED && call->wait_s <= TOY_WITHIN_S;
    s->hung_up += call->outcome == TOY_ABANDONED && call->wait_s > TOY_HUNG_UP_S;
    s->counts += call->counts;
    if (call->outcome == TOY_ANSWERED) {
        s->waited += call->wait_s > 0.0;
        s->wait += call->wait_s;
        s->wait2 += call->wait_s * call->wait_s;
    }
    if (call->outcome == TOY_ABANDONED)
        s->lost += call->wait_s;
    if (call->outcome != TOY_LEFT)
        s->longest = fmax(s->longest, call->wait_s);
}

static void sum_up(const struct toy *toy, enum measure_level level, int unit,
                   int subject, struct sums out[REPS])
{
    const struct calendar *const c = &toy->program.calendar;
    memset(out, 0, REPS * sizeof *out);
    for (size_t i = 0; i < toy->call_count; i++) {
        const struct toy_call *const call = &toy->calls[i];
        if (call->subject != subject)
            continue;
        if (is_in(c, level, unit, call->quarter))
            add_call(&out[call->rep], call);
        for (int q = call->quarter;
             subject != TOY_STREAM && q * 900.0 < call->arrived_s + call->wait_s; q++)
            if (is_in(c, level, unit, q))
                out[call->rep].queue +=
                    overlap(call->arrived_s, call->arrived_s + call->wait_s, q * 900.0,
                            (q + 1) * 900.0);
    }
    for (size_t i = 0; i < toy->staff_count; i++) {
        const struct toy_staff *const staff = &toy->staff[i];
        if (!is_in(c, level, unit, staff->quarter))
            continue;
        out[staff->rep].busy += staff->busy_s;
        out[staff->rep].over += staff->over_s;
        out[staff->rep].staffed += staff->people * 900.0;
    }
}

/* Ratio of sums and its half-width from the residuals, one by one. */
static struct sim_estimate ratio(const double *x, const double *y, double y_scale)
{
    double sx = 0.0, sy = 0.0, squares = 0.0;
    for (int r = 0; r < REPS; r++) {
        sx += x[r];
        sy += y == NULL ? y_scale : y[r];
    }
    if (sy <= 0.0)
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    for (int r = 0; r < REPS; r++)
        squares += pow(x[r] - sx / sy * (y == NULL ? y_scale : y[r]), 2.0);
    const double half = gsl_cdf_tdist_Pinv(0.975, REPS - 1)
                        * sqrt(squares / REPS / (REPS - 1)) / (sy / REPS);
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, sx / sy, sx / sy - half,
                                  sx / sy + half };
}

#define PICK(to, expression) \
    for (int r = 0; r < REPS; r++) { \
        const struct sums *const s = &sums[r]; \
        to[r] = (expression); \
    }
#define RATIO(of, per) \
    { \
        double x[REPS], y[REPS]; \
        PICK(x, of) \
        PICK(y, per) \
        return ratio(x, y, 0.0); \
    }
#define RATE(of, length) \
    { \
        double x[REPS]; \
        PICK(x, of) \
        return ratio(x, NULL, length); \
    }

/* Hours of an interval by the wall clock; at days and above, calls count by the day. */
static struct sim_estimate expected(enum measure_id id, const struct sums *sums,
                                    double days, double hours)
{
    const double length = days > 0.0 ? days : hours;
    if (id == MEASURE_ID_OFFERED)
        RATE(s->offered, length)
    if (id == MEASURE_ID_ANSWERED)
        RATE(s->answered, length)
    if (id == MEASURE_ID_ABANDONED)
        RATE(s->abandoned, length)
    if (id == MEASURE_ID_LEFT)
        RATE(s->left, length)
    if (id == MEASURE_ID_STILL)
        RATE(0.0 * s->offered, length)
    if (id == MEASURE_ID_PRESENTED)
        RATE(s->offered, length)
    if (id == MEASURE_ID_ANSWERED_SHARE)
        RATIO(s->answered, s->offered)
    if (id == MEASURE_ID_ABANDONED_SHARE)
        RATIO(s->abandoned, s->offered)
    if (id == MEASURE_ID_LEFT_SHARE)
        RATIO(s->left, s->offered)
    if (id == MEASURE_ID_AT_ONCE_SHARE)
        RATIO(s->answered - s->waited, s->answered)
    if (id == MEASURE_ID_MEAN_WAIT)
        RATIO(s->wait, s->answered)
    if (id == MEASURE_ID_MEAN_WAIT_LOST)
        RATIO(s->lost, s->abandoned)
    if (id == MEASURE_ID_MEAN_WAIT_ALL)
        RATIO(s->wait + s->lost, s->answered + s->abandoned)
    if (id == MEASURE_ID_QUEUE_LENGTH)
        RATE(s->queue / 3600.0, hours)
    if (id == MEASURE_ID_OCCUPANCY)
        RATIO(s->busy, s->staffed + s->over)
    if (id == MEASURE_ID_STAFFED_HOURS)
        RATE(s->staffed / 3600.0, length)
    if (id == MEASURE_ID_BUSY_HOURS)
        RATE(s->busy / 3600.0, length)
    if (id == MEASURE_ID_OVERRUN_HOURS)
        RATE(s->over / 3600.0, length)
    if (id == MEASURE_ID_PEOPLE)
        RATE(s->staffed / 3600.0, hours)
    return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
}

static bool is_elsewhere(enum measure_id id)
{
    return measures[id].how == MEASURE_QUANTILE || measures[id].how == MEASURE_LONGEST
           || measures[id].how == MEASURE_SPREAD;
}

static void check_figure(const struct sim_estimate *got,
                         const struct sim_estimate *want)
{
    if (want->kind == SIM_ESTIMATE_NONE) {
        assert_int_equal(got->kind, SIM_ESTIMATE_NONE);
        return;
    }
    assert_int_equal(got->kind, SIM_ESTIMATE_INTERVAL);
    assert_within(got->value, want->value, 1e-9 * (1.0 + fabs(want->value)));
    assert_within(got->high - got->low, want->high - want->low,
                  1e-6 * (1e-3 + fabs(want->value)));
}

static void figures_agree_with_the_calls_one_by_one(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    assert_null(r->fault);
    assert_int_equal(r->done, REPS);
    int checked = 0;
    for (int level = 0; level < MEASURE_QUARTER; level++)
        for (int unit = 0; unit < r->unit_count[level]; unit++)
            for (int object = 0; object < r->object_count; object++) {
                struct sums sums[REPS];
                sum_up(&b->toy, (enum measure_level) level, unit, object, sums);
                const struct result_unit *const u = &r->units[level][unit];
                for (int id = 0; id < MEASURE_COUNT; id++) {
                    if (is_elsewhere((enum measure_id) id)
                        || !(measures[id].objects & 1u << r->objects[object].kind))
                        continue;
                    const struct sim_estimate want = expected(
                        (enum measure_id) id, sums, u->days, u->quarters / 4.0);
                    const struct sim_estimate got =
                        result_at(r, (enum measure_level) level, unit, object,
                                  (enum measure_id) id);
                    check_figure(&got, &want);
                    checked++;
                }
            }
    assert_true(checked > 5000);
}

static void longest_waits_are_means_of_the_replications_maxima(void **state)
{
    const struct bench *const b = *state;
    for (int subject = 0; subject < TOY_SUBJECTS; subject++)
        for (int day = 0; day < 20; day++) {
            struct sums sums[REPS];
            double x[REPS], most = 0.0;
            sum_up(&b->toy, MEASURE_DAY, day, subject, sums);
            PICK(x, s->longest)
            struct sim_estimate want = ratio(x, NULL, 1.0);
            struct sim_estimate got = result_at(&b->result, MEASURE_DAY, day, subject,
                                                MEASURE_ID_LONGEST_WAIT);
            check_figure(&got, &want);
            sum_up(&b->toy, MEASURE_PERIOD, 0, subject, sums);
            PICK(x, s->longest)
            for (int r = 0; r < REPS; r++)
                most = fmax(most, x[r]);
            want = ratio(x, NULL, 1.0);
            check_figure(&b->result.longest[subject].mean, &want);
            assert_near(b->result.longest[subject].max_s, most, 0.0);
            assert_true(b->result.longest[subject].median_s <= most);
            assert_true(b->result.longest[subject].p95_s <= most);
        }
}

/* By the jackknife, which knows nothing of derivatives; 7 replications with a wide
 * spread agree to a few per cent. */
static void the_spread_of_waits_agrees_with_the_jackknife(void **state)
{
    const struct bench *const b = *state;
    struct sums sums[REPS], all = { 0 };
    double without[REPS], mean = 0.0, squares = 0.0;
    sum_up(&b->toy, MEASURE_PERIOD, 0, TOY_B, sums);
    for (int r = 0; r < REPS; r++) {
        all.answered += sums[r].answered;
        all.wait += sums[r].wait;
        all.wait2 += sums[r].wait2;
    }
    for (int r = 0; r < REPS; r++) {
        const double n = all.answered - sums[r].answered;
        const double m = (all.wait - sums[r].wait) / n;
        without[r] = sqrt((all.wait2 - sums[r].wait2) / n - m * m);
        mean += without[r] / REPS;
    }
    for (int r = 0; r < REPS; r++)
        squares += pow(without[r] - mean, 2.0);
    const double m = all.wait / all.answered;
    const struct sim_estimate got =
        result_at(&b->result, MEASURE_PERIOD, 0, TOY_B, MEASURE_ID_SD_WAIT);
    assert_near(got.value, sqrt(all.wait2 / all.answered - m * m), 1e-9);
    assert_near(sim_estimate_half_width(&got),
                gsl_cdf_tdist_Pinv(0.975, REPS - 1) * sqrt(squares * (REPS - 1) / REPS),
                0.1);
}

static int rising(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;
    return (x > y) - (x < y);
}

/* Waits of answered calls of some intervals, sorted; rep -1 means all. */
static size_t sorted_waits(const struct toy *toy, enum measure_level level, int unit,
                           int subject, int rep, double **out)
{
    size_t n = 0;
    *out = sim_mem_array(toy->call_count, sizeof **out);
    for (size_t i = 0; i < toy->call_count; i++) {
        const struct toy_call *const call = &toy->calls[i];
        if (call->subject == subject && call->outcome == TOY_ANSWERED
            && (rep < 0 || rep == call->rep)
            && is_in(&toy->program.calendar, level, unit, call->quarter))
            (*out)[n++] = call->wait_s;
    }
    qsort(*out, n, sizeof **out, rising);
    return n;
}

static void quantiles_agree_with_sorted_waits_within_a_bin(void **state)
{
    const struct bench *const b = *state;
    static const double shares[] = { 0.5, 0.9, 0.95, 0.99 };
    static const struct {
        enum measure_level level;
        int unit;
    } places[] = { { MEASURE_PERIOD, 0 },
                   { MEASURE_MONTH, 1 },
                   { MEASURE_WEEK, 2 },
                   { MEASURE_DAY, 3 },
                   { MEASURE_HOUR, 42 } };
    for (size_t p = 0; p < sizeof places / sizeof places[0]; p++)
        for (int subject = 0; subject < TOY_SUBJECTS; subject++) {
            double *waits;
            const size_t n = sorted_waits(&b->toy, places[p].level, places[p].unit,
                                          subject, -1, &waits);
            for (int i = 0; i < 4; i++) {
                const double rank = shares[i] * (double) n;
                const double want = waits[(size_t) ceil(rank) - 1];
                const struct sim_estimate got =
                    result_at(&b->result, places[p].level, places[p].unit, subject,
                              (enum measure_id)(MEASURE_ID_MEDIAN_WAIT + i));
                assert_within(got.value, want, want / 32.0 + (want > 0.0 ? 0.26 : 0.0));
                assert_int_equal(got.kind, places[p].level == MEASURE_PERIOD
                                               ? SIM_ESTIMATE_INTERVAL
                                               : SIM_ESTIMATE_POINT);
            }
            free(waits);
        }
}

/* 200,000 exponential waits with mean 37.9 s: the error inside a bin is far smaller. */
static void quantiles_of_many_waits_are_within_a_thousandth(void **state)
{
    (void) state;
    enum { N = 200000 };
    uint64_t bins[TALLY_BINS] = { 0 };
    for (int i = 0; i < N; i++)
        bins[tally_bin(-37.9 * log((i + 0.5) / N))]++;
    for (double share = 0.05; share < 0.9995; share += 0.0513)
        assert_near(waits_quantile(bins, N, share), -37.9 * log(1.0 - share), 1e-3);
    assert_near(waits_quantile(bins, 2.0 * N, 0.5), 0.0, 0.0);
    assert_near(waits_quantile(bins, 2.0 * N, 0.75), 37.9 * log(2.0), 1e-3);
}

/* ---- targets, one by one ---- */

/* Value of a target in one interval of one replication; false when it is empty. */
static bool target_value(const struct bench *b, int t, enum measure_level level,
                         int unit, int rep, const struct sums *s, double *value)
{
    double of = 0.0, per = s->offered;
    if (t == 0)
        of = s->within, per = s->answered;
    else if (t == 1)
        of = s->within, per = s->offered - (s->abandoned - s->hung_up);
    else if (t == 2)
        of = s->hung_up;
    else if (t == 3)
        of = s->abandoned;
    else if (t == 4)
        of = s->counts;
    else if (t == 5 || t == 9)
        of = s->wait, per = s->answered;
    else if (t == 7)
        of = s->longest * s->offered;
    else if (t == 8)
        of = s->busy, per = s->staffed + s->over;
    else {
        double *waits;
        const size_t n = sorted_waits(&b->toy, level, unit, TOY_A, rep, &waits);
        per = (double) n;
        of = n > 0 ? waits[(size_t) ceil(0.9 * per) - 1] * per : 0.0;
        free(waits);
    }
    *value = per > 0.0 ? of / per : 0.0;
    return per > 0.0;
}

static const int subject_of[TARGETS] = { TOY_A, TOY_B, TOY_B, TOY_A, TOY_STREAM,
                                         TOY_B, TOY_A, TOY_A, TOY_A, TOY_A };

struct outcome {
    double met[REPS], counted[REPS], all_met, all_counted;
    double *values;
    size_t count;
};

static void find_outcome(const struct bench *b, int t, struct outcome *out)
{
    const struct result_target *const target = &b->result.targets[t];
    const enum measure_level level = target->each;
    *out = (struct outcome){ 0 };
    out->values = sim_mem_array((size_t) target->unit_count * REPS, sizeof(double));
    for (int i = 0; i < target->unit_count; i++) {
        const int unit = target->units[i].unit;
        struct sums sums[REPS];
        double met = 0.0, counted = 0.0;
        sum_up(&b->toy, level, unit, subject_of[t], sums);
        for (int r = 0; r < REPS; r++) {
            double value;
            if (!target_value(b, t, level, unit, r, &sums[r], &value))
                continue;
            const bool is_met = targets[t].at_least ? value >= targets[t].limit
                                                    : value <= targets[t].limit;
            out->values[out->count++] = value;
            out->met[r] += is_met;
            out->counted[r] += 1.0;
            met += is_met;
            counted += 1.0;
        }
        assert_near(target->units[i].empty, 1.0 - counted / REPS, 1e-12);
        if (counted > 0.0)
            assert_near(target->units[i].p_met.value, met / counted, 1e-12);
        else
            assert_int_equal(target->units[i].p_met.kind, SIM_ESTIMATE_NONE);
        out->all_met += met;
        out->all_counted += counted;
    }
    qsort(out->values, out->count, sizeof(double), rising);
}

/* The percentile (6) is read from bins, so near its limit it may judge otherwise. */
static void outcomes_of_targets_agree_with_the_calls_one_by_one(void **state)
{
    const struct bench *const b = *state;
    for (int t = 0; t < TARGETS; t++) {
        const struct result_target *const target = &b->result.targets[t];
        struct outcome want;
        if (t == 2 || t == 6 || t == 8 || t == 9)
            continue;
        find_outcome(b, t, &want);
        assert_near(target->met, want.all_met / REPS, 1e-12);
        assert_near(target->of_periods, want.all_counted / REPS, 1e-12);
        assert_near(target->empty, target->unit_count - want.all_counted / REPS, 1e-9);
        assert_near(target->p_met.value, want.all_met / want.all_counted, 1e-12);
        struct sim_moments m = { 0 };
        for (int r = 0; r < REPS; r++)
            sim_moments_add(&m, want.met[r], want.counted[r]);
        const struct sim_estimate share = sim_estimate_share(&m);
        assert_near(target->p_met.low, share.low, 1e-12);
        assert_near(target->p_met.high, share.high, 1e-12);
        const double low = want.values[(size_t) ceil(0.05 * (double) want.count) - 1];
        const double high = want.values[(size_t) ceil(0.95 * (double) want.count) - 1];
        const double slack = target->unit == MEASURE_SECONDS ? 1.0 / 31.0 : 0.0;
        assert_within(target->usual_low, low, 1e-4 + slack * low);
        assert_within(target->usual_high, high, 1e-4 + slack * high);
        /* Each of these sees both outcomes, or it would test nothing. */
        assert_true(want.all_met > 0.0 && want.all_met < want.all_counted);
        free(want.values);
    }
}

/* A hundred of each suffice; some quarter hours have no call at all. */
static void quarter_hours_are_judged_like_longer_times(void **state)
{
    const struct bench *const b = *state;
    static const int judged[] = { 2, 8 };
    for (int k = 0; k < 2; k++) {
        const int t = judged[k];
        const struct result_target *const target = &b->result.targets[t];
        assert_int_equal(target->unit_count, 20 * 96 - 4);
        bool some_empty = false;
        for (int i = 7; i < target->unit_count; i += 19) {
            struct sums sums[REPS];
            double met = 0.0, counted = 0.0, of[REPS], per[REPS];
            sum_up(&b->toy, MEASURE_QUARTER, i, subject_of[t], sums);
            for (int r = 0; r < REPS; r++) {
                double value;
                if (target_value(b, t, MEASURE_QUARTER, i, r, &sums[r], &value)) {
                    met += value <= targets[t].limit;
                    counted += 1.0;
                }
                of[r] = t == 2 ? sums[r].hung_up : sums[r].busy;
                per[r] = t == 2 ? sums[r].offered : sums[r].staffed + sums[r].over;
            }
            const struct sim_estimate want = ratio(of, per, 0.0);
            check_figure(&target->values[MEASURE_QUARTER][i], &want);
            assert_near(target->units[i].empty, 1.0 - counted / REPS, 1e-12);
            if (counted > 0.0)
                assert_near(target->units[i].p_met.value, met / counted, 1e-12);
            some_empty |= counted < REPS;
        }
        double empty = 0.0;
        for (int i = 0; i < target->unit_count; i++)
            empty += target->units[i].empty;
        assert_near(target->empty, empty, 1e-9);
        assert_true(some_empty == (t == 2));
    }
}

static void expectations_of_targets_are_ratios_of_sums(void **state)
{
    const struct bench *const b = *state;
    for (int level = 0; level < MEASURE_QUARTER; level++)
        for (int unit = 0; unit < b->result.unit_count[level]; unit += 2)
            for (int t = 0; t < TARGETS; t++) {
                if (t == 6 || t == 7)
                    continue;
                struct sums sums[REPS];
                double of[REPS], per[REPS];
                sum_up(&b->toy, (enum measure_level) level, unit, subject_of[t], sums);
                for (int r = 0; r < REPS; r++) {
                    const struct sums *const s = &sums[r];
                    of[r] = t < 2    ? s->within
                            : t == 2 ? s->hung_up
                            : t == 3 ? s->abandoned
                            : t == 4 ? s->counts
                            : t == 8 ? s->busy
                                     : s->wait;
                    per[r] = t == 1             ? s->offered - s->abandoned + s->hung_up
                             : t >= 2 && t <= 4 ? s->offered
                             : t == 8           ? s->staffed + s->over
                                                : s->answered;
                }
                const struct sim_estimate want = ratio(of, per, 0.0);
                check_figure(&b->result.targets[t].values[level][unit], &want);
            }
}

/* Replications in which nobody called have no longest wait. */
static void a_longest_wait_is_a_mean_over_replications_with_calls(void **state)
{
    const struct bench *const b = *state;
    double empty = 0.0;
    for (int hour = 0; hour < 168; hour++) {
        struct sums sums[REPS];
        double total = 0.0, n = 0.0;
        sum_up(&b->toy, MEASURE_HOUR, hour, TOY_A, sums);
        for (int r = 0; r < REPS; r++) {
            total += sums[r].longest;
            n += sums[r].offered > 0.0;
        }
        empty += REPS - n;
        assert_near(b->result.targets[7].values[MEASURE_HOUR][hour].value, total / n,
                    1e-12);
    }
    assert_true(empty > 0.0);
}

static void a_percentile_is_judged_by_single_replications(void **state)
{
    const struct bench *const b = *state;
    const struct result_target *const target = &b->result.targets[6];
    double met = 0.0, apart = 0.0;
    for (int day = 0; day < 20; day++)
        for (int r = 0; r < REPS; r++) {
            double value;
            struct sums none = { 0 };
            assert_true(target_value(b, 6, MEASURE_DAY, day, r, &none, &value));
            met += value <= 42.0;
            apart += fabs(value / 42.0 - 1.0) < 1.0 / 32.0; /* within a bin */
        }
    assert_within(target->met * REPS, met, apart);
    assert_true(met > 20.0 && met < 120.0 && apart < 20.0);
    const struct sim_estimate p90 =
        result_at(&b->result, MEASURE_PERIOD, 0, TOY_A, MEASURE_ID_P90_WAIT);
    assert_near(target->value.value, p90.value, 1e-12);
    assert_near(target->value.low, p90.low, 1e-9);
    assert_null(target->values[MEASURE_QUARTER]);
}

static void partial_periods_take_no_part_and_are_counted(void **state)
{
    const struct bench *const b = *state;
    const struct result_target *const weeks = &b->result.targets[1];
    assert_int_equal(weeks->partial, 2);
    assert_int_equal(weeks->unit_count, 2);
    assert_int_equal(weeks->units[0].unit, 1);
    const struct result_target *const months = &b->result.targets[9];
    assert_int_equal(months->partial, 2);
    assert_int_equal(months->unit_count, 0);
    assert_int_equal(months->p_met.kind, SIM_ESTIMATE_NONE);
    assert_false(months->has_usual);
    assert_int_equal(months->value.kind, SIM_ESTIMATE_INTERVAL);
}

static void quarter_hours_have_expectations_if_asked_for(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    assert_int_equal(r->unit_count[MEASURE_QUARTER], 20 * 96 - 4);
    for (int i = 3; i < r->unit_count[MEASURE_QUARTER]; i += 17)
        for (int object = 0; object < r->object_count; object++) {
            struct sums sums[REPS];
            sum_up(&b->toy, MEASURE_QUARTER, i, object, sums);
            for (int id = 0; id < MEASURE_COUNT; id++) {
                if (is_elsewhere((enum measure_id) id) || id == MEASURE_ID_AT_ONCE_SHARE
                    || !(measures[id].objects & 1u << r->objects[object].kind))
                    continue;
                const struct sim_estimate want =
                    expected((enum measure_id) id, sums, 0.0, 0.25);
                const struct sim_estimate got =
                    result_at(r, MEASURE_QUARTER, i, object, (enum measure_id) id);
                assert_within(got.value, want.value, 1e-9 * (1.0 + fabs(want.value)));
                assert_int_equal(got.kind, want.kind == SIM_ESTIMATE_NONE
                                               ? SIM_ESTIMATE_NONE
                                               : SIM_ESTIMATE_POINT);
            }
        }
    struct sums sums[REPS];
    double longest = 0.0;
    sum_up(&b->toy, MEASURE_QUARTER, 150, TOY_B, sums);
    for (int rep = 0; rep < REPS; rep++)
        longest += sums[rep].longest / REPS;
    const struct sim_estimate mean =
        result_at(r, MEASURE_QUARTER, 150, TOY_B, MEASURE_ID_LONGEST_WAIT);
    assert_near(mean.value, longest, 1e-12);
    assert_true(longest > 0.0);
    const struct sim_estimate none =
        result_at(r, MEASURE_QUARTER, 0, TOY_A, MEASURE_ID_P90_WAIT);
    assert_int_equal(none.kind, SIM_ESTIMATE_NONE);
}

/* More answered calls in one bin than 32 bits hold: the histogram keeps what it has. */
static void a_days_histogram_does_not_overflow(void **state)
{
    (void) state;
    struct toy toy;
    struct fold fold;
    struct tally tally;
    toy_init(&toy, (struct scenario_dates){ 19081, 19081 }, targets, 0);
    fold_init(&fold, &toy.scenario, &toy.program, NULL, false);
    tally_init(&tally, &toy.program);
    struct tally_cell *const cell = tally_at(&tally, toy.program.calendar.from, TOY_A);
    cell->offered = cell->answered = 2000000000u;
    cell->longest_s = 33.3;
    tally.day_waits[TOY_A * TALLY_BINS + tally_bin(33.3)] = 1999999990u;
    tally.day_waits[TOY_A * TALLY_BINS + tally_bin(1.0)] = 10u;
    for (int i = 0; i < 3; i++)
        fold_add(&fold, &tally);
    uint64_t bins[TALLY_BINS];
    fold_pooled(&fold, TOY_A, (struct digest_days){ 0, 1 }, bins);
    assert_true(bins[tally_bin(33.3)] == 3999999980u && bins[tally_bin(1.0)] == 20u);
    assert_near(fold.cells[TOY_A].sums[MEASURE_Q_ANSWERED], 6e9, 0.0);
    assert_near(fold.cells[TOY_A].sums[MEASURE_Q_WAITED], 6e9, 0.0);
    free(fold.fault); /* the rest of these books is empty */
    fold.fault = NULL;
    struct result result;
    result_make(&fold, &(struct result_run){ 0 }, &result);
    const struct sim_estimate median =
        result_at(&result, MEASURE_DAY, 0, TOY_A, MEASURE_ID_MEDIAN_WAIT);
    const int bin = tally_bin(33.3);
    assert_near(median.value, 0.5 * (tally_edge(bin) + tally_edge(bin + 1)), 1e-6);
    result_done(&result);
    tally_done(&tally);
    fold_done(&fold);
    toy_done(&toy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_agree_with_the_calls_one_by_one),
        cmocka_unit_test(longest_waits_are_means_of_the_replications_maxima),
        cmocka_unit_test(the_spread_of_waits_agrees_with_the_jackknife),
        cmocka_unit_test(quantiles_agree_with_sorted_waits_within_a_bin),
        cmocka_unit_test(quantiles_of_many_waits_are_within_a_thousandth),
        cmocka_unit_test(outcomes_of_targets_agree_with_the_calls_one_by_one),
        cmocka_unit_test(quarter_hours_are_judged_like_longer_times),
        cmocka_unit_test(expectations_of_targets_are_ratios_of_sums),
        cmocka_unit_test(a_longest_wait_is_a_mean_over_replications_with_calls),
        cmocka_unit_test(a_percentile_is_judged_by_single_replications),
        cmocka_unit_test(partial_periods_take_no_part_and_are_counted),
        cmocka_unit_test(quarter_hours_have_expectations_if_asked_for),
        cmocka_unit_test(a_days_histogram_does_not_overflow),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
