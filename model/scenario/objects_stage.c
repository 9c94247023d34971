#include "model/scenario/objects_parts.h"

const char *const objects_types[] = { "delay", "menu", "split", "line", "end", NULL };

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
    REDIAL_ROW("what they do next who hang up in an option with hangs_up; "
               "else they are lost"),
    DOOR_ROWS, END
};

static const struct sim_field option_fields[] = {
    { "share", SIM_FIELD_SHARE, AT(scenario_way, share), 0, 1, NULL,
      "of all who enter the menu", NULL, NULL },
    { "time", SIM_FIELD_FIXED, AT(scenario_way, time), 0, LONG_S, "0",
      "how long they listen; a bare time is exactly that", NULL, NULL },
    { "next", SIM_FIELD_NAME, AT(scenario_way, next), 0, 0, "", "where they go",
      "stage", NULL },
    { "hangs_up", SIM_FIELD_FLAG, AT(scenario_way, hangs_up), 0, 0, "",
      "instead of next: they hang up, and the menu's redial says what they do then",
      NULL, NULL },
    { "open", SIM_FIELD_HOURS, AT(scenario_way, open), 0, 0, "",
      "hours of this option, with closed_to; else always open", NULL, NULL },
    { "closed_to", SIM_FIELD_NAME, AT(scenario_way, closed_to), 0, 0, "",
      "where they go who choose it outside its hours", "stage", NULL },
    END
};

static const struct sim_field split_fields[] = {
    STAGE_ROWS("\"split\": divides calls at once"),
    OWN("then", NULL, "where calls go; the sum must be 100 %",
        "a group STAGE = SHARE; ..."),
    DOOR_ROWS, END
};

static const struct sim_field end_fields[] = {
    STAGE_ROWS("\"end\": the journey is over; resolved, online, department and left "
               "are there without being written"),
    { "positive", SIM_FIELD_FLAG, STAGE(stage.positive), 0, 0, "",
      "whether hanging up and going there counts as having found another channel; "
      "online does unless told otherwise",
      NULL, NULL },
    END
};

const struct keys_object objects_delay = { "delay", "stages.NAME",
                                           "a stage that takes a time", delay_fields };
const struct keys_object objects_menu = { "menu", "stages.NAME", "an IVR",
                                          menu_fields };
const struct keys_object objects_option = { "option", "stages.NAME.options.NAME",
                                            "one way through a menu", option_fields };
const struct keys_object objects_split = { "split", "stages.NAME",
                                           "divides calls at once", split_fields };
const struct keys_object objects_end = { "end", "stages.NAME", "the journey is over",
                                         end_fields };

const struct keys_object *const objects_stages[SCENARIO_STAGE_KINDS] = {
    [SCENARIO_DELAY] = &objects_delay, [SCENARIO_MENU] = &objects_menu,
    [SCENARIO_SPLIT] = &objects_split, [SCENARIO_LINE] = &objects_line,
    [SCENARIO_END] = &objects_end,
};

static const struct sim_field redial_fields[] = {
    OWN("then", "",
        "what they do next, in shares of those who hang up; what the shares leave over "
        "is lost",
        "a group STAGE = SHARE; ..."),
    OWN("by_attempt", "",
        "the same, by attempt: the first attempt, the second, ...; the last holds for "
        "all further ones",
        "a list of groups ( { STAGE = SHARE; ... }, ... )"),
    { "after", SIM_FIELD_LAW, AT(scenario_redial, after), 0, LONG_S, "0",
      "from hanging up to the next attempt; must be given where someone calls again",
      NULL, NULL },
    { "attempts_at_most", SIM_FIELD_COUNT, AT(scenario_redial, attempts_at_most), 1,
      SCENARIO_MOST_ATTEMPTS, "",
      "attempts of one journey, the first included; who would make one more is lost; "
      "must be given where someone calls again",
      NULL, NULL },
    END
};

static const struct sim_field outage_fields[] = {
    OWN("stages", NULL, "what is down", "a list of stages in quotes, or \"all\""),
    OWN("dates", "", "planned: on these dates", "dates such as \"2022-12-31\""),
    OWN("days", "", "planned: on these days", "\"Mon-Fri\""),
    OWN("hours", "", "planned: in these hours", "\"08:00-18:00\" or a list of spans"),
    { "per_month", SIM_FIELD_NUMBER, AT(scenario_outage, per_month), 0, 1000, "",
      "at random: mean number in a month of 30.4375 days, with lasts", NULL, NULL },
    { "lasts", SIM_FIELD_LAW, AT(scenario_outage, lasts), 1, LONG_S, "",
      "at random: how long it is down, from the beginning of a quarter hour to the end "
      "of the one in which this ends",
      NULL, NULL },
    REDIAL_ROW("what callers do next who are cut off; else they are lost"),
    END
};

const struct keys_object objects_redial = { "redial", "stages.NAME.redial",
                                            "what those do who hang up; one of then "
                                            "and by_attempt",
                                            redial_fields };
const struct keys_object objects_outage = { "outage", "outages.NAME",
                                            "stages that are down: who arrives or "
                                            "waits there is cut off",
                                            outage_fields };
