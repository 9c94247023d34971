/* What each grade of service says of itself: the columns `words` and `brief` of the
 * table in grade.c.  All in fresh memory. */
#ifndef MODEL_GRADE_WORDS_H
#define MODEL_GRADE_WORDS_H

#include "model/scenario/scenario.h"

/* "10 s", "5 min". */
char *grade_time_words(double seconds);

char *grade_within_brief(const struct scenario *scenario,
                         const struct scenario_target *target);
char *grade_within_words(const struct scenario *scenario,
                         const struct scenario_target *target);
char *grade_abandoned_brief(const struct scenario *scenario,
                            const struct scenario_target *target);
char *grade_abandoned_words(const struct scenario *scenario,
                            const struct scenario_target *target);
char *grade_wait_brief(const struct scenario *scenario,
                       const struct scenario_target *target);
char *grade_mean_wait_words(const struct scenario *scenario,
                            const struct scenario_target *target);
char *grade_percentile_words(const struct scenario *scenario,
                             const struct scenario_target *target);
char *grade_longest_brief(const struct scenario *scenario,
                          const struct scenario_target *target);
char *grade_longest_words(const struct scenario *scenario,
                          const struct scenario_target *target);
char *grade_occupancy_brief(const struct scenario *scenario,
                            const struct scenario_target *target);
char *grade_occupancy_words(const struct scenario *scenario,
                            const struct scenario_target *target);

#endif
