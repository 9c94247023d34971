/* The words that a scenario is said back in; only tools/readback*.c use this.  Texts
 * are fresh memory. */
#ifndef TOOLS_READBACK_WORDS_H
#define TOOLS_READBACK_WORDS_H

#include "model/scenario/scenario.h"

/* Appends `more`, which is freed; *list may be null, and is then `more` alone. */
void readback_add(char **list, const char *between, char *more);

/* "15 s", or "20 min on average" of a law that varies. */
char *readback_law_words(const struct sim_dist *law);

/* "who hang up: 30 % → ivr, 70 % are lost, after 20 min on average, 5 attempts at
 * most" */
char *readback_redial_words(const struct scenario *scenario,
                            const struct scenario_redial *redial, const char *who);

/* What a stage does. */
char *readback_stage_words(const struct scenario *scenario,
                           const struct scenario_stage *stage);

/* Whom the team's shifts count and what still comes off: "shifts count people posted;
 * still off: breaks 12 %"; of net people that nothing does. */
char *readback_counts_words(const struct scenario_team *team);

/* What is special about the people of a team, or null. */
char *readback_team_words(const struct scenario_team *team);

/* What goes down and when. */
char *readback_outage_words(const struct scenario *scenario,
                            const struct scenario_outage *outage);

/* Which calls the figures of work leave out, or null if none. */
char *readback_left_out(const struct scenario *scenario);

/* The plan: what is to be least, and over which weeks; a target; a team; policies, or
 * null if none is searched; and how a plan file was tested. */
char *readback_plan_words(const struct scenario *scenario);
char *readback_hold_words(const struct scenario *scenario,
                          const struct scenario_plan_hold *hold);
char *readback_free_words(const struct scenario *scenario,
                          const struct scenario_plan_team *team);
char *readback_policy_words(const struct scenario *scenario);
char *readback_certificate_words(const struct scenario_certificate *certificate);

#endif
