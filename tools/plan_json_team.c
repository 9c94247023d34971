#include <stdlib.h>

#include "model/planner/shift_table.h"
#include "tools/check_words.h"
#include "tools/plan_json.h"
#include "tools/plan_lines.h"

static void write_chain(struct json *json, const struct plan_case *one, int team)
{
    struct chain chain;
    plan_lines_chain(one->plan, one->scenario, team, &chain);
    char *const missing = chain_words(&chain);
    json_open_object(json, "chain");
    json_open_array(json, "steps");
    for (int i = 0; i < chain.count; i++) {
        json_open_short_object(json, NULL);
        json_text(json, "step", chain.steps[i].name);
        json_number(json, "share", chain.steps[i].share);
        json_number(json, "hours_a_week", chain.steps[i].hours);
        json_close(json);
    }
    json_close(json);
    json_text(json, "not_given", missing);
    if (chain.is_whole) {
        json_number(json, "fte", chain.fte);
        json_whole(json, "establishment", (uint64_t) chain.establishment);
    } else {
        json_nothing(json, "fte");
        json_nothing(json, "establishment");
    }
    json_close(json);
    free(missing);
}

static void write_row(struct json *json, const struct shift_table_row *row)
{
    struct scenario_span span = row->span;
    const struct scenario_hours hours = { .spans = &span, .count = 1 };
    char *const words = check_words_hours(&hours);
    json_open_short_object(json, NULL);
    json_text(json, "shift", words);
    json_whole(json, "least", (uint64_t) row->least);
    json_number(json, "mean", row->mean);
    json_whole(json, "most", (uint64_t) row->most);
    json_close(json);
    free(words);
}

static void write_by_shift(struct json *json, const struct plan_case *one, int team)
{
    const struct question *const question = one->plan->question;
    struct shift_table shifts;
    shift_table_make(question, &one->scenario->teams[question->teams[team].team],
                     one->plan->teams[team].people, &shifts);
    json_open_object(json, "by_shift");
    json_bool(json, "are_own", shifts.is_own);
    json_open_array(json, "rows");
    for (int i = 0; i < shifts.count; i++)
        write_row(json, &shifts.rows[i]);
    json_close(json);
    json_close(json);
    shift_table_done(&shifts);
}

void plan_json_team(struct json *json, const struct plan_case *one, int team)
{
    const struct plan *const plan = one->plan;
    if (plan->end == PLAN_INFEASIBLE || !(plan->hours > 0.0)) {
        json_nothing(json, "chain");
        json_nothing(json, "by_shift");
        return;
    }
    write_chain(json, one, team);
    write_by_shift(json, one, team);
}
