/* Differences in words.  All texts are in fresh memory. */
#ifndef TOOLS_COMPARE_WORDS_H
#define TOOLS_COMPARE_WORDS_H

#include "tools/compare_outcome.h"

/* "+0.81 points (0.5 to 1.1)", "no difference can be told (-0.1 to 0.2 points)", "no
 * difference at all", "-" when it is not known. */
char *compare_words_difference(const struct sim_estimate *difference,
                               enum measure_unit unit);

/* "answers 0.8 points more 999 within 10 s (0.5 to 1.1)", for a difference that can be
 * told; null otherwise. */
char *compare_words_clause(const struct compare_outcome *outcome,
                           const struct compare_item *item, int figure);

/* "for 2 more seats: 50 hours a week, 1.9 FTE, £x a year", all teams together; "with
 * the same people". */
char *compare_words_people(const struct compare_outcome *outcome, int scenario);

/* What the people of a scenario come to, all teams together; cost is NaN when a team of
 * them has none. */
struct compare_people {
    double seats, hours_week, fte, cost_year;
};
struct compare_people compare_words_people_of(const struct result *result,
                                              const char *team); /* null: all */
struct compare_people compare_words_people_less(struct compare_people a,
                                                struct compare_people b);

/* All teams of a scenario less those of the first, team by team. */
struct compare_people compare_words_people_more(const struct compare_outcome *outcome,
                                                int scenario);

/* One sentence of all that is told: "B answers ... and ..., for 2 more seats: ...." */
char *compare_words_summary(const struct compare_outcome *outcome,
                            const struct compare_item *item);

/* What cannot be told, and what verdicts are not the same: a sentence each, with a full
 * stop; null where there is nothing to say. */
char *compare_words_untold(const struct compare_outcome *outcome,
                           const struct compare_item *item);
char *compare_words_verdicts(const struct compare_outcome *outcome,
                             const struct compare_item *item);

/* "999 in 10 s: as precise as 5,400 replications of each with callers of their own". */
char *compare_words_worth(const struct compare_outcome *outcome,
                          const struct compare_item *item);

#endif
