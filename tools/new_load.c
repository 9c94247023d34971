#include "tools/new_load.h"

#include <math.h>
#include <stdlib.h>

#include "model/theory/erlang.h"
#include "sim/mem.h"

enum { HOUR_MIN = 60, HOUR_S = 3600, DAY_MIN = 1440, NIGHT_FROM = 23, NIGHT_TO = 7 };

/* The shares of callers who find nobody free: what a proposal leaves, and from where on
 * people are told to be too few. */
static const double usual_wait = 0.3, odd_wait = 0.4;
/* From here on people are told to be too many. */
static const double odd_busy = 0.1;

const struct new_load_profile new_load_999 = {
    { 0.88, 0.89, 0.92, 0.98, 1.03, 1.08, 1.14, 1.12, 1.04, 1.02, 0.95, 0.95 },
    { 0.97, 0.96, 0.96, 0.98, 1.04, 1.08, 1.01 },
    { 3.4, 2.7, 2.2, 1.8, 1.5, 1.5, 1.9, 2.6, 3.5, 4.0, 4.3, 4.5,
      4.7, 4.8, 5.0, 5.4, 5.8, 6.0, 6.0, 5.9, 5.8, 5.6, 5.1, 4.4 }
};

const struct new_load_profile new_load_101 = {
    { 0.94, 0.945, 0.96, 0.99, 1.015, 1.04, 1.07, 1.06, 1.02, 1.01, 0.975, 0.975 },
    { 1.15, 1.09, 1.07, 1.06, 1.04, 0.84, 0.75 },
    { 1.2, 0.8, 0.6, 0.5, 0.5, 0.6, 1.2, 2.6, 5.2, 7.4, 7.9, 7.6,
      7.0, 6.8, 6.8, 7.0, 7.2, 6.8, 5.8, 5.0, 4.2, 3.3, 2.4, 1.6 }
};

static double mean(const double *weights, int count)
{
    double sum = 0.0;
    for (int i = 0; i < count; i++)
        sum += weights[i];
    return sum / count;
}

double new_load_rate(const struct new_load_profile *profile, double calls, int day,
                     int hour)
{
    return calls / 365.0 / NEW_LOAD_HOURS / HOUR_S
           * (profile->days[day] / mean(profile->days, NEW_LOAD_DAYS))
           * (profile->hours[hour] / mean(profile->hours, NEW_LOAD_HOURS));
}

double new_load_patience_s(const struct new_answers *answers, enum new_load_team team)
{
    if (team == NEW_LOAD_SWITCHBOARD)
        return 520.0;
    return answers->has_switchboard ? 1500.0 : 2100.0;
}

int new_load_people(const struct new_people *people, int day, int minute)
{
    const int before = (day + NEW_LOAD_DAYS - 1) % NEW_LOAD_DAYS;
    int count = 0;
    for (int i = 0; i < people->count; i++) {
        const struct scenario_span *const span = &people->shifts[i].span;
        const bool today = (span->days & 1u << day) && minute >= span->from_min
                           && minute < span->to_min;
        const bool yesterday =
            (span->days & 1u << before) && minute + DAY_MIN < span->to_min;
        count += people->shifts[i].people * (today + yesterday);
    }
    return count;
}

static double handling_s(const struct new_time *time)
{
    return time->talk_s + time->wrap_up_s;
}

/* Calls that come to a team in an hour, as one kind: its mean handling and patience. */
static struct erlang_load load(const struct new_answers *answers,
                               enum new_load_team team, int day, int hour)
{
    const double menu = answers->menu_ends < 0.0 ? 1.0 : 1.0 - answers->menu_ends;
    double calls = menu * new_load_rate(&new_load_101, answers->calls_101, day, hour);
    if (team == NEW_LOAD_SWITCHBOARD)
        return (struct erlang_load){ calls, handling_s(&answers->time_switchboard),
                                     new_load_patience_s(answers, team), 0 };
    const bool is_open =
        answers->switchboard.count == 0
        || new_load_people(&answers->switchboard, day, hour * HOUR_MIN) > 0;
    if (answers->has_switchboard && is_open)
        calls *= NEW_LOAD_PASSED_ON;
    const double urgent = new_load_rate(&new_load_999, answers->calls_999, day, hour);
    const double all = calls + urgent;
    return (struct erlang_load){ all,
                                 (urgent * handling_s(&answers->time_999)
                                  + calls * handling_s(&answers->time_101))
                                     / all,
                                 (urgent * NEW_LOAD_PATIENCE_999_S
                                  + calls * new_load_patience_s(answers, team))
                                     / all,
                                 0 };
}

/* Share of calls that find nobody free, and share that hangs up. */
static struct erlang_grade grade(struct erlang_load load, int people)
{
    struct erlang_grade out = { .p_wait = 1.0, .p_abandon = 1.0 };
    load.agents = people;
    if (people > 0)
        erlang_a(&load, 0.0, &out);
    return out;
}

static int needed(const struct new_answers *answers, enum new_load_team team, int day,
                  int hour)
{
    const struct erlang_load calls = load(answers, team, day, hour);
    int few = 0, enough = 1;
    while (enough < SCENARIO_MOST_PEOPLE && grade(calls, enough).p_wait > usual_wait) {
        few = enough;
        enough *= 2;
    }
    while (enough - few > 1) {
        const int middle = few + (enough - few) / 2;
        if (grade(calls, middle).p_wait > usual_wait)
            few = middle;
        else
            enough = middle;
    }
    return enough > SCENARIO_MOST_PEOPLE ? SCENARIO_MOST_PEOPLE : enough;
}

static bool is_night(int hour)
{
    return hour >= NIGHT_FROM || hour < NIGHT_TO;
}

char *new_load_usual(const struct new_answers *answers, enum new_load_team team)
{
    int busiest = 1, quietest = 1;
    for (int hour = 0; hour < NEW_LOAD_HOURS; hour++)
        for (int day = 0; day < NEW_LOAD_DAYS; day++) {
            const int people = needed(answers, team, day, hour);
            if (people > busiest)
                busiest = people;
            if (is_night(hour) && people > quietest)
                quietest = people;
        }
    return sim_mem_print("%d and %d", busiest, quietest);
}

/* A mean week's nights, or days. */
struct stretch {
    double calls, wait, abandon; /* a second; of them */
    double work, people;         /* sums over the hours: busy, and there */
    int hours, least, most;
};

static struct stretch look(const struct new_answers *answers, enum new_load_team team,
                           bool night)
{
    const struct new_people *const there =
        team == NEW_LOAD_HANDLERS ? &answers->handlers : &answers->switchboard;
    struct stretch out = { .least = SCENARIO_MOST_PEOPLE };
    for (int i = 0; i < NEW_LOAD_DAYS * NEW_LOAD_HOURS; i++) {
        const int day = i / NEW_LOAD_HOURS, hour = i % NEW_LOAD_HOURS;
        const int people = new_load_people(there, day, hour * HOUR_MIN);
        const bool is_closed = team == NEW_LOAD_SWITCHBOARD && people == 0;
        if (is_night(hour) != night || is_closed)
            continue;
        const struct erlang_load calls = load(answers, team, day, hour);
        const struct erlang_grade met = grade(calls, people);
        out.calls += calls.arrivals_per_s;
        out.wait += calls.arrivals_per_s * met.p_wait;
        out.abandon += calls.arrivals_per_s * met.p_abandon;
        out.work += calls.arrivals_per_s * calls.handling_s;
        out.people += people;
        out.hours++;
        out.least = people < out.least ? people : out.least;
        out.most = people > out.most ? people : out.most;
    }
    return out;
}

static char *people_words(const struct stretch *stretch)
{
    if (stretch->least == stretch->most)
        return sim_mem_print("%d %s", stretch->most,
                             stretch->most == 1 ? "person" : "people");
    return sim_mem_print("%d to %d people", stretch->least, stretch->most);
}

/* What is odd about a stretch of hours, in fresh memory, or null. */
static char *oddity(const struct stretch *there, const char *when)
{
    char *const people = people_words(there), *words = NULL;
    if (there->wait > odd_wait * there->calls)
        words = sim_mem_print(
            "with %s %s about %.0f %% of callers would find nobody free, and about "
            "%.0f %% would hang up: the calls alone are work for %.1f",
            people, when, 100.0 * there->wait / there->calls,
            100.0 * there->abandon / there->calls, there->work / there->hours);
    else if (there->work < odd_busy * there->people && there->most > 2)
        words =
            sim_mem_print("with %s %s each would be on a call only %.0f %% of the time",
                          people, when, 100.0 * there->work / there->people);
    free(people);
    return words;
}

char *new_load_doubt(const struct new_answers *answers, enum new_load_team team)
{
    const struct stretch day = look(answers, team, false);
    const struct stretch night = look(answers, team, true);
    const bool is_night_worse = night.wait * day.calls > day.wait * night.calls;
    char *const by_day = oddity(&day, "by day (07:00-23:00)");
    char *const at_night = oddity(&night, "at night (23:00-07:00)");
    char *const worse = is_night_worse ? at_night : by_day;
    char *const other = is_night_worse ? by_day : at_night;
    if (worse == NULL)
        return other;
    free(other);
    return worse;
}

int new_load_reserve(const struct new_answers *answers)
{
    int least = SCENARIO_MOST_PEOPLE;
    for (int minute = 0; minute < NEW_LOAD_DAYS * DAY_MIN; minute += 15) {
        const int people =
            new_load_people(&answers->handlers, minute / DAY_MIN, minute % DAY_MIN);
        least = people < least ? people : least;
    }
    return least <= 2 ? 0 : least <= 5 ? 1 : least <= 9 ? 2 : 3;
}
