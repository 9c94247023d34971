#include "tools/json.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tools/utf8.h"

enum { INDENT = 1 };

static void write_text(FILE *to, const char *value)
{
    fputc('"', to);
    for (const unsigned char *at = (const unsigned char *) value; *at != '\0';) {
        const int bytes = utf8_bytes((const char *) at);
        if (bytes == 0)
            fputs("\\ufffd", to);
        else if (*at == '"' || *at == '\\')
            fprintf(to, "\\%c", *at);
        else if (utf8_acts((const char *) at, bytes))
            fprintf(to, "\\u%04x", (unsigned) utf8_point((const char *) at, bytes));
        else
            fwrite(at, 1, (size_t) bytes, to);
        at += bytes == 0 ? 1 : bytes;
    }
    fputc('"', to);
}

/* What stands before a value: comma, line, key. */
static void before(struct json *json, const char *key)
{
    if (json->depth > 0) {
        struct json_level *const level = &json->levels[json->depth - 1];
        if (level->is_begun)
            fputc(',', json->to);
        if (!level->is_inline)
            fprintf(json->to, "\n%*s", json->depth * INDENT, "");
        else if (level->is_begun)
            fputc(' ', json->to);
        level->is_begun = true;
        assert((key != NULL) == (level->closing == '}'));
    }
    if (key == NULL)
        return;
    write_text(json->to, key);
    fputs(": ", json->to);
}

static void open_level(struct json *json, const char *key, const char *brackets,
                       bool is_inline)
{
    assert(json->depth < JSON_DEPTH);
    before(json, key);
    fputc(brackets[0], json->to);
    json->levels[json->depth++] =
        (struct json_level){ .closing = brackets[1], .is_inline = is_inline };
}

void json_open_object(struct json *json, const char *key)
{
    open_level(json, key, "{}", false);
}

void json_open_array(struct json *json, const char *key)
{
    open_level(json, key, "[]", false);
}

void json_open_short_object(struct json *json, const char *key)
{
    open_level(json, key, "{}", true);
}

void json_open_short_array(struct json *json, const char *key)
{
    open_level(json, key, "[]", true);
}

void json_close(struct json *json)
{
    assert(json->depth > 0);
    const struct json_level *const level = &json->levels[--json->depth];
    if (level->is_begun && !level->is_inline)
        fprintf(json->to, "\n%*s", json->depth * INDENT, "");
    fputc(level->closing, json->to);
    if (json->depth == 0)
        fputc('\n', json->to);
}

void json_text(struct json *json, const char *key, const char *value)
{
    if (value == NULL) {
        json_nothing(json, key);
        return;
    }
    before(json, key);
    write_text(json->to, value);
}

char *json_digits(double value, char out[JSON_DIGITS])
{
    /* Decimals of up to 15 digits survive the way to binary and back, so %.15g finds
     * any that short; 17 digits always do. */
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, JSON_DIGITS, "%.*g", digits, value);
        if (strtod(out, NULL) == value)
            break;
    }
    return out;
}

void json_number(struct json *json, const char *key, double value)
{
    char digits[JSON_DIGITS];
    if (!isfinite(value)) {
        json_nothing(json, key);
        return;
    }
    before(json, key);
    fputs(json_digits(value, digits), json->to);
}

void json_whole(struct json *json, const char *key, uint64_t value)
{
    before(json, key);
    fprintf(json->to, "%" PRIu64, value);
}

void json_bool(struct json *json, const char *key, bool value)
{
    before(json, key);
    fputs(value ? "true" : "false", json->to);
}

void json_nothing(struct json *json, const char *key)
{
    before(json, key);
    fputs("null", json->to);
}
