#include "model/scenario/objects_plan.h"

#include "model/scenario/objects_parts.h"

static const char *const week_words[] = { "typical", "each_month", "as_dated", NULL };
static const char *const objective_words[] = { "cost", "staffed_hours", "peak_people",
                                               "best_service", NULL };
static const char *const each_words[] = { "period", "month",     "week",     "day",
                                          "hour",   "half_hour", "interval", NULL };
static const char *const people_words[] = { "on_phones", "posted", NULL };
static const char *const repeats_words[] = { "day", "weekdays", "week", NULL };

static const struct sim_field plan_fields[] = {
    { "week", SIM_FIELD_CHOICE, AT(scenario_plan, week), 0, 0, "",
      "what is staffed: one week with the mean demand of the period, such a week for "
      "each month, or the dates of the period one by one; else \"typical\" for a "
      "period of 14 days or more, \"as_dated\" for a shorter one",
      NULL, week_words },
    { "objective", SIM_FIELD_CHOICE, AT(scenario_plan, objective), 0, 0, "",
      "what is to be least: pounds (hours on the phones where no team has a cost), "
      "hours, or the most people at one time and then pounds; or the best value of one "
      "target for a budget; else \"best_service\" with best, and \"cost\" without",
      NULL, objective_words },
    { "best", SIM_FIELD_NAME, AT(scenario_plan, best), 0, 0, "",
      "best_service: the target whose value is to be best, over the whole period; its "
      "limit is not asked",
      "target", NULL },
    OWN("budget_a_week", "", "best_service: pounds a week for all teams of the plan",
        "a number"),
    OWN("budget_hours_a_week", "", "the same in hours a week on the phones",
        "a number"),
    OWN("targets", "", "the targets that must hold; else all", "a group of targets"),
    OWN("teams", "",
        "the teams whose people are chosen; else all that serve a line of "
        "these targets without takes_after",
        "a group of teams"),
    OWN("keep_free", "", "reserves that are chosen too, by team and line",
        "a group TEAM: { LINE = \"2..6\"; }; ..."),
    OWN("offered_after", "",
        "times until a call-back is offered, of which one is "
        "chosen for each line",
        "a group LINE = ( \"2 min\", \"5 min\" ); ..."),
    END
};

static const struct sim_field hold_fields[] = {
    { "each", SIM_FIELD_CHOICE, AT(scenario_plan_hold, each), 0, 0, "",
      "where it must hold, each by itself; else over the period, or with the "
      "target's `in` in its own times",
      NULL, each_words },
    { "in", SIM_FIELD_ODDS, AT(scenario_plan_hold, in_share), 0, 1, "",
      "how many of these must meet it; else the target's own, and without either their "
      "averages count",
      NULL, NULL },
    OWN("margin", "",
        "a plan better than the limit by so much passes the test nearly "
        "always; of a target with `in`, points of its odds; a smaller one takes "
        "longer",
        "\"0.5 points\", or of a time \"2 s\""),
    END
};

static const struct sim_field team_fields[] = {
    OWN("at_least", "",
        "people who must be there, whatever the calls; left out: 1 wherever calls may "
        "come",
        "a whole number, or a list of \"Fri,Sat 20:00-03:00 9\", of which the greatest "
        "counts"),
    OWN("at_most", "", "people for whom there are desks",
        "a whole number, or a list of \"Mon-Fri 08:00-18:00 20\", of which the "
        "greatest "
        "counts"),
    { "changes_every", SIM_FIELD_TIME, AT(scenario_plan_team, changes_every_s), 0,
      DAY_S, "30 min",
      "without shifts: the number of people stays so long; quarter hours that divide a "
      "day",
      NULL, NULL },
    { "cost_per_hour", SIM_FIELD_NUMBER, AT(scenario_plan_team, cost_per_hour), 0,
      10000, "", "pounds an hour of one person; else the team's own", NULL, NULL },
    OWN("dearer", "", "what an hour costs at some times, as a multiple",
        "a list of \"Mon-Sun 20:00-06:00 1.2\", of which the greatest counts"),
    OWN("people", "on_phones",
        "what the plan counts: people on the phones; or people posted, of whom the "
        "team's absence and breaks still come off, which needs shifts without a break",
        "\"on_phones\" or \"posted\""),
    OWN("shifts", "", "people come in these shifts; else by changes_every", "a group"),
    END
};

static const struct sim_field shifts_fields[] = {
    { "starts", SIM_FIELD_HOURS, AT(scenario_plan_shifts, starts), 0, 0, "",
      "when shifts may begin, the end of a span left out; else always", NULL, NULL },
    { "every", SIM_FIELD_TIME, AT(scenario_plan_shifts, every_s), 0, DAY_S, "30 min",
      "time between two starts, counted from midnight; quarter hours that divide a day",
      NULL, NULL },
    OWN("lengths", NULL, "how long shifts may be, breaks in them",
        "a time such as \"8 h\", or a list of them"),
    OWN("break", "", "time off the phones in every shift", "a group"),
    { "repeats", SIM_FIELD_CHOICE, AT(scenario_plan_shifts, repeats), 0, 0, "day",
      "which days have the same people: each by itself; Monday to Friday; or all", NULL,
      repeats_words },
    END
};

static const struct sim_field break_fields[] = {
    { "lasts", SIM_FIELD_TIME, AT(scenario_plan_shifts, break_s), 0, DAY_S, NULL,
      "how long, in quarter hours", NULL, NULL },
    { "earliest", SIM_FIELD_TIME, AT(scenario_plan_shifts, break_from_s), 0, DAY_S,
      NULL, "it begins so long after the shift or later", NULL, NULL },
    { "latest", SIM_FIELD_TIME, AT(scenario_plan_shifts, break_to_s), 0, DAY_S, NULL,
      "it ends so long after the shift began or earlier", NULL, NULL },
    { "paid", SIM_FIELD_FLAG, AT(scenario_plan_shifts, break_is_paid), 0, 0, "false",
      "whether it is paid", NULL, NULL },
    END
};

static const struct sim_field certificate_fields[] = {
    { "scenario", SIM_FIELD_TEXT, AT(scenario_certificate, scenario), 0, 0, NULL,
      "the file that was planned", NULL, NULL },
    OWN("sets", "", "what --set changed in it", "a list of \"PATH=VALUE\""),
    OWN("hash", NULL, "checksum of what was read of it", "16 hexadecimal digits"),
    { "version", SIM_FIELD_TEXT, AT(scenario_certificate, version), 0, 0, NULL,
      "of the program", NULL, NULL },
    { "held", SIM_FIELD_FLAG, AT(scenario_certificate, held), 0, 0, NULL,
      "whether the test passed", NULL, NULL },
    OWN("seed", NULL, "of the callers of the last test",
        "a whole number below 2^53, with quotes or without"),
    { "replications", SIM_FIELD_COUNT, AT(scenario_certificate, replications), 1, 1e9,
      NULL, "how many of them were simulated", NULL, NULL },
    { "rounds", SIM_FIELD_COUNT, AT(scenario_certificate, rounds), 1, 1000, NULL,
      "how many tests there were", NULL, NULL },
    END
};

const struct sim_field objects_target_name = { .key = "target",
                                               .kind = SIM_FIELD_NAME,
                                               .form = "target" };
const struct sim_field objects_team_name = { .key = "team",
                                             .kind = SIM_FIELD_NAME,
                                             .form = "team" };
const struct sim_field objects_level = { .key = "people",
                                         .kind = SIM_FIELD_COUNT,
                                         .high = SCENARIO_MOST_PEOPLE };
const struct sim_field objects_dearer = {
    .key = "dearer", .kind = SIM_FIELD_NUMBER, .low = 0.1, .high = 10.0
};
const struct sim_field objects_budget = {
    .key = "budget", .kind = SIM_FIELD_NUMBER, .low = 1e-9, .high = 1e9
};
const struct sim_field objects_offer = { .key = "offered_after",
                                         .kind = SIM_FIELD_TIME,
                                         .high = DAY_S };
const struct sim_field objects_length = { .key = "lengths",
                                          .kind = SIM_FIELD_TIME,
                                          .high = DAY_S };
const struct sim_field objects_people = { .key = "people",
                                          .kind = SIM_FIELD_CHOICE,
                                          .choices = people_words };

const struct keys_object objects_plan = { "plan", "plan",
                                          "what `tenfive plan` is asked", plan_fields };
const struct keys_object objects_plan_hold = { "target of a plan", "plan.targets.NAME",
                                               "a target that the plan must meet; NAME "
                                               "is one of targets",
                                               hold_fields };
const struct keys_object objects_plan_team = {
    "team of a plan", "plan.teams.NAME",
    "a team whose people are chosen; NAME is "
    "one of teams",
    team_fields
};
const struct keys_object objects_plan_shifts = { "shifts of a plan",
                                                 "plan.teams.NAME.shifts",
                                                 "shifts that may be rostered",
                                                 shifts_fields };
const struct keys_object objects_plan_break = { "break", "plan.teams.NAME.shifts.break",
                                                "one break in every shift",
                                                break_fields };
const struct keys_object objects_certificate = { "certificate", "certificate",
                                                 "how a plan file was tested; "
                                                 "`tenfive plan` writes it, and a "
                                                 "what-if drops its base's",
                                                 certificate_fields };
