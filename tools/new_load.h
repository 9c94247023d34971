/* Calls and people by hour of a mean week, before anything is simulated: what number of
 * people to propose, and whether those that were answered are in the right order of
 * size.  Erlang's formula A hour by hour; no season, no busy days, no reserve. */
#ifndef TOOLS_NEW_LOAD_H
#define TOOLS_NEW_LOAD_H

#include "tools/new_answers.h"

enum { NEW_LOAD_HOURS = 24, NEW_LOAD_DAYS = 7, NEW_LOAD_MONTHS = 12 };

/* When calls come; weights. */
struct new_load_profile {
    double months[NEW_LOAD_MONTHS], days[NEW_LOAD_DAYS], hours[NEW_LOAD_HOURS];
};

extern const struct new_load_profile new_load_999, new_load_101;

/* Calls a second in an hour of a mean week, of so many a year. */
double new_load_rate(const struct new_load_profile *profile, double calls, int day,
                     int hour);

/* Of the calls that the switchboard answers: what it passes on to the handlers, and
 * what it ends itself.  The rest goes to other departments. */
#define NEW_LOAD_PASSED_ON 0.69
#define NEW_LOAD_RESOLVED 0.243

enum new_load_team { NEW_LOAD_HANDLERS, NEW_LOAD_SWITCHBOARD };

/* How long callers wait before they hang up, mean. */
double new_load_patience_s(const struct new_answers *answers, enum new_load_team team);
#define NEW_LOAD_PATIENCE_999_S 500.0
/* Of 101 callers without a switchboard: those who hang up at once. */
#define NEW_LOAD_AT_ONCE 0.118

/* People at the beginning of a quarter hour of a week, Monday first. */
int new_load_people(const struct new_people *people, int day, int minute);

/* "30 and 12": at the busiest hour of the day and of the night at most three callers in
 * ten find nobody free.  In fresh memory. */
char *new_load_usual(const struct new_answers *answers, enum new_load_team team);

/* What would go wrong with the people answered, in fresh memory, or null. */
char *new_load_doubt(const struct new_answers *answers, enum new_load_team team);

/* The reserve for 999 that this room can afford. */
int new_load_reserve(const struct new_answers *answers);

#endif
