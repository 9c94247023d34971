/* Figures and settings in words, for tenfive check.  Every function gives fresh memory.
 */
#ifndef TOOLS_CHECK_WORDS_H
#define TOOLS_CHECK_WORDS_H

#include "model/scenario/scenario.h"

/* "1,793.8": with so many decimals and thousands apart. */
char *check_words_number(double value, int decimals);

/* "100 s", "6 min", "6 min 40 s", "25 h 30 min": to the second below an hour. */
char *check_words_time(double seconds);

/* "Mon-Fri 08:00-20:00, Bank 10:00-16:00"; "always" for none. */
char *check_words_hours(const struct scenario_hours *hours);

/* Puts `more` behind `list`, which is freed, with `between` if there is something
 * before. Null is an empty list. */
char *check_words_join(char *list, const char *between, const char *more);

/* Breaks a text at blanks into lines of at most `width`, each after the first behind
 * `indent` blanks. */
char *check_words_fold(const char *text, int indent, int width);

/* How many characters a UTF-8 text takes on the screen, each taken as one. */
int check_words_width(const char *text);

#endif
