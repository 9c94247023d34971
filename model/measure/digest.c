#include "model/measure/digest.h"

#include <stddef.h>
#include <stdlib.h>

#include "sim/mem.h"

/* A tally cell begins with its counts and ends with its sums, so that both can be added
 * as arrays. */
enum { COUNTS = DIGEST_COUNTS, SUMS = DIGEST_SUMS };
_Static_assert(offsetof(struct tally_cell, slot) == 6 * sizeof(uint32_t),
               "counts come first, thresholds after them");
_Static_assert(offsetof(struct tally_cell, longest_s)
                   == offsetof(struct tally_cell, wait_s) + SUMS * sizeof(double),
               "wait, squares, lost wait and queue stand side by side");
_Static_assert(MEASURE_Q_PRESENTED == 6 && MEASURE_Q_QUEUE == MEASURE_Q_WAIT + 3,
               "quantities stand in the order of a cell");

struct hour {
    struct digest_sums subjects[TALLY_MOST_SUBJECTS];
    struct digest_team teams[SCENARIO_MOST_TEAMS];
};

struct digest_units digest_units(const struct calendar *calendar)
{
    struct digest_units units = { .count = { 1, calendar->months, calendar->weeks,
                                             calendar->period_days,
                                             CALENDAR_WEEK_HOURS } };
    for (int level = 0; level < DIGEST_LEVELS; level++) {
        units.first[level] = units.total;
        units.total += units.count[level];
    }
    return units;
}

/* Units of the day itself, its week, its month and the period. */
enum { UNITS_OF_DAY = 4 };

static void units_of_day(const struct digest *digest, const struct calendar *calendar,
                         int day, int out[UNITS_OF_DAY])
{
    const int q = calendar->day_start[calendar->day[calendar->from] + day];
    out[0] = digest->units.first[MEASURE_DAY] + day;
    out[1] = digest->units.first[MEASURE_WEEK] + calendar->week[q];
    out[2] = digest->units.first[MEASURE_MONTH] + calendar->month[q];
    out[3] = digest->units.first[MEASURE_PERIOD];
}

static void find_days(struct digest *digest, const struct calendar *calendar)
{
    for (int day = 0; day < calendar->period_days; day++) {
        int units[UNITS_OF_DAY];
        units_of_day(digest, calendar, day, units);
        for (int i = 0; i < UNITS_OF_DAY; i++) {
            struct digest_days *const days = &digest->days[units[i]];
            if (days->to == 0)
                days->from = day;
            days->to = day + 1;
        }
    }
}

void digest_init(struct digest *digest, const struct program *program)
{
    *digest = (struct digest){ .units = digest_units(&program->calendar) };
    const size_t units = (size_t) digest->units.total;
    digest->days = sim_mem_array(units, sizeof *digest->days);
    find_days(digest, &program->calendar);
    digest->cells =
        sim_mem_array(units * program->subject_count, sizeof *digest->cells);
    digest->teams = sim_mem_array(units * program->team_count, sizeof *digest->teams);
    digest->journeys =
        sim_mem_array(units * program->journey_count, sizeof *digest->journeys);
}

void digest_done(struct digest *digest)
{
    free(digest->days);
    free(digest->cells);
    free(digest->teams);
    free(digest->journeys);
    *digest = (struct digest){ 0 };
}

/* Looks at the cells of one quarter hour and remembers the first that is wrong. */
static void check_balance(struct digest *digest, const struct tally *tally, int quarter)
{
    const struct tally_cell *const cells = tally_at(tally, quarter, 0);
    for (int s = 0; s < tally->subjects; s++)
        if (cells[s].offered
                != cells[s].answered + cells[s].abandoned + cells[s].left
                       + cells[s].still
            && digest->unbalanced < 0)
            digest->unbalanced = (int64_t) quarter * tally->subjects + s;
}

void digest_sums_add(struct digest_sums *to, const struct tally_cell *from)
{
    uint32_t counts[COUNTS];
    double sums[SUMS];
    memcpy(counts, from, sizeof counts);
    memcpy(sums, &from->wait_s, sizeof sums);
    for (int i = 0; i < COUNTS; i++)
        to->counts[i] += counts[i];
    for (int i = 0; i < SUMS; i++)
        to->sums[i] += sums[i];
    to->longest_s = from->longest_s > to->longest_s ? from->longest_s : to->longest_s;
}

void digest_sums_end(struct digest_cell *to, const struct digest_sums *from)
{
    for (int i = 0; i < 6; i++)
        to->sums[MEASURE_Q_OFFERED + i] += (int32_t) from->counts[i];
    for (int i = 0; i < PROGRAM_SLOTS; i++)
        to->slots[i] += (int32_t) from->counts[6 + i];
    for (int i = 0; i < SUMS; i++)
        to->sums[MEASURE_Q_WAIT + i] += from->sums[i];
    to->longest_s = from->longest_s > to->longest_s ? from->longest_s : to->longest_s;
}

void digest_add(struct digest_cell *to, const struct digest_cell *from)
{
    for (int i = 0; i < MEASURE_Q_COUNT; i++)
        to->sums[i] += from->sums[i];
    for (int i = 0; i < PROGRAM_SLOTS; i++)
        to->slots[i] += from->slots[i];
    to->longest_s = from->longest_s > to->longest_s ? from->longest_s : to->longest_s;
}

void digest_add_team(struct digest_team *to, const struct digest_team *from)
{
    for (int i = 0; i < MEASURE_Q_TEAM_COUNT; i++)
        to->sums[i] += from->sums[i];
}

struct digest_cell digest_quarter(const struct tally_cell *from)
{
    struct digest_sums sums = { 0 };
    struct digest_cell cell = { 0 };
    digest_sums_add(&sums, from);
    digest_sums_end(&cell, &sums);
    return cell;
}

struct digest_team digest_quarter_team(const struct tally_team *from)
{
    struct digest_team team = { 0 };
    team.sums[MEASURE_Q_BUSY] = from->busy_s;
    team.sums[MEASURE_Q_OVER] = from->over_s;
    team.sums[MEASURE_Q_STAFFED] = (double) from->people * CALENDAR_QUARTER_S;
    return team;
}

/* Adds one clock hour to its day and its hour of the week, and empties it. */
static void flush(struct digest *digest, const struct program *program,
                  struct hour *hour, int day_unit, int hour_unit)
{
    const int subjects = program->subject_count, teams = program->team_count;
    for (int s = 0; s < subjects; s++) {
        if (hour->subjects[s].counts[0] == 0 && hour->subjects[s].sums[SUMS - 1] == 0.0)
            continue; /* nobody came and nobody waited */
        digest_sums_end(&digest->cells[day_unit * subjects + s], &hour->subjects[s]);
        digest_sums_end(&digest->cells[hour_unit * subjects + s], &hour->subjects[s]);
    }
    for (int t = 0; t < teams; t++) {
        digest_add_team(&digest->teams[day_unit * teams + t], &hour->teams[t]);
        digest_add_team(&digest->teams[hour_unit * teams + t], &hour->teams[t]);
    }
    memset(hour->subjects, 0, (size_t) subjects * sizeof hour->subjects[0]);
    memset(hour->teams, 0, (size_t) teams * sizeof hour->teams[0]);
}

static void sum_hours(struct digest *digest, const struct program *program,
                      const struct tally *tally)
{
    const struct calendar *const calendar = &program->calendar;
    const int subjects = program->subject_count, teams = program->team_count;
    struct hour hour = { 0 };
    for (int q = calendar->from; q < calendar->to; q++) {
        const struct tally_cell *const cells = tally_at(tally, q, 0);
        check_balance(digest, tally, q);
        for (int s = 0; s < subjects; s++)
            digest_sums_add(&hour.subjects[s], &cells[s]); /* empty or not: no branch */
        for (int t = 0; t < teams; t++) {
            const struct digest_team team =
                digest_quarter_team(&tally->staffed[(size_t) q * teams + t]);
            digest_add_team(&hour.teams[t], &team);
        }
        const int day = calendar->period_day[q], of_week = calendar->hour_of_week[q];
        if (q + 1 == calendar->to || calendar->hour_of_week[q + 1] != of_week)
            flush(digest, program, &hour, digest->units.first[MEASURE_DAY] + day,
                  digest->units.first[MEASURE_HOUR] + of_week);
    }
}

static void add_journey(struct digest_journey *to, double hung_up, double entered)
{
    to->hung_up += hung_up;
    to->entered += entered;
}

/* Days and hours of the week. */
static void sum_journeys(struct digest *digest, const struct program *program,
                         const struct tally *tally)
{
    const struct calendar *const calendar = &program->calendar;
    const int journeys = program->journey_count;
    for (int q = calendar->from; q < calendar->to; q++)
        for (int j = 0; j < journeys; j++) {
            const uint32_t *const from =
                &tally->journeys[((size_t) q * journeys + j) * 2];
            const int day = digest->units.first[MEASURE_DAY] + calendar->period_day[q];
            const int hour =
                digest->units.first[MEASURE_HOUR] + calendar->hour_of_week[q];
            add_journey(&digest->journeys[day * journeys + j], from[0], from[1]);
            add_journey(&digest->journeys[hour * journeys + j], from[0], from[1]);
        }
}

/* Weeks, months and the period from days. */
static void sum_days(struct digest *digest, const struct program *program)
{
    const int subjects = program->subject_count, teams = program->team_count;
    const int journeys = program->journey_count;
    for (int day = 0; day < program->calendar.period_days; day++) {
        int units[UNITS_OF_DAY];
        units_of_day(digest, &program->calendar, day, units);
        for (int i = 1; i < UNITS_OF_DAY; i++) {
            for (int s = 0; s < subjects; s++)
                digest_add(&digest->cells[units[i] * subjects + s],
                           &digest->cells[units[0] * subjects + s]);
            for (int t = 0; t < teams; t++)
                digest_add_team(&digest->teams[units[i] * teams + t],
                                &digest->teams[units[0] * teams + t]);
            for (int j = 0; j < journeys; j++)
                add_journey(&digest->journeys[units[i] * journeys + j],
                            digest->journeys[units[0] * journeys + j].hung_up,
                            digest->journeys[units[0] * journeys + j].entered);
        }
    }
}

void digest_make(struct digest *digest, const struct program *program,
                 const struct tally *tally)
{
    const size_t units = (size_t) digest->units.total;
    memset(digest->cells, 0, units * program->subject_count * sizeof *digest->cells);
    memset(digest->teams, 0, units * program->team_count * sizeof *digest->teams);
    memset(digest->journeys, 0,
           units * program->journey_count * sizeof *digest->journeys);
    digest->unbalanced = -1;
    for (int q = 0; q < program->calendar.from; q++)
        check_balance(digest, tally, q);
    sum_hours(digest, program, tally);
    for (int q = program->calendar.to; q <= tally->quarters; q++)
        check_balance(digest, tally, q);
    sum_journeys(digest, program, tally);
    sum_days(digest, program);
}

void digest_add_waited(struct digest *digest, const struct program *program, int day,
                       int subject, double waited)
{
    const int subjects = program->subject_count;
    int units[UNITS_OF_DAY];
    units_of_day(digest, &program->calendar, day, units);
    for (int i = 0; i < UNITS_OF_DAY; i++)
        digest->cells[units[i] * subjects + subject].sums[MEASURE_Q_WAITED] += waited;
}
