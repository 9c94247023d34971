#include "model/scenario/read_context.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/mem.h"

enum { MOST_BYTES = 16 << 20, MOST_FILES = 1000 };
#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

const char *read_keep(struct read *read, char *owned)
{
    struct scenario *out = read->out;
    for (int i = 0; i < out->text_count; i++)
        if (strcmp(out->texts[i], owned) == 0) {
            free(owned);
            return out->texts[i];
        }
    out->texts = sim_mem_grow(out->texts, &read->text_capacity,
                              (size_t) out->text_count + 1, sizeof *out->texts);
    out->texts[out->text_count++] = owned;
    return owned;
}

const double *read_keep_table(struct read *read, double *owned)
{
    struct scenario *out = read->out;
    out->tables = sim_mem_grow(out->tables, &read->table_capacity,
                               (size_t) out->table_count + 1, sizeof *out->tables);
    out->tables[out->table_count++] = owned;
    return owned;
}

/* Whether the last name of a directory is a plain one, so that ".." takes it away. */
static bool can_go_up(const char *path, int length)
{
    int from = length;
    while (from > 0 && path[from - 1] != '/')
        from--;
    return length > from && path[from] != '.' && path[0] != '/';
}

const char *read_path(struct read *read, struct sim_where at, const char *name)
{
    const char *slash = at.line > 0 && at.file != NULL ? strrchr(at.file, '/') : NULL;
    if (name[0] == '/' || slash == NULL)
        return read_keep(read, sim_mem_text(name));
    int directory = (int) (slash - at.file);
    while (strncmp(name, "../", 3) == 0 && can_go_up(at.file, directory)) {
        name += 3;
        while (directory > 0 && at.file[directory - 1] != '/')
            directory--;
        directory -= directory > 0;
        if (directory == 0)
            return read_keep(read, sim_mem_text(name));
    }
    return read_keep(read, sim_mem_print("%.*s/%s", directory, at.file, name));
}

static uint64_t hash_on(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hash ^= (unsigned char) bytes[i];
        hash *= FNV_PRIME;
    }
    return hash;
}

void read_hash_begin(struct read *read)
{
    read->out->hash = FNV_OFFSET;
}

void read_hash(struct read *read, const char *bytes, size_t size)
{
    read->out->hash = hash_on(read->out->hash, bytes, size);
}

/* A table that several objects name is read for each, and kept once. */
static void keep_source(struct read *read, const char *path, const char *bytes,
                        size_t size)
{
    struct scenario *const out = read->out;
    const uint64_t hash = hash_on(FNV_OFFSET, bytes, size);
    for (int i = 0; i < out->source_count; i++)
        if (out->sources[i].hash == hash && strcmp(out->sources[i].file, path) == 0)
            return;
    char *text = NULL;
    if (size <= SCENARIO_MOST_TEXT) {
        text = sim_mem_array(size + 1, 1);
        memcpy(text, bytes, size);
    }
    out->sources = sim_mem_grow(out->sources, &read->source_capacity,
                                (size_t) out->source_count + 1, sizeof *out->sources);
    out->sources[out->source_count++] =
        (struct scenario_source){ .file = sim_mem_text(path),
                                  .role = read->role,
                                  .size = size,
                                  .hash = hash,
                                  .text = text };
}

/* Why a file cannot be read at all, or null and its size. */
static const char *unreadable(const char *path, size_t *size)
{
    struct stat file;
    if (stat(path, &file) != 0)
        return strerror(errno);
    if (S_ISDIR(file.st_mode))
        return "it is a directory";
    if (!S_ISREG(file.st_mode))
        return "it is not an ordinary file";
    *size = (size_t) file.st_size;
    return *size > MOST_BYTES ? "it is larger than 16 MB" : NULL;
}

char *read_bytes(struct read *read, struct sim_where at, const char *path, size_t *size)
{
    const char *why = unreadable(path, size);
    FILE *file = why == NULL ? fopen(path, "rb") : NULL;
    if (why == NULL && file == NULL)
        why = strerror(errno);
    if (why != NULL) {
        sim_diag_error(read->diag, at, "cannot read %s: %s", path, why);
        return NULL;
    }
    char *bytes = sim_mem_array(*size + 1, 1);
    *size = fread(bytes, 1, *size, file);
    const bool failed = ferror(file) != 0;
    fclose(file);
    read->bytes += *size;
    read->files++;
    if (failed || read->bytes > MOST_BYTES || read->files > MOST_FILES) {
        why = failed ? "it broke off"
                     : "the files of this scenario are more than 16 MB or 1,000 files";
        sim_diag_error(read->diag, at, "cannot read %s: %s", path, why);
        free(bytes);
        return NULL;
    }
    read_hash(read, bytes, *size);
    keep_source(read, path, bytes, *size);
    return bytes;
}
