/* What only some scenarios have, from tallies to results: every figure is held against
 * the visits, journeys and hang-ups of a toy one by one. */
#include <gsl/gsl_cdf.h>

#include "model/measure/fold.h"
#include "model/measure/result.h"
#include "tests/toy_more.h"

enum { REPS = 6, DAYS = 11 };

/* Thursday 24 March to Sunday 3 April 2022: summer time begins in it. */
static const struct scenario_dates PERIOD = { 19075, 19085 };

/* clang-format off */
#define LINE(...) { .journey = -1, .team = -1, __VA_ARGS__ }
#define OWN_CLOCK .clock = -1
/* clang-format on */

enum { T_CLOCK, T_OWN, T_MEAN_FROM, T_ABANDONED, T_OFFER, T_LONGEST, TARGETS };
static const struct scenario_target targets[TARGETS] = {
    [T_CLOCK] = LINE(.grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_A,
                     .clock = TOY_MENU, .within_s = 45.0, .of = SCENARIO_OF_ANSWERED,
                     .at_least = true, .limit = 0.5),
    [T_OWN] = LINE(OWN_CLOCK, .grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_A,
                   .within_s = 30.0, .of = SCENARIO_OF_OFFERED, .at_least = true,
                   .limit = 0.5),
    [T_MEAN_FROM] = LINE(.grade = SCENARIO_MEAN_WAIT, .line = TOY_LINE_A,
                         .clock = TOY_MENU, .limit = 60.0),
    [T_ABANDONED] = LINE(OWN_CLOCK, .grade = SCENARIO_ABANDONED, .line = TOY_LINE_B,
                         .of = SCENARIO_OF_OFFERED, .limit = 0.2),
    [T_OFFER] = LINE(OWN_CLOCK, .grade = SCENARIO_ANSWERED_WITHIN, .line = TOY_LINE_B,
                     .call_backs = SCENARIO_TO_OFFER, .within_s = 30.0,
                     .of = SCENARIO_OF_OFFERED, .at_least = true, .limit = 0.5),
    [T_LONGEST] = LINE(OWN_CLOCK, .grade = SCENARIO_LONGEST_WAIT, .line = TOY_LINE_B,
                       .limit = 3600.0),
};
static const struct program_measured measured[TARGETS] = {
    { MORE_FROM, 0, true, -1 },   { MORE_A, 0, false, -1 },
    { MORE_FROM, -1, false, -1 }, { MORE_B, -1, false, -1 },
    { MORE_OFFER, 0, true, -1 },  { MORE_B, -1, false, -1 },
};

struct bench {
    struct toy_more more;
    struct fold fold;
    struct result result;
};

static int set_up(void **state)
{
    struct bench *const b = sim_mem_array(1, sizeof *b);
    more_init(&b->more, PERIOD, targets, TARGETS);
    b->more.toy.calls_a_quarter = 2.0;
    const struct toy *const toy = &b->more.toy;
    fold_init(&b->fold, &toy->scenario, &toy->program, measured, true);
    struct tally tally;
    tally_init(&tally, &toy->program);
    for (int rep = 0; rep < REPS; rep++) {
        tally_clear(&tally);
        more_run(&b->more, rep, REPS, &tally);
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
    more_done(&b->more);
    free(b);
    return 0;
}

/* ---- the oracle ---- */

static bool is_in(const struct calendar *c, enum measure_level level, int unit, int q)
{
    if (q < c->from || q >= c->to)
        return false;
    const int found[MEASURE_QUARTER] = { 0, c->month[q], c->week[q], c->period_day[q],
                                         c->hour_of_week[q] };
    return found[level] == unit;
}

/* Ratio of sums and its half-width from the residuals; y null: `length` each. */
static struct sim_estimate ratio(const double *x, const double *y, double length)
{
    double sx = 0.0, sy = 0.0, squares = 0.0;
    for (int r = 0; r < REPS; r++) {
        sx += x[r];
        sy += y == NULL ? length : y[r];
    }
    if (sy <= 0.0)
        return (struct sim_estimate){ .kind = SIM_ESTIMATE_NONE };
    for (int r = 0; r < REPS; r++)
        squares += pow(x[r] - sx / sy * (y == NULL ? length : y[r]), 2.0);
    const double half = gsl_cdf_tdist_Pinv(0.975, REPS - 1)
                        * sqrt(squares / REPS / (REPS - 1)) / (sy / REPS);
    return (struct sim_estimate){ SIM_ESTIMATE_INTERVAL, sx / sy, sx / sy - half,
                                  sx / sy + half };
}

static void check_figure(struct sim_estimate got, struct sim_estimate want)
{
    assert_int_equal(got.kind, want.kind);
    assert_within(got.value, want.value, 1e-9 * (1.0 + fabs(want.value)));
    assert_within(got.high - got.low, want.high - want.low,
                  1e-6 * (1e-3 + fabs(want.value)));
}

/* What a visit adds to the numerator of a measure of its line. */
static double of_visit(const struct toy_visit_of *v, enum measure_id id)
{
    const bool is_lost = v->outcome == TOY_ABANDONED;
    const bool is_neutral = is_lost && !v->positive && !v->negative;
    const double values[MEASURE_MORE_COUNT] = {
        v->accepted_s >= 0.0, v->called_back,     v->not_reached,      v->overflowed,
        v->cut_off,           v->positive,        is_neutral,          v->negative,
        v->positive,          is_neutral,         v->negative,         v->again,
        v->interrupted,       v->worked_s / 3600, v->dialled_s / 3600,
    };
    return values[id - MEASURE_ID_MORE];
}

static double of_journey(const struct toy_journey_of *j, enum measure_id id)
{
    return id == MEASURE_ID_CALLS_AGAIN ? j->again
           : id == MEASURE_ID_ATTEMPTS  ? j->attempts
                                        : j->resolved;
}

/* Numerators and denominators of a measure by replication. */
static void sum_up(const struct toy_more *more, enum measure_level level, int unit,
                   int subject, enum measure_id id, double x[REPS], double y[REPS])
{
    const struct calendar *const c = &more->toy.program.calendar;
    for (int r = 0; r < REPS; r++)
        x[r] = y[r] = 0.0;
    for (size_t i = 0; i < more->visit_count; i++) {
        const struct toy_visit_of *const v = &more->visits[i];
        if (v->line != subject || !is_in(c, level, unit, v->quarter))
            continue;
        x[v->rep] += of_visit(v, id);
        y[v->rep] += v->outcome == TOY_ABANDONED;
    }
    for (size_t i = 0; subject == MORE_STREAM && i < more->journey_count; i++) {
        const struct toy_journey_of *const j = &more->journeys[i];
        if (!is_in(c, level, unit, j->quarter))
            continue;
        x[j->rep] += of_journey(j, id);
        y[j->rep] += 1.0;
    }
}

/* ---- measures ---- */

static void figures_agree_with_the_visits_one_by_one(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    int checked = 0, positive = 0;
    assert_null(r->fault);
    for (int level = 0; level < MEASURE_QUARTER; level++)
        for (int unit = 0; unit < r->unit_count[level]; unit += 1 + unit / 20)
            for (int s = 0; s <= MORE_STREAM; s++)
                for (int id = MEASURE_ID_MORE; id < MEASURE_COUNT; id++) {
                    if (!result_has(&r->objects[s], (enum measure_id) id))
                        continue;
                    const struct result_unit *const u = &r->units[level][unit];
                    double x[REPS], y[REPS];
                    sum_up(&b->more, (enum measure_level) level, unit, s,
                           (enum measure_id) id, x, y);
                    const double length = u->days > 0 ? u->days : u->quarters / 4.0;
                    const struct sim_estimate got = result_at(
                        r, (enum measure_level) level, unit, s, (enum measure_id) id);
                    check_figure(
                        got,
                        ratio(x, measures[id].how == MEASURE_RATIO ? y : NULL, length));
                    checked++;
                    positive += got.value > 0.0;
                }
    assert_true(checked > 1000 && positive > checked / 2);
}

/* Measures are about objects that have such a thing, and have no value elsewhere. */
static void what_is_not_used_is_not_there(void **state)
{
    const struct bench *const b = *state;
    static const struct {
        enum measure_id id;
        bool has[MORE_STREAM + 1];
    } known[] = {
        { MEASURE_ID_CALL_BACKS_ASKED, { false, true, false, false } },
        { MEASURE_ID_CALLED_BACK, { false, true, false, false } },
        { MEASURE_ID_CALL_BACKS_NOT_REACHED, { false, true, true, false } },
        { MEASURE_ID_DIALLED_HOURS, { false, true, true, false } },
        { MEASURE_ID_OVERFLOWED, { true, false, false, false } },
        { MEASURE_ID_CUT_OFF, { true, true, false, false } },
        { MEASURE_ID_HUNG_UP_NEUTRAL, { true, true, false, false } },
        { MEASURE_ID_POSITIVE_SHARE, { true, true, false, false } },
        { MEASURE_ID_CALLS_AGAIN, { false, true, false, true } },
        { MEASURE_ID_INTERRUPTED, { false, false, true, false } },
        { MEASURE_ID_WORKED_HOURS, { true, true, true, false } },
        { MEASURE_ID_ATTEMPTS, { false, false, false, true } },
        { MEASURE_ID_RESOLVED_SHARE, { false, false, false, true } },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        for (int s = 0; s <= MORE_STREAM; s++) {
            assert_int_equal(result_has(&b->result.objects[s], known[i].id),
                             known[i].has[s]);
            if (!known[i].has[s])
                assert_int_equal(
                    result_at(&b->result, MEASURE_PERIOD, 0, s, known[i].id).kind,
                    SIM_ESTIMATE_NONE);
        }
    for (int s = MORE_FROM; s < b->result.object_count; s++)
        assert_true(b->result.objects[s].has >> MEASURE_ID_MORE == 0);
    for (int s = 0; s <= MORE_STREAM; s++) /* nor by the quarter hour */
        assert_int_equal(
            result_at(&b->result, MEASURE_QUARTER, 40, s, MEASURE_ID_WORKED_HOURS).kind,
            SIM_ESTIMATE_NONE);
}

/* ---- clocks ---- */

struct clock_sums {
    double offered[REPS], answered[REPS], wait[REPS], within[REPS], reached[REPS];
};

static void sum_clock(const struct toy_more *more, int view, struct clock_sums *out)
{
    const int line = view == MORE_FROM ? MORE_A : MORE_B;
    *out = (struct clock_sums){ 0 };
    for (size_t i = 0; i < more->visit_count; i++) {
        const struct toy_visit_of *const v = &more->visits[i];
        const bool asked = v->accepted_s >= 0.0;
        if (v->line != line || (asked && view == MORE_WITHOUT)
            || !is_in(&more->toy.program.calendar, MEASURE_PERIOD, 0, v->quarter))
            continue;
        const bool at_offer = asked && view == MORE_OFFER;
        out->offered[v->rep] += 1.0;
        if (v->outcome != TOY_ANSWERED && !at_offer)
            continue;
        const double wait_s = at_offer            ? v->accepted_s
                              : view == MORE_FROM ? v->before_s + v->wait_s
                                                  : v->wait_s;
        out->answered[v->rep] += 1.0;
        out->wait[v->rep] += wait_s;
        out->within[v->rep] += wait_s <= (view == MORE_FROM ? 45.0 : 30.0);
        out->reached[v->rep] += v->before_s <= 45.0;
    }
}

static void other_clocks_measure_the_same_calls(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    assert_int_equal(r->clock_count, 3);
    assert_int_equal(r->subject_count, MORE_SUBJECTS);
    static const char *const names[][2] = {
        { "a_from_menu", "the a from the menu" },
        { "b_to_offer", "the b to the offer" },
        { "b_without_call_backs", "the b without call-backs" },
    };
    for (int view = MORE_FROM; view <= MORE_WITHOUT; view++) {
        const struct result_object *const clock = &r->objects[view];
        struct clock_sums sums;
        sum_clock(&b->more, view, &sums);
        assert_int_equal(clock->kind, MEASURE_CLOCK);
        assert_int_equal(clock->line, view == MORE_FROM ? MORE_A : MORE_B);
        assert_string_equal(clock->name, names[view - MORE_FROM][0]);
        assert_string_equal(clock->label, names[view - MORE_FROM][1]);
        check_figure(result_at(r, MEASURE_PERIOD, 0, view, MEASURE_ID_OFFERED),
                     ratio(sums.offered, NULL, DAYS));
        check_figure(result_at(r, MEASURE_PERIOD, 0, view, MEASURE_ID_MEAN_WAIT),
                     ratio(sums.wait, sums.answered, 0.0));
        check_figure(result_at(r, MEASURE_PERIOD, 0, view, MEASURE_ID_ANSWERED_SHARE),
                     ratio(sums.answered, sums.offered, 0.0));
        assert_false(result_has(clock, MEASURE_ID_PRESENTED));
        assert_false(result_has(clock, MEASURE_ID_QUEUE_LENGTH));
        assert_true(result_has(clock, MEASURE_ID_P95_WAIT));
        assert_true(r->longest[view].max_s > 0.0);
    }
    assert_string_equal(r->objects[MORE_SUBJECTS].name, "desk");
    double value = -1.0, half;
    assert_true(result_value(r, "clock.b_to_offer.mean_wait", &value, &half));
    assert_near(value,
                result_at(r, MEASURE_PERIOD, 0, MORE_OFFER, MEASURE_ID_MEAN_WAIT).value,
                0.0);
    assert_true(result_value(r, "clock.a_from_menu.longest_most", &value, &half));
    assert_true(result_value(r, "team.desk.seats", &value, &half));
    assert_near(value, 9.0, 0.0);
    assert_false(result_value(r, "line.b_to_offer.mean_wait", &value, &half));
    assert_false(result_value(r, "clock.b.mean_wait", &value, &half));
}

static void targets_look_at_their_clock(void **state)
{
    const struct bench *const b = *state;
    struct clock_sums from, offer;
    sum_clock(&b->more, MORE_FROM, &from);
    sum_clock(&b->more, MORE_OFFER, &offer);
    check_figure(b->result.targets[T_CLOCK].value,
                 ratio(from.within, from.answered, 0.0));
    check_figure(b->result.targets[T_MEAN_FROM].value,
                 ratio(from.wait, from.answered, 0.0));
    check_figure(b->result.targets[T_OFFER].value,
                 ratio(offer.within, offer.offered, 0.0));
}

static void a_ceiling_is_who_reached_the_line_in_time(void **state)
{
    const struct bench *const b = *state;
    const struct result_target *const t = b->result.targets;
    struct clock_sums sums;
    sum_clock(&b->more, MORE_FROM, &sums);
    for (int i = 0; i < TARGETS; i++) /* to the offer nobody is late on arrival */
        assert_int_equal(t[i].has_ceiling, i == T_CLOCK);
    check_figure(t[T_CLOCK].ceiling, ratio(sums.reached, sums.answered, 0.0));
    assert_true(t[T_CLOCK].value.value < t[T_CLOCK].ceiling.value - 0.02);
    assert_true(t[T_CLOCK].ceiling.value < 0.99);
    double value = -1.0, half = -1.0;
    assert_true(result_value(&b->result, "target.t0.ceiling", &value, &half));
    assert_near(value, t[T_CLOCK].ceiling.value, 0.0);
    assert_near(half, sim_estimate_half_width(&t[T_CLOCK].ceiling), 0.0);
    assert_false(result_value(&b->result, "target.t1.ceiling", &value, &half));
}

/* ---- those who hung up ---- */

/* Takers of ways [from, to) of a redial that lead to `next`; -2: anywhere. */
static void count_ways(const struct toy_more *more, int redial, int next, double *out)
{
    for (int r = 0; r < REPS; r++)
        out[r] = 0.0;
    for (size_t i = 0; i < more->hang_up_count; i++) {
        const struct toy_hang_up *const h = &more->hang_ups[i];
        const int to = more->toy.program.ways[h->way].next;
        if (h->redial == redial && (next == -2 || to == next))
            out[h->rep] += 1.0;
    }
}

static void hang_ups_are_counted_by_what_became_of_them(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    static const struct {
        int redial;
        bool is_outage;
        const char *name;
        int to[RESULT_HANG_UPS][2]; /* stages of a kind; -2: none */
    } known[] = {
        { REDIAL_MENU,
          false,
          "menu",
          { { MORE_WEB, -2 }, { -1, -2 }, { 0, -2 }, { -2, -2 } } },
        { REDIAL_A,
          false,
          "a",
          { { MORE_WEB, -2 }, { -1, TOY_END }, { 0, -2 }, { MORE_LINE_C, -2 } } },
        { REDIAL_OUTAGE,
          true,
          "phones",
          { { -2, -2 }, { -1, -2 }, { 0, -2 }, { -2, -2 } } },
    };
    assert_int_equal(r->hang_up_count, 3);
    for (int i = 0; i < 3; i++) {
        const struct result_hang_ups *const h = &r->hang_ups[i];
        double all[REPS], part[REPS], sum[REPS];
        count_ways(&b->more, known[i].redial, -2, all);
        assert_string_equal(h->name, known[i].name);
        assert_int_equal(h->is_outage, known[i].is_outage);
        check_figure(h->per_day, ratio(all, NULL, DAYS));
        for (int k = 0; k < RESULT_HANG_UPS; k++) {
            for (int n = 0; n < REPS; n++)
                sum[n] = 0.0;
            for (int n = 0; n < 2; n++) {
                if (known[i].to[k][n] == -2)
                    continue;
                count_ways(&b->more, known[i].redial, known[i].to[k][n], part);
                for (int rep = 0; rep < REPS; rep++)
                    sum[rep] += part[rep];
            }
            check_figure(h->kinds[k], ratio(sum, NULL, DAYS));
            check_figure(h->shares[k], ratio(sum, all, 0.0));
        }
    }
}

/* Ways of several attempts to one place are one; what is lost comes last. */
static void where_they_went_is_told_by_name(void **state)
{
    const struct bench *const b = *state;
    const struct result_hang_ups *const a = &b->result.hang_ups[1];
    static const struct {
        const char *name, *to;
        int next;
    } known[] = { { "menu", "the menu", 0 },
                  { "web", "the web", MORE_WEB },
                  { "c", "the c", MORE_LINE_C },
                  { "end", "the end", TOY_END },
                  { "lost", "lost", -1 } };
    double all[REPS], part[REPS], share = 0.0;
    count_ways(&b->more, REDIAL_A, -2, all);
    assert_int_equal(a->way_count, 5);
    for (int i = 0; i < 5; i++) {
        char path[40];
        double value = -1.0, half;
        count_ways(&b->more, REDIAL_A, known[i].next, part);
        assert_string_equal(a->ways[i].name, known[i].name);
        assert_string_equal(a->ways[i].to, known[i].to);
        check_figure(a->ways[i].per_day, ratio(part, NULL, DAYS));
        assert_near(a->ways[i].share, ratio(part, all, 0.0).value, 1e-12);
        assert_true(a->ways[i].share > 0.0);
        share += a->ways[i].share;
        snprintf(path, sizeof path, "flow.a.redial.%s", known[i].name);
        assert_true(result_value(&b->result, path, &value, &half));
        assert_near(value, a->ways[i].per_day.value, 0.0);
    }
    assert_near(share, 1.0, 1e-12);
}

static void hang_ups_and_calls_again_have_paths(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    const struct result_stage *const line_b = &r->stages[TOY_LINE_B];
    double value = -1.0, half = -1.0, counted[REPS] = { 0.0 };
    for (size_t i = 0; i < b->more.journey_count; i++) {
        const struct toy_journey_of *const j = &b->more.journeys[i];
        counted[j->rep] +=
            is_in(&b->more.toy.program.calendar, MEASURE_PERIOD, 0, j->quarter)
                ? j->again
                : 0;
    }
    assert_true(line_b->has_again && !r->stages[TOY_LINE_A].has_again);
    assert_string_equal(line_b->again.to, "the menu");
    check_figure(line_b->again.per_day, ratio(counted, NULL, DAYS));
    assert_near(line_b->again.share,
                line_b->again.per_day.value / line_b->entered.value, 1e-12);
    const struct {
        const char *path;
        const struct sim_estimate *want;
    } known[] = {
        { "flow.b.calls_again", &line_b->again.per_day },
        { "hang_ups.a.positive", &r->hang_ups[1].kinds[RESULT_POSITIVE] },
        { "hang_ups.a.recalled_share", &r->hang_ups[1].shares[RESULT_RECALLED] },
        { "hang_ups.menu.per_day", &r->hang_ups[0].per_day },
        { "hang_ups.menu.redial.web", &r->hang_ups[0].ways[1].per_day },
        { "outage.phones.negative", &r->hang_ups[2].kinds[RESULT_NEGATIVE] },
        { "outage.phones.redial.menu", &r->hang_ups[2].ways[0].per_day },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        assert_true(result_value(r, known[i].path, &value, &half));
        assert_near(value, known[i].want->value, 0.0);
        assert_near(half, sim_estimate_half_width(known[i].want), 0.0);
    }
    static const char *const nowhere[] = {
        "flow.a.calls_again",   "flow.b.redial.menu",  "flow.a.redial.",
        "flow.a.redial.phones", "hang_ups.a.positiv",  "hang_ups.a._share",
        "hang_ups.b.positive",  "hang_ups.phones.all", "outage.quiet.positive",
        "outage.menu.positive", "outage.phones.a.b",
    };
    for (size_t i = 0; i < sizeof nowhere / sizeof *nowhere; i++)
        assert_false(result_value(r, nowhere[i], &value, &half));
}

/* ---- people short ---- */

struct short_sums {
    double hours[REPS], offered[REPS], answered[REPS], abandoned[REPS], wait[REPS],
        within[REPS];
};

static void sum_short(const struct toy_more *more, int line, int by,
                      struct short_sums *out)
{
    const struct calendar *const c = &more->toy.program.calendar;
    *out = (struct short_sums){ 0 };
    for (int r = 0; r < REPS; r++)
        for (int q = c->from; q < c->to; q++)
            out->hours[r] += more->shorts[r * c->quarters + q] == by ? 0.25 : 0.0;
    for (size_t i = 0; i < more->visit_count; i++) {
        const struct toy_visit_of *const v = &more->visits[i];
        if (v->line != line || !is_in(c, MEASURE_PERIOD, 0, v->quarter)
            || more->shorts[v->rep * c->quarters + v->quarter] != by)
            continue;
        const bool answered = v->outcome == TOY_ANSWERED;
        out->offered[v->rep] += 1.0;
        out->answered[v->rep] += answered;
        out->abandoned[v->rep] += v->outcome == TOY_ABANDONED;
        out->wait[v->rep] += answered ? v->wait_s : 0.0;
        out->within[v->rep] += answered && v->wait_s <= 30.0;
    }
}

/* Line c has no team; the others' first team is random. */
static void quarter_hours_are_told_apart_by_people_short(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    static const int objects[] = { MORE_A, MORE_B, MORE_FROM, MORE_OFFER,
                                   MORE_WITHOUT };
    assert_int_equal(r->short_count, 5);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(r->shorts[i].object, objects[i]);
        assert_int_equal(r->shorts[i].team, MORE_SUBJECTS);
        double hours = 0.0, offered = 0.0;
        for (int by = 0; by < RESULT_SHORTS; by++) {
            const struct result_short_row *const row = &r->shorts[i].rows[by];
            hours += row->hours.value;
            offered += row->offered.value;
        }
        assert_near(hours, 24.0 - 1.0 / DAYS, 1e-9); /* an hour is missing */
        assert_near(
            offered,
            result_at(r, MEASURE_PERIOD, 0, objects[i], MEASURE_ID_OFFERED).value,
            1e-9);
    }
    for (int line = MORE_A; line <= MORE_B; line++)
        for (int by = 0; by < RESULT_SHORTS; by++) {
            const struct result_short_row *const row = &r->shorts[line].rows[by];
            struct short_sums sums;
            sum_short(&b->more, line, by, &sums);
            check_figure(row->hours, ratio(sums.hours, NULL, DAYS));
            check_figure(row->offered, ratio(sums.offered, NULL, DAYS));
            check_figure(row->answered_share, ratio(sums.answered, sums.offered, 0.0));
            check_figure(row->abandoned_share,
                         ratio(sums.abandoned, sums.offered, 0.0));
            check_figure(row->mean_wait, ratio(sums.wait, sums.answered, 0.0));
        }
}

static void so_are_targets_that_are_ratios(void **state)
{
    const struct bench *const b = *state;
    const struct result *const r = &b->result;
    for (int i = 0; i < TARGETS; i++)
        assert_int_equal(r->targets[i].has_shorts, i != T_LONGEST);
    for (int by = 0; by < RESULT_SHORTS; by++) {
        struct short_sums a, other;
        char path[40];
        double value = -1.0, half;
        sum_short(&b->more, MORE_A, by, &a);
        sum_short(&b->more, MORE_B, by, &other);
        check_figure(r->targets[T_OWN].shorts[by], ratio(a.within, a.offered, 0.0));
        check_figure(r->targets[T_ABANDONED].shorts[by],
                     ratio(other.abandoned, other.offered, 0.0));
        snprintf(path, sizeof path, "target.t%d.short_%d", T_OWN, by);
        assert_true(result_value(r, path, &value, &half));
        assert_near(value, r->targets[T_OWN].shorts[by].value, 0.0);
        snprintf(path, sizeof path, "short.b.%d.mean_wait", by);
        assert_true(result_value(r, path, &value, &half));
        assert_near(value, r->shorts[MORE_B].rows[by].mean_wait.value, 0.0);
    }
    double value, half;
    assert_false(result_value(r, "short.b.4.mean_wait", &value, &half));
    assert_false(result_value(r, "short.c.0.mean_wait", &value, &half));
    assert_false(result_value(r, "short.b.0.median", &value, &half));
    assert_false(result_value(r, "target.t5.short_0", &value, &half));
}

static void begin_more(struct toy_more *more, struct fold *fold)
{
    struct tally tally;
    more_init(more, PERIOD, targets, 0);
    fold_init(fold, &more->toy.scenario, &more->toy.program, NULL, false);
    tally_init(&tally, &more->toy.program);
    more_run(more, 0, 1, &tally);
    fold_add(fold, &tally);
    tally_done(&tally);
}

/* Stages that have a share are those that somebody who enters there can get to. */
static void check_reached(const struct fold *fold, const char *want)
{
    struct result result;
    result_make(fold, &(struct result_run){ 0 }, &result);
    for (int s = 0; s < MORE_STAGES; s++)
        if ((result.stages[s].share > 0.0) != (want[s] == 'x'))
            fail_msg("stage %d, reached \"%s\"", s, want);
    result_done(&result);
}

/* In the order of stages: menu, a, b, end, web, left, c.  Each part of the way is taken
 * out, or put in, alone. */
static void every_way_to_a_stage_is_known(void **state)
{
    (void) state;
    struct toy_more more;
    struct fold fold;
    begin_more(&more, &fold);
    struct program *const p = &more.toy.program;
    struct program_stage *const stages = p->stages;
    check_reached(&fold, "xxxxxxx");
    p->streams[0].enters = MORE_LINE_C;
    check_reached(&fold, "---x-xx");
    p->streams[0].enters = TOY_LINE_B;
    check_reached(&fold, "xxxxxxx");
    p->lines[MORE_B].special->again_way = -1;
    check_reached(&fold, "--xx-x-");
    stages[TOY_LINE_A].way_count = 1;
    stages[TOY_LINE_A].outages = 0;
    p->streams[0].enters = TOY_LINE_A;
    stages[TOY_MENU].way_count = 0;
    stages[TOY_MENU].redial = -1;
    check_reached(&fold, "xxxxxxx"); /* redial and overflow */
    stages[TOY_LINE_A].redial = -1;
    check_reached(&fold, "-xxx-x-"); /* overflow */
    p->lines[MORE_A].special->overflow_after_s = SIM_NEVER;
    check_reached(&fold, "-x-x---");
    stages[TOY_LINE_A].outages = 1;
    check_reached(&fold, "xx-x---"); /* cut off */
    p->streams[0].enters = TOY_MENU;
    stages[TOY_MENU].first_way = WAY_DEPT;
    stages[TOY_MENU].way_count = 1;
    check_reached(&fold, "x--x---");
    p->ways[WAY_DEPT].open = sim_mem_array(1, 1);
    check_reached(&fold, "xx-x---"); /* closed */
    stages[TOY_MENU].first_way = 0;
    fold_done(&fold);
    more_done(&more);
}

/* The same toy, its team sure of its people. */
static void a_team_without_chance_is_never_short(void **state)
{
    (void) state;
    struct toy_more more;
    struct fold fold;
    more_init(&more, PERIOD, targets, 0);
    more.toy.program.staffing.teams[0].is_random = false;
    fold_init(&fold, &more.toy.scenario, &more.toy.program, NULL, false);
    assert_null(fold.shorts);
    assert_non_null(fold.more);
    fold_done(&fold);
    more_done(&more);
}

static void without_chance_nobody_is_short(void **state)
{
    (void) state;
    struct toy toy;
    struct fold fold;
    struct result result;
    toy_init(&toy, PERIOD, targets, 0);
    fold_init(&fold, &toy.scenario, &toy.program, NULL, false);
    assert_null(fold.shorts);
    assert_null(fold.more);
    result_make(&fold, &(struct result_run){ 0 }, &result);
    assert_int_equal(result.short_count + result.hang_up_count + result.clock_count, 0);
    for (int i = 0; i < result.object_count; i++)
        assert_true(result.objects[i].has >> MEASURE_ID_MORE == 0);
    result_done(&result);
    fold_done(&fold);
    toy_done(&toy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_agree_with_the_visits_one_by_one),
        cmocka_unit_test(what_is_not_used_is_not_there),
        cmocka_unit_test(other_clocks_measure_the_same_calls),
        cmocka_unit_test(targets_look_at_their_clock),
        cmocka_unit_test(a_ceiling_is_who_reached_the_line_in_time),
        cmocka_unit_test(hang_ups_are_counted_by_what_became_of_them),
        cmocka_unit_test(where_they_went_is_told_by_name),
        cmocka_unit_test(hang_ups_and_calls_again_have_paths),
        cmocka_unit_test(quarter_hours_are_told_apart_by_people_short),
        cmocka_unit_test(so_are_targets_that_are_ratios),
        cmocka_unit_test(every_way_to_a_stage_is_known),
        cmocka_unit_test(a_team_without_chance_is_never_short),
        cmocka_unit_test(without_chance_nobody_is_short),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
