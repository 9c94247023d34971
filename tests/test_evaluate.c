/* Plans as programs, single changes many at a time, and what needs come to in them. */
#include <stdlib.h>
#include <string.h>

#include "model/planner/comb.h"
#include "model/planner/evaluate.h"
#include "model/planner/price.h"
#include "model/scenario/read.h"
#include "tests/scratch.h"

/* Two lines, two teams, a reserve and an offer to be chosen, three kinds of needs; a
 * week that comes again, people called away by chance. */
static const char text[] =
    "title = \"Parts\";\n"
    "period: { from = \"2022-06-13\"; to = \"2022-06-19\"; typical_of = \"2022-06\"; "
    "};\n"
    "streams: {\n"
    "  a: { enters = \"urgent\"; calls = 5217; counted_in = \"2022-06\"; };\n"
    "  b: { enters = \"rest\"; calls = 6123; counted_in = \"2022-06\"; };\n"
    "};\n"
    "stages: {\n"
    "  urgent: { type = \"line\"; talk = \"5 min\"; gives_up_after = \"4 min\"; };\n"
    "  rest: { type = \"line\"; talk = \"7 min\"; gives_up_after = \"6 min\";\n"
    "    call_back: { offered_after = \"2 min\"; accepted = \"30 %\"; set_up = \"10 "
    "s\";\n"
    "      reached = \"90 %\"; no_answer = \"20 s\"; tries_at_most = 2;\n"
    "      try_again_after = \"5 min\"; then_to = \"left\"; }; };\n"
    "};\n"
    "teams: {\n"
    "  room: { serves = ( \"urgent\", \"rest\" ); keep_free: { rest = 1; };\n"
    "    shifts = ( \"Mon-Sun 00:00-24:00 4\" );\n"
    "    called_away: { fire: { per_month = 20; people = 1; lasts = \"3 h\"; }; }; };\n"
    "  help: { serves = ( \"rest\" ); shifts = ( \"Mon-Sun 00:00-24:00 1\" ); };\n"
    "};\n"
    "targets: {\n"
    "  t: { line = \"urgent\"; within = \"10 s\"; at_least = \"85 %\"; of = "
    "\"offered\"; };\n"
    "  w: { line = \"rest\"; measure = \"mean_wait\"; at_most = \"3 min\"; };\n"
    "  p: { line = \"urgent\"; within = \"20 s\"; at_least = \"80 %\"; of = "
    "\"offered\";\n"
    "    each = \"day\"; in = \"70 %\"; };\n"
    "};\n"
    "plan: { week = \"typical\"; targets: { t: { each = \"day\"; }; w: { }; p: { }; "
    "};\n"
    "  teams: { room: { at_least = 1; at_most = 9; }; help: { at_least = 0; at_most = "
    "4; "
    "}; };\n"
    "  keep_free: { room: { rest = \"0..3\"; }; };\n"
    "  offered_after: { rest = ( \"1 min\", \"2 min\", \"4 min\" ); };\n"
    "};\n";

struct parts {
    struct scratch file;
    struct scenario scenario;
    struct question question;
    int *columns;
    int policies[2];
};

static struct parts made(void)
{
    struct parts out = { .file = scratch_text(text) };
    struct sim_diag diag = { 0 };
    assert_true(scenario_read(out.file.path, NULL, &diag, &out.scenario));
    assert_true(question_compile(&out.scenario, QUESTION_FREE, &diag, &out.question));
    sim_diag_done(&diag);
    out.columns =
        sim_mem_array((size_t) out.question.column_count, sizeof *out.columns);
    for (int c = 0; c < out.question.column_count; c++)
        out.columns[c] = out.question.columns[c].team == 0 ? 3 + c % 4 : c % 2;
    out.policies[0] = 2;
    out.policies[1] = 0;
    return out;
}

static void done(struct parts *parts)
{
    question_done(&parts->question);
    scenario_done(&parts->scenario);
    scratch_done(&parts->file);
    free(parts->columns);
}

static void a_program_has_the_people_and_policies_of_its_plan(void **state)
{
    (void) state;
    struct parts parts = made();
    const struct question *const q = &parts.question;
    const struct roster roster = { .columns = parts.columns,
                                   .policies = parts.policies };
    struct program program;
    roster_program(q, &roster, &program);
    int most = 0;
    for (int i = 0; i < program.calendar.quarters; i++) {
        const int half_hour = q->slot[i] / 2;
        const int people = parts.columns[half_hour];
        assert_int_equal(program.staffing.teams[0].posted[i], people);
        assert_int_equal(program.staffing.teams[1].posted[i],
                         parts.columns[336 + half_hour]);
        most = people > most ? people : most;
    }
    assert_int_equal(program.teams[0].slots, most);
    /* Choice 2 of 0..3 keeps two free, for both who look for it. */
    assert_int_equal(program.services[program.teams[0].first_service + 1].keep_free, 2);
    const struct program_line *const rest = &program.lines[1];
    for (int i = rest->first_server; i < rest->first_server + rest->server_count; i++)
        assert_int_equal(program.servers[i].keep_free,
                         program.servers[i].team == 0 ? 2 : 0);
    assert_near(rest->special->offered_after_s, 60.0, 0.0);
    /* The question's own program is as it was. */
    assert_near(q->program.lines[1].special->offered_after_s, 120.0, 0.0);
    assert_int_equal(
        q->program.services[q->program.teams[0].first_service + 1].keep_free, 1);
    roster_program_done(q, &program);
    done(&parts);
}

static void combs_try_every_block_once_and_divide_the_week(void **state)
{
    (void) state;
    struct parts parts = made();
    const struct question *const q = &parts.question;
    const struct comb_ask ask = { .plan = { .columns = parts.columns,
                                            .policies = parts.policies },
                                  .quarters = 8,
                                  .step = 8,
                                  .apart = 96,
                                  .lead = 6,
                                  .adds = true };
    struct combs combs;
    combs_make(q, &ask, &combs);
    /* 84 blocks of two hours a team; who has nobody to spare in one gets one more. */
    assert_int_equal(combs.block_count, 2 * 84);
    int *const changed = sim_mem_array((size_t) 2 * q->slots, sizeof *changed);
    for (int c = 0; c < combs.count; c++)
        for (int i = 0; i < 2 * q->slots; i++)
            changed[i] += abs(combs.changes[c][i]);
    for (int i = 0; i < 2 * q->slots; i++)
        assert_int_equal(changed[i], 1);
    for (int b = 0; b < combs.block_count; b++) {
        const struct comb_block *const block = &combs.blocks[b];
        const struct evaluate_blocks *const windows = &combs.windows[block->comb + 1];
        assert_int_equal(block->sign, block->team == 0 ? -1 : 1);
        /* Its own hours are in its window, but for the lead of the next; so is the
         * hour and a half before it. */
        for (int s = block->run.from - ask.lead; s < block->run.to; s++)
            assert_int_equal(windows->of_slot[(s + q->slots) % q->slots],
                             block->window);
        for (int other = 0; other < b; other++)
            if (combs.blocks[other].comb == block->comb)
                assert_true(block->run.from - combs.blocks[other].run.from >= 96);
    }
    free(changed);
    combs_done(&combs);
    done(&parts);
}

static struct evaluation evaluated(const struct parts *parts,
                                   const struct roster *rosters, int count, int threads,
                                   bool is_brief)
{
    struct evaluation out;
    const struct evaluate_options options = { .rosters = rosters,
                                              .count = count,
                                              .seed = 77,
                                              .replications = 12,
                                              .threads = threads,
                                              .is_brief = is_brief,
                                              .wants_change = true };
    evaluate_run(&parts->question, &options, &out);
    assert_int_equal(out.done, 12);
    assert_null(out.fault);
    return out;
}

/* The parts of a difference add up to it, wherever they lie. */
static void changes_by_slot_add_up_to_differences_of_rows(void **state)
{
    (void) state;
    struct parts parts = made();
    const struct question *const q = &parts.question;
    int8_t *const change = sim_mem_array((size_t) 2 * q->slots, sizeof *change);
    for (int s = 300; s < 330; s++)
        change[s] = -1;
    const struct roster rosters[2] = {
        { .columns = parts.columns, .policies = parts.policies },
        { .columns = parts.columns, .policies = parts.policies, .change = change },
    };
    struct evaluation one = evaluated(&parts, rosters, 2, 1, false);
    for (int n = 0; n < 2; n++) {
        double slots = 0.0, rows = 0.0;
        for (int s = 0; s < q->slots; s++)
            slots += one.change[((size_t) 1 * q->need_count + n) * q->slots + s];
        for (int r = 0; r < evaluate_rows(&q->needs[n]); r++)
            rows +=
                one.differences[evaluate_row_count(q) + evaluate_first_row(q, n) + r].x
                / one.done;
        assert_near(slots, rows, 1e-9);
        assert_true(rows < 0.0); /* fewer people serve worse */
    }
    /* The first roster differs from itself by nothing. */
    for (int r = 0; r < evaluate_row_count(q); r++)
        assert_near(one.differences[r].x, 0.0, 0.0);
    /* Any number of threads gives the same bits. */
    struct evaluation four = evaluated(&parts, rosters, 2, 4, false);
    assert_memory_equal(one.rows, four.rows,
                        2 * (size_t) evaluate_row_count(q) * sizeof *one.rows);
    /* Ending a day after the period leaves what callers met in it. */
    struct evaluation brief = evaluated(&parts, rosters, 2, 2, true);
    for (int r = 0; r < 7; r++)
        assert_near(brief.rows[r].x, one.rows[r].x, 1e-9);
    evaluation_done(q, &one);
    evaluation_done(q, &four);
    evaluation_done(q, &brief);
    free(change);
    done(&parts);
}

static void rows_are_days_a_period_and_a_share_of_days(void **state)
{
    (void) state;
    struct parts parts = made();
    const struct question *const q = &parts.question;
    const struct roster roster = { .columns = parts.columns,
                                   .policies = parts.policies };
    struct evaluation seen = evaluated(&parts, &roster, 1, 2, false);
    assert_int_equal(evaluate_row_count(q), 7 + 1 + 1);
    for (int r = 0; r < 7; r++) {
        const struct sim_estimate value = evaluate_value(q, &seen, 0, 0, r);
        const struct sim_estimate slack = evaluate_slack(q, &seen, 0, 0, r);
        assert_near(value.value - 0.85, slack.value, 1e-9);
        assert_near(value.high - value.low, slack.high - slack.low, 1e-9);
    }
    const struct sim_estimate wait = evaluate_value(q, &seen, 0, 1, 0);
    const struct sim_estimate wait_slack = evaluate_slack(q, &seen, 0, 1, 0);
    assert_near(180.0 - wait.value, wait_slack.value, 1e-9);
    /* Twelve weeks of seven days were counted. */
    assert_near(seen.rows[8].y, 84.0, 0.0);
    assert_near(evaluate_value(q, &seen, 0, 2, 0).value, seen.rows[8].x / 84.0, 1e-12);
    evaluation_done(q, &seen);
    done(&parts);
}

static void one_person_fewer_costs_and_one_more_gains(void **state)
{
    (void) state;
    struct parts parts = made();
    const struct question *const q = &parts.question;
    const size_t cells = (size_t) 2 * 336;
    double *const decay = sim_mem_array(cells, sizeof *decay);
    double *const shape = sim_mem_array(cells, sizeof *shape);
    for (size_t i = 0; i < cells; i++) {
        decay[i] = 0.6;
        shape[i] = 1.0;
    }
    const struct price_ask ask = { .plan = { .columns = parts.columns,
                                             .policies = parts.policies },
                                   .seed = 3,
                                   .replications = 30,
                                   .threads = 2,
                                   .decay = decay,
                                   .shape = shape };
    struct price price;
    price_make(q, &ask, &price);
    assert_int_equal(price.quarters, 2);
    assert_int_equal(price.slots, 336);
    double loss = 0.0, gain = 0.0;
    for (int s = 0; s < 336; s++) { /* the mean wait, the room's people */
        loss += price.loss[7 * cells + s];
        gain += price.gain[7 * cells + s];
    }
    assert_true(loss > 0.0);
    assert_near(gain, 0.6 * loss, 1e-9);
    /* A day's row knows only that day's people, and those just before. */
    for (int s = 3 * 48; s < 6 * 48; s++)
        assert_near(price.loss[s], 0.0, 0.0);
    price_done(&price);
    free(decay);
    free(shape);
    done(&parts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_program_has_the_people_and_policies_of_its_plan),
        cmocka_unit_test(combs_try_every_block_once_and_divide_the_week),
        cmocka_unit_test(changes_by_slot_add_up_to_differences_of_rows),
        cmocka_unit_test(rows_are_days_a_period_and_a_share_of_days),
        cmocka_unit_test(one_person_fewer_costs_and_one_more_gains),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
