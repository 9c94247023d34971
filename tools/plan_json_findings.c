#include <stdlib.h>

#include "model/planner/start.h"
#include "tools/json_result.h"
#include "tools/plan_json.h"
#include "tools/plan_lines.h"
#include "tools/plan_words.h"

enum { QUARTER_MIN = 15 };

/* "team", "day", "from" and "to" of a run. */
static void write_place(struct json *json, const struct plan *plan, int team,
                        struct question_run run)
{
    const struct question *const question = plan->question;
    const int minute = run.from % QUESTION_DAY * QUARTER_MIN;
    char *const day = plan_lines_day(question, run.from);
    char *const from = plan_words_clock(minute);
    char *const to = plan_words_clock(minute + (run.to - run.from) * QUARTER_MIN);
    json_text(json, "team", question->scenario->teams[question->teams[team].team].name);
    json_text(json, "day", day);
    json_text(json, "from", from);
    json_text(json, "to", to);
    free(day);
    free(from);
    free(to);
}

static void write_block(struct json *json, const struct plan *plan,
                        const struct plan_block *block)
{
    static const char *const kinds[PLAN_BLOCKS] = { "half_hour", "two_hours", "shift" };
    static const char *const results[PLAN_REMOVALS] = { "breaks", "does_not",
                                                        "undecided" };
    json_open_object(json, NULL);
    write_place(json, plan, block->team, block->run);
    json_text(json, "block", kinds[block->kind]);
    json_text(json, "result", results[block->result]);
    json_text(json, "target",
              block->need < 0 ? NULL : plan->question->needs[block->need].target.name);
    json_result_estimate(json, "after", &block->after);
    json_close(json);
}

static void write_price(struct json *json, const struct plan *plan,
                        const struct plan_price *price)
{
    json_open_short_object(json, NULL);
    write_place(json, plan, price->team, price->run);
    json_open_short_array(json, "change");
    for (int n = 0; n < plan->question->need_count; n++)
        json_number(json, NULL, price->change[n]);
    json_close(json);
    json_close(json);
}

/* By need, in the order of "needs". */
static void write_values(struct json *json, const struct plan *plan,
                         const struct sim_estimate *values)
{
    json_open_array(json, "values");
    for (int n = 0; n < plan->question->need_count; n++)
        json_result_estimate(json, NULL, &values[n]);
    json_close(json);
}

static void write_rival(struct json *json, const struct plan *plan,
                        const struct plan_rival *rival)
{
    json_open_object(json, NULL);
    json_text(json, "method",
              rival->method < 0 ? "scenario" : start_methods[rival->method].name);
    json_number(json, "hours", rival->hours);
    json_number(json, "cost", rival->cost);
    json_bool(json, "meets", rival->meets);
    write_values(json, plan, rival->values);
    if (rival->has_scaled) {
        json_open_short_object(json, "scaled");
        json_number(json, "times", rival->times);
        json_number(json, "hours", rival->scaled_hours);
        json_number(json, "cost", rival->scaled_cost);
        json_close(json);
    } else {
        json_nothing(json, "scaled");
    }
    json_close(json);
}

static void write_sensitivity(struct json *json,
                              const struct plan_sensitivity *sensitivity)
{
    json_open_short_object(json, NULL);
    json_text(json, "if", sensitivity->name);
    json_text(json, "basis", sensitivity->basis);
    if (sensitivity->is_done) {
        json_number(json, "hours", sensitivity->hours);
        json_number(json, "hours_half_width", sensitivity->hours_noise);
        json_number(json, "peak", sensitivity->peak);
    } else {
        json_nothing(json, "hours");
        json_nothing(json, "hours_half_width");
        json_nothing(json, "peak");
    }
    json_close(json);
}

static void write_point(struct json *json, const struct plan *plan,
                        const struct plan_frontier_point *point)
{
    json_open_object(json, NULL);
    json_number(json, "hours", point->hours);
    json_number(json, "cost", point->cost);
    write_values(json, plan, point->values);
    json_close(json);
}

void plan_json_findings(struct json *json, const struct plan *plan)
{
    json_open_array(json, "minimality");
    for (int i = 0; i < plan->block_count; i++)
        write_block(json, plan, &plan->blocks[i]);
    json_close(json);
    json_open_array(json, "prices");
    for (int i = 0; i < plan->price_count; i++)
        write_price(json, plan, &plan->prices[i]);
    json_close(json);
    json_open_array(json, "rivals");
    for (int i = 0; i < plan->rival_count; i++)
        write_rival(json, plan, &plan->rivals[i]);
    json_close(json);
    json_open_array(json, "sensitivities");
    for (int i = 0; i < plan->sensitivity_count; i++)
        write_sensitivity(json, &plan->sensitivities[i]);
    json_close(json);
    json_open_array(json, "frontier");
    for (int i = 0; i < plan->frontier_count; i++)
        write_point(json, plan, &plan->frontier[i]);
    json_close(json);
}
