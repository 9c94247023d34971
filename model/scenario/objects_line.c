#include "model/scenario/objects_parts.h"

/* A share that may exceed 100 %. */
static const char more_form[] =
    "a share such as \"15 %\" or 0.15, which may be above 100 %";

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
        "a group STAGE = SHARE or { share; talk; wrap_up; }; ..."),
    OWN("handling", "", "talk and wrap-up of one stream's callers, where they differ",
        "a group STREAM = { talk; wrap_up; }; ..."),
    OWN("talk_grows", "", "talk is longer after a wait", "a group"),
    OWN("talk_by_hour", "", "talk is so many times as long by local hour, 00:00 first",
        "a list of 24 numbers, 0.1 to 10"),
    REDIAL_ROW("what they do next who hang up here; else they are lost"),
    OWN("calls_again", "",
        "answered callers who come back later, instead of ending there (failure "
        "demand)",
        "a group"),
    OWN("call_back", "", "offers to ring callers back, who keep their place",
        "a group"),
    OWN("dial", "",
        "the force rings out: everyone who comes here is dialled by a person, such as "
        "the recall of a dropped 999",
        "a group"),
    OWN("overflow", "", "who has waited so long goes elsewhere",
        "a group { after; to; }"),
    OWN("yields_to", "",
        "interruptible work: calls of these lines may take a person away from it",
        "a list of lines in quotes"),
    { "at_a_time", SIM_FIELD_COUNT, STAGE(stage.at_a_time), 1, SCENARIO_MOST_AT_A_TIME,
      "1", "how many of its calls one person does at once, as in live chat", NULL,
      NULL },
    { "counted_from", SIM_FIELD_NAME, STAGE(stage.counted_from), 0, 0, "",
      "gives all its measures a second time, the clock started when the caller entered "
      "this stage",
      "stage", NULL },
    DOOR_ROWS,
    END
};

static const struct sim_field way_fields[] = {
    { "share", SIM_FIELD_SHARE, AT(scenario_way, share), 0, 1, NULL,
      "of all answered calls", NULL, NULL },
    { "talk", SIM_FIELD_LAW, AT(scenario_way, talk), 1e-3, DAY_S, "",
      "talk time of these calls; else as in handling or the line", NULL, NULL },
    { "wrap_up", SIM_FIELD_LAW, AT(scenario_way, wrap_up), 0, DAY_S, "",
      "wrap-up of these calls; else as in handling or the line", NULL, NULL },
    END
};

static const struct sim_field handling_fields[] = {
    { "talk", SIM_FIELD_LAW, AT(scenario_handling, talk), 1e-3, DAY_S, "",
      "talk time of this stream's callers; else the line's", NULL, NULL },
    { "wrap_up", SIM_FIELD_LAW, AT(scenario_handling, wrap_up), 0, DAY_S, "",
      "wrap-up of this stream's callers; else the line's", NULL, NULL },
    END
};

static const struct sim_field talk_grows_fields[] = {
    { "more", SIM_FIELD_GROWTH, AT(scenario_talk_grows, more), 0, 10, NULL,
      "longer by this share for every per waited", more_form, NULL },
    { "per", SIM_FIELD_TIME, AT(scenario_talk_grows, per_s), 1, LONG_S, NULL,
      "with more: the wait at this line that makes it grow so much", NULL, NULL },
    { "at_most", SIM_FIELD_GROWTH, AT(scenario_talk_grows, at_most), 0, 10, NULL,
      "longer by this share at most", more_form, NULL },
    END
};

static const struct sim_field calls_again_fields[] = {
    { "share", SIM_FIELD_SHARE, AT(scenario_calls_again, share), 0, 1, NULL,
      "of those whose journey would end after the answer", NULL, NULL },
    { "more", SIM_FIELD_SHARE, AT(scenario_calls_again, more), 0, 1, "",
      "the share grows by this, in points, for every per waited", NULL, NULL },
    { "per", SIM_FIELD_TIME, AT(scenario_calls_again, per_s), 1, LONG_S, "",
      "with more: the wait at this line that makes it grow so much", NULL, NULL },
    { "at_most", SIM_FIELD_SHARE, AT(scenario_calls_again, at_most), 0, 1, "100 %",
      "the share grows to this at most", NULL, NULL },
    { "after", SIM_FIELD_LAW, AT(scenario_calls_again, after), 1e-3, LONG_S, NULL,
      "from the end of the talk to the next attempt", NULL, NULL },
    { "to", SIM_FIELD_NAME, AT(scenario_calls_again, to), 0, 0, NULL,
      "where they call again", "stage", NULL },
    { "attempts_at_most", SIM_FIELD_COUNT, AT(scenario_calls_again, attempts_at_most),
      1, SCENARIO_MOST_ATTEMPTS, NULL,
      "attempts of one journey, the first included; then nobody comes back", NULL,
      NULL },
    END
};

static const struct sim_field overflow_fields[] = {
    { "after", SIM_FIELD_TIME, AT(scenario_overflow, after_s), 1, DAY_S, NULL,
      "who has waited so long leaves this line", NULL, NULL },
    { "to", SIM_FIELD_NAME, AT(scenario_overflow, to), 0, 0, NULL,
      "where they go, in the same attempt", "stage", NULL },
    END
};

#define CALL(member) offsetof(struct objects_call_back, member)
#define DIAL_ROWS \
    { "set_up", \
      SIM_FIELD_FIXED, \
      CALL(dial.set_up), \
      0, \
      3600, \
      "0", \
      "from dialling until the caller answers, the person being busy; a bare time is " \
      "exactly that", \
      NULL, \
      NULL }, \
        { "reached", \
          SIM_FIELD_SHARE, \
          CALL(dial.reached), \
          0, \
          1, \
          "100 %", \
          "share of tries in which the caller answers", \
          NULL, \
          NULL }, \
        { "no_answer", \
          SIM_FIELD_FIXED, \
          CALL(dial.no_answer), \
          0, \
          3600, \
          "0", \
          "how long a person is busy dialling in vain; a bare time is exactly that", \
          NULL, \
          NULL }, \
        { "tries_at_most", \
          SIM_FIELD_COUNT, \
          CALL(dial.tries_at_most), \
          1, \
          SCENARIO_MOST_TRIES, \
          "1", \
          "tries before it is given up", \
          NULL, \
          NULL }, \
        { "try_again_after", \
          SIM_FIELD_TIME, \
          CALL(dial.try_again_after_s), \
          1, \
          LONG_S, \
          "", \
          "from a try in vain to the next; must be given with more than one try", \
          NULL, \
          NULL }, \
    { \
        "then_to", SIM_FIELD_NAME, CALL(dial.then_to), 0, 0, "left", \
            "where a call goes that no try has reached", "stage", NULL \
    }

static const struct sim_field call_back_fields[] = {
    { "offered_after", SIM_FIELD_TIME, CALL(call_back.offered_after_s), 0, DAY_S, "",
      "offered to who has waited so long; this or offered_above, or both", NULL, NULL },
    { "offered_above", SIM_FIELD_TIME, CALL(call_back.offered_above_s), 0, DAY_S, "",
      "offered on arrival when nobody is free and the call that has waited longest has "
      "waited at least so long (announced wait)",
      NULL, NULL },
    { "accepted", SIM_FIELD_SHARE, CALL(call_back.accepted), 0, 1, NULL,
      "share of offers that are taken", NULL, NULL },
    DIAL_ROWS,
    END
};

static const struct sim_field dial_fields[] = { DIAL_ROWS, END };

const struct keys_object objects_line = { "line", "stages.NAME",
                                          "callers wait for a person", line_fields };
const struct keys_object objects_way = { "way", "stages.NAME.then.NAME",
                                         "calls of a line with a handling of their own",
                                         way_fields };
const struct keys_object objects_handling = { "handling", "stages.NAME.handling.STREAM",
                                              "handling of one stream's callers at a "
                                              "line",
                                              handling_fields };
const struct keys_object objects_talk_grows = { "talk_grows", "stages.NAME.talk_grows",
                                                "talk is longer after a wait",
                                                talk_grows_fields };
const struct keys_object objects_calls_again = { "calls_again",
                                                 "stages.NAME.calls_again",
                                                 "answered callers who come back: "
                                                 "share + more x wait / per",
                                                 calls_again_fields };
const struct keys_object objects_overflow = { "overflow", "stages.NAME.overflow",
                                              "leaving a line by time",
                                              overflow_fields };
const struct keys_object objects_call_back = { "call_back", "stages.NAME.call_back",
                                               "callers hang up and are rung back when "
                                               "their turn comes",
                                               call_back_fields };
const struct keys_object objects_dial = { "dial", "stages.NAME.dial",
                                          "everyone who comes here is rung by a person",
                                          dial_fields };
