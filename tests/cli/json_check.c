/* json_check SCHEMA FILE [PATH...]: is FILE valid JSON without duplicate keys, and does
 * it obey SCHEMA?  Then prints the value at each PATH (keys and indices joined by
 * dots). Knows of JSON Schema what our schema uses, and refuses a schema that uses
 * more. */
#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct check {
    const json_t *schema;
    int complaints;
};

static void complain(struct check *check, const char *path, const char *what)
{
    fprintf(stderr, "%s: %s\n", *path == '\0' ? "top" : path, what);
    check->complaints++;
}

static const char *type_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "object";
    case JSON_ARRAY:
        return "array";
    case JSON_STRING:
        return "string";
    case JSON_INTEGER:
        return "integer";
    case JSON_REAL:
        return "number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "boolean";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool is_type(const json_t *type, const json_t *value)
{
    if (json_is_array(type)) {
        for (size_t i = 0; i < json_array_size(type); i++)
            if (is_type(json_array_get(type, i), value))
                return true;
        return false;
    }
    const char *const name = json_string_value(type);
    return strcmp(name, type_of(value)) == 0
           || (strcmp(name, "number") == 0 && json_is_integer(value));
}

static bool is_known(const char *keyword)
{
    static const char *const known[] = {
        "$schema",     "$id",  "$defs",    "$ref",       "title",
        "description", "type", "required", "properties", "additionalProperties",
        "items",       "enum", "const",    "minimum"
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], keyword) == 0)
            return true;
    return false;
}

static void obey(struct check *check, const json_t *schema, const json_t *value,
                 const char *path);

static void obey_child(struct check *check, const json_t *schema, const json_t *value,
                       const char *path, const char *key)
{
    char longer[1024];
    snprintf(longer, sizeof longer, "%s%s%s", path, *path == '\0' ? "" : ".", key);
    if (json_is_false(schema))
        complain(check, longer, "is not in the schema");
    else if (schema != NULL)
        obey(check, schema, value, longer);
}

static void obey_object(struct check *check, const json_t *schema, const json_t *value,
                        const char *path)
{
    const json_t *const required = json_object_get(schema, "required");
    for (size_t i = 0; i < json_array_size(required); i++) {
        const char *const key = json_string_value(json_array_get(required, i));
        if (json_object_get(value, key) == NULL) {
            complain(check, path, "lacks a key:");
            fprintf(stderr, "  %s\n", key);
        }
    }
    const char *key;
    json_t *child;
    json_object_foreach((json_t *) value, key, child)
    {
        const json_t *own = json_object_get(json_object_get(schema, "properties"), key);
        if (own == NULL)
            own = json_object_get(schema, "additionalProperties");
        obey_child(check, own, child, path, key);
    }
}

static void obey_values(struct check *check, const json_t *schema, const json_t *value,
                        const char *path)
{
    const json_t *const type = json_object_get(schema, "type");
    const json_t *const one = json_object_get(schema, "const");
    const json_t *const several = json_object_get(schema, "enum");
    const json_t *const least = json_object_get(schema, "minimum");
    if (type != NULL && !is_type(type, value))
        complain(check, path, "is of the wrong type");
    if (one != NULL && !json_equal(one, value))
        complain(check, path, "is not what it always is");
    bool is_among = several == NULL;
    for (size_t i = 0; i < json_array_size(several); i++)
        is_among = is_among || json_equal(json_array_get(several, i), value);
    if (!is_among)
        complain(check, path, "is none of the allowed values");
    if (least != NULL && json_number_value(value) < json_number_value(least))
        complain(check, path, "is too small");
}

static void obey(struct check *check, const json_t *schema, const json_t *value,
                 const char *path)
{
    const char *key;
    json_t *unused;
    json_object_foreach((json_t *) schema, key, unused)
    {
        if (!is_known(key))
            complain(check, path, "the schema says something that this check ignores");
    }
    const char *const reference = json_string_value(json_object_get(schema, "$ref"));
    if (reference != NULL) {
        const json_t *const meant = json_object_get(
            json_object_get(check->schema, "$defs"), strrchr(reference, '/') + 1);
        if (meant == NULL)
            complain(check, path, "the schema refers to nothing");
        else
            obey(check, meant, value, path);
    }
    obey_values(check, schema, value, path);
    if (json_is_object(value))
        obey_object(check, schema, value, path);
    const json_t *const items = json_object_get(schema, "items");
    for (size_t i = 0; items != NULL && i < json_array_size(value); i++) {
        char number[32];
        snprintf(number, sizeof number, "%zu", i);
        obey_child(check, items, json_array_get(value, i), path, number);
    }
}

static const json_t *find(const json_t *value, const char *path)
{
    char *const copy = strdup(path), *rest = copy;
    for (char *part; value != NULL && (part = strsep(&rest, ".")) != NULL;)
        value = json_is_array(value)
                    ? json_array_get(value, (size_t) strtoul(part, NULL, 10))
                    : json_object_get(value, part);
    free(copy);
    return value;
}

static json_t *load(const char *path)
{
    json_error_t error;
    json_t *const value = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (value == NULL) {
        fprintf(stderr, "%s:%d:%d: %s\n", path, error.line, error.column, error.text);
        exit(1);
    }
    return value;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    json_t *const schema = load(argv[1]), *const value = load(argv[2]);
    struct check check = { .schema = schema };
    obey(&check, schema, value, "");
    for (int i = 3; i < argc; i++) {
        const json_t *const found = find(value, argv[i]);
        char *const text =
            found == NULL ? NULL : json_dumps(found, JSON_ENCODE_ANY | JSON_COMPACT);
        puts(text == NULL ? "missing" : text);
        check.complaints += text == NULL;
        free(text);
    }
    json_decref(schema);
    json_decref(value);
    return check.complaints > 0;
}
