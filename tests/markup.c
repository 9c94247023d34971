#include "tests/markup.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 64, NAME = 24, IDS = 4096 };

struct reader {
    struct markup *out;
    const char *at;
    char open[DEPTH][NAME];
    int depth;
    const char *ids[IDS], *references[IDS]; /* in the page, up to the next quote or
                                               space */
    int id_count;
};

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

/* Whether an open element ends by itself before `name` begins, or before it ends. */
static bool ends_before(const char *open, const char *name, bool is_end)
{
    static const char *const cells[] = { "td", "th", NULL };
    static const char *const rows[] = { "td", "th", "tr", NULL };
    static const char *const after_rows[] = { "tbody", "thead", "table", NULL };
    if (!is_end)
        return is_one_of(open, strcmp(name, "tr") == 0 ? rows : cells)
               && is_one_of(name, rows);
    return is_one_of(name, after_rows) && is_one_of(open, rows);
}

static void fault(struct reader *reader, const char *at)
{
    if (reader->out->fault == NULL)
        reader->out->fault = at;
}

static void start(struct reader *reader, const char *name)
{
    static const char *const empty[] = { "meta", "br", NULL };
    struct markup *const out = reader->out;
    out->element_count++;
    out->script_count += strcmp(name, "script") == 0;
    out->isolated_count += strcmp(name, "bdi") == 0;
    out->title_count += strcmp(name, "title") == 0;
    while (reader->depth > 0
           && ends_before(reader->open[reader->depth - 1], name, false))
        reader->depth--;
    if (is_one_of(name, empty))
        return;
    if (reader->depth == DEPTH)
        fault(reader, reader->at);
    else
        strcpy(reader->open[reader->depth++], name);
}

static void end(struct reader *reader, const char *name)
{
    while (reader->depth > 0
           && ends_before(reader->open[reader->depth - 1], name, true))
        reader->depth--;
    if (reader->depth == 0 || strcmp(reader->open[reader->depth - 1], name) != 0)
        fault(reader, reader->at);
    else
        reader->depth--;
}

static void refer(struct reader *reader, const char *to)
{
    if (reader->out->reference_count == IDS)
        fault(reader, to);
    else
        reader->references[reader->out->reference_count++] = to;
}

/* One attribute with its value, in double quotes or bare, or none; moves behind it. */
static void attribute(struct reader *reader)
{
    const char *const name = reader->at;
    reader->at += strcspn(reader->at, "=> /\"'<");
    const size_t length = (size_t) (reader->at - name);
    if (length == 0)
        fault(reader, name);
    if (*reader->at != '=')
        return;
    if (reader->at[1] != '"') {
        const size_t bare = strcspn(reader->at + 1, " >\"'=<`\n");
        if (bare == 0)
            fault(reader, reader->at);
        reader->at += 1 + bare;
        return;
    }
    const char *const value = reader->at + 2;
    const char *const quote = strchr(value, '"');
    if (quote == NULL) {
        fault(reader, value);
        return;
    }
    for (const char *at = value; at < quote; at++)
        if (*at == '<' || *at == '>')
            fault(reader, at);
    if (length == 2 && strncmp(name, "id", 2) == 0 && reader->id_count < IDS)
        reader->ids[reader->id_count++] = value;
    if (length == 4 && strncmp(name, "href", 4) == 0 && *value == '#')
        refer(reader, value + 1);
    if ((length == 15 && strncmp(name, "aria-labelledby", 15) == 0)
        || (length == 16 && strncmp(name, "aria-describedby", 16) == 0))
        for (const char *at = value; at < quote;
             at += strcspn(at, " \""), at += *at == ' ')
            refer(reader, at);
    reader->at = quote + 1;
}

static void tag(struct reader *reader)
{
    char name[NAME] = { 0 };
    const bool is_end = reader->at[1] == '/';
    reader->at += is_end ? 2 : 1;
    for (int i = 0; i < NAME - 1 && isalnum((unsigned char) *reader->at); i++)
        name[i] = *reader->at++;
    if (name[0] == '\0')
        fault(reader, reader->at);
    while (*reader->at != '>' && *reader->at != '\0' && reader->out->fault == NULL) {
        reader->at += strspn(reader->at, " \n");
        if (*reader->at == '/' && reader->at[1] == '>') {
            reader->at++;
            reader->out->element_count++;
            return;
        }
        if (*reader->at != '>')
            attribute(reader);
    }
    if (is_end)
        end(reader, name);
    else
        start(reader, name);
    if (is_end || (strcmp(name, "script") != 0 && strcmp(name, "style") != 0))
        return;
    const char *const close =
        strstr(reader->at, name[1] == 'c' ? "</script" : "</style");
    reader->at = close == NULL ? reader->at + strlen(reader->at) : close - 1;
}

static bool is_same(const char *a, const char *b)
{
    const size_t length = strcspn(a, " \"");
    return length == strcspn(b, " \"") && strncmp(a, b, length) == 0;
}

static void check_ids(struct reader *reader)
{
    for (int i = 0; i < reader->id_count; i++)
        for (int k = 0; k < i; k++)
            if (is_same(reader->ids[i], reader->ids[k]))
                fault(reader, reader->ids[i]);
    for (int i = 0; i < reader->out->reference_count; i++) {
        bool is_there = false;
        for (int k = 0; k < reader->id_count; k++)
            is_there = is_there || is_same(reader->references[i], reader->ids[k]);
        if (!is_there)
            fault(reader, reader->references[i]);
    }
}

void markup_read(const char *page, struct markup *out)
{
    *out = (struct markup){ 0 };
    struct reader *const reader = calloc(1, sizeof *reader);
    reader->out = out;
    const char *const body = strchr(page, '\n');
    reader->at = body == NULL ? "" : body;
    while (*reader->at != '\0' && out->fault == NULL) {
        if (*reader->at == '<')
            tag(reader);
        else if (*reader->at == '&' && strchr("aglq#n", reader->at[1]) == NULL)
            fault(reader, reader->at);
        reader->at += *reader->at != '\0';
    }
    if (reader->depth > 0)
        fault(reader, reader->at);
    check_ids(reader);
    free(reader);
}
