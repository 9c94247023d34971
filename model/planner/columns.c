/* Columns: what one decision puts on the phones.  Shared by everything that asks which
 * quarter hours a column covers. */
#include "model/planner/question.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "model/planner/question_parts.h"
#include "sim/mem.h"

enum {
    DAY_MIN = 1440,
    QUARTER_MIN = 15,
    WEEK_DAYS = 7,
    HALF_HOUR = 2,        /* quarter hours */
    MOST_COLUMNS = 20000, /* of a team; the linear programs of more take minutes */
    DAY_BEFORE =
        1 /* dates: shifts of the day before the first reach into the pattern */
};

/* ---- which quarter hours a column covers ---- */

static int weekday_of(const struct question *question, int day)
{
    return question->is_weekly ? day : calendar_weekday(question->first_date + day);
}

/* The day that the runs of a repeated column belong to. */
static int first_day(const struct question *question, unsigned days)
{
    int day = 0;
    while (!(days >> weekday_of(question, day) & 1))
        day++;
    return day;
}

/* Goes on at the beginning of a week; dates are cut at both ends. */
static void cover_moved(const struct question *question,
                        const struct question_column *column, int move, int people,
                        int *coverage)
{
    const int slots = question->slots;
    for (int r = 0; r < column->run_count; r++)
        for (int s = column->runs[r].from + move; s < column->runs[r].to + move; s++) {
            if (question->is_weekly)
                coverage[(s + slots) % slots] += people;
            else if (s >= 0 && s < slots)
                coverage[s] += people;
        }
}

void question_cover(const struct question *question,
                    const struct question_column *column, int people, int *coverage)
{
    if (column->days == 0) {
        cover_moved(question, column, 0, people, coverage);
        return;
    }
    const int first = first_day(question, column->days);
    for (int day = question->is_weekly ? 0 : -DAY_BEFORE;
         day < question->slots / QUESTION_DAY; day++)
        if (column->days >> weekday_of(question, day) & 1)
            cover_moved(question, column, (day - first) * QUESTION_DAY, people,
                        coverage);
}

double question_cost(const struct question *question,
                     const struct question_column *column)
{
    bool is_hours = !question->has_cost;
    if (question->objective == SCENARIO_PLAN_STAFFED_HOURS)
        is_hours = true;
    if (question->objective == SCENARIO_PLAN_BEST_SERVICE)
        is_hours = question->scenario->plan.budget_is_hours;
    return is_hours ? column->hours : column->cost;
}

/* ---- making them ---- */

enum { BUCKETS = 4096 };

/* The columns of one team while they are made. */
struct making {
    struct question *question;
    const struct scenario_plan_shifts *shifts;
    int team, first; /* the free team; its first column */
    size_t capacity;
    int *coverage, *others; /* owned, as all below: [slots], zero between uses */
    int *newest; /* [BUCKETS]: 1 + the newest column of this team there; 0: none */
    int *older;  /* likewise, by column of this team */
    size_t older_capacity;
};

static unsigned bucket_of(const int *coverage, int slots)
{
    unsigned hash = 0;
    for (int s = 0; s < slots; s++)
        hash = hash * 31u + (unsigned) coverage[s];
    return (hash ^ hash >> 16) % BUCKETS;
}

/* Whether a column of this team covers the same as making->coverage. */
static bool is_there(struct making *making, int newest)
{
    const struct question *const question = making->question;
    bool same = false;
    for (int i = newest; i > 0 && !same; i = making->older[i - 1]) {
        const struct question_column *const column =
            &question->columns[making->first + i - 1];
        const size_t size = (size_t) question->slots * sizeof *making->others;
        question_cover(question, column, 1, making->others);
        same = memcmp(making->others, making->coverage, size) == 0;
        memset(making->others, 0, size);
    }
    return same;
}

/* Hours of one person there, and what they cost at the prices of the team. */
static double hours_of(const struct making *making, const int *coverage, double *cost)
{
    const double *const price = making->question->teams[making->team].price;
    int quarters = 0;
    *cost = 0.0;
    for (int s = 0; s < making->question->slots; s++) {
        quarters += coverage[s];
        *cost += coverage[s] * price[s];
    }
    return quarters / 4.0;
}

static void append(struct making *making, const struct question_column *column,
                   int *newest)
{
    struct question *const question = making->question;
    const size_t count = (size_t) question->column_count;
    const size_t mine = count - (size_t) making->first;
    question->columns = sim_mem_grow(question->columns, &making->capacity, count + 1,
                                     sizeof *question->columns);
    making->older = sim_mem_grow(making->older, &making->older_capacity, mine + 1,
                                 sizeof *making->older);
    making->older[mine] = *newest;
    *newest = (int) mine + 1;
    question->columns[question->column_count++] = *column;
}

/* Adds a column unless one that covers the same is there; `shift` is the same with its
 * break worked. */
static void add(struct making *making, struct question_column column,
                const struct question_column *shift)
{
    struct question *const question = making->question;
    const size_t size = (size_t) question->slots * sizeof *making->coverage;
    question_cover(question, &column, 1, making->coverage);
    int *const newest = &making->newest[bucket_of(making->coverage, question->slots)];
    if (!is_there(making, *newest)) {
        column.team = making->team;
        column.hours = hours_of(making, making->coverage, &column.cost);
        column.paid_hours = column.hours;
        if (making->shifts->break_is_paid) {
            question_cover(question, shift, 1, making->others);
            column.paid_hours = hours_of(making, making->others, &column.cost);
            memset(making->others, 0, size);
        }
        append(making, &column, newest);
    }
    memset(making->coverage, 0, size);
}

/* Cuts the runs of a single shift to the dates; those that are empty go. */
static void cut(const struct question *question, struct question_column *column)
{
    int kept = 0;
    for (int r = 0; r < column->run_count; r++) {
        struct question_run run = column->runs[r];
        run.from = run.from < 0 ? 0 : run.from;
        run.to = run.to > question->slots ? question->slots : run.to;
        if (run.from < run.to)
            column->runs[kept++] = run;
    }
    column->run_count = kept;
    for (int r = kept; r < QUESTION_RUNS; r++)
        column->runs[r] = (struct question_run){ 0, 0 };
}

/* A start of a shift; times in quarter hours. */
struct start {
    int day, at;   /* at: of the day */
    unsigned days; /* as in struct question_column */
};

/* One shift with a break at `rest`, after the start, of `length`; 0: none. */
static void add_shift(struct making *making, struct start start, int length, int rest,
                      int rest_length)
{
    const struct question *const question = making->question;
    const int from = start.day * QUESTION_DAY + start.at;
    struct question_column shift = { .days = start.days,
                                     .runs = { { from, from + length } },
                                     .run_count = 1,
                                     .from_min = start.at * QUARTER_MIN,
                                     .to_min = (start.at + length) * QUARTER_MIN };
    struct question_column column = shift;
    if (rest_length > 0) {
        column.runs[0].to = from + rest;
        column.runs[1] =
            (struct question_run){ from + rest + rest_length, from + length };
        column.run_count = 2;
    }
    if (!question->is_weekly && start.days == 0) {
        cut(question, &shift);
        cut(question, &column);
    }
    if (column.run_count > 0)
        add(making, column, &shift);
}

static int quarters(double s)
{
    return (int) lround(s / CALENDAR_QUARTER_S);
}

/* Every length and break of one start. */
static void add_start(struct making *making, struct start start)
{
    const struct scenario_plan_shifts *const shifts = making->shifts;
    const int rest_length = quarters(shifts->break_s);
    const int earliest = quarters(shifts->break_from_s);
    const int latest = quarters(shifts->break_to_s);
    const int grid =
        rest_length % HALF_HOUR != 0 || earliest % HALF_HOUR != 0 ? 1 : HALF_HOUR;
    for (int i = 0; i < shifts->length_count; i++) {
        const int length = quarters(shifts->lengths_s[i]);
        const int end = latest < length - 1 ? latest : length - 1;
        int rest = earliest > 0 ? earliest : grid;
        if (rest_length == 0 || rest + rest_length > end)
            add_shift(making, start, length, 0, 0);
        else
            for (; rest + rest_length <= end; rest += grid)
                add_shift(making, start, length, rest, rest_length);
    }
}

/* Whether a shift may begin there. */
static bool may_start(const struct making *making, int day, int at)
{
    const struct scenario_hours *const hours = &making->shifts->starts;
    bool bank_named = false, may = hours->count == 0;
    for (int i = 0; i < hours->count; i++)
        bank_named |= (hours->spans[i].days & 1u << SCENARIO_BANK) != 0;
    for (int i = 0; i < hours->count && !may; i++)
        may = question_in_span(making->question, &hours->spans[i], bank_named,
                               day * QUESTION_DAY + at);
    return may;
}

/* Those of these weekdays on all of whose days in the pattern a shift may begin. */
static unsigned may_start_on(const struct making *making, unsigned days, int at)
{
    const struct question *const question = making->question;
    unsigned there = 0, refused = 0;
    for (int day = 0; day < question->slots / QUESTION_DAY; day++) {
        const unsigned bit = 1u << weekday_of(question, day);
        there |= bit;
        if (!may_start(making, day, at))
            refused |= bit;
    }
    return days & there & ~refused;
}

static void add_repeated(struct making *making, unsigned days, int every)
{
    for (int at = 0; at < QUESTION_DAY; at += every) {
        const unsigned on = may_start_on(making, days, at);
        if (on != 0)
            add_start(making,
                      (struct start){ first_day(making->question, on), at, on });
    }
}

static void add_rosterable(struct making *making)
{
    static const unsigned weekdays = 0x1f, saturday = 0x20, sunday = 0x40, all = 0x7f;
    const struct question *const question = making->question;
    const int every = quarters(making->shifts->every_s);
    switch (making->shifts->repeats) {
    case SCENARIO_PLAN_BY_DAY:
        for (int day = question->is_weekly ? 0 : -DAY_BEFORE;
             day < question->slots / QUESTION_DAY; day++)
            for (int at = 0; at < QUESTION_DAY; at += every)
                if (may_start(making, day, at))
                    add_start(
                        making,
                        (struct start){ day, at, question->is_weekly ? 1u << day : 0 });
        break;
    case SCENARIO_PLAN_BY_WEEKDAYS:
        add_repeated(making, weekdays, every);
        add_repeated(making, saturday, every);
        add_repeated(making, sunday, every);
        break;
    case SCENARIO_PLAN_BY_WEEK:
        add_repeated(making, all, every);
        break;
    }
}

/* The day in slots from midnight, the last one shorter if need be. */
static void add_free(struct making *making, int every)
{
    for (int day = 0; day < making->question->slots / QUESTION_DAY; day++)
        for (int at = 0; at < QUESTION_DAY; at += every) {
            const int from = day * QUESTION_DAY + at;
            const int left = QUESTION_DAY - at, length = every < left ? every : left;
            const struct question_column column = { .runs = { { from, from + length } },
                                                    .run_count = 1 };
            add(making, column, &column);
        }
}

bool question_add_columns(struct question *question, int team,
                          const struct scenario_plan_team *asked, struct sim_diag *diag)
{
    const size_t slots = (size_t) question->slots;
    struct making making = {
        .question = question,
        .shifts = &asked->shifts,
        .team = team,
        .first = question->column_count,
        .capacity = (size_t) question->column_count,
        .coverage = sim_mem_array(slots, sizeof *making.coverage),
        .others = sim_mem_array(slots, sizeof *making.others),
        .newest = sim_mem_array(BUCKETS, sizeof *making.newest),
    };
    if (asked->shifts.given)
        add_rosterable(&making);
    else
        add_free(&making, quarters(asked->changes_every_s));
    free(making.coverage);
    free(making.others);
    free(making.newest);
    free(making.older);

    const int count = question->column_count - making.first;
    const char *const name = question->scenario->teams[asked->team].name;
    if (count == 0)
        sim_diag_error(
            diag, asked->at,
            "plan: team \"%s\": no shift may be rostered: none of its starts "
            "lies on the times between starts",
            name);
    if (count > MOST_COLUMNS)
        sim_diag_error(diag, asked->at,
                       "plan: team \"%s\": at most %d different shifts can be chosen "
                       "from, got %d; let them start further apart",
                       name, MOST_COLUMNS, count);
    return count > 0 && count <= MOST_COLUMNS;
}

/* ---- words ---- */

/* "Mon-Fri", "Sat,Sun", "daily". */
static void write_days(unsigned days, char *out, size_t size)
{
    size_t used = 0;
    if (days == 0x7f) {
        snprintf(out, size, "daily");
        return;
    }
    for (int from = 0, to; from < WEEK_DAYS; from = to + 1) {
        to = from;
        if (!(days >> from & 1))
            continue;
        while (to + 1 < WEEK_DAYS && (days >> (to + 1) & 1))
            to++;
        if (to == from + 1) /* two days are named, three are a range */
            to = from;
        used += (size_t) snprintf(out + used, size - used, "%s%s", used > 0 ? "," : "",
                                  calendar_weekday_names[from]);
        if (to > from)
            used += (size_t) snprintf(out + used, size - used, "-%s",
                                      calendar_weekday_names[to]);
    }
}

/* Times of day of a span that begins at a minute counted from any midnight. */
static char *clock_words(int from_min, int to_min)
{
    const int from = (from_min % DAY_MIN + DAY_MIN) % DAY_MIN;
    int to = from + to_min - from_min;
    if (to > DAY_MIN)
        to %= DAY_MIN;
    return sim_mem_print("%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
}

/* The day on which a column of one date begins; a shift of the day before has had its
 * beginning cut off. */
static int start_day(const struct question_column *column)
{
    const int move = column->runs[0].from - column->from_min / QUARTER_MIN;
    return move < 0 ? -DAY_BEFORE : move / QUESTION_DAY;
}

static void write_day(const struct question *question,
                      const struct question_column *column, char *out, size_t size)
{
    if (column->days != 0) {
        write_days(column->days, out, size);
        return;
    }
    const int day = start_day(column);
    if (question->is_weekly) {
        write_days(1u << day, out, size);
        return;
    }
    const struct calendar_civil date = calendar_civil(question->first_date + day);
    snprintf(out, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

char *question_column_words(const struct question *question,
                            const struct question_column *column)
{
    const struct question_run *const runs = column->runs;
    const bool is_shift = column->to_min > 0;
    char day[CALENDAR_LABEL];
    write_day(question, column, day, sizeof day);
    char *const times =
        is_shift ? clock_words(column->from_min, column->to_min)
                 : clock_words(runs[0].from * QUARTER_MIN, runs[0].to * QUARTER_MIN);
    char *const rest = column->run_count < 2 ? sim_mem_text("")
                                             : clock_words(runs[0].to * QUARTER_MIN,
                                                           runs[1].from * QUARTER_MIN);
    char *const words = sim_mem_print("%s %s%s%s", day, times,
                                      column->run_count < 2 ? "" : ", break ", rest);
    free(times);
    free(rest);
    return words;
}
