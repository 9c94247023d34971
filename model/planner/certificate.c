#include "model/planner/certificate.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

static struct sim_sequential *tests_of(const struct question *question,
                                       double error_holds)
{
    const int rows = evaluate_row_count(question);
    struct sim_sequential *const tests =
        sim_mem_array((size_t) rows + 1, sizeof *tests);
    for (int n = 0, row = 0; n < question->need_count; n++)
        for (int r = 0; r < evaluate_rows(&question->needs[n]); r++, row++) {
            const struct question_need *const need = &question->needs[n];
            const struct sim_sequential_spec spec = {
                .kind = need->in_share > 0.0 ? SIM_SEQUENTIAL_BOUNDED
                                             : SIM_SEQUENTIAL_RATIO,
                .limit = need->in_share,
                .margin = need->margin,
                .error_holds = error_holds,
                .error_fails = CERTIFICATE_ERROR_FAILS / rows,
            };
            sim_sequential_init(&tests[row], &spec);
        }
    return tests;
}

/* A row that was empty throughout has nothing that could fail. */
static bool is_empty(const struct evaluation *seen, int row)
{
    return seen->rows[row].n > 0.0 && seen->rows[row].y <= 0.0;
}

/* What is told while a test runs: of as many replications as it may still need. */
struct telling {
    const struct certificate_ask *ask;
    const struct sim_sequential *tests;
    int rows;
};

static void tell(void *to, int folded, int planned)
{
    const struct telling *const telling = to;
    int most = folded;
    for (int r = 0; r < telling->rows; r++) {
        const int rest = sim_sequential_most(&telling->tests[r]);
        if (telling->tests[r].state == SIM_SEQUENTIAL_OPEN && rest > most)
            most = rest;
    }
    telling->ask->progress(telling->ask->progress_to, folded,
                           most < planned ? most : planned);
}

void certificate_run(const struct question *question, const struct certificate_ask *ask,
                     struct certificate *out)
{
    const int rows = evaluate_row_count(question);
    struct sim_sequential *const tests = tests_of(question, ask->error_holds);
    struct telling telling = { ask, tests, rows };
    const struct evaluate_options options = { .rosters = &ask->plan,
                                              .count = 1,
                                              .seed = ask->seed,
                                              .replications = ask->most,
                                              .threads = ask->threads,
                                              .stop = ask->stop,
                                              .tests = tests,
                                              .progress =
                                                  ask->progress != NULL ? tell : NULL,
                                              .progress_to = &telling };
    *out = (struct certificate){ .held = true, .failed_need = -1 };
    evaluate_run(question, &options, &out->seen);
    out->replications = out->seen.done;
    out->is_stopped = out->seen.is_partial;
    out->states = sim_mem_array((size_t) rows + 1, sizeof *out->states);
    for (int n = 0, row = 0; n < question->need_count; n++)
        for (int r = 0; r < evaluate_rows(&question->needs[n]); r++, row++) {
            out->states[row] =
                is_empty(&out->seen, row) ? SIM_SEQUENTIAL_HOLDS : tests[row].state;
            if (out->states[row] == SIM_SEQUENTIAL_HOLDS)
                continue;
            out->held = false;
            out->failed_need = out->failed_need < 0 ? n : out->failed_need;
        }
    out->held = out->held && !out->is_stopped && out->seen.fault == NULL;
    free(tests);
}

void certificate_done(const struct question *question, struct certificate *certificate)
{
    evaluation_done(question, &certificate->seen);
    free(certificate->states);
    *certificate = (struct certificate){ 0 };
}

/* ---- grades ---- */

static void grade_need(const struct question *question, const struct evaluation *seen,
                       int roster, int n, const enum sim_sequential_state *states,
                       struct plan_grade *out)
{
    const struct question_need *const need = &question->needs[n];
    const bool is_p_met = need->in_share > 0.0;
    double least = DBL_MAX;
    *out = (struct plan_grade){ .limit = is_p_met ? need->in_share : need->limit,
                                .at_least = is_p_met || need->target.at_least,
                                .state = SIM_SEQUENTIAL_HOLDS };
    for (int r = 0; r < evaluate_rows(need); r++) {
        const struct sim_estimate slack = evaluate_slack(question, seen, roster, n, r);
        const enum sim_sequential_state state =
            states != NULL ? states[evaluate_first_row(question, n) + r]
                           : SIM_SEQUENTIAL_OPEN;
        out->units_open += state == SIM_SEQUENTIAL_OPEN;
        out->units_failed += state == SIM_SEQUENTIAL_FAILS;
        if (slack.kind == SIM_ESTIMATE_NONE || slack.value >= least)
            continue;
        least = slack.value;
        out->worst_unit = r;
        out->value = evaluate_value(question, seen, roster, n, r);
    }
    if (out->units_failed > 0)
        out->state = SIM_SEQUENTIAL_FAILS;
    else if (out->units_open > 0)
        out->state = SIM_SEQUENTIAL_OPEN;
    if (is_p_met)
        memcpy(out->unit_name, "all", sizeof "all");
    else
        question_unit_name(question, n, out->worst_unit, out->unit_name);
}

void certificate_grades(const struct question *question,
                        const struct certificate *certificate,
                        struct plan_grade *grades)
{
    for (int n = 0; n < question->need_count; n++)
        grade_need(question, &certificate->seen, 0, n, certificate->states, &grades[n]);
}

void certificate_values(const struct question *question, const struct evaluation *seen,
                        int roster, struct plan_grade *grades)
{
    for (int n = 0; n < question->need_count; n++)
        grade_need(question, seen, roster, n, NULL, &grades[n]);
}
