#include "sim/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { MOST_ITEMS = 1000 };

void sim_diag_done(struct sim_diag *diag)
{
    if (diag == NULL)
        return;
    for (size_t i = 0; i < diag->count; i++)
        free(diag->items[i].text);
    free(diag->items);
    *diag = (struct sim_diag){ 0 };
}

static bool same_file(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void add(struct sim_diag *diag, struct sim_where at, enum sim_diag_level level,
                const char *format, va_list args)
{
    char *text = NULL;
    if (vasprintf(&text, format, args) < 0)
        text = sim_mem_text("(complaint too long)");
    for (size_t i = 0; i < diag->count; i++) {
        const struct sim_diag_item *old = &diag->items[i];
        if (old->level == level && old->at.line == at.line
            && same_file(old->at.file, at.file) && strcmp(old->text, text) == 0) {
            free(text);
            return;
        }
    }
    diag->errors += level == SIM_DIAG_ERROR;
    if (diag->count >= MOST_ITEMS) {
        free(text);
        return;
    }
    diag->items = sim_mem_grow(diag->items, &diag->capacity, diag->count + 1,
                               sizeof *diag->items);
    diag->items[diag->count++] =
        (struct sim_diag_item){ .at = at, .level = level, .text = text };
}

void sim_diag_error(struct sim_diag *diag, struct sim_where at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add(diag, at, SIM_DIAG_ERROR, format, args);
    va_end(args);
}

void sim_diag_warning(struct sim_diag *diag, struct sim_where at, const char *format,
                      ...)
{
    va_list args;
    va_start(args, format);
    add(diag, at, SIM_DIAG_WARNING, format, args);
    va_end(args);
}

/* The rank of an item's file: the position of its first mention. */
static size_t file_rank(const struct sim_diag *diag, const char *file)
{
    size_t i = 0;
    while (i < diag->count && !same_file(diag->items[i].at.file, file))
        i++;
    return i;
}

struct ranked {
    size_t rank, order;
    struct sim_diag_item item;
};

static int by_place(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->item.at.line != y->item.at.line)
        return x->item.at.line < y->item.at.line ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void sim_diag_sort(struct sim_diag *diag)
{
    struct ranked *ranked = sim_mem_array(diag->count, sizeof *ranked);
    for (size_t i = 0; i < diag->count; i++)
        ranked[i] = (struct ranked){ .rank = file_rank(diag, diag->items[i].at.file),
                                     .order = i,
                                     .item = diag->items[i] };
    qsort(ranked, diag->count, sizeof *ranked, by_place);
    for (size_t i = 0; i < diag->count; i++)
        diag->items[i] = ranked[i].item;
    free(ranked);
}

/* Text from a file may hold anything; a terminal must not act on it. */
static char *printable(const char *text)
{
    char *clean = sim_mem_array(4 * strlen(text) + 1, 1), *to = clean;
    for (const unsigned char *from = (const unsigned char *) text; *from; from++)
        if (*from < ' ' || *from == 0x7f)
            to += sprintf(to, "\\x%02x", *from);
        else
            *to++ = (char) *from;
    *to = '\0';
    return clean;
}

char *sim_diag_line(const struct sim_diag_item *item)
{
    const char *level = item->level == SIM_DIAG_ERROR ? "error" : "warning";
    char *text = printable(item->text), *line;
    if (item->at.file == NULL)
        line = sim_mem_print("tenfive: %s: %s", level, text);
    else if (item->at.line == 0)
        line = sim_mem_print("%s: %s: %s", item->at.file, level, text);
    else
        line =
            sim_mem_print("%s:%u: %s: %s", item->at.file, item->at.line, level, text);
    free(text);
    return line;
}
