#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/plan_report_parts.h"
#include "tools/plan_words.h"

enum { WEEK_DAYS = 7, QUARTER_MIN = 15, DAY_MIN = 1440, DAY_BEFORE = 1 };
static const double QUARTER_H = 0.25;

/* Days of the pattern that stand side by side. */
struct days {
    int from, to;
};

static char *people_words(int people)
{
    return people == 0 ? sim_mem_text("-") : sim_mem_print("%d", people);
}

static void put_days(struct report_table *table, const struct question *question,
                     struct days days)
{
    for (int d = days.from; d < days.to; d++)
        report_table_add(table, plan_words_day(question, d), REPORT_HEADING);
}

/* ---- people by time ---- */

static bool is_as_before(const int *people, struct days days, int quarter)
{
    for (int d = days.from; d < days.to; d++)
        if (people[d * QUESTION_DAY + quarter]
            != people[d * QUESTION_DAY + quarter - 1])
            return false;
    return true;
}

static void put_times(struct report_table *table, const int *people, struct days days,
                      struct question_run run)
{
    char *const from = plan_words_clock(run.from * QUARTER_MIN);
    char *const to = plan_words_clock(run.to * QUARTER_MIN);
    report_table_add(table, sim_mem_print("%s-%s", from, to), REPORT_PLAIN);
    for (int d = days.from; d < days.to; d++)
        report_table_add(table, people_words(people[d * QUESTION_DAY + run.from]),
                         REPORT_PLAIN);
    free(from);
    free(to);
}

static void put_sums(struct report_table *table, const int *people, struct days days)
{
    report_table_put(table, "hours", REPORT_HEADING);
    for (int d = days.from; d < days.to; d++) {
        double hours = 0.0;
        for (int q = 0; q < QUESTION_DAY; q++)
            hours += QUARTER_H * people[d * QUESTION_DAY + q];
        report_table_add(table, plan_words_hours(hours), REPORT_HEADING);
    }
}

/* Times at which nobody comes or goes on any of these days are one row. */
static void print_times(const struct question *question, const int *people,
                        struct days days, struct report_style style, FILE *to)
{
    struct report_table table;
    report_table_init(&table, style, "lrrrrrrr");
    table.columns = 1 + days.to - days.from;
    report_table_put(&table, "", REPORT_HEADING);
    put_days(&table, question, days);
    for (int from = 0; from < QUESTION_DAY;) {
        int end = from + 1;
        while (end < QUESTION_DAY && is_as_before(people, days, end))
            end++;
        put_times(&table, people, days, (struct question_run){ from, end });
        from = end;
    }
    put_sums(&table, people, days);
    report_table_print(&table, to);
}

/* ---- people by shift ---- */

/* A shift with people on some days: columns that differ in their day alone. */
struct shift {
    int from_min, to_min;
    struct question_run rest; /* minutes after from_min, 0 .. 0 without a break */
    int *people;              /* owned: by day, that before the first date first */
};

struct shift_list {
    struct shift *rows; /* owned */
    size_t count, capacity;
    bool is_day_before; /* some begin on the day before the first date */
};

/* Slot at which it begins; a shift of the day before has had its beginning cut off. */
static int start_of(const struct question_column *column)
{
    const int at = column->from_min / QUARTER_MIN, move = column->runs[0].from - at;
    return at + (move < 0 ? -QUESTION_DAY : move / QUESTION_DAY * QUESTION_DAY);
}

static struct question_run rest_of(const struct question_column *column)
{
    if (column->run_count < 2 || column->runs[1].from == column->runs[1].to)
        return (struct question_run){ 0 };
    const int start = start_of(column);
    return (struct question_run){ (column->runs[0].to - start) * QUARTER_MIN,
                                  (column->runs[1].from - start) * QUARTER_MIN };
}

static bool starts_on(const struct question *question,
                      const struct question_column *column, int day)
{
    if (column->days == 0)
        return start_of(column) == day * QUESTION_DAY + column->from_min / QUARTER_MIN;
    if (day < 0 && column->to_min <= DAY_MIN) /* it does not reach into the dates */
        return false;
    const int weekday =
        question->is_weekly ? day : calendar_weekday(question->first_date + day);
    return (column->days >> weekday & 1u) != 0;
}

static struct shift *find_shift(struct shift_list *list,
                                const struct question *question,
                                const struct question_column *column)
{
    const struct question_run rest = rest_of(column);
    for (size_t i = 0; i < list->count; i++) {
        const struct shift *const s = &list->rows[i];
        if (s->from_min == column->from_min && s->to_min == column->to_min
            && s->rest.from == rest.from && s->rest.to == rest.to)
            return &list->rows[i];
    }
    const size_t days = (size_t) question->slots / QUESTION_DAY + DAY_BEFORE;
    list->rows =
        sim_mem_grow(list->rows, &list->capacity, list->count + 1, sizeof *list->rows);
    struct shift *const row = &list->rows[list->count++];
    *row = (struct shift){ .from_min = column->from_min,
                           .to_min = column->to_min,
                           .rest = rest,
                           .people = sim_mem_array(days, sizeof *row->people) };
    return row;
}

static int by_start(const void *a, const void *b)
{
    const struct shift *const x = a, *const y = b;
    if (x->from_min != y->from_min)
        return x->from_min < y->from_min ? -1 : 1;
    if (x->to_min != y->to_min)
        return x->to_min < y->to_min ? -1 : 1;
    return x->rest.from < y->rest.from ? -1 : x->rest.from > y->rest.from;
}

static struct shift_list shifts_of(const struct plan *plan, int team)
{
    const struct question *const q = plan->question;
    const struct question_team *const of = &q->teams[team];
    struct shift_list list = { 0 };
    for (int c = of->first; c < of->first + of->count; c++) {
        const struct question_column *const column = &q->columns[c];
        if (plan->columns[c] == 0)
            continue;
        struct shift *const row = find_shift(&list, q, column);
        for (int d = q->is_weekly ? 0 : -DAY_BEFORE; d < q->slots / QUESTION_DAY; d++)
            if (starts_on(q, column, d)) {
                row->people[d + DAY_BEFORE] += plan->columns[c];
                list.is_day_before = list.is_day_before || d < 0;
            }
    }
    if (list.count > 0)
        qsort(list.rows, list.count, sizeof *list.rows, by_start);
    return list;
}

static void put_shift(struct report_table *table, const struct shift *shift,
                      struct days days)
{
    const struct question_run rest = shift->rest;
    char *const from = plan_words_clock(shift->from_min);
    char *const end = plan_words_clock(shift->to_min);
    char *const length = plan_words_hours((shift->to_min - shift->from_min) / 60.0);
    char *const rest_from = plan_words_clock((shift->from_min + rest.from) % DAY_MIN);
    char *const rest_to = plan_words_clock((shift->from_min + rest.to) % DAY_MIN);
    report_table_add(table, sim_mem_print("%s-%s", from, end), REPORT_PLAIN);
    report_table_add(table, sim_mem_print("%s h", length), REPORT_PLAIN);
    report_table_add(table,
                     rest.to == 0 ? sim_mem_text("-")
                                  : sim_mem_print("%s-%s", rest_from, rest_to),
                     REPORT_PLAIN);
    for (int d = days.from; d < days.to; d++)
        report_table_add(table, people_words(shift->people[d + DAY_BEFORE]),
                         REPORT_PLAIN);
    free(from);
    free(end);
    free(length);
    free(rest_from);
    free(rest_to);
}

static void print_shifts(const struct question *question, const struct shift_list *list,
                         struct days days, struct report_style style, FILE *to)
{
    struct report_table table;
    report_table_init(&table, style, "lrlrrrrrrrr");
    table.columns = 3 + days.to - days.from;
    report_table_put(&table, "shift", REPORT_HEADING);
    report_table_put(&table, "length", REPORT_HEADING);
    report_table_put(&table, "break", REPORT_HEADING);
    put_days(&table, question, days);
    for (size_t i = 0; i < list->count; i++)
        put_shift(&table, &list->rows[i], days);
    report_table_print(&table, to);
}

static void shift_list_done(struct shift_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->rows[i].people);
    free(list->rows);
}

/* ---- all teams ---- */

static void print_team(const struct plan *plan, int team, struct report_style style,
                       FILE *to)
{
    const struct question *const q = plan->question;
    const struct question_team *const of = &q->teams[team];
    const int all_days = q->slots / QUESTION_DAY;
    fputc('\n', to);
    report_table_fold(
        sim_mem_print("%s: people %s%s", plan_words_team(q, team),
                      of->is_posted ? "as rostered" : "on the phones",
                      of->is_rosterable ? ", by the shift that they begin" : ""),
        REPORT_HEADING, style, to);
    struct shift_list list = { 0 };
    if (of->is_rosterable)
        list = shifts_of(plan, team);
    for (int d = 0; d < all_days; d += WEEK_DAYS) {
        const struct days days = { d, d + WEEK_DAYS < all_days ? d + WEEK_DAYS
                                                               : all_days };
        const int first = list.is_day_before && d == 0 ? -DAY_BEFORE : d;
        if (of->is_rosterable)
            print_shifts(q, &list, (struct days){ first, days.to }, style, to);
        else
            print_times(q, plan->teams[team].people, days, style, to);
    }
    shift_list_done(&list);
}

void plan_report_staff(const struct plan_page *page, struct report_style style,
                       FILE *to)
{
    const struct plan *const plan = page->plan;
    if (plan->teams == NULL || plan->hours <= 0.0 || plan->end == PLAN_INFEASIBLE)
        return;
    for (int i = 0; i < plan->question->team_count; i++)
        print_team(plan, i, style, to);
}
