#include "tools/compare_plan.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tools/outcome.h"
#include "tools/warnings.h"

static const struct sim_where COMMAND_LINE = { "compare", 0 };

/* ---- words ---- */

static void add_path(struct compare_scenario *to, const char *text, size_t length)
{
    to->paths[to->path_count++] = sim_mem_print("%.*s", (int) length, text);
}

/* A file whose name has a "+" is that file. */
static void split(struct compare_scenario *to, const char *word)
{
    to->word = sim_mem_text(word);
    to->paths = sim_mem_array(strlen(word) + 1, sizeof *to->paths);
    const bool is_file = access(word, F_OK) == 0;
    for (const char *from = word;;) {
        const size_t length = is_file ? strlen(from) : strcspn(from, "+");
        add_path(to, from, length);
        if (from[length] == '\0')
            return;
        from += length + 1;
    }
}

static void add_word(struct compare_plan *plan, const char *word)
{
    struct compare_scenario *const to = &plan->scenarios[plan->count];
    to->letter[0] = (char) ('A' + plan->count++);
    split(to, word);
}

/* All words but the first, one on top of another. */
static void add_stack(struct compare_plan *plan, const struct compare_ask *ask)
{
    char *all = sim_mem_text(ask->words[1]);
    for (int i = 2; i < ask->count; i++) {
        char *const longer = sim_mem_print("%s+%s", all, ask->words[i]);
        free(all);
        all = longer;
    }
    struct compare_scenario *const to = &plan->scenarios[plan->count];
    to->letter[0] = (char) ('A' + plan->count++);
    to->word = all;
    size_t most = 0;
    for (int i = 1; i < ask->count; i++)
        most += plan->scenarios[i].path_count;
    to->paths = sim_mem_array(most, sizeof *to->paths);
    for (int i = 1; i < ask->count; i++)
        for (int k = 0; k < plan->scenarios[i].path_count; k++)
            add_path(to, plan->scenarios[i].paths[k],
                     strlen(plan->scenarios[i].paths[k]));
}

/* ---- reading ---- */

static bool read_one(struct compare_scenario *one,
                     const struct scenario_change_list *sets, struct sim_diag *diag)
{
    return scenario_read_stack((const char *const *) one->paths, one->path_count, sets,
                               diag, &one->scenario)
           && warnings_add(&one->scenario, diag);
}

static char *dates_of(const struct scenario *scenario)
{
    char *const from = outcome_date_iso(scenario->period.first);
    char *const to = outcome_date_iso(scenario->period.last);
    char *const dates = sim_mem_print("%s..%s", from, to);
    free(from);
    free(to);
    return dates;
}

/* The same callers ring in on the same dates only. */
static bool check_period(const struct compare_scenario *first,
                         const struct compare_scenario *other, struct sim_diag *diag)
{
    const struct scenario_dates *const a = &first->scenario.period;
    const struct scenario_dates *const b = &other->scenario.period;
    if (a->first == b->first && a->last == b->last)
        return true;
    char *const mine = dates_of(&first->scenario);
    char *const theirs = dates_of(&other->scenario);
    sim_diag_error(diag, COMMAND_LINE,
                   "%s simulates %s, but %s %s: the same callers cannot come on other "
                   "dates; give both one period, for example with --set period=%s",
                   first->word, mine, other->word, theirs, mine);
    free(mine);
    free(theirs);
    return false;
}

/* ---- contrasts ---- */

static bool is_same_file(const char *a, const char *b)
{
    char first[PATH_MAX], second[PATH_MAX];
    return realpath(a, first) != NULL && realpath(b, second) != NULL
           && strcmp(first, second) == 0;
}

/* Whether the first file of B is a what-if of the last of A, at whatever remove. */
static bool stands_on(const struct compare_scenario *what_if,
                      const struct compare_scenario *base)
{
    const struct scenario *const s = &what_if->scenario;
    for (int i = 0; i < s->source_count; i++)
        if (s->sources[i].role == SCENARIO_ROLE_BASE
            && is_same_file(s->sources[i].file, base->paths[base->path_count - 1]))
            return true;
    return false;
}

static void add_difference(struct compare_plan *plan, int scenario)
{
    struct compare_item *const item = &plan->items[plan->item_count++];
    item->scenario = scenario;
    item->weights[scenario] = 1.0;
    item->weights[0] = -1.0;
}

/* The scenario that is this file alone, -1 without. */
static int alone(const struct compare_plan *plan, const char *path)
{
    for (int i = 1; i < plan->count; i++)
        if (plan->scenarios[i].path_count == 1
            && is_same_file(plan->scenarios[i].paths[0], path))
            return i;
    return -1;
}

static void add_interplay(struct compare_plan *plan, int scenario)
{
    const struct compare_scenario *const whole = &plan->scenarios[scenario];
    struct compare_item item = { .scenario = scenario, .is_interplay = true };
    if (whole->path_count < 2 || whole->path_count > COMPARE_MOST)
        return;
    item.weights[scenario] = 1.0;
    item.weights[0] = whole->path_count - 1;
    for (int i = 0; i < whole->path_count; i++) {
        const int part = alone(plan, whole->paths[i]);
        if (part < 0 || !stands_on(&plan->scenarios[part], &plan->scenarios[0]))
            return;
        item.parts[item.part_count++] = part;
        item.weights[part] -= 1.0;
    }
    plan->items[plan->item_count++] = item;
}

bool compare_plan_make(const struct compare_ask *ask, struct sim_diag *diag,
                       struct compare_plan *out)
{
    bool is_sound = true;
    for (int i = 0; i < ask->count; i++)
        add_word(out, ask->words[i]);
    if (ask->stack)
        add_stack(out, ask);
    for (int i = 0; i < out->count; i++)
        is_sound = read_one(&out->scenarios[i], ask->sets, diag) && is_sound;
    for (int i = 1; is_sound && i < ask->count; i++)
        if (ask->stack && !stands_on(&out->scenarios[i], &out->scenarios[0])) {
            sim_diag_error(diag, COMMAND_LINE,
                           "--stack: %s is no what-if of %s, so they cannot be put "
                           "together",
                           out->scenarios[i].word, out->scenarios[0].word);
            is_sound = false;
        }
    for (int i = 1; is_sound && i < out->count; i++)
        is_sound = check_period(&out->scenarios[0], &out->scenarios[i], diag);
    for (int i = 1; is_sound && i < out->count; i++)
        add_difference(out, i);
    for (int i = 1; is_sound && i < out->count; i++)
        add_interplay(out, i);
    return is_sound;
}

void compare_plan_done(struct compare_plan *plan)
{
    for (int i = 0; i < plan->count; i++) {
        struct compare_scenario *const one = &plan->scenarios[i];
        for (int k = 0; k < one->path_count; k++)
            free(one->paths[k]);
        free(one->paths);
        free(one->word);
        scenario_done(&one->scenario);
    }
    *plan = (struct compare_plan){ 0 };
}
