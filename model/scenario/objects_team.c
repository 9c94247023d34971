#include "model/scenario/objects_parts.h"

static const char *const counts_words[] = { "posted", "on_duty", "logged_in", NULL };

static const struct sim_field team_fields[] = {
    { "label", SIM_FIELD_TEXT, AT(scenario_team, label), 0, 0, "", "name in reports",
      NULL, NULL },
    OWN("serves", NULL, "the lines it answers, most urgent first",
        "a list of lines in quotes"),
    OWN("keep_free", "",
        "the reserve: takes this line's calls only while MORE people "
        "than this are free; must not fall along serves",
        "a group LINE = NUMBER; ..."),
    OWN("takes_after", "",
        "leaves alone calls of this line that have waited less, for "
        "a team that helps out",
        "a group LINE = TIME; ..."),
    { "counts", SIM_FIELD_CHOICE, AT(scenario_team, counts), 0, 0, "logged_in",
      "whom the shifts count: all posted, those on duty (leave, sickness, training and "
      "abstraction already out), or those logged in (breaks and briefing out too)",
      NULL, counts_words },
    OWN("less", "", "what still comes off the people in shifts", "a group"),
    OWN("shifts", "", "people on days at times",
        "a list of \"Mon-Fri 08:00-18:00 4\"; or of { add | minus = \"...\"; dates = "
        "\"...\"; }"),
    OWN("staff", "",
        "the same from a table: by half hour, or dated rows of a duty "
        "system",
        "the name of a CSV file, or \"\" for none"),
    OWN("net", "",
        "people on the phones, instead of shifts and staff: counts, less, absences, "
        "leave_by_month and sickness_spell are set aside, called_away is not",
        "as shifts; a text that ends in .csv is a file as for staff"),
    { "hours_per_fte", SIM_FIELD_NUMBER, AT(scenario_team, hours_per_fte), 1, 168, "37",
      "paid hours a week of one full-time person", NULL, NULL },
    { "cost_per_hour", SIM_FIELD_NUMBER, AT(scenario_team, cost_per_hour), 0, 10000,
      "0", "pounds an hour posted; 0: not known", NULL, NULL },
    { "talk_times", SIM_FIELD_NUMBER, AT(scenario_team, talk_times), 0.1, 10, "1",
      "their talk and wrap-up take so many times as long as usual, such as 1.2 for new "
      "people",
      NULL, NULL },
    { "sickness_spell", SIM_FIELD_TIME, AT(scenario_team, sickness_spell_s), DAY_S,
      YEAR_S, "",
      "sickness comes in spells of days with this mean, instead of shift by shift",
      NULL, NULL },
    OWN("leave_by_month", "",
        "weights of leave, January first: the mean over the year is less.leave",
        "a list of 12 numbers"),
    OWN("absences", "", "people off whole shifts in some dates: courses, mass absence",
        "a group of absences, each with a name"),
    OWN("called_away", "",
        "people taken off the phones at random times, such as for a silver operation",
        "a group, each with a name"),
    END
};

#define LESS(name, index, help) \
    { \
        name, SIM_FIELD_SHARE, (index) * sizeof(double), 0, 0.95, "0", help, NULL, \
            NULL \
    }

static const struct sim_field less_fields[] = {
    LESS("leave", SCENARIO_LEAVE, "on leave, for whole shifts"),
    LESS("sickness", SCENARIO_SICKNESS, "sick, for whole shifts"),
    LESS("training", SCENARIO_TRAINING, "on courses, for whole shifts"),
    LESS("abstraction", SCENARIO_ABSTRACTION, "on other duties, for whole shifts"),
    LESS("breaks", SCENARIO_BREAKS, "of the shift, in turns"),
    LESS("briefing", SCENARIO_BRIEFING, "of the shift, in turns"),
    LESS("not_ready", SCENARIO_NOT_READY, "logged in but not taking calls, in turns"),
    END
};

static const struct sim_field absence_fields[] = {
    OWN("dates", "", "shifts that begin on these dates",
        "dates such as \"2022-06-01..2022-06-14\""),
    WINDOW_ROWS,
    { "people", SIM_FIELD_COUNT, AT(scenario_absence, people), 0, SCENARIO_MOST_PEOPLE,
      "", "how many are off of those who begin at one moment, at every such moment",
      NULL, NULL },
    { "share", SIM_FIELD_SHARE, AT(scenario_absence, share), 0, 1, "",
      "instead of people: a share of them, drawn for each person and shift", NULL,
      NULL },
    END
};

static const struct sim_field called_away_fields[] = {
    { "per_month", SIM_FIELD_NUMBER, AT(scenario_called_away, per_month), 0, 1000, NULL,
      "mean number in a month of 30.4375 days", NULL, NULL },
    { "people", SIM_FIELD_COUNT, AT(scenario_called_away, people), 0,
      SCENARIO_MOST_PEOPLE, NULL, "how many go, each time", NULL, NULL },
    { "lasts", SIM_FIELD_LAW, AT(scenario_called_away, lasts), 1, LONG_S, NULL,
      "how long they are away, in whole quarter hours", NULL, NULL },
    END
};

const struct keys_object objects_team = { "team", "teams.NAME", "people who answer",
                                          team_fields };
const struct keys_object objects_less = { "less", "teams.NAME.less",
                                          "what still comes off the shifts",
                                          less_fields };
const struct keys_object objects_absence = { "absence", "teams.NAME.absences.NAME",
                                             "people off whole shifts that begin in "
                                             "these dates, days or hours",
                                             absence_fields };
const struct keys_object objects_called_away = { "called_away",
                                                 "teams.NAME.called_away.NAME",
                                                 "people taken off the phones at "
                                                 "random times",
                                                 called_away_fields };
