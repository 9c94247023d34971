/* The files of `tenfive new`: which there are, and the tables among them. */
#include <math.h>
#include <stdlib.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/new_load.h"
#include "tools/new_text.h"
#include "tools/new_write.h"

enum { DAY_MIN = 1440, HOUR_MIN = 60, QUARTER_MIN = 15, HOUR_S = 3600 };

static const char byte_order_mark[] = "\xef\xbb\xbf"; /* Excel wants it */

static const char day_names[NEW_LOAD_DAYS][4] = { "Mon", "Tue", "Wed", "Thu",
                                                  "Fri", "Sat", "Sun" };

/* ---- profiles ---- */

static void write_profile(const char *number, const struct new_load_profile *profile,
                          FILE *to)
{
    static const char months[NEW_LOAD_MONTHS][4] = { "Jan", "Feb", "Mar", "Apr",
                                                     "May", "Jun", "Jul", "Aug",
                                                     "Sep", "Oct", "Nov", "Dec" };
    fprintf(
        to,
        "%s# When %s calls come. All numbers are relative: 2 is twice as many as 1.\n"
        "# Rows Jan to Dec: calls on a day of that month; in the column all.\n"
        "# Row day: calls on a day of the week; Bank is a bank holiday and as Sunday "
        "when empty.\n"
        "# Rows 00:00 to 23:00: calls in that hour; under all for every day or under a "
        "day for that day. Half hours or quarter hours will do as well.\n"
        "# These are assumed: put your own here. tenfive fit makes such a table from "
        "your telephone system's export.\n"
        "when,all,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Bank\n",
        byte_order_mark, number);
    for (int i = 0; i < NEW_LOAD_MONTHS; i++)
        fprintf(to, "%s,%g,,,,,,,,\n", months[i], profile->months[i]);
    fputs("day,", to);
    for (int i = 0; i < NEW_LOAD_DAYS; i++)
        fprintf(to, ",%g", profile->days[i]);
    fputs(",\n", to);
    for (int i = 0; i < NEW_LOAD_HOURS; i++)
        fprintf(to, "%02d:00,%g,,,,,,,,\n", i, profile->hours[i]);
}

static void write_999(const struct new_answers *answers, FILE *to)
{
    (void) answers;
    write_profile("999", &new_load_999, to);
}

static void write_101(const struct new_answers *answers, FILE *to)
{
    (void) answers;
    write_profile("101", &new_load_101, to);
}

/* ---- staff ---- */

static bool is_same_all_week(const struct new_people *people)
{
    for (int day = 1; day < NEW_LOAD_DAYS; day++)
        for (int minute = 0; minute < DAY_MIN; minute += QUARTER_MIN)
            if (new_load_people(people, day, minute)
                != new_load_people(people, 0, minute))
                return false;
    return true;
}

static bool has_quarters(const struct new_people *people)
{
    for (int day = 0; day < NEW_LOAD_DAYS; day++)
        for (int minute = 0; minute < DAY_MIN; minute += 2 * QUARTER_MIN)
            if (new_load_people(people, day, minute)
                != new_load_people(people, day, minute + QUARTER_MIN))
                return true;
    return false;
}

static void write_staff(const char *team, const struct new_people *people, FILE *to)
{
    const bool is_same = is_same_all_week(people);
    const int step = has_quarters(people) ? QUARTER_MIN : 2 * QUARTER_MIN;
    fprintf(
        to,
        "%s# People of the team %s by half hour: day such as Mon or Mon-Fri; time at "
        "which it begins; people there.\n"
        "# Used when the scenario has staff = \"staff-%s.csv\"; in place of the "
        "shifts of that team. Until then it changes nothing.\n"
        "# A table of dated shifts will do as well; its heading is "
        "date,start,end,people\n"
        "day,time,people\n",
        byte_order_mark, team, team);
    for (int day = 0; day < (is_same ? 1 : NEW_LOAD_DAYS); day++)
        for (int minute = 0; minute < DAY_MIN; minute += step)
            fprintf(to, "%s,%02d:%02d,%d\n", is_same ? "Mon-Sun" : day_names[day],
                    minute / HOUR_MIN, minute % HOUR_MIN,
                    new_load_people(people, day, minute));
}

static void write_handlers(const struct new_answers *answers, FILE *to)
{
    write_staff("handlers", &answers->handlers, to);
}

static void write_switchboard(const struct new_answers *answers, FILE *to)
{
    write_staff("switchboard", &answers->switchboard, to);
}

static bool has_switchboard(const struct new_answers *answers)
{
    return answers->has_switchboard;
}

/* ---- export ---- */

/* The first Monday of March, a day of the month: no clock changes in that week. */
static int first_monday(int year)
{
    enum { THURSDAY = 3, WEEK = 7 }; /* 1970-01-01 was a Thursday */
    char *const text = sim_mem_print("%04d-03-01", year);
    int32_t day = 0;
    text_date(text, &day);
    free(text);
    return 1 + (WEEK - (day + THURSDAY) % WEEK) % WEEK;
}

static void write_export_row(const char *queue, int offered,
                             const struct new_time *time, FILE *to)
{
    const int lost = offered / 20, answered = offered - lost;
    const int at_once = answered - answered / 4, later = answered / 4 - answered / 16;
    fprintf(to, "%s,%d,%d,%d,%d,%d,%d,%d,%d,%.0f,%.0f\n", queue, offered, answered,
            lost, at_once, later, answered - at_once - later, lost / 2, lost - lost / 2,
            answered * time->talk_s, answered * time->wrap_up_s);
}

static int offered(const struct new_load_profile *profile, double calls, int day,
                   int hour)
{
    return (int) lround(HOUR_S * new_load_rate(profile, calls, day, hour));
}

static void write_export(const struct new_answers *answers, FILE *to)
{
    const double spoken = answers->menu_ends < 0.0 ? 1.0 : 1.0 - answers->menu_ends;
    const double come = spoken * answers->calls_101;
    const double passed = answers->has_switchboard ? NEW_LOAD_PASSED_ON : 1.0;
    const int monday = first_monday(answers->year);
    fprintf(
        to,
        "%s# An export of a telephone system: one row a queue and hour (or half hour "
        "or quarter hour). These rows are made up: put your own in their place.\n"
        "# Ans 0-10: answered in up to 10 s. Abn: hung up. Talk and wrap-up are "
        "seconds over all calls of the row.\n"
        "# Other headings will do as well: export-map.csv says which is what. Columns "
        "that it does not name are not read.\n"
        "Date,Interval,Queue Name,Offered,Handled,Abandoned,Ans 0-10,Ans 10-60,Ans "
        ">60,Abn 0-60,Abn >60,Talk,Wrap-up\n",
        byte_order_mark);
    for (int i = 0; i < NEW_LOAD_DAYS * NEW_LOAD_HOURS; i++) {
        const int day = i / NEW_LOAD_HOURS, hour = i % NEW_LOAD_HOURS;
        char *const when =
            sim_mem_print("%02d/03/%04d,%02d:00", monday + day, answers->year, hour);
        fprintf(to, "%s,", when);
        write_export_row("999 CALLS",
                         offered(&new_load_999, answers->calls_999, day, hour),
                         &answers->time_999, to);
        if (answers->has_switchboard) {
            fprintf(to, "%s,", when);
            write_export_row("101 SWITCHBOARD", offered(&new_load_101, come, day, hour),
                             &answers->time_switchboard, to);
        }
        fprintf(to, "%s,", when);
        write_export_row("101 HANDLERS",
                         offered(&new_load_101, passed * come, day, hour),
                         &answers->time_101, to);
        free(when);
    }
}

static void write_map(const struct new_answers *answers, FILE *to)
{
    fprintf(
        to,
        "%s# What the columns of your telephone system's export mean, for tenfive fit "
        "and tenfive backtest.\n"
        "# Put the headings of your export under column. answered_in and abandoned_in "
        "are bands of waits in seconds: from and to (empty: no end).\n"
        "# Rows queue: the names of your queues, and the line of the scenario that "
        "each is; no line leaves a queue out.\n"
        "# Totals are seconds over all calls of a row; talk_mean and wrap_up_mean are "
        "there as well.\n"
        "means,column,from,to,line\n"
        "date,Date,,,\ntime,Interval,,,\nline,Queue Name,,,\noffered,Offered,,,\n"
        "answered,Handled,,,\nabandoned,Abandoned,,,\nanswered_in,Ans 0-10,0,10,\n"
        "answered_in,Ans 10-60,10,60,\nanswered_in,Ans >60,60,,\n"
        "abandoned_in,Abn 0-60,0,60,\nabandoned_in,Abn >60,60,,\ntalk_total,Talk,,,\n"
        "wrap_up_total,Wrap-up,,,\nqueue,999 CALLS,,,line_999\n",
        byte_order_mark);
    if (answers->has_switchboard)
        fputs("queue,101 SWITCHBOARD,,,switchboard\n", to);
    fputs("queue,101 HANDLERS,,,line_101\n", to);
}

/* ---- answers ---- */

static void write_answers(const struct new_answers *answers, FILE *to)
{
    fputs(
        "# The answers to `tenfive new`: `tenfive new DIR --answers answers.txt` makes "
        "the same again.\n"
        "# What ends with \"# default\" was not answered: Enter was pressed.  It is "
        "proposed anew;\n"
        "# take the mark away to hold to it.\n",
        to);
    for (int i = 0; i < NEW_QUESTIONS; i++) {
        const struct new_said *const said = &answers->said[i];
        if (said->text != NULL)
            fprintf(to, "%s = %s%s\n", new_questions[i].name, said->text,
                    said->is_default ? "   # default" : "");
    }
}

const struct new_write_file new_write_files[NEW_WRITE_FILES] = {
    { NULL, "the scenario: read it, edit it", NULL, new_write_scenario },
    { "answers.txt", "your answers, to do it again", NULL, write_answers },
    { "profile-999.csv", "when 999 calls come", NULL, write_999 },
    { "profile-101.csv", "when 101 calls come", NULL, write_101 },
    { "staff-handlers.csv", "people by half hour, in place of shifts", NULL,
      write_handlers },
    { "staff-switchboard.csv", "the same of the switchboard", has_switchboard,
      write_switchboard },
    { "export.csv", "what an export of your telephone system may look like", NULL,
      write_export },
    { "export-map.csv", "which column of such an export is what", NULL, write_map },
};

char *new_write_name(const struct new_write_file *file,
                     const struct new_answers *answers)
{
    if (file->name != NULL)
        return sim_mem_text(file->name);
    char *const stem = new_text_file(answers->name);
    char *const name = sim_mem_print("%s.cfg", stem);
    free(stem);
    return name;
}
