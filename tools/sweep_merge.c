/* tenfive merge: parts of a sweep joined into what a single run would have written. */
#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sim/mem.h"
#include "tools/output.h"
#include "tools/sweep.h"
#include "tools/sweep_part.h"
#include "tools/sweep_show.h"

struct request {
    const char *json, *directory;
};

static const struct options_row rows[] = {
    { "json", 0, OPTIONS_TEXT, offsetof(struct request, json), 0, 0, "FILE",
      "write everything as JSON to FILE; \"-\" is stdout, instead of the table" },
    { "output", 'o', OPTIONS_TEXT, offsetof(struct request, directory), 0, 0, "DIR",
      "write sweep.json, points.csv, report.html and results.xlsx into DIR" },
    { 0 },
};

enum { MOST_FILES = 100000, MOST_NAMED = 8 };

static const struct options_command command = {
    .name = "merge",
    .help = "usage: tenfive merge DIR_OR_FILE... [OPTION]...\n"
            "\n"
            "Joins the parts that tenfive sweep --shard I/N -o DIR wrote, from any "
            "number of\n"
            "directories and machines: the same bytes as one run of the whole sweep.\n"
            "\n"
            "Examples:\n"
            "  tenfive merge parts -o sweep\n"
            "  tenfive merge node1/sweep-1-of-2.shard node2/sweep-2-of-2.shard -o "
            "sweep\n",
    .after = "Parts of another scenario, seed, design or version are refused, as are "
             "points\n"
             "that are missing or there twice.\n"
             "\n"
             "Exit status: 0 done; 2 bad input or usage; 3 failure of the machine.\n",
    .rows = rows,
    .least_words = 1,
    .most_words = MOST_FILES,
    .word = "a part or a directory of parts",
};

struct files {
    char **paths; /* owned, each too */
    size_t count, capacity;
};

struct parts {
    struct sweep_part *parts; /* owned */
    size_t count;
};

static bool complain(char *words)
{
    fprintf(stderr, "tenfive merge: %s\n", words);
    free(words);
    return false;
}

/* ---- files ---- */

static void add_file(struct files *files, char *path)
{
    files->paths = sim_mem_grow(files->paths, &files->capacity, files->count + 1,
                                sizeof *files->paths);
    files->paths[files->count++] = path;
}

static bool is_part(const char *name)
{
    return strncmp(name, "sweep", strlen("sweep")) == 0
           && (strstr(name, ".shard") != NULL || strstr(name, ".journal") != NULL);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *) a, *(char *const *) b);
}

static bool add_directory(struct files *files, const char *path)
{
    DIR *const directory = opendir(path);
    const size_t before = files->count;
    if (directory == NULL)
        return complain(sim_mem_print("cannot read \"%s\"", path));
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (is_part(entry->d_name))
            add_file(files, sim_mem_print("%s/%s", path, entry->d_name));
    closedir(directory);
    if (files->count == before)
        return complain(sim_mem_print(
            "\"%s\" holds no part of a sweep (sweep-1-of-N.shard)", path));
    qsort(files->paths + before, files->count - before, sizeof *files->paths, by_name);
    return true;
}

static bool find_files(const struct options_list *words, struct files *files)
{
    bool is_sound = true;
    for (int i = 0; i < words->count; i++) {
        struct stat found;
        const bool is_directory =
            stat(words->words[i], &found) == 0 && S_ISDIR(found.st_mode);
        if (is_directory)
            is_sound = add_directory(files, words->words[i]) && is_sound;
        else
            add_file(files, sim_mem_text(words->words[i]));
    }
    return is_sound;
}

/* ---- parts ---- */

/* The first part decides which sweep it is. */
static bool is_of(const struct sweep_part *first, const struct sweep_part *part)
{
    char *const why = sweep_part_differs(first->head, part->head);
    if (why == NULL && part->count == first->count)
        return true;
    complain(sim_mem_print("\"%s\" is not of the same sweep as \"%s\": %s", part->path,
                           first->path,
                           why != NULL ? why : "another number of points"));
    free(why);
    return false;
}

static bool read_parts(const struct files *files, struct parts *out)
{
    bool is_sound = true;
    out->parts = sim_mem_array(files->count, sizeof *out->parts);
    for (size_t i = 0; i < files->count; i++) {
        struct sweep_part *const part = &out->parts[out->count];
        char *fault = NULL;
        if (sweep_part_read(files->paths[i], part, &fault))
            out->count++;
        else
            is_sound = complain(fault);
        if (part->head != NULL)
            is_sound = is_of(&out->parts[0], part) && is_sound;
        else
            sweep_part_done(part);
    }
    return is_sound;
}

/* "3, 7, 11 and 40 more". */
static char *numbers(const struct sweep_part *whole, const bool *which)
{
    char *words = sim_mem_text("");
    int count = 0;
    for (int i = 0; i < whole->count; i++) {
        if (!which[i] || count++ >= MOST_NAMED)
            continue;
        char *const longer =
            sim_mem_print("%s%s%d", words, *words == '\0' ? "" : ", ", i + 1);
        free(words);
        words = longer;
    }
    if (count <= MOST_NAMED)
        return words;
    char *const longer = sim_mem_print("%s and %d more", words, count - MOST_NAMED);
    free(words);
    return longer;
}

/* Complains of the points that are so, if any. */
static bool none(const struct sweep_part *whole, const bool *which, const char *how)
{
    char *const words = numbers(whole, which);
    const bool is_none = *words == '\0';
    if (!is_none)
        complain(sim_mem_print("points of %d %s: %s", whole->count, how, words));
    free(words);
    return is_none;
}

/* Moves all texts together.  The base ran in every part and must be the same. */
static bool join(struct parts *parts, struct sweep_texts *out)
{
    struct sweep_part *const first = &parts->parts[0];
    bool *const missing = sim_mem_array(first->count, sizeof *missing);
    bool *const doubled = sim_mem_array(first->count, sizeof *doubled);
    bool is_sound = true;
    for (size_t i = 0; i < parts->count; i++) {
        struct sweep_part *const part = &parts->parts[i];
        for (int k = 0; k < part->count; k++) {
            if (part->points[k] == NULL)
                continue;
            doubled[k] = doubled[k] || part->doubled[k] || out->points[k] != NULL;
            free(out->points[k]);
            out->points[k] = part->points[k];
            part->points[k] = NULL;
        }
        if (part->base == NULL)
            continue;
        if (out->base != NULL && strcmp(out->base, part->base) != 0)
            is_sound = complain(sim_mem_print(
                "\"%s\": its base came out otherwise than in \"%s\": do both machines "
                "run the same program?",
                part->path, first->path));
        free(out->base);
        out->base = part->base;
        part->base = NULL;
    }
    for (int k = 0; k < first->count; k++)
        missing[k] = out->points[k] == NULL;
    is_sound = none(first, missing, "are missing") && is_sound;
    is_sound = none(first, doubled, "are there twice") && is_sound;
    if (out->base == NULL && is_sound)
        is_sound = complain(sim_mem_text("the base is missing"));
    free(missing);
    free(doubled);
    return is_sound;
}

static int merge(const struct request *request, const struct options_list *words)
{
    const struct sweep_show show = { request->json, request->directory };
    struct files files = { 0 };
    struct parts parts = { 0 };
    struct sweep_texts texts = { 0 };
    int status = TENFIVE_BAD_INPUT;
    if (find_files(words, &files) && read_parts(&files, &parts)) {
        sweep_texts_init(&texts, sim_mem_text(parts.parts[0].head),
                         parts.parts[0].count);
        if (join(&parts, &texts))
            status = sweep_show_is_possible(&show) ? sweep_show(&show, &texts)
                                                   : TENFIVE_MACHINE;
    }
    sweep_texts_done(&texts);
    for (size_t i = 0; i < parts.count; i++)
        sweep_part_done(&parts.parts[i]);
    for (size_t i = 0; i < files.count; i++)
        free(files.paths[i]);
    free(parts.parts);
    free(files.paths);
    return status;
}

int merge_main(int argc, char **argv)
{
    struct request request = { 0 };
    struct options_values values = { .own = &request };
    int status = TENFIVE_BAD_INPUT;
    switch (options_read(&command, argc, argv, &values)) {
    case OPTIONS_GO:
        status = merge(&request, &values.words);
        break;
    case OPTIONS_HELP:
        options_help(&command, stdout);
        status = output_stdout();
        break;
    case OPTIONS_BAD:
        break;
    }
    options_values_done(&values);
    return status;
}
