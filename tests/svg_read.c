#include "tests/svg_read.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/page/svg.h"

/* What is being read, and where it is. */
struct reader {
    struct svg_read *read;
    const char *at;
    int open; /* the innermost element */
};

static bool fail(struct reader *reader, const char *why)
{
    if (reader->read->fault == NULL)
        reader->read->fault = why;
    return false;
}

/* One character or entity, in the bytes that it stands for. */
static bool character(struct reader *reader, FILE *to)
{
    static const char *const entities[][2] = {
        { "&amp;", "&" },   { "&lt;", "<" },  { "&gt;", ">" },
        { "&quot;", "\"" }, { "&#39;", "'" },
    };
    const unsigned char c = (unsigned char) *reader->at;
    if (c == '&') {
        for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
            const size_t length = strlen(entities[i][0]);
            if (strncmp(reader->at, entities[i][0], length) == 0) {
                fputs(entities[i][1], to);
                reader->at += length;
                return true;
            }
        }
        return fail(reader, "a bare &");
    }
    if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
        return fail(reader, "a control character");
    const int more = c < 0x80 ? 0 : c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc2 ? 1 : -1;
    if (more < 0)
        return fail(reader, "not UTF-8");
    fputc(c, to);
    for (int i = 1; i <= more; i++) {
        if (((unsigned char) reader->at[i] & 0xc0) != 0x80)
            return fail(reader, "not UTF-8");
        fputc(reader->at[i], to);
    }
    reader->at += 1 + more;
    return true;
}

static char *name(struct reader *reader)
{
    const char *const from = reader->at;
    while (isalnum((unsigned char) *reader->at) || strchr("-:", *reader->at) != NULL) {
        if (*reader->at == '\0')
            break;
        reader->at++;
    }
    return sim_mem_print("%.*s", (int) (reader->at - from), from);
}

static bool value(struct reader *reader, char **out)
{
    size_t length;
    FILE *const to = open_memstream(out, &length);
    bool is_good = true;
    while (is_good && *reader->at != '"' && *reader->at != '\0')
        is_good =
            *reader->at == '<' ? fail(reader, "< in a value") : character(reader, to);
    fclose(to);
    if (is_good && *reader->at++ != '"')
        return fail(reader, "a value without an end");
    return is_good;
}

static bool attribute(struct reader *reader, struct svg_element *element)
{
    if (element->attribute_count == SVG_READ_ATTRIBUTES)
        return fail(reader, "many attributes");
    const int number = element->attribute_count++;
    element->names[number] = name(reader);
    if (element->names[number][0] == '\0' || strncmp(reader->at, "=\"", 2) != 0)
        return fail(reader, "not an attribute");
    for (int i = 0; i < number; i++)
        if (strcmp(element->names[i], element->names[number]) == 0)
            return fail(reader, "an attribute twice");
    reader->at += 2;
    return value(reader, &element->values[number]);
}

static bool open_tag(struct reader *reader)
{
    struct svg_read *const read = reader->read;
    size_t capacity = (size_t) read->count;
    read->elements =
        sim_mem_grow(read->elements, &capacity, capacity + 1, sizeof *read->elements);
    struct svg_element *const element = &read->elements[read->count++];
    *element = (struct svg_element){ .name = name(reader),
                                     .parent = reader->open,
                                     .text = sim_mem_text("") };
    if (element->name[0] == '\0')
        return fail(reader, "a tag without a name");
    if (reader->open < 0 && read->count > 1)
        return fail(reader, "two roots");
    while (*reader->at == ' ') {
        reader->at++;
        if (!attribute(reader, element))
            return false;
    }
    if (strncmp(reader->at, "/>", 2) == 0) {
        reader->at += 2;
        return true;
    }
    reader->open = read->count - 1;
    return *reader->at++ == '>' ? true : fail(reader, "a tag without an end");
}

static bool close_tag(struct reader *reader)
{
    char *const closed = name(reader);
    const bool fits = reader->open >= 0
                      && strcmp(closed, reader->read->elements[reader->open].name) == 0;
    free(closed);
    if (!fits || *reader->at++ != '>')
        return fail(reader, "not what is open is closed");
    reader->open = reader->read->elements[reader->open].parent;
    return true;
}

static bool words(struct reader *reader)
{
    char *text;
    size_t length;
    FILE *const to = open_memstream(&text, &length);
    bool is_good = true;
    while (is_good && *reader->at != '<' && *reader->at != '\0')
        is_good = character(reader, to);
    fclose(to);
    if (reader->open >= 0) {
        struct svg_element *const in = &reader->read->elements[reader->open];
        char *const all = sim_mem_print("%s%s", in->text, text);
        free(in->text);
        in->text = all;
    } else if (is_good && strspn(text, "\n ") != strlen(text)) {
        is_good = fail(reader, "text outside");
    }
    free(text);
    return is_good;
}

struct svg_read svg_read_text(const char *text)
{
    struct svg_read read = { .whole = sim_mem_text(text) };
    struct reader reader = { &read, read.whole, -1 };
    bool is_good = true;
    while (is_good && *reader.at != '\0') {
        if (*reader.at != '<') {
            is_good = words(&reader);
        } else if (reader.at[1] == '/') {
            reader.at += 2;
            is_good = close_tag(&reader);
        } else {
            reader.at++;
            is_good = open_tag(&reader);
        }
    }
    if (is_good && reader.open >= 0)
        fail(&reader, "not everything is closed");
    return read;
}

struct svg_read svg_read_chart(const struct document_exhibit *exhibit)
{
    char *text;
    size_t length;
    FILE *const to = open_memstream(&text, &length);
    svg_chart(exhibit, to);
    fclose(to);
    const struct svg_read read = svg_read_text(text);
    free(text);
    return read;
}

void svg_read_done(struct svg_read *read)
{
    for (int i = 0; i < read->count; i++) {
        struct svg_element *const element = &read->elements[i];
        for (int k = 0; k < element->attribute_count; k++) {
            free(element->names[k]);
            free(element->values[k]);
        }
        free(element->name);
        free(element->text);
    }
    free(read->elements);
    free(read->whole);
    *read = (struct svg_read){ 0 };
}

const char *svg_read_attribute(const struct svg_element *element, const char *wanted)
{
    for (int i = 0; i < element->attribute_count; i++)
        if (strcmp(element->names[i], wanted) == 0)
            return element->values[i];
    return NULL;
}

double svg_read_number(const struct svg_element *element, const char *wanted)
{
    const char *const text = svg_read_attribute(element, wanted);
    return text == NULL ? NAN : strtod(text, NULL);
}

int svg_read_next(const struct svg_read *read, const char *wanted, const char *class,
                  int after)
{
    for (int i = after + 1; i < read->count; i++) {
        const char *const its = svg_read_attribute(&read->elements[i], "class");
        if (strcmp(read->elements[i].name, wanted) == 0
            && (class == NULL || (its != NULL && strcmp(its, class) == 0)))
            return i;
    }
    return -1;
}

int svg_read_count(const struct svg_read *read, const char *wanted, const char *class)
{
    int count = 0;
    for (int i = -1; (i = svg_read_next(read, wanted, class, i)) >= 0;)
        count++;
    return count;
}

const char *svg_read_child(const struct svg_read *read, int element, const char *wanted)
{
    for (int i = 0; i < read->count; i++)
        if (read->elements[i].parent == element
            && strcmp(read->elements[i].name, wanted) == 0)
            return read->elements[i].text;
    return "";
}

int svg_read_numbers(const char *text, double out[SVG_READ_NUMBERS])
{
    int count = 0;
    while (*text != '\0' && count < SVG_READ_NUMBERS) {
        if (strchr("-.0123456789", *text) == NULL) {
            text++;
            continue;
        }
        char *end;
        out[count++] = strtod(text, &end);
        text = end;
    }
    return count;
}

int svg_read_points(const char *path, double out[SVG_READ_NUMBERS])
{
    bool is_step = false;
    int count = 0;
    while (*path != '\0' && count < SVG_READ_NUMBERS) {
        if (strchr("Mlz", *path) != NULL)
            is_step = *path == 'l';
        if (strchr("-.0123456789", *path) == NULL) {
            path++;
            continue;
        }
        char *end;
        out[count] = strtod(path, &end) + (is_step ? out[count - 2] : 0.0);
        count++;
        path = end;
    }
    return count;
}
