/* Writes JSON as it goes, without keeping any of it.  Text is made valid UTF-8, numbers
 * have the fewest digits that read back as the same number, and what is not finite
 * becomes null. */
#ifndef TOOLS_JSON_H
#define TOOLS_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEPTH = 16, JSON_DIGITS = 32 };

struct json {
    FILE *to; /* borrowed */
    int depth;
    struct json_level {
        char closing;
        bool is_inline; /* on one line */
        bool is_begun;  /* something stands in it */
    } levels[JSON_DEPTH];
};

/* Zeroed memory with `to` set is ready; one value is written at the top. */

/* `key` is null inside an array and at the top, never elsewhere. */
void json_open_object(struct json *json, const char *key);
void json_open_array(struct json *json, const char *key);
/* The same on one line. */
void json_open_short_object(struct json *json, const char *key);
void json_open_short_array(struct json *json, const char *key);
/* Closes the newest object or array; the last one ends the line. */
void json_close(struct json *json);

void json_text(struct json *json, const char *key, const char *value); /* null: null */
void json_number(struct json *json, const char *key, double value);
void json_whole(struct json *json, const char *key, uint64_t value);
void json_bool(struct json *json, const char *key, bool value);
void json_nothing(struct json *json, const char *key);

/* The shortest of the decimals that read back as `value`, which is finite. */
char *json_digits(double value, char out[JSON_DIGITS]);

#endif
