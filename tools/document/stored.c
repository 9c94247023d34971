#include "tools/document/stored.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

bool stored_parse(struct stored *stored, const char *text, size_t length)
{
    json_error_t error;
    *stored = (struct stored){ .root = json_loadb(text, length, JSON_REJECT_DUPLICATES,
                                                  &error) };
    if (stored->root == NULL)
        stored_fault(stored, "line %d, column %d: %s", error.line, error.column,
                     error.text);
    else if (!json_is_object(stored->root))
        stored_fault(stored, "it is not a JSON object");
    return stored->fault == NULL;
}

void stored_done(struct stored *stored)
{
    json_decref(stored->root);
    free(stored->fault);
    *stored = (struct stored){ 0 };
}

const char *stored_schema(const struct stored *stored)
{
    const char *const schema =
        json_string_value(json_object_get(stored->root, "schema"));
    return schema == NULL ? "" : schema;
}

void stored_fault(struct stored *stored, const char *format, ...)
{
    if (stored->fault != NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&stored->fault, format, arguments) < 0)
        stored->fault = sim_mem_text("it cannot be read");
    va_end(arguments);
}

/* Finds `part` below `from`, which stands at `at`: the way there, or false. */
static bool find_way(json_t *from, const json_t *part, char *at, size_t size)
{
    if (from == part)
        return true;
    const size_t length = strnlen(at, size);
    const char *key;
    json_t *value;
    size_t index;
    json_object_foreach(from, key, value)
    {
        snprintf(at + length, size - length, "%s%s", length > 0 ? "." : "", key);
        if (find_way(value, part, at, size))
            return true;
    }
    json_array_foreach(from, index, value)
    {
        snprintf(at + length, size - length, "[%zu]", index);
        if (find_way(value, part, at, size))
            return true;
    }
    at[length] = '\0';
    return false;
}

/* A member is not what it must be: says where and what. */
static void misses(struct stored *stored, const json_t *from, const char *key,
                   const char *kind)
{
    enum { WAY = 200 };
    char way[WAY] = "";
    if (stored->fault != NULL)
        return;
    find_way(stored->root, from, way, sizeof way);
    stored_fault(stored, "%s%s%s must be %s", way, *way == '\0' ? "" : ".", key, kind);
}

/* What is given where there is nothing: lives as long as the result. */
static json_t *empty(struct stored *stored, json_t *fresh)
{
    static const char place[] = " ";
    json_t *spare = json_object_get(stored->root, place);
    if (spare == NULL) {
        json_object_set_new(stored->root, place, json_array());
        spare = json_object_get(stored->root, place);
    }
    json_array_append_new(spare, fresh);
    return fresh;
}

json_t *stored_object(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (json_is_object(found))
        return found;
    misses(stored, from, key, "an object");
    return empty(stored, json_object());
}

json_t *stored_array(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (json_is_array(found))
        return found;
    misses(stored, from, key, "an array");
    return empty(stored, json_array());
}

const char *stored_text(struct stored *stored, json_t *from, const char *key)
{
    const char *const text = json_string_value(json_object_get(from, key));
    if (text == NULL)
        misses(stored, from, key, "a text");
    return text == NULL ? "" : text;
}

const char *stored_text_or_null(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (!json_is_string(found) && !json_is_null(found))
        misses(stored, from, key, "a text or null");
    return json_string_value(found);
}

double stored_number(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (json_is_number(found))
        return json_number_value(found);
    misses(stored, from, key, "a number");
    return NAN;
}

double stored_number_or_null(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (json_is_number(found))
        return json_number_value(found);
    if (!json_is_null(found))
        misses(stored, from, key, "a number or null");
    return NAN;
}

bool stored_bool(struct stored *stored, json_t *from, const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (!json_is_boolean(found))
        misses(stored, from, key, "true or false");
    return json_is_true(found);
}

json_t *stored_find(json_t *from, const char *key)
{
    return json_object_get(from, key);
}

double stored_element(struct stored *stored, json_t *array, size_t index)
{
    json_t *const found = json_array_get(array, index);
    if (json_is_number(found))
        return json_number_value(found);
    if (found != NULL && !json_is_null(found)) {
        char key[32];
        snprintf(key, sizeof key, "[%zu]", index);
        misses(stored, array, key, "a number or null");
    }
    return NAN;
}

struct stored_estimate stored_estimate(struct stored *stored, json_t *from,
                                       const char *key)
{
    json_t *const found = json_object_get(from, key);
    if (json_is_null(found))
        return (struct stored_estimate){ NAN, NAN };
    json_t *const object = stored_object(stored, from, key);
    return (
        struct stored_estimate){ stored_number(stored, object, "value"),
                                 stored_number_or_null(stored, object, "half_width") };
}
