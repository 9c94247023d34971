/* Plans as tables for a spreadsheet.  staffing.csv is what `net` and `staff` of a
 * scenario read. */
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/planner/roster.h"
#include "sim/mem.h"
#include "tools/csv_out.h"
#include "tools/plan_lines.h"
#include "tools/plan_parts.h"
#include "tools/plan_words.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

enum { QUARTER_MIN = 15, HALF_HOUR = 2 };

static const char *team_name(const struct plan *plan, int index)
{
    const struct question *const question = plan->question;
    return question->scenario->teams[question->teams[index].team].name;
}

static int minute_of(int slot)
{
    return slot % QUESTION_DAY * QUARTER_MIN;
}

static void put_clock(struct csv_row *row, int minute)
{
    char *const clock = plan_words_clock(minute);
    csv_row_text(row, clock);
    free(clock);
}

static void put_day(struct csv_row *row, const struct question *question, int slot)
{
    char *const day = plan_lines_day(question, slot);
    csv_row_text(row, day);
    free(day);
}

/* ---- staffing.csv ---- */

/* Quarter hours of a row: half an hour unless people change within one. */
static int step_of(const struct plan *plan, int index)
{
    const int *const people = plan->teams[index].people;
    for (int s = 0; s < plan->question->slots; s += HALF_HOUR)
        if (people[s] != people[s + 1])
            return 1;
    return HALF_HOUR;
}

static void put_week(struct csv_row *row, const struct plan *plan, int index)
{
    const int step = step_of(plan, index);
    for (int s = 0; s < plan->question->slots; s += step) {
        csv_row_text(row, team_name(plan, index));
        put_day(row, plan->question, s);
        put_clock(row, minute_of(s));
        csv_row_whole(row, plan->teams[index].people[s]);
        csv_row_end(row);
    }
}

/* Equal neighbours of a date are one row. */
static void put_dates(struct csv_row *row, const struct plan *plan, int index)
{
    const int *const people = plan->teams[index].people;
    for (int from = 0, to; from < plan->question->slots; from = to) {
        for (to = from + 1; to % QUESTION_DAY != 0 && people[to] == people[from];)
            to++;
        csv_row_text(row, team_name(plan, index));
        put_day(row, plan->question, from);
        put_clock(row, minute_of(from));
        put_clock(row, minute_of(to - 1) + QUARTER_MIN);
        csv_row_whole(row, people[from]);
        csv_row_end(row);
    }
}

static void put_staffing(const struct plan *plan, FILE *to)
{
    static const char *const week[] = { "team", "day", "time", "people", NULL };
    static const char *const dates[] = {
        "team", "date", "start", "end", "people", NULL
    };
    struct csv_row row = { .to = to };
    const bool is_weekly = plan->question->is_weekly;
    csv_row_texts(&row, is_weekly ? week : dates);
    for (int i = 0; i < plan->question->team_count; i++)
        if (is_weekly)
            put_week(&row, plan, i);
        else
            put_dates(&row, plan, i);
}

/* ---- shifts.csv ---- */

/* Slot at which it begins; a shift of the day before has had its beginning cut off. */
static int start_of(const struct question_column *column)
{
    const int at = column->from_min / QUARTER_MIN, move = column->runs[0].from - at;
    return at + (move < 0 ? -QUESTION_DAY : move / QUESTION_DAY * QUESTION_DAY);
}

static void put_shift(struct csv_row *row, const struct plan *plan, int index,
                      const struct question_column *column, int people)
{
    const struct question *const question = plan->question;
    const bool has_break = column->run_count > 1;
    char *const days = column->days != 0 ? plan_lines_days(column->days)
                                         : plan_lines_day(question, start_of(column));
    csv_row_text(row, team_name(plan, index));
    csv_row_text(row, days);
    put_clock(row, column->from_min);
    put_clock(row, column->to_min);
    if (has_break) {
        put_clock(row, minute_of(column->runs[0].to));
        put_clock(row, minute_of(column->runs[1].from));
    } else {
        csv_row_text(row, NULL);
        csv_row_text(row, NULL);
    }
    csv_row_whole(row, people);
    csv_row_number(row, people * column->hours);
    csv_row_number(row, people * column->paid_hours);
    csv_row_end(row);
    free(days);
}

static bool is_rosterable(const struct plan *plan)
{
    for (int i = 0; i < plan->question->team_count; i++)
        if (plan->question->teams[i].is_rosterable)
            return true;
    return false;
}

static void put_shifts(const struct plan *plan, FILE *to)
{
    static const char *const heading[] = { "team",       "days",
                                           "start",      "end",
                                           "break from", "break to",
                                           "people",     "hours on the phones",
                                           "paid hours", NULL };
    struct csv_row row = { .to = to };
    csv_row_texts(&row, heading);
    for (int i = 0; i < plan->question->team_count; i++) {
        const struct question_team *const team = &plan->question->teams[i];
        for (int c = team->first; c < team->first + team->count; c++)
            if (team->is_rosterable && plan->columns[c] > 0)
                put_shift(&row, plan, i, &plan->question->columns[c], plan->columns[c]);
    }
}

/* ---- prices.csv ---- */

static void put_price(struct csv_row *row, const struct plan *plan,
                      const struct plan_price *price)
{
    const int slot = price->run.from;
    csv_row_text(row, team_name(plan, price->team));
    put_day(row, plan->question, slot);
    put_clock(row, minute_of(slot));
    put_clock(row, minute_of(slot) + (price->run.to - slot) * QUARTER_MIN);
    csv_row_whole(row, plan->teams[price->team].people[slot]);
    for (int n = 0; n < plan->question->need_count; n++)
        csv_row_number(row, price->change[n]);
    csv_row_end(row);
}

/* What one person less in each half hour does to every target. */
static void put_prices(const struct plan *plan, FILE *to)
{
    const struct question *const question = plan->question;
    struct csv_row row = { .to = to };
    csv_row_text(&row, "team");
    csv_row_text(&row, question->is_weekly ? "day" : "date");
    csv_row_text(&row, "from");
    csv_row_text(&row, "to");
    csv_row_text(&row, "people");
    for (int n = 0; n < question->need_count; n++) {
        const struct plan_need_name *const need = &plan->needs[n];
        char *const heading =
            sim_mem_print("%s: change with one person less (%s)", need->label,
                          need->unit == PLAN_SHARE ? "share" : "s");
        csv_row_text(&row, heading);
        free(heading);
    }
    csv_row_end(&row);
    for (int i = 0; i < plan->price_count; i++)
        put_price(&row, plan, &plan->prices[i]);
}

/* ---- files ---- */

static void add(const struct plan_cases *plans, int index, const char *stem,
                void (*put)(const struct plan *plan, FILE *to), const char *directory,
                struct output *output)
{
    const struct calendar_civil civil =
        calendar_civil(plans->cases[index].week->typical_of.first);
    char *const name = plans->asked > 1 ? sim_mem_print("%s-%04d-%02d.csv", stem,
                                                        civil.year, civil.month)
                                        : sim_mem_print("%s.csv", stem);
    FILE *const to = output_add_in(output, directory, name);
    if (to != NULL) {
        fputs(byte_order_mark, to);
        put(plans->cases[index].plan, to);
    }
    output_close(output);
    free(name);
}

void plan_csv(const struct plan_cases *plans, const char *directory,
              struct output *output)
{
    for (int m = 0; m < plans->count; m++) {
        const struct plan *const plan = plans->cases[m].plan;
        add(plans, m, "staffing", put_staffing, directory, output);
        if (is_rosterable(plan))
            add(plans, m, "shifts", put_shifts, directory, output);
        if (plan->price_count > 0)
            add(plans, m, "prices", put_prices, directory, output);
    }
}
