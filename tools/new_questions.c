#include "tools/new_answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/new_load.h"
#include "tools/new_text.h"

enum {
    DAY_MIN = 1440,
    FIRST_YEAR = 1990,
    LAST_YEAR = 2100,
    WEEK_HOURS = 168,
    LONGEST_NAME = 100
};

static const double most_calls = 1e7; /* a year; all of policing had 9.4 million 999 */

static void give(struct new_default *out, const char *text,
                 enum scenario_basis_kind kind, const char *note)
{
    *out = (struct new_default){ sim_mem_text(text), kind, note };
}

/* The reason of a refusal: what the row says is accepted. */
static char *refuse(const char *why)
{
    return sim_mem_text(why);
}

/* ---- who ---- */

static char *take_text(const char *text, char **to)
{
    if (new_text_length(text) > LONGEST_NAME)
        return sim_mem_print("it is longer than %d letters", LONGEST_NAME);
    free(*to);
    *to = sim_mem_text(text);
    return NULL;
}

static void usual_name(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "Our force", SCENARIO_ASSUMED, "a name to be going on with");
}

static char *take_name(const char *text, struct new_answers *answers)
{
    return take_text(text, &answers->name);
}

static void usual_marking(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "OFFICIAL", SCENARIO_ASSUMED, "the usual marking of such papers");
}

static char *take_marking(const char *text, struct new_answers *answers)
{
    return take_text(text, &answers->marking);
}

static void usual_year(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "2022", SCENARIO_PUBLISHED, "the year of the published figures below");
}

static char *take_year(const char *text, struct new_answers *answers)
{
    double year;
    if (!text_number(text, &year) || !(year >= FIRST_YEAR && year <= LAST_YEAR)
        || year != floor(year))
        return sim_mem_print("a year from %d to %d was expected", FIRST_YEAR,
                             LAST_YEAR);
    answers->year = (int) year;
    return NULL;
}

/* ---- the way of a 101 call ---- */

static void usual_menu(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "31.8 %", SCENARIO_PUBLISHED,
         "Avon & Somerset 2022 (as-ivr-resolved-pct-2022)");
}

static char *take_menu(const char *text, struct new_answers *answers)
{
    const double most = 0.95;
    double share = -1.0;
    if (!new_text_is_no(text) && !text_share(text, &share))
        return refuse(new_text_is_yes(text)
                          ? "how much ends in the menu? such as 30 %, or 0 %"
                          : "a share with its % was expected, or no");
    if (share > most)
        return refuse("at most 95 % can end in the menu");
    answers->menu_ends = share;
    return NULL;
}

static void usual_switchboard(const struct new_answers *answers,
                              struct new_default *out)
{
    (void) answers;
    give(out, "yes", SCENARIO_PUBLISHED,
         "Avon & Somerset 2022 has one (as-swbd-received-2022)");
}

static char *take_switchboard(const char *text, struct new_answers *answers)
{
    if (!new_text_is_yes(text) && !new_text_is_no(text))
        return refuse("yes or no was expected");
    answers->has_switchboard = new_text_is_yes(text);
    return NULL;
}

static bool has_switchboard(const struct new_answers *answers)
{
    return answers->has_switchboard;
}

/* ---- how many calls ---- */

static int days_of(int year)
{
    const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return 365 + is_leap;
}

static char *take_calls(const char *text, int year, double *to)
{
    double calls;
    if (!new_text_volume(text, days_of(year), &calls))
        return refuse("a number and the time it is counted over were expected");
    if (!(calls >= days_of(year) && calls <= most_calls))
        return sim_mem_print("that is %.0f a year: from one call a day to %.0f a year "
                             "is possible",
                             calls, most_calls);
    *to = calls;
    return NULL;
}

static void usual_calls_999(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "344,640 a year", SCENARIO_PUBLISHED,
         "Avon & Somerset 2022 (as-999-2022)");
}

static char *take_calls_999(const char *text, struct new_answers *answers)
{
    return take_calls(text, answers->year, &answers->calls_999);
}

static void usual_calls_101(const struct new_answers *answers, struct new_default *out)
{
    if (answers->has_switchboard && answers->menu_ends >= 0.0)
        give(out, "654,729 a year", SCENARIO_PUBLISHED,
             "Avon & Somerset 2022, at its menu (as-101-offered-2022)");
    else if (answers->has_switchboard)
        give(out, "453,439 a year", SCENARIO_PUBLISHED,
             "Avon & Somerset 2022, at its switchboard (as-swbd-received-2022)");
    else if (answers->menu_ends >= 0.0)
        give(out, "27,639 a month", SCENARIO_PUBLISHED,
             "Essex 2022-23, both desks together (ess-101-12m-2023)");
    else
        give(out, "15,289 a month", SCENARIO_PUBLISHED,
             "Essex 2023, the control room's (ess-101-aband-peak)");
}

static char *take_calls_101(const char *text, struct new_answers *answers)
{
    return take_calls(text, answers->year, &answers->calls_101);
}

/* ---- how long they take ---- */

static char *take_time(const char *text, struct new_time *to)
{
    return new_text_time(text, to)
               ? NULL
               : refuse(
                   "one time was expected, or two, the first at least 1 s, together "
                   "at most 4 h");
}

static void usual_time_999(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "6 min + 2 min", SCENARIO_ASSUMED,
         "8 min in all go with published waits and hours");
}

static char *take_time_999(const char *text, struct new_answers *answers)
{
    return take_time(text, &answers->time_999);
}

static void usual_time_switchboard(const struct new_answers *answers,
                                   struct new_default *out)
{
    (void) answers;
    give(out, "85 s + 20 s", SCENARIO_ASSUMED,
         "fitted to the waits of Avon & Somerset 2022 (as-swbd-asa-2022)");
}

static char *take_time_switchboard(const char *text, struct new_answers *answers)
{
    return take_time(text, &answers->time_switchboard);
}

static void usual_time_101(const struct new_answers *answers, struct new_default *out)
{
    if (answers->has_switchboard)
        give(out, "11 min + 4 min", SCENARIO_ASSUMED,
             "15 min in all go with published waits behind a switchboard");
    else
        give(out, "9 min + 3 min", SCENARIO_ASSUMED,
             "12 min in all go with published waits without a switchboard");
}

static char *take_time_101(const char *text, struct new_answers *answers)
{
    return take_time(text, &answers->time_101);
}

static void usual_call_backs(const struct new_answers *answers, struct new_default *out)
{
    if (answers->has_switchboard)
        give(out, "3 min", SCENARIO_PUBLISHED,
             "Avon & Somerset 2022 (as-callback-threshold)");
    else
        give(out, "no", SCENARIO_ASSUMED, "most papers say nothing of them");
}

static char *take_call_backs(const char *text, struct new_answers *answers)
{
    double time_s = -1.0;
    if (!new_text_is_no(text)
        && (!text_time(text, &time_s) || time_s > 24.0 * 60.0 * 60.0))
        return refuse(new_text_is_yes(text)
                          ? "after what wait are they offered? such as 3 min"
                          : "a time of at most a day was expected, or no");
    answers->call_back_s = time_s;
    return NULL;
}

/* ---- people ---- */

static const char people_note[] = "reckoned from the answers above: at the busiest "
                                  "hour 3 callers in 10 find nobody free";

static void usual_handlers(const struct new_answers *answers, struct new_default *out)
{
    *out = (struct new_default){ new_load_usual(answers, NEW_LOAD_HANDLERS),
                                 SCENARIO_ASSUMED, people_note };
}

/* Where nobody is there, in fresh memory, or null. */
static char *gap(const struct new_people *people)
{
    static const char days[NEW_LOAD_DAYS][4] = { "Mon", "Tue", "Wed", "Thu",
                                                 "Fri", "Sat", "Sun" };
    for (int at = 0; at < NEW_LOAD_DAYS * DAY_MIN; at += 15)
        if (new_load_people(people, at / DAY_MIN, at % DAY_MIN) == 0)
            return sim_mem_print("%s %02d:%02d", days[at / DAY_MIN], at % DAY_MIN / 60,
                                 at % 60);
    return NULL;
}

static bool is_crowded(const struct new_people *people)
{
    for (int at = 0; at < NEW_LOAD_DAYS * DAY_MIN; at += 15)
        if (new_load_people(people, at / DAY_MIN, at % DAY_MIN) > SCENARIO_MOST_PEOPLE)
            return true;
    return false;
}

static char *take_people(const char *text, bool may_close, struct new_people *to)
{
    struct new_people people = { 0 };
    char *why = new_text_people(text, &people);
    char *const closed = why == NULL ? gap(&people) : NULL;
    if (closed != NULL && !may_close)
        why = sim_mem_print("999 is answered at all hours, and on %s nobody is there",
                            closed);
    if (why == NULL && is_crowded(&people))
        why = sim_mem_print("at most %d people at one time can be simulated",
                            SCENARIO_MOST_PEOPLE);
    free(closed);
    if (why != NULL) {
        new_text_people_done(&people);
        return why;
    }
    new_text_people_done(to);
    *to = people;
    return NULL;
}

static char *take_handlers(const char *text, struct new_answers *answers)
{
    return take_people(text, false, &answers->handlers);
}

static char *doubt_handlers(const struct new_answers *answers)
{
    return new_load_doubt(answers, NEW_LOAD_HANDLERS);
}

static void usual_switchboard_people(const struct new_answers *answers,
                                     struct new_default *out)
{
    *out = (struct new_default){ new_load_usual(answers, NEW_LOAD_SWITCHBOARD),
                                 SCENARIO_ASSUMED, people_note };
}

static char *take_switchboard_people(const char *text, struct new_answers *answers)
{
    return take_people(text, true, &answers->switchboard);
}

/* What is diverted while the switchboard is shut comes to the handlers. */
static char *doubt_switchboard_people(const struct new_answers *answers)
{
    char *const doubt = new_load_doubt(answers, NEW_LOAD_SWITCHBOARD);
    char *const closed = gap(&answers->switchboard);
    char *const there =
        closed == NULL ? NULL : new_load_doubt(answers, NEW_LOAD_HANDLERS);
    free(closed);
    if (doubt != NULL) {
        free(there);
        return doubt;
    }
    if (there == NULL)
        return NULL;
    char *const words = sim_mem_print(
        "while nobody is at the switchboard its callers go to the handlers: %s", there);
    free(there);
    return words;
}

static void usual_hours(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "37", SCENARIO_ASSUMED, "the usual full-time week of police staff");
}

static char *take_hours(const char *text, struct new_answers *answers)
{
    double hours;
    char *const copy = sim_mem_text(text);
    const size_t length = strlen(copy);
    if (length > 1 && (copy[length - 1] == 'h' || copy[length - 1] == 'H'))
        copy[length - 1] = '\0';
    const bool good = text_number(copy, &hours) && hours >= 1.0 && hours <= WEEK_HOURS;
    free(copy);
    if (!good)
        return refuse("hours a week from 1 to 168 were expected");
    answers->hours_per_fte = hours;
    return NULL;
}

static void usual_cost(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "£19 an hour", SCENARIO_ASSUMED, "for illustration");
}

static char *take_cost(const char *text, struct new_answers *answers)
{
    double cost = 0.0;
    if (!new_text_is_no(text) && !new_text_cost(text, answers->hours_per_fte, &cost))
        return refuse("pounds an hour or a year were expected (at most £1,000 an "
                      "hour), or no");
    answers->cost_per_hour = cost;
    return NULL;
}

/* ---- targets ---- */

static void usual_target_999(const struct new_answers *answers, struct new_default *out)
{
    (void) answers;
    give(out, "90 % in 10 s", SCENARIO_PUBLISHED,
         "the national target (as-999-target)");
}

static char *take_target_999(const char *text, struct new_answers *answers)
{
    struct new_target target;
    if (!new_text_target(text, &target) || target.is_abandoned)
        return refuse("a share above 0 % and below 100 % in a time of at most an hour "
                      "was expected");
    answers->target_999 = target;
    return NULL;
}

static char *doubt_target_999(const struct new_answers *answers)
{
    const double hard_s = 7.0; /* few of BT's legs are longer */
    return answers->target_999.within_s >= hard_s
               ? NULL
               : sim_mem_text(
                   "BT's operator alone takes about 5 s of that time, so that "
                   "hardly any staffing can meet it");
}

static void usual_target_101(const struct new_answers *answers, struct new_default *out)
{
    if (answers->has_switchboard)
        give(out, "5 % abandoned", SCENARIO_PUBLISHED,
             "Avon & Somerset 2022 (as-101-aband-target)");
    else
        give(out, "90 % in 5 min", SCENARIO_PUBLISHED,
             "Essex 2023 (ess-gos-101-target)");
}

static char *take_target_101(const char *text, struct new_answers *answers)
{
    if (!new_text_target(text, &answers->target_101))
        return refuse("a share above 0 % and below 100 % in a time of at most an hour "
                      "was expected, or a share abandoned");
    return NULL;
}

/* ---- the table ---- */

#define PEOPLE_FORM \
    "busiest and quietest, such as 30 and 12; or shifts, parted by \";\", such as " \
    "Mon-Sun 07:00-23:00 20; Mon-Sun 23:00-07:00 12"

const struct new_question new_questions[NEW_QUESTIONS] = {
    [NEW_NAME] = { "name", "What is the force called? It is printed on every page.",
                   "a text of up to 100 letters", NULL, usual_name, take_name, NULL },
    [NEW_MARKING] = { "marking",
                      "Which protective marking do its papers have? It is printed on "
                      "every page and sheet.",
                      "a text of up to 100 letters", NULL, usual_marking, take_marking,
                      NULL },
    [NEW_YEAR] = { "year", "Which year is it about? Your numbers of calls are of it.",
                   "a year, such as 2024", NULL, usual_year, take_year, NULL },
    [NEW_MENU] = { "menu",
                   "Does a 101 caller hear a recorded menu (IVR) first? If so, what "
                   "share of all 101 calls ends there, hang-ups included?",
                   "a share, such as 30 %; or no", NULL, usual_menu, take_menu, NULL },
    [NEW_SWITCHBOARD] = { "switchboard",
                          "Does a 101 caller meet a switchboard before the call "
                          "handlers?",
                          "yes or no", NULL, usual_switchboard, take_switchboard,
                          NULL },
    [NEW_CALLS_999] = { "calls_999", "How many 999 calls come in, and over what time?",
                        "such as 344,640 a year, 28,720 a month or 944 a day", NULL,
                        usual_calls_999, take_calls_999, NULL },
    [NEW_CALLS_101] = { "calls_101",
                        "How many 101 calls come in, and over what time? Count them "
                        "where they first arrive: before the menu, if there is one.",
                        "such as 654,729 a year, 54,560 a month or 1,794 a day", NULL,
                        usual_calls_101, take_calls_101, NULL },
    [NEW_TIME_999] = { "time_999",
                       "How long does a 999 call take a handler: talk, and wrap-up "
                       "before the next?",
                       "talk + wrap-up, such as 6 min + 2 min", NULL, usual_time_999,
                       take_time_999, NULL },
    [NEW_TIME_SWITCHBOARD] = { "time_switchboard",
                               "How long does a call take the switchboard: talk, and "
                               "wrap-up before the next?",
                               "talk + wrap-up, such as 85 s + 20 s", has_switchboard,
                               usual_time_switchboard, take_time_switchboard, NULL },
    [NEW_TIME_101] = { "time_101",
                       "How long does a 101 call take a handler: talk, and wrap-up "
                       "before the next?",
                       "talk + wrap-up, such as 9 min + 3 min", NULL, usual_time_101,
                       take_time_101, NULL },
    [NEW_CALL_BACKS] = { "call_backs",
                         "Are 101 callers who wait for a handler offered a call-back? "
                         "If so, after what wait?",
                         "a time, such as 3 min; or no", NULL, usual_call_backs,
                         take_call_backs, NULL },
    [NEW_HANDLERS] = { "handlers",
                       "How many call handlers are on the phones for 999 and 101? "
                       "Count who is logged in, not who is on the rota.",
                       PEOPLE_FORM, NULL, usual_handlers, take_handlers,
                       doubt_handlers },
    [NEW_SWITCHBOARD_PEOPLE] = { "switchboard_people",
                                 "How many people are on the phones at the "
                                 "switchboard? While there are none its callers go to "
                                 "the handlers.",
                                 PEOPLE_FORM, has_switchboard, usual_switchboard_people,
                                 take_switchboard_people, doubt_switchboard_people },
    [NEW_HOURS] = { "hours", "How many hours a week is a full-time person paid for?",
                    "hours, such as 37", NULL, usual_hours, take_hours, NULL },
    [NEW_COST] = { "cost", "What does a person cost?",
                   "such as £19 an hour or 36,700 a year; or no, when it is not known",
                   NULL, usual_cost, take_cost, NULL },
    [NEW_TARGET_999] = { "target_999",
                         "What is the target for 999? Its clock starts with BT's "
                         "operator, as in the national figures.",
                         "a share in a time, such as 90 % in 10 s", NULL,
                         usual_target_999, take_target_999, doubt_target_999 },
    [NEW_TARGET_101] = { "target_101",
                         "What is the target for 101: so many answered by a handler in "
                         "a time, or at most so many abandoned?",
                         "such as 90 % in 5 min, or 5 % abandoned", NULL,
                         usual_target_101, take_target_101, NULL },
};
