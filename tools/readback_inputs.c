#include <stdlib.h>
#include <string.h>

#include "model/measure/grade.h"
#include "sim/mem.h"
#include "tools/check_words.h"
#include "tools/readback.h"

enum { PAGE = 96, INDENT = 4, SHORT = 32 };

static void put_folded(FILE *out, const char *text)
{
    char *const folded = check_words_fold(text, INDENT, PAGE - INDENT);
    fprintf(out, "  %s\n", folded);
    free(folded);
}

void readback_targets(const struct scenario *scenario, FILE *out)
{
    fprintf(out, "\nTARGETS\n");
    if (scenario->target_count == 0)
        fprintf(out, "  none\n");
    for (int i = 0; i < scenario->target_count; i++) {
        const struct scenario_target *target = &scenario->targets[i];
        char *const words = grades[target->grade].words(scenario, target);
        char *const limit = grade_limit_words(target);
        char *const all = sim_mem_print("%s, %s. %s.", target->label, limit, words);
        put_folded(out, all);
        free(words);
        free(limit);
        free(all);
    }
}

bool readback_is_figure(const char *path)
{
    static const char *const not [] = {
        "type",      "enters",    "next",     "serves",   "counts",
        "closed_to", "then_to",   "to",       "hangs_up", "counted_in",
        "law",       "yields_to", "positive", "stages",   "counted_from",
    };
    const char *const dot = strrchr(path, '.');
    const char *const name = dot == NULL ? path : dot + 1;
    for (size_t i = 0; i < sizeof not / sizeof not [0]; i++)
        if (strcmp(name, not [i]) == 0)
            return false;
    return strncmp(path, "period", strlen("period")) != 0 && strcmp(path, "base") != 0
           && strcmp(path, "changes") != 0;
}

/* Whether a basis row speaks of this setting: it names it or a group that it is in. */
static bool is_about(const struct scenario_basis *row, const char *path)
{
    const size_t length = strlen(row->path);
    return strncmp(row->path, path, length) == 0
           && (path[length] == '\0' || path[length] == '.' || path[length] == '[');
}

const struct scenario_basis *readback_basis(const struct scenario *scenario,
                                            const char *path)
{
    const struct scenario_basis *best = NULL;
    for (int i = 0; i < scenario->basis_count; i++) {
        const struct scenario_basis *row = &scenario->basis[i];
        if (is_about(row, path)
            && (best == NULL || strlen(row->path) > strlen(best->path)))
            best = row;
    }
    return best;
}

/* The value of the setting that a row names, or null if it names a group or something
 * too long to be looked at here. */
static const char *value_of(const struct scenario *scenario, const char *path)
{
    for (int i = 0; i < scenario->input_count; i++)
        if (strcmp(scenario->inputs[i].path, path) == 0
            && strlen(scenario->inputs[i].value) <= SHORT)
            return scenario->inputs[i].value;
    return NULL;
}

static void print_rows(const struct scenario *scenario, enum scenario_basis_kind kind,
                       FILE *out)
{
    for (int i = 0; i < scenario->basis_count; i++) {
        const struct scenario_basis *row = &scenario->basis[i];
        if (row->kind != kind)
            continue;
        const char *const value = value_of(scenario, row->path);
        const bool noted = row->note != NULL && row->note[0] != '\0';
        char *const all =
            sim_mem_print("%s: %s%s%s%s%s", scenario_basis_names[kind], row->path,
                          value == NULL ? "" : " = ", value == NULL ? "" : value,
                          noted ? "; " : "", noted ? row->note : "");
        put_folded(out, all);
        free(all);
    }
}

/* Length of the object's name in a path: "streams.public_999" of
 * "streams.public_999.calls"; 0 if it has none. */
static size_t object_length(const char *path)
{
    const char *const dot = strchr(path, '.');
    const char *const end = dot == NULL ? NULL : strchr(dot + 1, '.');
    return end == NULL ? 0 : (size_t) (end - path);
}

/* Lists the figures without a row, those of one object on one line. */
static void print_bare(const struct scenario *scenario, FILE *out)
{
    char *list = NULL;
    const char *last = "";
    for (int i = 0; i < scenario->input_count; i++) {
        const char *const path = scenario->inputs[i].path;
        if (!readback_is_figure(path) || readback_basis(scenario, path) != NULL)
            continue;
        const size_t length = object_length(path);
        const bool same = length > 0 && object_length(last) == length
                          && strncmp(path, last, length) == 0;
        if (!same && list != NULL) {
            put_folded(out, list);
            free(list);
            list = NULL;
        } else if (list == NULL) {
            fputs("  assumed, for no basis is given:\n", out);
        }
        list = same ? check_words_join(list, ", ", path + length + 1)
                    : sim_mem_print("  %s", path);
        last = path;
    }
    if (list != NULL)
        put_folded(out, list);
    free(list);
}

void readback_inputs(const struct scenario *scenario, FILE *out)
{
    int counts[4] = { 0 };
    for (int i = 0; i < scenario->input_count; i++) {
        const char *const path = scenario->inputs[i].path;
        const struct scenario_basis *row = readback_basis(scenario, path);
        if (readback_is_figure(path))
            counts[row == NULL ? SCENARIO_ASSUMED : row->kind]++;
    }
    fprintf(out, "\nINPUTS: %d published, %d fitted, %d our own, %d assumed\n",
            counts[SCENARIO_PUBLISHED], counts[SCENARIO_FITTED], counts[SCENARIO_OURS],
            counts[SCENARIO_ASSUMED]);
    print_rows(scenario, SCENARIO_PUBLISHED, out);
    print_rows(scenario, SCENARIO_FITTED, out);
    print_rows(scenario, SCENARIO_OURS, out);
    print_rows(scenario, SCENARIO_ASSUMED, out);
    print_bare(scenario, out);
}
