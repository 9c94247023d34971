/* Plan files: what-ifs on the scenario, which `tenfive simulate` runs and `tenfive
 * verify` tests again. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/demand/calendar.h"
#include "model/planner/roster.h"
#include "sim/mem.h"
#include "tools/plan_lines.h"
#include "tools/plan_parts.h"
#include "tools/what_if.h"

enum {
    DAYS_ROUND_A_YEAR = 31
}; /* warm-up and run-on have the nearest month's people */

/* A list of `changes` under way. */
struct changes {
    FILE *to;
    bool is_begun;
};

static void next_row(struct changes *changes)
{
    fputs(changes->is_begun ? ",\n  " : "changes = (\n  ", changes->to);
    changes->is_begun = true;
}

static void end_rows(struct changes *changes)
{
    if (changes->is_begun)
        fputs("\n);\n", changes->to);
}

/* A file that --set names is named from where the plan is. */
static void put_set(struct changes *changes, const char *directory, const char *set)
{
    enum change_op op = CHANGE_SET;
    int length = 0;
    const char *const value = change_split(set, &op, &length);
    struct stat file;
    const size_t size = strlen(value);
    const bool is_table = size > strlen(".csv")
                          && strcmp(value + size - strlen(".csv"), ".csv") == 0
                          && stat(value, &file) == 0;
    char *const seen = is_table ? what_if_seen_from(directory, value) : NULL;
    char *const whole =
        is_table ? sim_mem_print("%.*s%s", (int) (value - set), set, seen) : NULL;
    next_row(changes);
    what_if_change(is_table ? whole : set, changes->to);
    free(whole);
    free(seen);
}

static void put_sets(struct changes *changes, const struct plan_cases *plans,
                     const char *directory)
{
    for (int i = 0; i < plans->sets->count; i++)
        put_set(changes, directory, plans->sets->sets[i]);
}

static void put_week(struct changes *changes, const struct plan_cases *plans,
                     const struct week *week)
{
    int count;
    char **const sets = week_sets(plans->whole, week, &count);
    for (int i = 0; i < count; i++) {
        next_row(changes);
        what_if_change(sets[i], changes->to);
    }
    week_sets_free(sets, count);
}

/* ---- people ---- */

static void put_people(struct changes *changes, const char *team, const char *setting,
                       const struct scenario_shift *shifts, int count)
{
    enum { INDENT = 4 };
    next_row(changes);
    fprintf(changes->to, "{ at = \"teams.%s.%s\"; set = ", team, setting);
    plan_lines_put(shifts, count, INDENT, changes->to);
    fputs("; }", changes->to);
}

/* The lines of one of the plan's teams. */
static struct scenario_shift *lines_of(const struct plan *plan, int index, int *count)
{
    const struct roster roster = { .columns = plan->columns,
                                   .policies = plan->policies };
    return plan->question->teams[index].is_posted
               ? roster_shifts(plan->question, index, &roster, count)
               : plan_lines_net(plan->question, plan->teams[index].people, count);
}

/* Posted people of a team that has `net` are net all the same. */
static const char *setting_of(const struct plan *plan, int index)
{
    const struct question *const question = plan->question;
    const struct question_team *const team = &question->teams[index];
    return team->is_posted && !question->scenario->teams[team->team].is_net ? "shifts"
                                                                            : "net";
}

static const char *team_name(const struct plan *plan, int index)
{
    const struct question *const question = plan->question;
    return question->scenario->teams[question->teams[index].team].name;
}

/* A table of people, which would be added to the shifts. */
static void put_no_staff(struct changes *changes, const struct plan *plan, int index)
{
    const struct scenario *const scenario = plan->question->scenario;
    char *const path = sim_mem_print("teams.%s.staff", team_name(plan, index));
    for (int i = 0; i < scenario->input_count; i++)
        if (strcmp(scenario->inputs[i].path, path) == 0) {
            next_row(changes);
            fprintf(changes->to, "{ at = \"%s\"; set = \"\"; }", path);
        }
    free(path);
}

static void put_team(struct changes *changes, const struct plan *plan, int index,
                     const struct scenario_shift *shifts, int count)
{
    const char *const setting = setting_of(plan, index);
    if (strcmp(setting, "shifts") == 0)
        put_no_staff(changes, plan, index);
    put_people(changes, team_name(plan, index), setting, shifts, count);
}

static void put_teams(struct changes *changes, const struct plan *plan)
{
    for (int i = 0; i < plan->question->team_count; i++) {
        int count;
        struct scenario_shift *const shifts = lines_of(plan, i, &count);
        put_team(changes, plan, i, shifts, count);
        free(shifts);
    }
}

/* ---- policies ---- */

static void put_policy(struct changes *changes, const struct plan *plan, int index)
{
    const struct scenario *const scenario = plan->question->scenario;
    const struct question_policy *const policy = &plan->question->policies[index];
    const int choice = plan->policies[index];
    next_row(changes);
    if (policy->kind == QUESTION_RESERVE) {
        const struct scenario_team *const team = &scenario->teams[policy->team];
        const int line = team->serves[policy->position];
        fprintf(changes->to, "{ at = \"teams.%s.keep_free.%s\"; set = %d; }",
                team->name, scenario->stages[line].name, policy->from + choice);
    } else {
        fprintf(changes->to,
                "{ at = \"stages.%s.call_back.offered_after\"; set = \"%.17g s\"; }",
                scenario->stages[policy->stage].name, policy->after_s[choice]);
    }
}

static void put_policies(struct changes *changes, const struct plan *plan)
{
    for (int i = 0; i < plan->question->policy_count; i++)
        put_policy(changes, plan, i);
}

/* ---- what the test found ---- */

static void put_certificate(const struct plan_cases *plans, const struct plan *plan,
                            const char *base, FILE *to)
{
    fputs("\ncertificate: {\n  scenario = ", to);
    what_if_text(base, to);
    fputs(";\n  sets = (", to);
    for (int i = 0; i < plans->sets->count; i++) {
        fputs(i > 0 ? ", " : " ", to);
        what_if_text(plans->sets->sets[i], to);
    }
    fprintf(to,
            " );\n  hash = \"%016llx\"; version = \"%s\";\n"
            "  held = %s; seed = %llu; replications = %d; rounds = %d;\n};\n",
            (unsigned long long) plans->whole->hash, TENFIVE_VERSION,
            plan->end == PLAN_CERTIFIED ? "true" : "false",
            (unsigned long long) plan->seed, plan->replications, plan->round_count);
    fprintf(to, "run: { seed = %llu; replications = %d; };\n",
            (unsigned long long) plan->seed, plan->replications);
}

/* Whether `simulate` prints just what the test looked at; `figure` gets its name. */
static bool is_printed(const struct question_need *need,
                       const struct scenario_target *written, const char **figure)
{
    static const enum scenario_each each_of[SCENARIO_PLAN_EACHES] = {
        [SCENARIO_PLAN_PERIOD] = SCENARIO_EACH_PERIOD,
        [SCENARIO_PLAN_MONTH] = SCENARIO_EACH_MONTH,
        [SCENARIO_PLAN_WEEK] = SCENARIO_EACH_WEEK,
        [SCENARIO_PLAN_DAY] = SCENARIO_EACH_DAY,
        [SCENARIO_PLAN_INTERVAL] = SCENARIO_EACH_INTERVAL,
    };
    if (written->grade == SCENARIO_WAIT_PERCENTILE) /* asked as the share within it */
        return false;
    if (need->in_share <= 0.0) {
        *figure = "value";
        return need->each == SCENARIO_PLAN_PERIOD;
    }
    *figure = "p_met";
    return need->each != SCENARIO_PLAN_HOUR && need->each != SCENARIO_PLAN_HALF_HOUR
           && each_of[need->each] == written->each;
}

static void put_row(FILE *to, bool *is_begun, const char *path, double value)
{
    fprintf(to, "%s  ( \"%s\", %.17g, 0 )",
            *is_begun ? ",\n"
                      : "\n# What the test found: `tenfive simulate` on this file "
                        "finds the same.\nexpect = (\n",
            path, value);
    *is_begun = true;
}

/* Hours on the phones a day of a team whose people are all there. */
static double hours_a_day(const struct question *question, const int *people)
{
    const struct calendar *const calendar = &question->program.calendar;
    double quarters = 0.0;
    for (int q = calendar->from; q < calendar->to; q++)
        quarters += people[question->slot[q]];
    return quarters / 4.0 / calendar->period_days;
}

static void put_expect(const struct plan_case *one, FILE *to)
{
    const struct plan *const plan = one->plan;
    const struct question *const question = plan->question;
    bool is_begun = false;
    for (int i = 0; i < question->need_count; i++) {
        const struct question_need *const need = &question->needs[i];
        const char *figure;
        if (plan->grades[i].value.kind == SIM_ESTIMATE_NONE
            || !is_printed(need, &one->scenario->targets[need->hold->target], &figure))
            continue;
        char *const path = sim_mem_print("target.%s.%s", need->target.name, figure);
        put_row(to, &is_begun, path, plan->grades[i].value.value);
        free(path);
    }
    for (int i = 0; i < question->team_count; i++) {
        if (question->teams[i].is_posted)
            continue;
        char *const path = sim_mem_print("team.%s.hours_day", team_name(plan, i));
        put_row(to, &is_begun, path, hours_a_day(question, plan->teams[i].people));
        free(path);
    }
    if (is_begun)
        fputs("\n);\n", to);
}

/* ---- files ---- */

static void put_beginning(const struct plan_cases *plans, const char *base,
                          const char *which, FILE *to)
{
    const char *const title =
        plans->whole->title != NULL ? plans->whole->title : plans->file;
    char *const whole = sim_mem_print("%s: plan, %s", title, which);
    fputs("base  = ", to);
    what_if_text(base, to);
    fputs(";\ntitle = ", to);
    what_if_text(whole, to);
    fputs(";\n\n", to);
    free(whole);
}

static const char *end_words(enum plan_end end)
{
    switch (end) {
    case PLAN_CERTIFIED:
        return "CERTIFIED: re-tested on fresh callers, all targets hold.";
    case PLAN_NOT_CERTIFIED:
        return "NOT CERTIFIED: the test on fresh callers did not pass.";
    case PLAN_INFEASIBLE:
        return "NOT CERTIFIED: the targets cannot be met; this comes nearest.";
    case PLAN_STOPPED:
        break;
    }
    return "NOT CERTIFIED: stopped before it was tested; the best so far.";
}

static void put_plan(const struct plan_cases *plans, const struct plan_case *one,
                     const char *directory, FILE *to)
{
    const struct plan *const plan = one->plan;
    char *const base = what_if_seen_from(directory, plans->file);
    struct changes changes = { .to = to };
    fprintf(to, "# Written by tenfive plan --seed %llu.\n# %s\n\n",
            (unsigned long long) plans->seed, end_words(plan->end));
    put_beginning(plans, base, one->week->name, to);
    put_sets(&changes, plans, directory);
    put_week(&changes, plans, one->week);
    put_teams(&changes, plan);
    put_policies(&changes, plan);
    end_rows(&changes);
    if (plan->replications > 0 && plan->grades != NULL) {
        put_certificate(plans, plan, base, to);
        put_expect(one, to);
    }
    free(base);
}

/* ---- all months together ---- */

/* The dates on which a month's week is worked. */
static struct scenario_dates dates_of(const struct plan_cases *plans, int index)
{
    struct scenario_dates dates = plans->cases[index].week->typical_of;
    if (index == 0)
        dates.first -= DAYS_ROUND_A_YEAR;
    if (index + 1 == plans->count)
        dates.last += DAYS_ROUND_A_YEAR;
    return dates;
}

static void put_team_of_year(struct changes *changes, const struct plan_cases *plans,
                             int index)
{
    struct scenario_shift *all = NULL;
    size_t capacity = 0;
    int count = 0;
    for (int m = 0; m < plans->count; m++) {
        int more;
        struct scenario_shift *const shifts =
            lines_of(plans->cases[m].plan, index, &more);
        all = sim_mem_grow(all, &capacity, (size_t) (count + more), sizeof *all);
        for (int i = 0; i < more; i++) {
            shifts[i].has_dates = true;
            shifts[i].dates = dates_of(plans, m);
            all[count++] = shifts[i];
        }
        free(shifts);
    }
    put_team(changes, plans->cases[0].plan, index, all, count);
    free(all);
}

static bool have_one_policy(const struct plan_cases *plans)
{
    const struct plan *const first = plans->cases[0].plan;
    const size_t size =
        (size_t) first->question->policy_count * sizeof *first->policies;
    for (int m = 1; m < plans->count; m++)
        if (size > 0
            && memcmp(first->policies, plans->cases[m].plan->policies, size) != 0)
            return false;
    return true;
}

static void put_year(const struct plan_cases *plans, const char *directory, FILE *to)
{
    const struct plan *const first = plans->cases[0].plan;
    const bool is_one = have_one_policy(plans);
    char *const base = what_if_seen_from(directory, plans->file);
    struct changes changes = { .to = to };
    fputs(
        "# Written by tenfive plan: the weeks of all months, each on the dates of its\n"
        "# month.  NOT CERTIFIED as a whole: each month was tested by itself.\n",
        to);
    if (!is_one)
        fputs("# The months chose different policies (reserves, offers of call-backs), "
              "which\n# cannot change by date: those of the scenario are kept.\n",
              to);
    fputc('\n', to);
    put_beginning(plans, base, "all months", to);
    put_sets(&changes, plans, directory);
    for (int i = 0; i < first->question->team_count; i++)
        put_team_of_year(&changes, plans, i);
    if (is_one)
        put_policies(&changes, first);
    end_rows(&changes);
    free(base);
}

/* "plan-2022-01.cfg" */
static char *month_name(const struct week *week)
{
    const struct calendar_civil civil = calendar_civil(week->typical_of.first);
    return sim_mem_print("plan-%04d-%02d.cfg", civil.year, civil.month);
}

void plan_write(const struct plan_cases *plans, const char *directory,
                struct output *output)
{
    for (int m = 0; m < plans->count; m++) {
        char *const name = plans->asked > 1 ? month_name(plans->cases[m].week)
                                            : sim_mem_text("plan.cfg");
        FILE *const to = output_add_in(output, directory, name);
        if (to != NULL)
            put_plan(plans, &plans->cases[m], directory, to);
        output_close(output);
        free(name);
    }
    if (plans->asked <= 1 || plans->count < plans->asked)
        return;
    FILE *const to = output_add_in(output, directory, "plan.cfg");
    if (to != NULL)
        put_year(plans, directory, to);
    output_close(output);
}
