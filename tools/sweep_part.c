#include "tools/sweep_part.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* A line: 16 digits of FNV-1a of what follows them, a blank, a letter, a blank, the
 * text.  The head is the only text of several lines; their ends are written as a
 * control that JSON never has. */
enum { DIGITS = 16, PREFIX = DIGITS + 3, LINE_END = 0x1f };

static const char version[] = "tenfive-sweep-part-1";

void sweep_part_done(struct sweep_part *part)
{
    for (int i = 0; part->points != NULL && i < part->count; i++)
        free(part->points[i]);
    free(part->points);
    free(part->doubled);
    free(part->path);
    free(part->head);
    free(part->base);
    free(part->samples);
    *part = (struct sweep_part){ 0 };
}

static uint64_t checksum(const char *text, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char) text[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* ---- reading ---- */

/* All bytes of a file, ended by NUL; null with errno. */
static char *read_all(const char *path, size_t *size)
{
    FILE *const from = fopen(path, "r");
    char *bytes = NULL;
    size_t capacity = 0, count = 0;
    if (from == NULL)
        return NULL;
    for (;;) {
        bytes = sim_mem_grow(bytes, &capacity, count + BUFSIZ + 1, 1);
        const size_t got = fread(bytes + count, 1, BUFSIZ, from);
        count += got;
        if (got == 0)
            break;
    }
    const int error = ferror(from) ? errno : 0;
    fclose(from);
    bytes[count] = '\0';
    *size = count;
    if (error == 0)
        return bytes;
    free(bytes);
    errno = error;
    return NULL;
}

/* A sound line: its letter and text, which lies in the line. */
static bool read_line(char *line, size_t length, char *kind, char **text)
{
    char digits[DIGITS + 1];
    if (length <= PREFIX || line[DIGITS] != ' ' || line[DIGITS + 2] != ' '
        || memchr(line, '\0', length) != NULL)
        return false;
    snprintf(digits, sizeof digits, "%016" PRIx64,
             checksum(line + DIGITS + 1, length - DIGITS - 1));
    if (memcmp(digits, line, DIGITS) != 0)
        return false;
    *kind = line[DIGITS + 1];
    *text = line + PREFIX;
    return true;
}

/* "tenfive-sweep-part-1 1/4 40 {...". */
static bool take_head(struct sweep_part *part, char *text)
{
    char name[sizeof version];
    int used = 0;
    if (sscanf(text, "%20s %d/%d %d %n", name, &part->shard.index, &part->shard.count,
               &part->count, &used)
            != 4
        || strcmp(name, version) != 0 || text[used] != '{' || part->count < 0
        || part->count > SWEEP_MOST_POINTS || part->shard.index < 1
        || part->shard.index > part->shard.count)
        return false;
    part->shard.index--;
    part->head = sim_mem_text(text + used);
    for (char *at = part->head; *at != '\0'; at++)
        if (*at == LINE_END)
            *at = '\n';
    part->points = sim_mem_array(part->count, sizeof *part->points);
    part->doubled = sim_mem_array(part->count, sizeof *part->doubled);
    return true;
}

static bool take_point(struct sweep_part *part, const char *text)
{
    int number = 0;
    if (sscanf(text, "{\"point\": %d,", &number) != 1 || number < 1
        || number > part->count)
        return false;
    char **const to = &part->points[number - 1];
    part->doubled[number - 1] = *to != NULL;
    free(*to);
    *to = sim_mem_text(text);
    return true;
}

static bool take_line(struct sweep_part *part, char kind, char *text)
{
    if (part->head == NULL)
        return kind == SWEEP_LINE_HEAD && take_head(part, text);
    if (kind == SWEEP_LINE_POINT)
        return take_point(part, text);
    char **const to = kind == SWEEP_LINE_BASE      ? &part->base
                      : kind == SWEEP_LINE_SAMPLES ? &part->samples
                                                   : NULL;
    if (to == NULL || *to != NULL)
        return false;
    *to = sim_mem_text(text);
    return true;
}

bool sweep_part_take(struct sweep_part *part, char *line, size_t length)
{
    char kind = 0, *text = NULL;
    return read_line(line, length, &kind, &text) && take_line(part, kind, text);
}

static void take_lines(struct sweep_part *part, char *bytes)
{
    for (char *line = bytes, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (!sweep_part_take(part, line, (size_t) (end - line)))
            return;
        part->sound = (size_t) (end + 1 - bytes);
    }
}

bool sweep_part_read(const char *path, struct sweep_part *out, char **fault)
{
    *out = (struct sweep_part){ .path = sim_mem_text(path) };
    char *const bytes = read_all(path, &out->size);
    if (bytes == NULL)
        *fault = sim_mem_print("cannot read \"%s\": %s", path, strerror(errno));
    else
        take_lines(out, bytes);
    if (bytes != NULL && out->head == NULL)
        *fault = sim_mem_print(
            "\"%s\" is not a part of a sweep of this version of tenfive", path);
    free(bytes);
    return out->head != NULL;
}

/* ---- writing ---- */

char *sweep_part_line(enum sweep_line kind, const char *text)
{
    char *const body = sim_mem_print("%c %s", (char) kind, text);
    char *const line =
        sim_mem_print("%016" PRIx64 " %s\n", checksum(body, strlen(body)), body);
    free(body);
    return line;
}

char *sweep_part_head(const struct sweep_job *job, const char *head)
{
    char *const text = sim_mem_print("%s %d/%d %d %s", version, job->shard.index + 1,
                                     job->shard.count, job->point_count, head);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n')
            *at = LINE_END;
    return text;
}

/* ---- comparing ---- */

/* Members of a head in the order in which a difference is told. */
static const struct {
    const char *key, *words;
} members[] = {
    { "schema", "another kind of result" },
    { "program", "another version of tenfive" },
    { "seed", "another seed" },
    { "replications", "another number of replications" },
    { "sets", "another --set" },
    { "scenario", "another scenario, or its files have changed" },
    { "vary", "other settings are varied, or other values" },
    { "figures", "other figures are measured" },
    { "design", "another design, or files that its points read have changed" },
};

enum { MEMBERS = sizeof members / sizeof members[0] };

/* A head as JSON: it lacks only its closing bracket. */
static json_t *parse(const char *head)
{
    char *const text = sim_mem_print("%s\n}", head);
    json_t *const root = json_loads(text, 0, NULL);
    free(text);
    return root;
}

static char *tell(int member, const json_t *mine, const json_t *other)
{
    if (!json_is_integer(mine) || !json_is_integer(other))
        return sim_mem_text(members[member].words);
    return sim_mem_print("%s (%" JSON_INTEGER_FORMAT ", not %" JSON_INTEGER_FORMAT ")",
                         members[member].words, json_integer_value(other),
                         json_integer_value(mine));
}

char *sweep_part_differs(const char *mine, const char *other)
{
    if (strcmp(mine, other) == 0)
        return NULL;
    json_t *const a = parse(mine), *const b = parse(other);
    char *words = NULL;
    for (int i = 0; i < MEMBERS && words == NULL; i++) {
        const json_t *const x = json_object_get(a, members[i].key),
                            *const y = json_object_get(b, members[i].key);
        if (!json_equal(x, y))
            words = tell(i, x, y);
    }
    json_decref(a);
    json_decref(b);
    return words != NULL ? words : sim_mem_text("what it was asked is not the same");
}
