#include "model/planner/start.h"

#include "tests/made_question.h"
#include "tests/oracle.h"

static const double PI = 3.14159265358979323846;

static int *people_of(const struct made *made, enum start_method method, double times)
{
    int *wanted = sim_mem_array((size_t) made->question.team_count
                                    * (size_t) made->question.slots,
                                sizeof *wanted);
    start_people(&made->question, &made->load, method, times, wanted);
    return wanted;
}

static int at_noon(const struct made *made, enum start_method method, int team)
{
    int *wanted = people_of(made, method, 1.0);
    const int people = wanted[team * made->question.slots + QUESTION_DAY / 2];
    free(wanted);
    return people;
}

/* One line, so many calls a day, patience 0 for none. */
static int one_line(struct made *made, double calls_a_day, double handling_s,
                    double patience_s)
{
    made_begin(made);
    const int desk = made_line(made, "desk", handling_s, 0.0);
    made_ends(made, desk);
    if (patience_s > 0.0)
        made_patience(made, desk, patience_s);
    build_stream(&made->scenario, "calls", desk, calls_a_day);
    const int team = made_team(made, "room");
    build_serves(&made->scenario, team, (struct build_serves){ .line = desk });
    return desk;
}

/* The least people with whom the birth-death chain meets a limit. */
static int least_by_chain(double calls_a_day, double handling_s, double patience_s,
                          double within_s, double share)
{
    struct oracle_queue queue = { calls_a_day / 86400.0, handling_s, patience_s, 1 };
    struct oracle_grade grade = { 0 };
    if (!(patience_s > 0.0)) /* stable at all */
        queue.people = (int) (queue.arrivals_per_s * handling_s) + 1;
    for (;; queue.people++) {
        oracle_birth_death(&queue, within_s, &grade);
        if (within_s > 0.0 ? grade.within >= share : grade.p_abandon <= share)
            return queue.people;
    }
}

static void one_line_takes_what_its_chain_takes(void **state)
{
    (void) state;
    struct made made;
    int desk = one_line(&made, 1873.0, 443.0, 611.0);
    made_asks(&made, SCENARIO_ANSWERED_WITHIN, desk, 0.83)->within_s = 17.0;
    made_compile(&made);
    const int want = least_by_chain(1873.0, 443.0, 611.0, 17.0, 0.83);
    assert_int_equal(at_noon(&made, START_LAGGED, 0), want);
    assert_int_equal(at_noon(&made, START_POOL_A, 0), want);
    assert_int_equal(at_noon(&made, START_SEPARATE_C, 0),
                     least_by_chain(1873.0, 443.0, 0.0, 17.0, 0.83));
    made_finish(&made);

    desk = one_line(&made, 1873.0, 443.0, 611.0);
    made_asks(&made, SCENARIO_ABANDONED, desk, 0.031);
    made_compile(&made);
    assert_int_equal(at_noon(&made, START_LAGGED, 0),
                     least_by_chain(1873.0, 443.0, 611.0, 0.0, 0.031));
    made_finish(&made);
}

/* Erlang C by its defining sum. */
static double c_wait_s(double load, int people, double handling_s)
{
    double term = 1.0, sum = 1.0;
    for (int k = 1; k < people; k++) {
        term *= load / k;
        sum += term;
    }
    term *= load / people * people / (people - load);
    return term / (sum + term) * handling_s / (people - load);
}

static int c_least(double load, double handling_s, double wait_s)
{
    int people = (int) load + 1;
    while (c_wait_s(load, people, handling_s) > wait_s)
        people++;
    return people;
}

static void erlang_c_sums_a_pool_for_each_line(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const double a = 1117.0 / 86400.0 * 487.0, b = 731.0 / 86400.0 * 829.0,
                 few = 11.0 / 86400.0 * 300.0, none = 613.0 / 86400.0 * 499.0;
    const int urgent = made_line(&made, "urgent", 487.0, 0.0),
              lost = made_line(&made, "lost", 700.0, 129.0),
              rare = made_line(&made, "rare", 300.0, 0.0),
              unasked = made_line(&made, "unasked", 499.0, 0.0);
    const int stages[] = { urgent, lost, rare, unasked };
    const double calls[] = { 1117.0, 731.0, 11.0, 613.0 };
    const int team = made_team(&made, "room");
    for (int i = 0; i < 4; i++) {
        made_ends(&made, stages[i]);
        build_stream(&made.scenario, "calls", stages[i], calls[i]);
        build_serves(&made.scenario, team, (struct build_serves){ .line = stages[i] });
    }
    made_patience(&made, lost, 900.0);
    made_asks(&made, SCENARIO_MEAN_WAIT, urgent, 7.7);
    made_asks(&made, SCENARIO_ABANDONED, lost, 0.043); /* a mean wait of 38.7 s */
    made_asks(&made, SCENARIO_MEAN_WAIT, rare, 900.0);
    made_compile(&made);
    assert_int_equal(c_least(few, 300.0, 900.0), 1);
    assert_int_equal(at_noon(&made, START_SEPARATE_C, 0),
                     c_least(a, 487.0, 7.7) + c_least(b, 829.0, 0.043 * 900.0) + 1
                         + (int) ceil(none / 0.95));
    made_finish(&made);
}

/* 999 and 101 in one room, as in oracle_chain(): the least people with whom both hold.
 */
struct pair {
    double calls_a_day[2], handling_s[2], patience_s[2], within_s[2], share;
    int keep_free;
};

static int pair_by_chain(const struct pair *pair)
{
    struct oracle_chain chain = { .classes = 2 };
    for (int i = 0; i < 2; i++)
        chain.class[i] = (struct oracle_class){
            .arrivals_per_s = pair->calls_a_day[i] / 86400.0,
            .handling_s = pair->handling_s[i],
            .patience_s = pair->patience_s[i],
            .keep_free = i * pair->keep_free,
            .most_waiting = i == 0 ? 8 : 25,
        };
    for (chain.people = 6;; chain.people++) {
        struct oracle_chain_grade urgent, other;
        oracle_chain(&chain, pair->within_s[0], &urgent);
        oracle_chain(&chain, pair->within_s[1], &other);
        if (urgent.class[0].within >= pair->share
            && other.class[1].within >= pair->share)
            return chain.people;
    }
}

static int pair_by_start(const struct pair *pair)
{
    struct made made;
    made_begin(&made);
    const int team = made_team(&made, "room");
    for (int i = 0; i < 2; i++) {
        const int stage = made_line(&made, i == 0 ? "line_999" : "line_101",
                                    pair->handling_s[i], 0.0);
        made_ends(&made, stage);
        made_patience(&made, stage, pair->patience_s[i]);
        build_stream(&made.scenario, "calls", stage, pair->calls_a_day[i]);
        build_serves(&made.scenario, team,
                     (struct build_serves){ stage, i * pair->keep_free, 0.0 });
        made_asks(&made, SCENARIO_ANSWERED_WITHIN, stage, pair->share)->within_s =
            pair->within_s[i];
    }
    made_compile(&made);
    const int people = at_noon(&made, START_LAGGED, 0);
    made_finish(&made);
    return people;
}

static void two_lines_with_a_reserve_take_what_their_chain_takes(void **state)
{
    (void) state;
    static const struct pair pairs[] = {
        { { 371, 463 }, { 480, 720 }, { 500, 1200 }, { 10, 300 }, 0.90, 2 },
        { { 371, 463 }, { 480, 720 }, { 500, 1200 }, { 10, 300 }, 0.90, 0 },
        { { 371, 463 }, { 480, 720 }, { 500, 1200 }, { 10, 30 }, 0.80, 1 },
        { { 211, 631 }, { 480, 600 }, { 500, 700 }, { 10, 120 }, 0.85, 3 },
        { { 103, 409 }, { 420, 840 }, { 500, 900 }, { 10, 600 }, 0.92, 0 },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const int got = pair_by_start(&pairs[i]), want = pair_by_chain(&pairs[i]);
        print_message("# pair %d: start %d, chain %d\n", (int) i, got, want);
        assert_true(abs(got - want) <= 1);
    }
}

enum { FEWEST = 8, MOST = 17 };

/* The least people with whom the chain gives class `of` what is asked, MOST + 1 if
 * nobody does. */
static int asked_of_chain(const struct oracle_chain_grade *grades, int of,
                          bool is_within, double limit)
{
    int people = FEWEST;
    while (people <= MOST
           && (is_within ? grades[people].class[of].within < limit
                         : grades[people].class[of].p_abandon > limit))
        people++;
    return people;
}

/* Line by line, the other one being asked for next to nothing, for many limits. */
static void waits_behind_a_reserve_are_near_those_of_the_chain(void **state)
{
    (void) state;
    struct oracle_chain chain = { .classes = 2 };
    chain.class[0] = (struct oracle_class){ 0.0083, 480.0, 500.0, 0, 8 };
    chain.class[1] = (struct oracle_class){ 0.0071, 600.0, 900.0, 3, 25 };
    struct oracle_chain_grade grades[MOST + 1];
    for (chain.people = FEWEST; chain.people <= MOST; chain.people++)
        oracle_chain(&chain, 20.0, &grades[chain.people]);
    struct made made;
    made_begin(&made);
    const int team = made_team(&made, "room");
    int stages[2];
    for (int i = 0; i < 2; i++) {
        const struct oracle_class *of = &chain.class[i];
        stages[i] = made_line(&made, i == 0 ? "urgent" : "other", of->handling_s, 0.0);
        made_ends(&made, stages[i]);
        made_patience(&made, stages[i], of->patience_s);
        build_stream(&made.scenario, "calls", stages[i], of->arrivals_per_s * 86400.0);
        build_serves(&made.scenario, team,
                     (struct build_serves){ stages[i], of->keep_free, 0.0 });
    }
    for (int i = 0; i < 2; i++)
        made_asks(&made, SCENARIO_ABANDONED, stages[i], 0.5)->within_s = 20.0;
    made_compile(&made);
    int count = 0, same = 0;
    for (int of = 0; of < 2; of++)
        for (int k = 0; k < 60; k++) {
            struct question_need *need = &made.question.needs[of];
            const bool is_within = k < 40;
            need->target.grade =
                is_within ? SCENARIO_ANSWERED_WITHIN : SCENARIO_ABANDONED;
            need->target.at_least = is_within;
            need->limit = is_within ? 0.55 + 0.0108 * k : 0.12 * pow(0.83, k - 40);
            made.question.needs[1 - of].target.grade = SCENARIO_ABANDONED;
            made.question.needs[1 - of].target.at_least = false;
            made.question.needs[1 - of].limit = 0.9;
            const int want = asked_of_chain(grades, of, is_within, need->limit);
            const int got = at_noon(&made, START_LAGGED, 0);
            if (want == FEWEST || want > MOST)
                continue;
            assert_true(abs(got - want) <= 1);
            count++;
            same += got == want;
        }
    print_message("# %d of %d the same\n", same, count);
    assert_true(same * 100 >= count * 67);
    made_finish(&made);
}

static void more_load_never_takes_fewer_people(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    double weight[QUESTION_DAY];
    for (int i = 0; i < QUESTION_DAY; i++)
        weight[i] = 1.0 + 0.9 * sin(2.0 * PI * i / QUESTION_DAY);
    const int stages[] = { made_line(&made, "urgent", 487.0, 0.0),
                           made_line(&made, "other", 700.0, 129.0) };
    const int team = made_team(&made, "room");
    for (int i = 0; i < 2; i++) {
        made_ends(&made, stages[i]);
        made_patience(&made, stages[i], 600.0);
        made_day(&made, build_stream(&made.scenario, "calls", stages[i], 700.0),
                 weight);
        build_serves(&made.scenario, team,
                     (struct build_serves){ stages[i], 2 * i, 0 });
    }
    made_asks(&made, SCENARIO_ANSWERED_WITHIN, stages[0], 0.9)->within_s = 10.0;
    made_asks(&made, SCENARIO_ABANDONED, stages[1], 0.05);
    made_compile(&made);
    for (int method = 0; method < START_METHODS; method++) {
        int *before = people_of(&made, (enum start_method) method, 0.3), more = 0;
        for (double times = 0.35; times < 2.0; times += 0.05) {
            int *now = people_of(&made, (enum start_method) method, times);
            for (int slot = 0; slot < MADE_WEEK; slot++) {
                assert_true(now[slot] >= before[slot]);
                more += now[slot] > before[slot];
                assert_int_equal(now[slot], now[slot / 2 * 2]);
            }
            free(before);
            before = now;
        }
        assert_true(more > MADE_WEEK);
        free(before);
    }
    made_finish(&made);
}

/* ---- who does what ---- */

static void a_shared_line_falls_to_whom_it_is_most_urgent(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int shared = made_plain_line(&made, "shared"),
              own = made_plain_line(&made, "own");
    const int held = made_plain_line(&made, "held");
    const int first = made_team(&made, "first"), second = made_team(&made, "second"),
              third = made_team(&made, "third");
    build_serves(&made.scenario, first, (struct build_serves){ .line = own });
    build_serves(&made.scenario, first, (struct build_serves){ .line = shared });
    build_serves(&made.scenario, second, (struct build_serves){ .line = shared });
    build_serves(&made.scenario, third, (struct build_serves){ .line = shared });
    build_serves(&made.scenario, third, (struct build_serves){ .line = held });
    made_asks(&made, SCENARIO_OCCUPANCY, -1, 0.5);
    made.scenario.targets[0].team = second;
    made_compile(&made);
    assert_int_equal(at_noon(&made, START_LAGGED, 0), 16);
    assert_int_equal(at_noon(&made, START_LAGGED, 1), 15); /* 7.5 / 0.5 */
    assert_int_equal(at_noon(&made, START_LAGGED, 2), 24); /* 22.5 / 0.95 */
    made_finish(&made);
}

static void fixed_teams_take_their_part_first(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int desk = made_plain_line(&made, "desk"),
              other = made_plain_line(&made, "other");
    const int room = made_team(&made, "room");
    build_serves(&made.scenario, room, (struct build_serves){ .line = desk });
    const int fixed = build_team(&made.scenario, "fixed");
    build_serves(&made.scenario, fixed, (struct build_serves){ .line = other });
    build_serves(&made.scenario, fixed, (struct build_serves){ desk, 4, 0.0 });
    build_shift(&made.scenario, fixed, 30, 0, 1440);
    const int late = build_team(&made.scenario, "late");
    build_serves(&made.scenario, late, (struct build_serves){ desk, 0, 8.0 });
    build_shift(&made.scenario, late, 50, 0, 1440);
    made_asks(&made, SCENARIO_LONGEST_WAIT, other, 60.0);
    made_compile(&made);
    /* 30 people do 25.5 erlangs: 15 of the other line, and all but 4 of the rest. */
    assert_int_equal(at_noon(&made, START_LAGGED, 0), (int) ceil((15.0 - 6.5) / 0.95));
    made_finish(&made);
}

static void a_clock_that_starts_earlier_leaves_less_time(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int bt = build_stage(&made.scenario, SCENARIO_DELAY, "bt");
    const int desk = made_line(&made, "desk", 443.0, 0.0);
    made_patience(&made, desk, 611.0);
    build_way(&made.scenario, bt, (struct build_way){ 1.0, build_fixed(73.0), desk });
    made_ends(&made, desk);
    build_stream(&made.scenario, "calls", bt, 1873.0);
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = desk });
    struct scenario_target *target =
        made_asks(&made, SCENARIO_ANSWERED_WITHIN, desk, 0.83);
    target->within_s = 90.0;
    target->clock = bt;
    made_compile(&made);
    const int want = least_by_chain(1873.0, 443.0, 611.0, 17.0, 0.83);
    assert_true(want > least_by_chain(1873.0, 443.0, 611.0, 90.0, 0.83));
    assert_int_equal(at_noon(&made, START_LAGGED, 0), want);
    made_finish(&made);
}

/* The same for a mean wait, against the chain's, and for the longest. */
static void a_mean_wait_is_that_of_the_line_alone(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int bt = build_stage(&made.scenario, SCENARIO_DELAY, "bt");
    const int desk = made_line(&made, "desk", 443.0, 0.0);
    made_patience(&made, desk, 611.0);
    build_way(&made.scenario, bt, (struct build_way){ 1.0, build_fixed(73.0), desk });
    made_ends(&made, desk);
    build_stream(&made.scenario, "calls", bt, 1873.0);
    build_serves(&made.scenario, made_team(&made, "room"),
                 (struct build_serves){ .line = desk });
    made_asks(&made, SCENARIO_MEAN_WAIT, desk, 90.0)->clock = bt;
    made_compile(&made);
    struct oracle_queue queue = { 1873.0 / 86400.0, 443.0, 611.0, 1 };
    struct oracle_grade grade = { .answer_s = 17.1 };
    for (queue.people = 0; grade.answer_s > 17.0;) {
        queue.people++;
        oracle_birth_death(&queue, 0.0, &grade);
    }
    assert_int_equal(at_noon(&made, START_LAGGED, 0), queue.people);
    struct question_need *need = &made.question.needs[0];
    need->target.grade = SCENARIO_LONGEST_WAIT;
    assert_int_equal(at_noon(&made, START_LAGGED, 0),
                     least_by_chain(1873.0, 443.0, 611.0, 17.0, 0.999));
    made_finish(&made);
}

static void asking_for_bad_service_takes_nobody(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int desk = made_plain_line(&made, "desk");
    build_serves(&made.scenario, made_team(&made, "room"),
                 (struct build_serves){ .line = desk });
    made_asks(&made, SCENARIO_ANSWERED_WITHIN, desk, 0.999)->at_least = false;
    made_compile(&made);
    assert_int_equal(at_noon(&made, START_LAGGED, 0), 16);
    made_finish(&made);
}

/* Hang-ups in the first minute do not count: fewer people than when they do, and half
 * an hour is left to fit in what may wait two hours. */
static void what_need_not_be_held_takes_fewer(void **state)
{
    (void) state;
    int people[2];
    for (int k = 0; k < 2; k++) {
        struct made made;
        const int desk = one_line(&made, 1873.0, 443.0, 300.0);
        made_asks(&made, SCENARIO_ABANDONED, desk, 0.03)->hung_up_after_s = 60.0 * k;
        made_compile(&made);
        people[k] = at_noon(&made, START_LAGGED, 0);
        made_finish(&made);
    }
    assert_int_equal(people[0], least_by_chain(1873.0, 443.0, 300.0, 0.0, 0.03));
    assert_true(people[1] < people[0]);
    struct made made;
    const int desk = one_line(&made, 1873.0, 443.0, 300.0);
    made_asks(&made, SCENARIO_ABANDONED, desk, 0.03);
    const int letters = made_plain_line(&made, "letters");
    made_asks(&made, SCENARIO_ANSWERED_WITHIN, letters, 0.9)->within_s = 7200.0;
    build_serves(&made.scenario, 0, (struct build_serves){ .line = letters });
    made_compile(&made);
    assert_int_equal(at_noon(&made, START_LAGGED, 0), people[0]);
    made_finish(&made);
}

/* 5 % of those who come to the first line, half of those who call; all of whom come to
 * one line and 40 % of whom to another: 1/28 of the calls at each. */
static void a_journey_is_asked_of_all_its_lines_alike(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int first = made_line(&made, "first", 443.0, 0.0),
              next = made_line(&made, "next", 997.0, 0.0);
    made_patience(&made, first, 611.0);
    made_patience(&made, next, 1511.0);
    build_way(&made.scenario, first, (struct build_way){ .share = 0.4, .next = next });
    build_way(&made.scenario, first,
              (struct build_way){ .share = 0.6, .next = made.end });
    made_ends(&made, next);
    const int menu = build_stage(&made.scenario, SCENARIO_SPLIT, "menu");
    build_way(&made.scenario, menu, (struct build_way){ .share = 0.5, .next = first });
    build_way(&made.scenario, menu,
              (struct build_way){ .share = 0.5, .next = made.end });
    const int stream = build_stream(&made.scenario, "calls", menu, 2.0 * 1873.0);
    const int room = made_team(&made, "room"), desk = made_team(&made, "desk");
    build_serves(&made.scenario, room, (struct build_serves){ .line = first });
    build_serves(&made.scenario, desk, (struct build_serves){ .line = next });
    struct scenario_target *target = made_asks(&made, SCENARIO_ABANDONED, -1, 0.05);
    target->journey = stream;
    target->of = SCENARIO_OF_CALLERS;
    target->out_of = sim_mem_array(1, sizeof *target->out_of);
    target->out_of[0] = first;
    target->out_of_count = 1;
    made_compile(&made);
    assert_int_equal(at_noon(&made, START_LAGGED, 0),
                     least_by_chain(1873.0, 443.0, 611.0, 0.0, 0.05 / 1.4));
    assert_int_equal(at_noon(&made, START_LAGGED, 1),
                     least_by_chain(0.4 * 1873.0, 997.0, 1511.0, 0.0, 0.05 / 1.4));
    made_finish(&made);
}

static void posted_people_are_more_than_those_on_the_phones(void **state)
{
    (void) state;
    struct made made;
    made_begin(&made);
    const int desk = made_plain_line(&made, "desk");
    const int team = made_team(&made, "room");
    build_serves(&made.scenario, team, (struct build_serves){ .line = desk });
    made.scenario.teams[team].counts = SCENARIO_POSTED;
    made.scenario.teams[team].less[SCENARIO_LEAVE] = 0.2;
    made.scenario.teams[team].less[SCENARIO_BREAKS] = 0.1;
    made.scenario.plan.teams[0].is_posted = true;
    made_asks(&made, SCENARIO_LONGEST_WAIT, desk, 9e6);
    made_compile(&made);
    const int phones = at_noon(&made, START_SEPARATE_C, 0);
    made_finish(&made);
    made_begin(&made);
    const int same = made_plain_line(&made, "desk");
    build_serves(&made.scenario, made_team(&made, "room"),
                 (struct build_serves){ .line = same });
    made_asks(&made, SCENARIO_LONGEST_WAIT, same, 9e6);
    made_compile(&made);
    assert_int_equal(phones,
                     (int) ceil(at_noon(&made, START_SEPARATE_C, 0) / (0.8 * 0.9)));
    made_finish(&made);
}

static void longer_slots_have_the_people_of_their_greatest_half_hour(void **state)
{
    (void) state;
    double weight[QUESTION_DAY];
    for (int i = 0; i < QUESTION_DAY; i++)
        weight[i] = i < 48 ? 1.0 : 3.0;
    int *wanted[2];
    for (int k = 0; k < 2; k++) {
        struct made made;
        const int desk = one_line(&made, 1873.0, 443.0, 611.0);
        made_day(&made, 0, weight);
        made.scenario.plan.teams[0].changes_every_s = k == 0 ? 1800.0 : 10800.0;
        made_asks(&made, SCENARIO_ABANDONED, desk, 0.05);
        made_compile(&made);
        wanted[k] = people_of(&made, START_LAGGED, 1.0);
        made_finish(&made);
    }
    for (int slot = 0; slot < MADE_WEEK; slot++) {
        int most = 0;
        for (int k = slot / 12 * 12; k < slot / 12 * 12 + 12; k++)
            most = wanted[0][k] > most ? wanted[0][k] : most;
        assert_int_equal(wanted[1][slot], most);
    }
    assert_true(wanted[0][48] < wanted[1][48]); /* the load rises from noon */
    free(wanted[0]);
    free(wanted[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_takes_what_its_chain_takes),
        cmocka_unit_test(erlang_c_sums_a_pool_for_each_line),
        cmocka_unit_test(two_lines_with_a_reserve_take_what_their_chain_takes),
        cmocka_unit_test(waits_behind_a_reserve_are_near_those_of_the_chain),
        cmocka_unit_test(more_load_never_takes_fewer_people),
        cmocka_unit_test(a_shared_line_falls_to_whom_it_is_most_urgent),
        cmocka_unit_test(fixed_teams_take_their_part_first),
        cmocka_unit_test(a_clock_that_starts_earlier_leaves_less_time),
        cmocka_unit_test(a_mean_wait_is_that_of_the_line_alone),
        cmocka_unit_test(asking_for_bad_service_takes_nobody),
        cmocka_unit_test(what_need_not_be_held_takes_fewer),
        cmocka_unit_test(a_journey_is_asked_of_all_its_lines_alike),
        cmocka_unit_test(posted_people_are_more_than_those_on_the_phones),
        cmocka_unit_test(longer_slots_have_the_people_of_their_greatest_half_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
