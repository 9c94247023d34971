/* The documents of plans made by hand, held against their JSON. */
#include <stdio.h>
#include <stdlib.h>

#include "sim/mem.h"
#include "tests/made_plan.h"
#include "tests/near.h"
#include "tests/of_stored.h"
#include "tools/plan_parts.h"

/* ---- plans ---- */

static const struct week week = { .name = "typical week",
                                  .period = { 19156, 19162 },
                                  .is_typical = true,
                                  .typical_of = { 18993, 19357 } };
static const struct week months[2] = {
    { .name = "June 2022", .period = { 19156, 19162 } },
    { .name = "July 2022", .period = { 19190, 19196 } },
};

/* A line of each, and an establishment. */
static struct plan_line lines[2] = {
    { .stage = 0, .offered_a_week = 2234.0, .abandoned = 0.18, .mean_wait_s = 14.8 },
    { .stage = 1, .offered_a_week = 1957.0, .abandoned = 0.25, .mean_wait_s = 93.0 },
};

static struct scenario_input inputs[1] = {
    { .path = (char *) "streams.public.calls", .value = (char *) "9000" },
};

static int made(void **state)
{
    struct made_plan *const m = sim_mem_array(1, sizeof *m);
    made_plan(m);
    m->plan.lines = lines;
    m->plan.line_count = 2;
    m->scenario.inputs = inputs;
    m->scenario.input_count = 1;
    for (int i = 0; i < 3; i++)
        m->stage[i].name = m->stage[i].label;
    static const char *const targets[MADE_NEEDS] = { "t999", "wait", "lost" };
    for (int i = 0; i < MADE_NEEDS; i++)
        m->need[i].target.name = (char *) targets[i];
    *state = m;
    return 0;
}

static int unmade(void **state)
{
    free(*state);
    return 0;
}

static void write(struct stored *stored, struct made_plan *m, const struct week *weeks,
                  int count)
{
    struct plan_case cases[2] = { { &m->plan, &weeks[0], &m->scenario },
                                  { &m->plan, &weeks[count - 1], &m->scenario } };
    const struct plan_cases plans = { .cases = cases,
                                      .count = count,
                                      .whole = &m->scenario,
                                      .file = "force.cfg",
                                      .seed = 5 };
    char *text = NULL;
    size_t length = 0;
    FILE *const to = open_memstream(&text, &length);
    plan_json(&plans, to);
    fclose(to);
    assert_true(stored_parse(stored, text, length));
    free(text);
}

struct made_document {
    struct stored stored;
    struct document document;
};

static struct made_document one(struct made_plan *m)
{
    struct made_document made = { 0 };
    write(&made.stored, m, &week, 1);
    of_stored_make(&made.stored, &made.document);
    return made;
}

static void done(struct made_document *made)
{
    document_done(&made->document);
    stored_done(&made->stored);
}

/* ---- headlines ---- */

static void look_at_headlines(const struct made_document *made)
{
    for (int i = 0; i < made->document.headline_count; i++) {
        const struct document_headline *const headline = &made->document.headlines[i];
        json_t *found = of_stored_at(made->stored.root, headline->path);
        found = json_is_object(found) ? json_object_get(found, "value") : found;
        assert_true(json_is_number(found));
        assert_near(headline->value, json_number_value(found), 0.0);
    }
}

static void headlines_are_the_figures_of_the_plan(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    look_at_headlines(&made);
    assert_int_equal(made.document.headline_count, 1 + MADE_NEEDS);
    const struct document_headline *const said = made.document.headlines;
    assert_int_equal(said[0].verdict, DOCUMENT_MET);
    assert_near(said[0].value, m->plan.hours, 0.0);
    assert_non_null(strstr(said[0].also, "FTE net, £"));
    assert_non_null(
        strstr(said[0].paragraph, "Mind: 18 % of those who come to \"999\""));
    assert_null(strstr(said[0].paragraph, "to \"101\""));
    assert_string_equal(said[1].label, "999 in 10 s");
    assert_string_equal(said[1].words, "91.4 %");
    assert_string_equal(said[1].also, "where it is worst: Mon");
    assert_string_equal(said[1].verdict_words, "holds");
    assert_string_equal(said[2].words, "2 min 21 s");
    assert_null(said[2].also);
    assert_string_equal(said[3].words, "97 %");
    assert_string_equal(made.document.kind, "Plan");
    assert_non_null(
        strstr(made.document.summary, "1 January 2022 to 31 December 2022"));
    done(&made);
}

/* Targets that count them: nothing is to be minded. */
static void callers_that_a_target_counts_are_not_minded(void **state)
{
    struct made_plan *const m = *state;
    m->need[1].target.grade = SCENARIO_ABANDONED;
    m->need[1].target.line = 0;
    struct made_document made = one(m);
    assert_null(strstr(made.document.headlines[0].paragraph, "Mind"));
    const struct document_exhibit *const table =
        of_stored_exhibit(&made.document, "lines");
    assert_false(document_at(table, 0, 2)->is_marked);
    assert_string_equal(document_at(table, 0, 3)->words, "yes");
    done(&made);
}

static void a_test_on_the_right_side_of_its_limit_has_not_failed(void **state)
{
    struct made_plan *const m = *state;
    m->plan.end = PLAN_NOT_CERTIFIED;
    m->grade[0].state = SIM_SEQUENTIAL_FAILS;
    m->grade[1].state = SIM_SEQUENTIAL_FAILS;
    m->grade[1].value = made_value(151.0, 2.0);
    m->grade[2].state = SIM_SEQUENTIAL_OPEN;
    struct made_document made = one(m);
    const struct document_headline *const said = made.document.headlines;
    assert_int_equal(said[0].verdict, DOCUMENT_NOT_MET);
    assert_int_equal(said[1].verdict, DOCUMENT_UNDECIDED);
    assert_string_equal(said[1].verdict_words, "not shown");
    assert_int_equal(said[2].verdict, DOCUMENT_NOT_MET);
    assert_string_equal(said[2].verdict_words, "FAILS");
    assert_int_equal(said[3].verdict, DOCUMENT_UNDECIDED);
    const struct document_exhibit *const table =
        of_stored_exhibit(&made.document, "needs-time");
    assert_int_equal(document_at(table, 0, 4)->verdict, DOCUMENT_NOT_MET);
    done(&made);
}

static void what_cannot_be_has_no_people(void **state)
{
    struct made_plan *const m = *state;
    m->plan.end = PLAN_INFEASIBLE;
    m->plan.grades = NULL;
    memcpy(m->reachable, m->grade, sizeof m->reachable);
    m->reachable[0].value = made_value(0.85, 0.01);
    m->reachable[0].state = m->reachable[1].state = SIM_SEQUENTIAL_OPEN;
    m->plan.best_reachable = m->reachable;
    struct made_document made = one(m);
    const struct document_headline *const said = made.document.headlines;
    assert_null(said[0].path);
    assert_true(isnan(said[0].value));
    assert_string_equal(said[0].verdict_words, "NOT possible");
    assert_string_equal(said[1].verdict_words, "FAILS");
    assert_non_null(strstr(said[1].paragraph, "With the most people everywhere"));
    assert_string_equal(said[2].verdict_words, "could be met");
    assert_null(of_stored_exhibit(&made.document, "teams"));
    assert_null(of_stored_exhibit(&made.document, "chain"));
    done(&made);
    m->plan.end = PLAN_STOPPED;
    m->plan.best_reachable = NULL;
    m->plan.hours = 0.0;
    made = one(m);
    assert_int_equal(made.document.headlines[0].verdict, DOCUMENT_UNDECIDED);
    assert_int_equal(made.document.headline_count, 1);
    done(&made);
}

static void a_test_of_a_scenario_is_no_plan(void **state)
{
    struct made_plan *const m = *state;
    m->question.team_count = 0;
    m->question.policy_count = 0;
    m->plan.block_count = m->plan.price_count = m->plan.rival_count = 0;
    m->plan.sensitivity_count = m->plan.frontier_count = 0;
    m->plan.hours = 0.0;
    struct made_document made = one(m);
    assert_string_equal(made.document.kind, "Verification");
    assert_string_equal(made.document.headlines[0].words, "holds");
    assert_int_equal(made.document.headlines[0].verdict, DOCUMENT_MET);
    assert_non_null(
        strstr(of_stored_fact(&made.document, "to run it again"), "tenfive verify"));
    of_stored_look(&made.document);
    done(&made);
}

/* ---- tables ---- */

static void people_and_sums_are_those_of_the_plan(void **state)
{
    struct made_plan *const m = *state;
    m->people[0][1] = 4;
    struct made_document made = one(m);
    const struct document_exhibit *const teams =
        of_stored_exhibit(&made.document, "teams");
    assert_int_equal(teams->row_count, 3);
    assert_near(document_at(teams, 0, 3)->value, m->of_team[0].hours, 1e-9);
    assert_near(document_at(teams, 2, 3)->value, m->plan.hours, 1e-9);
    assert_near(document_at(teams, 2, 2)->value, 15.0, 0.0);
    assert_near(document_at(teams, 0, 7)->value, m->of_team[0].cost * 365.25 / 7.0,
                1e-6);
    assert_near(document_at(teams, 1, 9)->value, m->of_team[1].hours / 41.0 - 1.0,
                1e-9);
    const struct document_exhibit *const heat =
        of_stored_exhibit(&made.document, "staff-0");
    for (int s = 0; s < MADE_SLOTS; s += 2)
        assert_near(
            document_at(heat, s / QUESTION_DAY, 1 + s % QUESTION_DAY / 2)->value,
            0.5 * (m->people[0][s] + m->people[0][s + 1]), 0.0);
    assert_non_null(strstr(heat->chart.alt, "12, first on Sat from 07:30"));
    const struct document_exhibit *const policies =
        of_stored_exhibit(&made.document, "policies");
    assert_true(document_at(policies, 0, 2)->is_marked);
    assert_false(document_at(policies, 1, 2)->is_marked);
    done(&made);
}

static void the_chain_ends_at_the_establishment(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    const struct document_exhibit *const chain =
        of_stored_exhibit(&made.document, "chain");
    /* Handlers: breaks 10 %, leave 13 %, sickness 5 %. */
    const double gross = m->of_team[0].hours / 0.9 / 0.87 / 0.95;
    assert_near(document_at(chain, 0, 3)->value, m->of_team[0].hours, 1e-9);
    assert_near(document_at(chain, 3, 3)->value, gross, 1e-6);
    assert_near(document_at(chain, 3, 4)->value, gross / 37.0, 1e-9);
    assert_near(document_at(chain, 3, 5)->value, ceil(gross / 37.0), 0.0);
    assert_int_equal(document_at(chain, 2, 5)->kind, DOCUMENT_EMPTY);
    assert_non_null(strstr(chain->note, "switchboard: no establishment"));
    const struct document_exhibit *const shifts =
        of_stored_exhibit(&made.document, "by-shift");
    assert_near(document_at(shifts, 0, 2)->value, 8.0, 0.0);
    done(&made);
}

static void prices_stand_at_their_half_hours(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    for (int need = 0; need < MADE_NEEDS; need++) {
        char *const id = sim_mem_print("price-0-%d", need);
        const struct document_exhibit *const heat =
            of_stored_exhibit(&made.document, id);
        free(id);
        assert_int_equal(heat->row_count, 1);
        for (int i = 0; i < 48; i++) {
            const struct document_cell *const cell = document_at(heat, 0, 1 + i);
            assert_int_equal(cell->kind == DOCUMENT_VALUE, i < MADE_PRICES);
            if (i < MADE_PRICES)
                assert_near(cell->value, m->change[i][need], 0.0);
        }
        assert_int_equal(heat->chart.is_good_high, need == 0);
    }
    assert_null(of_stored_exhibit(&made.document, "price-1-0"));
    const struct document_exhibit *const hours =
        of_stored_exhibit(&made.document, "price-hours-0");
    assert_string_equal(document_at(hours, 0, 0)->words,
                        "Mon 11:00–12:00, call handlers");
    assert_near(document_at(hours, 0, 1)->value, -0.00021 * 24.0, 1e-12);
    assert_string_equal(document_at(hours, 0, 2)->words,
                        "Mon 00:00–01:00, call handlers");
    done(&made);
}

static void rivals_and_inputs_are_drawn_as_they_are(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    const struct document_exhibit *const rivals =
        of_stored_exhibit(&made.document, "rivals");
    assert_int_equal(rivals->row_count, 4);
    assert_near(document_at(rivals, 0, 2)->value, m->plan.hours, 0.0);
    assert_near(document_at(rivals, 1, 5)->value, 1801.5 - m->plan.hours, 1e-9);
    assert_int_equal(document_at(rivals, 1, 1)->verdict, DOCUMENT_MET);
    assert_int_equal(document_at(rivals, 2, 1)->verdict, DOCUMENT_NOT_MET);
    assert_near(document_at(rivals, 2, 7)->value, 203.0, 0.0);
    const struct document_exhibit *const what =
        of_stored_exhibit(&made.document, "what-if");
    static const char *const order[] = { "calls +50 %", "handling +10 %", "calls +5 %",
                                         "patience -20 %", "not ready +2 points" };
    static const double low[] = { 0.0, 0.0, 0.0, -11.0, 0.0 };
    static const double high[] = { NAN, 161.4, 62.0, 0.0, 0.2 };
    for (int row = 0; row < 5; row++) {
        assert_string_equal(document_at(what, row, 0)->words, order[row]);
        assert_near(document_at(what, row, what->chart.series[0].low)->value, low[row],
                    0.0);
        const struct document_cell *const more =
            document_at(what, row, what->chart.series[0].high);
        assert_int_equal(more->kind == DOCUMENT_VALUE, isfinite(high[row]));
        if (isfinite(high[row]))
            assert_near(more->value, high[row], 0.0);
    }
    assert_near(what->chart.marks[0].at, 0.0, 0.0);
    assert_non_null(strstr(what->chart.alt, "\"handling +10 %\" moves the plan most"));
    done(&made);
}

/* A share of periods is held against the share that is asked, not the target's limit.
 */
static void the_frontier_is_marked_with_what_is_asked(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    static const double asked[MADE_NEEDS] = { 0.9, 150.0, 0.95 };
    for (int need = 0; need < MADE_NEEDS; need++) {
        char *const id = sim_mem_print("frontier-%d", need);
        const struct document_exhibit *const curve =
            of_stored_exhibit(&made.document, id);
        free(id);
        assert_near(curve->chart.marks[0].at, asked[need], 0.0);
        assert_near(document_at(curve, 1, 0)->value, 1420.0, 0.0);
        assert_near(document_at(curve, 1, 1)->value, need == 1 ? 150.0 : 0.93, 0.0);
    }
    done(&made);
}

static void the_test_is_told_as_it_was(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = one(m);
    const struct document_exhibit *const test =
        of_stored_exhibit(&made.document, "test");
    assert_string_equal(document_at(test, 0, 4)->words, "not passed: t999");
    assert_int_equal(document_at(test, 0, 4)->verdict, DOCUMENT_NOT_MET);
    assert_int_equal(document_at(test, 1, 4)->verdict, DOCUMENT_MET);
    const struct document_exhibit *const counts =
        of_stored_exhibit(&made.document, "removals");
    static const double found[3][3] = { { 1, 1, 1 }, { 2, 0, 0 }, { 2, 1, 0 } };
    for (int block = 0; block < 3; block++)
        for (int result = 0; result < 3; result++)
            assert_near(document_at(counts, block, 1 + result)->value,
                        found[block][result], 0.0);
    assert_int_equal(of_stored_exhibit(&made.document, "removed")->row_count, 8);
    done(&made);
}

/* ---- months ---- */

static void months_are_alternatives_side_by_side(void **state)
{
    struct made_plan *const m = *state;
    struct made_document made = { 0 };
    write(&made.stored, m, months, 2);
    of_stored_make(&made.stored, &made.document);
    look_at_headlines(&made);
    of_stored_look(&made.document);
    assert_int_equal(made.document.headline_count, 2);
    assert_string_equal(made.document.headlines[1].path, "plans.1.hours");
    const struct document_exhibit *const all =
        of_stored_exhibit(&made.document, "months-all");
    assert_int_equal(all->row_count, 2);
    assert_string_equal(document_at(all, 1, 0)->words, "July 2022");
    assert_near(document_at(all, 1, 2)->value, m->plan.hours, 0.0);
    assert_int_equal(document_at(all, 1, 6)->verdict, DOCUMENT_MET);
    const struct document_exhibit *const july =
        of_stored_exhibit(&made.document, "staff-0-1");
    assert_string_equal(july->group, "staff-0");
    assert_string_equal(july->option, "July 2022");
    done(&made);
}

static void all_that_is_shown_can_be_shown(void **state)
{
    struct made_document made = one(*state);
    of_stored_look(&made.document);
    done(&made);
}

static void whatever_is_missing_is_refused_and_nothing_crashes(void **state)
{
    struct made_plan *const m = *state;
    struct stored stored = { 0 };
    write(&stored, m, &week, 1);
    of_stored_walk(&stored, "tools/plan.schema.json", 150, false);
    stored_done(&stored);
}

int main(void)
{
#define WITH_A_PLAN(test) cmocka_unit_test_setup_teardown(test, made, unmade)
    const struct CMUnitTest tests[] = {
        WITH_A_PLAN(headlines_are_the_figures_of_the_plan),
        WITH_A_PLAN(callers_that_a_target_counts_are_not_minded),
        WITH_A_PLAN(a_test_on_the_right_side_of_its_limit_has_not_failed),
        WITH_A_PLAN(what_cannot_be_has_no_people),
        WITH_A_PLAN(a_test_of_a_scenario_is_no_plan),
        WITH_A_PLAN(people_and_sums_are_those_of_the_plan),
        WITH_A_PLAN(the_chain_ends_at_the_establishment),
        WITH_A_PLAN(prices_stand_at_their_half_hours),
        WITH_A_PLAN(rivals_and_inputs_are_drawn_as_they_are),
        WITH_A_PLAN(the_frontier_is_marked_with_what_is_asked),
        WITH_A_PLAN(the_test_is_told_as_it_was),
        WITH_A_PLAN(months_are_alternatives_side_by_side),
        WITH_A_PLAN(all_that_is_shown_can_be_shown),
        WITH_A_PLAN(whatever_is_missing_is_refused_and_nothing_crashes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
