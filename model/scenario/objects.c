#include "model/scenario/objects_parts.h"
#include "model/scenario/objects_plan.h"

static const char *const each_words[] = { "period", "month",    "week",
                                          "day",    "interval", NULL };
static const char *const of_words[] = { "answered", "offered", "offered_less_short",
                                        "callers", NULL };
static const char *const call_backs_words[] = { "to_answer", "to_offer", "without",
                                                NULL };
static const char *const basis_words[] = { "published", "ours", "fitted", "assumed",
                                           NULL };
const char *const objects_measures[] = {
    "answered_within", "abandoned", "mean_wait", "wait_percentile",
    "longest_wait",    "occupancy", NULL
};
const char *const keys_end_names[] = { "resolved", "online", "department", "left" };
const char *const keys_end_labels[] = { "resolved", "resolved online",
                                        "passed to a department", "hung up or left" };

static const struct sim_field scenario_fields[] = {
    { "title", SIM_FIELD_TEXT, AT(scenario, title), 0, 0, NULL,
      "what is printed on top of every page", NULL, NULL },
    { "marking", SIM_FIELD_TEXT, AT(scenario, marking), 0, 0, "",
      "protective marking, printed on every page and sheet", NULL, NULL },
    OWN("period", NULL, "the dates that are simulated and counted",
        "{ from; to; typical_of; } or dates such as \"2022\""),
    { "warm_up", SIM_FIELD_TIME, AT(scenario, warm_up_s), 0, LONG_S, "24 h",
      "simulated before the period and not counted; whole hours", NULL, NULL },
    OWN("streams", NULL, "where calls come from", "a group of streams"),
    OWN("stages", NULL, "the call flow, in the order callers meet it",
        "a group of stages"),
    OWN("teams", NULL, "who answers", "a group of teams"),
    OWN("targets", "", "what is asked for", "a group of targets"),
    OWN("outages", "", "stages that are down for a time", "a group of outages"),
    OWN("busyness", "", "how days differ at random, over all streams", "a group"),
    OWN("run", "", "how tenfive simulate runs it when the command line does not say",
        "a group"),
    OWN("plan", "", "what `tenfive plan` is asked", "a group"),
    OWN("certificate", "", "how a plan file was tested, which it says of itself",
        "a group"),
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
    { "from", SIM_FIELD_DATES, AT(objects_dates, from), 0, 0, NULL, "first day", NULL,
      NULL },
    { "to", SIM_FIELD_DATES, AT(objects_dates, to), 0, 0, NULL, "last day, included",
      NULL, NULL },
    { "typical_of", SIM_FIELD_DATES, AT(objects_dates, typical_of), 0, 0, "",
      "each quarter hour of the week then has the mean demand of its like in these "
      "dates, bank holidays left out; all but demand is still of the days from .. to",
      NULL, NULL },
    END
};

static const struct sim_field run_fields[] = {
    { "seed", SIM_FIELD_NUMBER, AT(objects_run, seed), 0, SCENARIO_MOST_SEED, "",
      "the luck of all callers, a whole number, unless the command line has --seed; "
      "else 1",
      NULL, NULL },
    { "replications", SIM_FIELD_COUNT, AT(objects_run, replications), 1,
      SCENARIO_MOST_REPLICATIONS, "",
      "how often the period is simulated, unless the command line has --replications "
      "or --precision; else 20",
      NULL, NULL },
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
      "the dates that calls are of; else the period, or its typical_of", NULL, NULL },
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
    OWN("out_of", "",
        "journey: the stages whose entries are the denominator, and every hang-up "
        "counts; else all callers, each once",
        "the name of a stage, or a list of them"),
    { "call_backs", SIM_FIELD_CHOICE, TARGET(call_backs), 0, 0, "to_answer",
      "line with call_back: a call that accepted waits until its call-back is "
      "answered, "
      "is answered when it accepts, or is left out",
      NULL, call_backs_words },
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
const struct sim_field objects_talk_times = {
    .key = "times", .kind = SIM_FIELD_NUMBER, .low = 0.1, .high = 10.0
};
const struct sim_field objects_basis_kind = { .key = "basis",
                                              .kind = SIM_FIELD_CHOICE,
                                              .choices = basis_words };
const struct sim_field objects_value = { .key = "value", .kind = SIM_FIELD_NUMBER };
const struct sim_field objects_stage_name = { .key = "stage",
                                              .kind = SIM_FIELD_NAME,
                                              .form = "stage" };
const struct sim_field objects_stream_name = { .key = "stream",
                                               .kind = SIM_FIELD_NAME,
                                               .form = "stream" };
const struct sim_field objects_line_name = { .key = "line",
                                             .kind = SIM_FIELD_NAME,
                                             .form = "line" };

const struct keys_object objects_scenario = { "scenario", "", "the file as a whole",
                                              scenario_fields };
const struct keys_object objects_period = { "period", "period",
                                            "the dates that are simulated and counted",
                                            period_fields };
const struct keys_object objects_run = { "run", "run",
                                         "what tenfive simulate takes when the "
                                         "command line does not say",
                                         run_fields };
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

const struct keys_object *const keys_objects[] = {
    &objects_scenario,   &objects_period,      &objects_run,       &objects_busyness,
    &objects_stream,     &objects_profile,     &objects_surge,     &objects_storms,
    &objects_delay,      &objects_menu,        &objects_option,    &objects_split,
    &objects_line,       &objects_way,         &objects_handling,  &objects_talk_grows,
    &objects_redial,     &objects_calls_again, &objects_call_back, &objects_dial,
    &objects_overflow,   &objects_end,         &objects_team,      &objects_less,
    &objects_absence,    &objects_called_away, &objects_outage,    &objects_target,
    &objects_plan,       &objects_plan_hold,   &objects_plan_team, &objects_plan_shifts,
    &objects_plan_break, &objects_certificate, &objects_change,    NULL,
};
