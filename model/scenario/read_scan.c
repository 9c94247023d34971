#include "model/scenario/read_scan.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_token.h"
#include "sim/mem.h"

enum {
    MOST_DEPTH = 32,     /* of brackets */
    MOST_INCLUDES = 16,  /* one inside the other */
    MOST_MEMBERS = 1000, /* of a group: libconfig compares each with all */
    MOST_VALUES = 500000,
    INT_DIGITS = 9,   /* fit 32 bits whatever they are */
    LONG_DIGITS = 18, /* fit 64 bits */
};

enum want { WANT_NAME, WANT_EQUALS, WANT_VALUE, WANT_FIRST, WANT_NEXT };

/* A name of a group that is open, for repeats. */
struct name {
    const char *text;
    size_t length;
    unsigned line;
};

/* A bracket that is open; at the bottom the file itself, closed by '\0'. */
struct frame {
    char close;
    enum want want;
    struct read_token last; /* value: a text may be joined by another */
    struct sim_where at;
    struct name *names;
    size_t name_count, name_capacity;
};

struct scan {
    struct read *read;
    struct read_flat *flat;
    struct frame frames[MOST_DEPTH];
    int depth;
    size_t values;
    char *bytes[1024]; /* of all files, since names point into them */
    int byte_count;
    bool comma; /* owed to the text: written once another value follows */
};

static bool refuse(struct scan *scan, struct sim_where at, const char *text)
{
    sim_diag_error(scan->read->diag, at, "%s", text);
    return false;
}

static void write_text(struct read_flat *flat, const char *text, size_t length)
{
    flat->text =
        sim_mem_grow(flat->text, &flat->capacity, flat->length + length + 1, 1);
    memcpy(flat->text + flat->length, text, length);
    flat->length += length;
    flat->text[flat->length] = '\0';
}

/* A line of the flat text holds tokens of one line of one file.  libconfig gives the
 * entry of a list the line of the token after it, so commas and closing brackets are
 * written as if on the line of the entry. */
static void write_token(struct scan *scan, const char *text, size_t length,
                        struct sim_where at)
{
    struct read_flat *flat = scan->flat;
    const struct sim_where *last =
        flat->line_count > 0 ? &flat->lines[flat->line_count - 1] : NULL;
    if (last == NULL || last->line != at.line || last->file != at.file) {
        if (last != NULL)
            write_text(flat, "\n", 1);
        flat->lines = sim_mem_grow(flat->lines, &flat->line_capacity,
                                   flat->line_count + 1, sizeof *flat->lines);
        flat->lines[flat->line_count++] = at;
    }
    write_text(flat, text, length);
    write_text(flat, " ", 1);
}

/* ---- grammar ---- */

static bool unexpected(struct scan *scan, const struct read_token *token,
                       const char *want)
{
    const char *quote = token->kind == '"' ? "" : "\"";
    if (token->kind == '\0')
        sim_diag_error(scan->read->diag, token->at,
                       "syntax error: the file ends where %s should follow", want);
    else
        sim_diag_error(scan->read->diag, token->at,
                       "syntax error at %s%.*s%s: %s should stand here", quote,
                       token->length > 60 ? 60 : (int) token->length, token->text,
                       quote, want);
    return false;
}

/* A number and then a word on the same line: most often a time without its quotes. */
static bool missing_end(struct scan *scan, const struct read_token *token)
{
    sim_diag_error(scan->read->diag, token->at,
                   "syntax error at \"%.*s\": \";\" should stand here; a time or share "
                   "stands in quotes, such as \"5 min\"",
                   token->length > 60 ? 60 : (int) token->length, token->text);
    return false;
}

static bool take_name(struct scan *scan, struct frame *frame,
                      const struct read_token *token)
{
    for (size_t i = 0; i < frame->name_count; i++) {
        const struct name *old = &frame->names[i];
        if (old->length == token->length
            && memcmp(old->text, token->text, token->length) == 0) {
            sim_diag_error(scan->read->diag, token->at,
                           "\"%.*s\" is given twice, first on line %u",
                           (int) token->length, token->text, old->line);
            return false;
        }
    }
    if (frame->name_count == MOST_MEMBERS)
        return refuse(scan, token->at, "more than 1,000 settings in one group");
    frame->names = sim_mem_grow(frame->names, &frame->name_capacity,
                                frame->name_count + 1, sizeof *frame->names);
    frame->names[frame->name_count++] =
        (struct name){ token->text, token->length, token->at.line };
    frame->want = WANT_EQUALS;
    write_token(scan, token->text, token->length, token->at);
    return true;
}

/* libconfig wraps integers beyond 32 bits unless an L marks them, so one is added;
 * beyond 64 bits they become decimals. */
static bool write_number(struct scan *scan, const struct read_token *token)
{
    char *copy = sim_mem_print("%.*s", (int) token->length, token->text);
    const bool finite = isfinite(strtod(copy, NULL));
    size_t count = 0;
    const bool whole = strpbrk(copy, ".eE") == NULL;
    for (const char *c = copy; *c != '\0'; c++)
        count += isdigit((unsigned char) *c) != 0;
    if (finite) {
        char *text = sim_mem_print("%s%s", copy,
                                   !whole || count <= INT_DIGITS ? ""
                                   : count <= LONG_DIGITS        ? "L"
                                                                 : ".0");
        write_token(scan, text, strlen(text), token->at);
        free(text);
    } else {
        sim_diag_error(scan->read->diag, token->at, "the number %.60s is too large",
                       copy);
    }
    free(copy);
    return finite;
}

static bool push(struct scan *scan, const struct read_token *token)
{
    if (scan->depth + 1 == MOST_DEPTH)
        return refuse(scan, token->at, "brackets are nested more than 30 deep");
    const bool group = token->kind == '{';
    write_token(scan, group ? "{" : "(", 1, token->at);
    const char close = group ? '}' : token->kind == '(' ? ')' : ']';
    scan->frames[++scan->depth] = (struct frame){
        .close = close, .want = group ? WANT_NAME : WANT_FIRST, .at = token->at
    };
    return true;
}

static bool take_value(struct scan *scan, struct frame *frame,
                       const struct read_token *token)
{
    if (++scan->values > MOST_VALUES)
        return refuse(scan, token->at, "more than 500,000 values");
    if (scan->comma)
        write_token(scan, ",", 1, frame->last.at);
    scan->comma = false;
    frame->want = WANT_NEXT;
    frame->last = *token;
    if (token->kind == '1')
        return write_number(scan, token);
    if (token->kind == '"' || token->kind == 't') {
        write_token(scan, token->text, token->length, token->at);
        return true;
    }
    if (token->kind == '{' || token->kind == '(' || token->kind == '[')
        return push(scan, token);
    return unexpected(scan, token, "a value");
}

static bool close_frame(struct scan *scan, const struct read_token *token)
{
    struct frame *frame = &scan->frames[scan->depth--];
    free(frame->names);
    scan->comma = false;
    const bool list = frame->close != '}' && frame->want != WANT_FIRST;
    write_token(scan, frame->close == '}' ? "}" : ")", 1,
                list ? frame->last.at : token->at);
    return true;
}

static bool step_group(struct scan *scan, struct frame *frame,
                       const struct read_token *token)
{
    const bool at_name = frame->want == WANT_NAME || frame->want == WANT_NEXT;
    const bool next = frame->want == WANT_NEXT;
    if (next && frame->last.kind == '1' && frame->last.at.line == token->at.line
        && (token->kind == 'a' || token->kind == ':'))
        return missing_end(scan, token);
    if (at_name && token->kind == 'a')
        return take_name(scan, frame, token);
    if (at_name && token->kind == frame->close)
        return token->kind == '\0' || close_frame(scan, token);
    if (frame->want == WANT_EQUALS && (token->kind == '=' || token->kind == ':')) {
        frame->want = WANT_VALUE;
        write_token(scan, "=", 1, token->at);
        return true;
    }
    if (next && (token->kind == ';' || token->kind == ',')) {
        frame->want = WANT_NAME;
        write_token(scan, ";", 1, token->at);
        return true;
    }
    if (frame->want == WANT_VALUE)
        return take_value(scan, frame, token);
    if (token->kind == '\0' && frame->close == '}')
        return refuse(scan, frame->at, "syntax error: this { lacks its }");
    return unexpected(scan, token,
                      frame->want == WANT_EQUALS ? "\"=\"" : "the name of a setting");
}

static bool step_list(struct scan *scan, struct frame *frame,
                      const struct read_token *token)
{
    if (token->kind == frame->close)
        return close_frame(scan, token);
    if (frame->want == WANT_NEXT && token->kind == ',') {
        frame->want = WANT_VALUE;
        scan->comma = true;
        return true;
    }
    if (token->kind == '\0')
        return refuse(scan, frame->at, "syntax error: this bracket is never closed");
    if (frame->want != WANT_NEXT)
        return take_value(scan, frame, token);
    return unexpected(scan, token, "a comma or the closing bracket");
}

static bool step(struct scan *scan, const struct read_token *token)
{
    struct frame *frame = &scan->frames[scan->depth];
    if (token->kind == '"' && frame->want == WANT_NEXT && frame->last.kind == '"') {
        write_token(scan, token->text, token->length, frame->last.at);
        return true;
    }
    if (frame->close == '}' || frame->close == '\0')
        return step_group(scan, frame, token);
    return step_list(scan, frame, token);
}

/* ---- files ---- */

static bool scan_file(struct scan *scan, struct sim_where at, const char *path,
                      const struct read_source *includer);

static bool scan_include(struct scan *scan, struct read_source *file)
{
    struct read_token name;
    const bool word =
        file->to - file->from > 7 && memcmp(file->from, "include", 7) == 0;
    if (!word || file->depth < 0)
        return refuse(scan, file->at, "syntax error at \"@\"");
    file->from += 7;
    if (!read_next_token(scan->read->diag, file, &name))
        return false;
    if (name.kind != '"')
        return unexpected(scan, &name, "the name of a file in quotes");
    char *text = sim_mem_print("%.*s", (int) name.length - 2, name.text + 1);
    const char *path = read_path(scan->read, file->at, text);
    free(text);
    for (const struct read_source *open = file; open != NULL; open = open->includer)
        if (strcmp(open->at.file, path) == 0) {
            sim_diag_error(scan->read->diag, name.at, "%s includes itself", path);
            return false;
        }
    if (file->depth == MOST_INCLUDES)
        return refuse(scan, name.at, "includes are nested more than 16 deep");
    return scan_file(scan, name.at, path, file);
}

static bool scan_tokens(struct scan *scan, struct read_source *file)
{
    struct read_token token;
    do {
        if (!read_next_token(scan->read->diag, file, &token))
            return false;
        if (token.kind == '@' ? !scan_include(scan, file)
                              : token.kind != '\0' && !step(scan, &token))
            return false;
    } while (token.kind != '\0');
    if (file->includer != NULL)
        return true;
    token.at = file->at;
    return step(scan, &token);
}

static bool scan_file(struct scan *scan, struct sim_where at, const char *path,
                      const struct read_source *includer)
{
    size_t size;
    char *bytes = read_bytes(scan->read, at, path, &size);
    if (bytes == NULL)
        return false;
    scan->bytes[scan->byte_count++] = bytes;
    struct read_source file = { .from = bytes,
                                .to = bytes + size,
                                .at = { read_keep(scan->read, sim_mem_text(path)), 1 },
                                .includer = includer,
                                .depth = includer != NULL ? includer->depth + 1 : 0 };
    if (memchr(bytes, '\0', size) != NULL)
        return refuse(scan, (struct sim_where){ file.at.file, 0 },
                      "this is no text file: it has zero bytes");
    if (size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        file.from += 3;
    return scan_tokens(scan, &file);
}

static bool scan_done(struct scan *scan, bool good)
{
    for (int i = 0; i <= scan->depth; i++)
        free(scan->frames[i].names);
    for (int i = 0; i < scan->byte_count; i++)
        free(scan->bytes[i]);
    return good;
}

bool read_scan_file(struct read *read, struct sim_where at, const char *path,
                    struct read_flat *out)
{
    struct scan scan = { .read = read, .flat = out };
    return scan_done(&scan, scan_file(&scan, at, path, NULL));
}

bool read_scan_text(struct read *read, struct sim_where at, const char *text,
                    size_t size, struct read_flat *out)
{
    struct scan scan = { .read = read, .flat = out };
    struct read_source file = {
        .from = text, .to = text + size, .at = at, .depth = -1
    };
    return scan_done(&scan, scan_tokens(&scan, &file));
}

void read_flat_done(struct read_flat *flat)
{
    free(flat->text);
    free(flat->lines);
    *flat = (struct read_flat){ 0 };
}
