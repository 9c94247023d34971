/* The parts that texts of users are made of; only model/scenario/text*.c use this.
 *
 * A taker reads one thing at *at, moves *at past it and returns true.  Otherwise it
 * returns false and leaves *out alone; *at may then be anywhere inside the text. */
#ifndef MODEL_SCENARIO_TEXT_PARTS_H
#define MODEL_SCENARIO_TEXT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

enum { TEXT_LONGEST_WORD = 64 }; /* bytes */

/* The text after its spaces, tabs and no-break spaces. */
const char *text_past_blanks(const char *text);

/* Nothing but blanks is left. */
bool text_at_end(const char *text);

/* How many digits the text begins with. */
size_t text_digits_at(const char *text);

/* Between `fewest` and `most` digits, at most 9, with no further digit after them. */
bool text_take_digits(const char **at, size_t fewest, size_t most, int *out);

/* Exactly this byte; *at stays where it is if it is not there. */
bool text_take_char(const char **at, char c);

/* A finite decimal number after blanks, with a sign, a point or an exponent or without
 * them. */
bool text_take_number(const char **at, double *out);

/* A word of ASCII letters after blanks, as lower case. */
bool text_take_word(const char **at, char out[TEXT_LONGEST_WORD + 1]);

/* This word in any case, after blanks; *at stays where it is if it is not there. */
bool text_take_this_word(const char **at, const char *wanted);

/* A hyphen, or the dash that Word makes of it, and the blanks around it; *at stays
 * where it is if it is not there. */
bool text_take_dash(const char **at);

#endif
