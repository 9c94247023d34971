/* Rows that several tables of settings share; only model/scenario/objects*.c use this.
 */
#ifndef MODEL_SCENARIO_OBJECTS_PARTS_H
#define MODEL_SCENARIO_OBJECTS_PARTS_H

#include "model/scenario/objects.h"

#define DAY_S 86400.0
#define YEAR_S (366.0 * DAY_S)
#define LONG_S (31.0 * DAY_S) /* no call lasts a month */
#define MOST_CALLS 1e9
#define MOST_TIMES 1000.0

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

#define WINDOW_ROWS \
    OWN("days", "", "only on these days", "\"Mon-Fri\""), \
        OWN("hours", "", "only in these hours", "\"08:00-18:00\" or a list of spans")

/* Of every stage, and of those that have a door. */
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

#define REDIAL_ROW(help) \
    OWN("redial", "", help, "a group { then or by_attempt; after; attempts_at_most; }")

#endif
