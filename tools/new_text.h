/* The small texts that only `tenfive new` reads and writes.  Readers leave *out alone
 * when they give false. */
#ifndef TOOLS_NEW_TEXT_H
#define TOOLS_NEW_TEXT_H

#include "tools/new_answers.h"

/* "yes" or "no", "y" or "n", in any case. */
bool new_text_is_yes(const char *text);
bool new_text_is_no(const char *text);

/* "344,640 a year", "28,720 a month", "940/day": calls in a year of so many days. */
bool new_text_volume(const char *text, int days, double *a_year);

/* "6 min + 2 min", "6 min and 2 min"; one time alone is talk. */
bool new_text_time(const char *text, struct new_time *out);

/* "30 and 12" (busiest and quietest hours), "5" (always) or shifts parted by ";". Gives
 * null, or why it is none, in fresh memory. */
char *new_text_people(const char *text, struct new_people *out);
void new_text_people_done(struct new_people *people);

/* "90 % in 10 s" or "5 % abandoned". */
bool new_text_target(const char *text, struct new_target *out);

/* "19", "£19 an hour" or "36,700 a year" of a person with so many hours a week. */
bool new_text_cost(const char *text, double hours_per_fte, double *an_hour);

/* "6 min", "85 s", "1 h" and "31.8 %", in fresh memory; read back to the same value. */
char *new_text_of_time(double time_s);
char *new_text_of_share(double share);
/* "344,640" in fresh memory. */
char *new_text_of_count(double count);

/* What keeps a text from being an answer, or null: not UTF-8, control characters, marks
 * that turn the direction of writing. */
const char *new_text_unfit(const char *text);

/* Characters of a text that is fit. */
int new_text_length(const char *text);

/* "avon-somerset" of "Avon & Somerset": for a file's name, in fresh memory; "force"
 * where nothing is left. */
char *new_text_file(const char *name);

#endif
