/* Reads a stored result (JSON) without trusting it: whatever is missing or of another
 * kind than the schema says is noted, the first time with its path, and something
 * harmless is given instead, so that who reads needs no test at each step and asks once
 * at the end. */
#ifndef TOOLS_DOCUMENT_STORED_H
#define TOOLS_DOCUMENT_STORED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "sim/estimate.h"

struct stored {
    json_t *root; /* owned */
    char
        *fault; /* owned: what is wrong first, in words with its place; null: nothing */
};

/* Parses; false: not JSON, and the fault says why, with line and column. */
bool stored_parse(struct stored *stored, const char *text, size_t length);
void stored_done(struct stored *stored);

/* The value of `schema`, "" if there is none. */
const char *stored_schema(const struct stored *stored);

/* Notes the first fault, in words. */
void stored_fault(struct stored *stored, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A member of an object, which must be there and be of the kind.  Objects and arrays
 * that are not are empty ones; texts "" and numbers NaN.  _or_null: a JSON null is fine
 * and gives null or NaN; stored_find: missing is fine too and gives null. */
json_t *stored_object(struct stored *stored, json_t *from, const char *key);
json_t *stored_array(struct stored *stored, json_t *from, const char *key);
const char *stored_text(struct stored *stored, json_t *from, const char *key);
const char *stored_text_or_null(struct stored *stored, json_t *from, const char *key);
double stored_number(struct stored *stored, json_t *from, const char *key);
double stored_number_or_null(struct stored *stored, json_t *from, const char *key);
bool stored_bool(struct stored *stored, json_t *from, const char *key);
json_t *stored_find(json_t *from, const char *key);

/* An element of an array of numbers: NaN where it is null or not there. */
double stored_element(struct stored *stored, json_t *array, size_t index);

/* {"value": ..., "half_width": ...} or null. */
struct stored_estimate {
    double value, half_width; /* NaN: none; not known */
};
struct stored_estimate stored_estimate(struct stored *stored, json_t *from,
                                       const char *key);

#endif
