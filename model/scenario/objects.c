#include "model/scenario/objects.h"

#define DAY_S 86400.0
#define YEAR_S (366.0 * DAY_S)
#define LONG_S (31.0 * DAY_S) /* no call lasts a month */
#define MOST_CALLS 1e9
#define MOST_TIMES 1000.0

static const char *const counts_words[] = { "posted", "on_duty", "logged_in", NULL };
static const char *const each_words[] = { "period", "month",    "week",
                                          "day",    "interval", NULL };
static const char *const of_words[] = { "answered", "offered", "offered_less_short",
                                        "callers", NULL };
static const char *const basis_words[] = { "published", "ours", "fitted", "assumed",
                                           NULL };
const char *const objects_types[] = { "delay", "menu", "split", "line", "end", NULL };
const char *const objects_measures[] = {
    "answered_within", "abandoned", "mean_wait", "wait_percentile",
    "longest_wait",    "occupancy", NULL
};
const char *const keys_end_names[] = { "resolved", "online", "department", "left" };
const char *const keys_end_labels[] = { "resolved", "resolved online",
                                        "passed to a department", "hung up or left" };

/* key, kind, offset, low, high, fallback, help, form, choices */
#define AT(type, member) offsetof(struct type, member)
#define OWN(key, fallback, help, form) \
    { \
        key, SIM_FIELD_OWN, 0, 0, 0, fallback, help, form, NULL \
    }
#define END \
    { \
        NULL, SIM_FIELD_OWN, 0, 0, 0, NULL, NULL, NULL, NULL \
    }

static const struct sim_field scenario_fields[] = {
    { "title", SIM_FIELD_TEXT, AT(scenario, title), 0, 0, NULL,
      "what is printed on top of every page", NULL, NULL },
    { "marking", SIM_FIELD_TEXT, AT(scenario, marking), 0, 0, "",
      "protective marking, printed on every page and sheet", NULL, NULL },
    OWN("period", NULL, "the dates that are simulated and counted",
        "{ from; to; } or dates such as \"2022\""),
    { "warm_up", SIM_FIELD_TIME, AT(scenario, warm_up_s), 0, LONG_S, "24 h",
      "simulated before the period and not counted; whole hours", NULL, NULL },
    OWN("streams", NULL, "where calls come from", "a group of streams"),
    OWN("stages", NULL, "the call flow, in the order callers meet it",
        "a group of stages"),
    OWN("teams", NULL, "who answers", "a group of teams"),
    OWN("targets", "", "what is asked for", "a group of targets"),
    OWN("busyness", "", "how days differ at random, over all streams", "a group"),
    OWN("basis", "", "where inputs come from; what has no row is listed as assumed",
        "( ( PATH, \"published\"|\"ours\"|\"fitted\"|\"assumed\", NOTE ), ... )"),
    OWN("expect", "",
        "figures the result must come to, for tests; a what-if drops its "
        "base's",
        "( ( FIGURE, VALUE, TOLERANCE ), ... )"),
    OWN("base", "",
        "makes this a what-if of that file: groups are merged into its "
        "groups, other settings replace its",
        "the name of a scenario file"),
    OWN("changes", "", "what-ifs, applied in order", "a list of changes"),
    END
};

static const struct sim_field period_fields[] = {
    { "from", SIM_FIELD_DATES, 0, 0, 0, NULL, "first day", NULL, NULL },
    { "to", SIM_FIELD_DATES, sizeof(struct scenario_dates), 0, 0, NULL,
      "last day, included", NULL, NULL },
    END
};

static const struct sim_field busyness_fields[] = {
    { "between_streams", SIM_FIELD_NUMBER, AT(scenario_busyness, between_streams), 0,
      0.99, "0", "correlation between any two streams on one day", NULL, NULL },
    { "day_to_next", SIM_FIELD_NUMBER, AT(scenario_busyness, day_to_next), 0, 0.99, "0",
      "correlation of a stream's days with the day after", NULL, NULL },
    END
};

static const struct sim_field stream_fields[] = {
    { "label", SIM_FIELD_TEXT, AT(scenario_stream, label), 0, 0, "", "name in reports",
      NULL, NULL },
    { "enters", SIM_FIELD_NAME, AT(scenario_stream, enters), 0, 0, NULL,
      "the stage where its calls begin", "stage", NULL },
    { "calls", SIM_FIELD_NUMBER, AT(scenario_stream, calls), 0, MOST_CALLS, NULL,
      "first attempts in counted_in, surges not among them", NULL, NULL },
    { "counted_in", SIM_FIELD_DATES, AT(scenario_stream, counted_in), 0, 0, "",
      "the dates that calls are of; else the period", NULL, NULL },
    { "growth_per_year", SIM_FIELD_GROWTH, AT(scenario_stream, growth_per_year), -0.9,
      10, "0", "for dates after counted_in, compound", NULL, NULL },
    OWN("profile", "", "when in the year, week and day calls come; else evenly",
        "the name of a CSV file, or a group"),
    { "day_to_day", SIM_FIELD_SHARE, AT(scenario_stream, day_to_day), 0, 1, "0",
      "how far one day is from the next by chance: coefficient of variation", NULL,
      NULL },
    { "open", SIM_FIELD_HOURS, AT(scenario_stream, open), 0, 0, "",
      "hours in which calls come; else always", NULL, NULL },
    OWN("surges", "", "planned surges", "a group of surges"),
    OWN("storms", "", "surges that come at random", "a group"),
    END
};

static const struct sim_field profile_fields[] = {
    OWN("months", "", "weight of a day of each month, January first",
        "a list of 12 numbers"),
    OWN("days", "",
        "weight of each day, Monday first; the eighth, a bank holiday, is "
        "as Sunday when left out",
        "a list of 7 or 8 numbers"),
    OWN("times", "",
        "weight of the parts of a day; in a group, every kind of day must "
        "have one, Bank is as Sunday when left out",
        "a list of 24, 48 or 96 numbers, or a group such as { Mon-Fri = ( ... ); Sat = "
        "( ... ); Sun = ( ... ); }"),
    END
};

#define WINDOW_ROWS \
    OWN("days", "", "only on these days", "\"Mon-Fri\""), \
        OWN("hours", "", "only in these hours", "\"08:00-18:00\" or a list of spans")

static const struct sim_field surge_fields[] = {
    { "times", SIM_FIELD_NUMBER, AT(scenario_surge, times), 0, MOST_TIMES, "1",
      "multiplies the stream's calls", NULL, NULL },
    { "extra_calls", SIM_FIELD_NUMBER, AT(scenario_surge, extra_calls), 0, MOST_CALLS,
      "0", "calls more over the whole window, instead of times", NULL, NULL },
    OWN("dates", NULL, "on these dates", "dates such as \"2022-12-31\""),
    WINDOW_ROWS,
    END
};

static const struct sim_field storms_fields[] = {
    { "per_month", SIM_FIELD_NUMBER, AT(scenario_storms, per_month), 0, 1000, NULL,
      "mean number in a month of 30.4375 days", NULL, NULL },
    { "times", SIM_FIELD_NUMBER, AT(scenario_storms, times), 1, MOST_TIMES, "1",
      "multiplies the stream's calls when a surge begins", NULL, NULL },
    { "extra_calls", SIM_FIELD_NUMBER, AT(scenario_storms, extra_calls), 0, 1e6, "0",
      "mean calls that one surge adds, instead of times", NULL, NULL },
    { "decay", SIM_FIELD_TIME, AT(scenario_storms, decay_s), 60, LONG_S, NULL,
      "mean life: after it 37 % of the surge is left", NULL, NULL },
    END
};

#define STAGE(member) offsetof(struct objects_stage, member)
#define STAGE_ROWS(help) \
    { \
        "type", SIM_FIELD_CHOICE, STAGE(stage.kind), 0, 0, NULL, help, \
        NULL,   objects_types \
    }, \
    { \
        "label", SIM_FIELD_TEXT, STAGE(stage.label), 0, 0, "", "name in reports", \
            NULL, NULL \
    }
#define DOOR_ROWS \
    { "open", \
      SIM_FIELD_HOURS, \
      STAGE(stage.open), \
      0, \
      0, \
      "", \
      "opening hours, with closed_to; else always open", \
      NULL, \
      NULL }, \
        { "closed_to", \
          SIM_FIELD_NAME, \
          STAGE(stage.closed_to), \
          0, \
          0, \
          "", \
          "where calls go that arrive outside the opening hours", \
          "stage", \
          NULL }, \
        { "visits_at_most", \
          SIM_FIELD_COUNT, \
          STAGE(stage.visits_at_most), \
          1, \
          255, \
          "", \
          "how often one call may come here, with then_to; a loop needs it", \
          NULL, \
          NULL }, \
    { \
        "then_to", SIM_FIELD_NAME, STAGE(stage.then_to), 0, 0, "", \
            "where a call goes that would come once more", "stage", NULL \
    }

static const struct sim_field delay_fields[] = {
    STAGE_ROWS("\"delay\": takes a time, then next"),
    { "time", SIM_FIELD_FIXED, STAGE(time), 0, LONG_S, "",
      "how long it takes; a bare time is exactly that", NULL, NULL },
    { "mean", SIM_FIELD_FIXED, STAGE(mean), 0, LONG_S, "", "the same as time", NULL,
      NULL },
    { "next", SIM_FIELD_NAME, STAGE(next), 0, 0, NULL, "where it leads", "stage",
      NULL },
    DOOR_ROWS,
    END
};

static const struct sim_field menu_fields[] = {
    STAGE_ROWS("\"menu\": an IVR"),
    OWN("options", NULL,
        "what callers do: shares of all who enter, who hang up too; "
        "the sum must be 100 %",
        "a group of options"),
    DOOR_ROWS, END
};

static const struct sim_field option_fields[] = {
    { "share", SIM_FIELD_SHARE, AT(scenario_way, share), 0, 1, NULL,
      "of all who enter the menu", NULL, NULL },
    { "time", SIM_FIELD_FIXED, AT(scenario_way, time), 0, LONG_S, "0",
      "how long they listen; a bare time is exactly that", NULL, NULL },
    { "next", SIM_FIELD_NAME, AT(scenario_way, next), 0, 0, NULL, "where they go",
      "stage", NULL },
    END
};

static const struct sim_field split_fields[] = {
    STAGE_ROWS("\"split\": divides calls at once"),
    OWN("then", NULL, "where calls go; the sum must be 100 %",
        "a group STAGE = SHARE; ..."),
    DOOR_ROWS, END
};

static const struct sim_field line_fields[] = {
    STAGE_ROWS("\"line\": callers wait for a person"),
    { "talk", SIM_FIELD_LAW, STAGE(stage.talk), 1e-3, DAY_S, NULL, "talk time", NULL,
      NULL },
    { "wrap_up", SIM_FIELD_LAW, STAGE(stage.wrap_up), 0, DAY_S, "0",
      "work after the call, before the next", NULL, NULL },
    { "pick_up", SIM_FIELD_FIXED, STAGE(stage.pick_up), 0, 3600, "0",
      "ring time of a person who is free; a bare time is exactly that", NULL, NULL },
    { "gives_up_after", SIM_FIELD_LAW, STAGE(stage.patience), 1e-3, YEAR_S, "",
      "patience: how long callers wait before they hang up; else for ever", NULL,
      NULL },
    { "at_once", SIM_FIELD_SHARE, STAGE(stage.at_once), 0, 1, "0",
      "share that hangs up unless answered at once", NULL, NULL },
    { "offered_again_every", SIM_FIELD_TIME, STAGE(stage.offered_again_s), 1, DAY_S, "",
      "an unanswered call is presented again, keeping place and clock", NULL, NULL },
    OWN("then", "resolved = 1", "where answered calls go; the sum must be 100 %",
        "a group STAGE = SHARE; ..."),
    DOOR_ROWS,
    END
};

static const struct sim_field end_fields[] = {
    STAGE_ROWS("\"end\": the journey is over; resolved, online, department and left "
               "are there without being written"),
    END
};

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
        "the name of a CSV file"),
    { "hours_per_fte", SIM_FIELD_NUMBER, AT(scenario_team, hours_per_fte), 1, 168, "37",
      "paid hours a week of one full-time person", NULL, NULL },
    { "cost_per_hour", SIM_FIELD_NUMBER, AT(scenario_team, cost_per_hour), 0, 10000,
      "0", "pounds an hour posted; 0: not known", NULL, NULL },
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

#define TARGET(member) offsetof(struct objects_target, member)

static const struct sim_field target_fields[] = {
    { "label", SIM_FIELD_TEXT, TARGET(target.label), 0, 0, "", "name in reports", NULL,
      NULL },
    { "measure", SIM_FIELD_CHOICE, TARGET(measure), 0, 0, "",
      "what is measured; goes without saying where within, percentile, team or "
      "journey is given",
      NULL, objects_measures },
    { "line", SIM_FIELD_NAME, TARGET(target.line), 0, 0, "", "the line it is about",
      "line", NULL },
    { "journey", SIM_FIELD_NAME, TARGET(target.journey), 0, 0, "",
      "abandoned: the stream whose callers are followed over all lines", "stream",
      NULL },
    { "team", SIM_FIELD_NAME, TARGET(target.team), 0, 0, "", "occupancy: of this team",
      "team", NULL },
    { "counted_from", SIM_FIELD_NAME, TARGET(target.clock), 0, 0, "",
      "the stage whose entry starts the clock; else arrival at the line", "stage",
      NULL },
    { "within", SIM_FIELD_TIME, TARGET(target.within_s), 0, LONG_S, "",
      "answered_within: this time, itself included", NULL, NULL },
    { "percentile", SIM_FIELD_SHARE, TARGET(target.percentile), 0.01, 0.999, "",
      "wait_percentile: the share of answered calls that wait no longer", NULL, NULL },
    { "hung_up_after", SIM_FIELD_TIME, TARGET(target.hung_up_after_s), 0, LONG_S, "0",
      "abandoned: callers who hang up after waiting this long or less are not counted "
      "as abandoned; offered_less_short: nor as offered",
      NULL, NULL },
    { "of", SIM_FIELD_CHOICE, TARGET(of), 0, 0, "",
      "the denominator: answered, offered, offered less those who hung up early, or "
      "callers (first attempts; for a journey)",
      NULL, of_words },
    OWN("abandoned_at", "", "journey: the lines whose hang-ups count; else all",
        "a list of lines in quotes"),
    { "out_of", SIM_FIELD_NAME, TARGET(out_of), 0, 0, "",
      "journey: the stage whose entrants are the denominator; else all callers",
      "stage", NULL },
    { "each", SIM_FIELD_CHOICE, TARGET(each), 0, 0, "period",
      "the time over which it is judged", NULL, each_words },
    { "in", SIM_FIELD_ODDS, TARGET(target.in_share), 0, 1, "",
      "how many of these times must meet it; else the average counts", NULL, NULL },
    OWN("at_least", "", "the limit, a share", "\"90 %\""),
    OWN("at_most", "", "the limit, a share or a time", "\"5 %\" or \"30 s\""),
    END
};

static const struct sim_field change_fields[] = {
    { "at", SIM_FIELD_TEXT, AT(objects_change, at), 0, 0, NULL,
      "the path of the setting, such as \"streams.public_999.calls\"; "
      "\"stages.LINE.handling\" is talk and wrap_up together",
      NULL, NULL },
    OWN("set", "", "this value instead", "any value"),
    OWN("times", "", "multiplied", "a number"),
    OWN("plus", "", "more", "a number, a time or \"6.8 points\""),
    OWN("minus", "", "less; for shifts: people taken away",
        "a number, a time, \"6.8 points\" or \"Mon-Fri 08:00-18:00 2\""),
    OWN("add", "", "one more in a list or group", "any value"),
    { "give_to", SIM_FIELD_TEXT, AT(objects_change, give_to), 0, 0, "",
      "for shares: the neighbour that gains what this one loses", NULL, NULL },
    OWN("dates", "", "only on these dates", "dates such as \"2022-06..2022-08\""),
    WINDOW_ROWS,
    END
};

const struct sim_field objects_share = { .key = "share",
                                         .kind = SIM_FIELD_SHARE,
                                         .high = 1.0 };
const struct sim_field objects_reserve = { .key = "keep_free",
                                           .kind = SIM_FIELD_COUNT,
                                           .high = SCENARIO_MOST_PEOPLE };
const struct sim_field objects_takes_after = { .key = "takes_after",
                                               .kind = SIM_FIELD_TIME,
                                               .high = DAY_S };
const struct sim_field objects_limit_share = { .key = "limit",
                                               .kind = SIM_FIELD_SHARE,
                                               .high = 1.0 };
const struct sim_field objects_limit_time = { .key = "limit",
                                              .kind = SIM_FIELD_TIME,
                                              .high = LONG_S };
const struct sim_field objects_weight = { .key = "weight",
                                          .kind = SIM_FIELD_NUMBER,
                                          .high = 1e9 };
const struct sim_field objects_factor = { .key = "times",
                                          .kind = SIM_FIELD_NUMBER,
                                          .high = MOST_TIMES };
const struct sim_field objects_basis_kind = { .key = "basis",
                                              .kind = SIM_FIELD_CHOICE,
                                              .choices = basis_words };
const struct sim_field objects_value = { .key = "value", .kind = SIM_FIELD_NUMBER };
const struct sim_field objects_stage_name = { .key = "stage",
                                              .kind = SIM_FIELD_NAME,
                                              .form = "stage" };
const struct sim_field objects_line_name = { .key = "line",
                                             .kind = SIM_FIELD_NAME,
                                             .form = "line" };

const struct keys_object objects_scenario = { "scenario", "", "the file as a whole",
                                              scenario_fields };
const struct keys_object objects_period = { "period", "period",
                                            "the dates that are simulated and counted",
                                            period_fields };
const struct keys_object objects_busyness = { "busyness", "busyness",
                                              "how days differ at random",
                                              busyness_fields };
const struct keys_object objects_stream = { "stream", "streams.NAME",
                                            "a source of calls", stream_fields };
const struct keys_object objects_profile = { "profile", "streams.NAME.profile",
                                             "weights, relative; all alike when left "
                                             "out",
                                             profile_fields };
const struct keys_object objects_surge = { "surge", "streams.NAME.surges.NAME",
                                           "a planned surge", surge_fields };
const struct keys_object objects_storms = { "storms", "streams.NAME.storms",
                                            "surges at random: full size at once, then "
                                            "fading",
                                            storms_fields };
const struct keys_object objects_delay = { "delay", "stages.NAME",
                                           "a stage that takes a time", delay_fields };
const struct keys_object objects_menu = { "menu", "stages.NAME", "an IVR",
                                          menu_fields };
const struct keys_object objects_option = { "option", "stages.NAME.options.NAME",
                                            "one way through a menu", option_fields };
const struct keys_object objects_split = { "split", "stages.NAME",
                                           "divides calls at once", split_fields };
const struct keys_object objects_line = { "line", "stages.NAME",
                                          "callers wait for a person", line_fields };
const struct keys_object objects_end = { "end", "stages.NAME", "the journey is over",
                                         end_fields };
const struct keys_object objects_team = { "team", "teams.NAME", "people who answer",
                                          team_fields };
const struct keys_object objects_less = { "less", "teams.NAME.less",
                                          "what still comes off the shifts",
                                          less_fields };
const struct keys_object objects_target = { "target", "targets.NAME",
                                            "a grade of service that is asked for",
                                            target_fields };
const struct keys_object objects_change = { "change", "changes[n]",
                                            "a what-if: one of set, times, plus, minus "
                                            "or add; limited to dates, days or hours "
                                            "it multiplies the calls of a stream, or "
                                            "talk, wrap_up, handling or gives_up_after "
                                            "of a line, or is a shift line",
                                            change_fields };

const struct keys_object *const objects_stages[SCENARIO_STAGE_KINDS] = {
    [SCENARIO_DELAY] = &objects_delay, [SCENARIO_MENU] = &objects_menu,
    [SCENARIO_SPLIT] = &objects_split, [SCENARIO_LINE] = &objects_line,
    [SCENARIO_END] = &objects_end,
};

const struct keys_object *const keys_objects[] = {
    &objects_scenario, &objects_period,  &objects_busyness,
    &objects_stream,   &objects_profile, &objects_surge,
    &objects_storms,   &objects_delay,   &objects_menu,
    &objects_option,   &objects_split,   &objects_line,
    &objects_end,      &objects_team,    &objects_less,
    &objects_target,   &objects_change,  NULL,
};
