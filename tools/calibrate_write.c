#include "tools/calibrate_write.h"

#include <stdlib.h>
#include <string.h>

#include "model/scenario/read.h"
#include "sim/mem.h"
#include "tools/what_if.h"

/* ---- names ---- */

static char *stem_of(const char *path)
{
    const char *const slash = strrchr(path, '/');
    const char *const name = slash != NULL ? slash + 1 : path;
    const char *const dot = strrchr(name, '.');
    const size_t length =
        dot != NULL && dot != name ? (size_t) (dot - name) : strlen(name);
    return sim_mem_print("%.*s", (int) length, name);
}

char **calibrate_write_paths(const struct calibrate_write *write)
{
    const struct calibration *const calibration = write->calibration;
    const char *const prefix =
        calibration->write != NULL ? calibration->write : "fitted";
    char *const home = write->directory != NULL ? sim_mem_text(write->directory)
                       : prefix[0] == '/' || strchr(calibration->file, '/') == NULL
                           ? sim_mem_text("")
                           : what_if_directory(calibration->file);
    char **const paths =
        sim_mem_array((size_t) calibration->scenario_count, sizeof *paths);
    for (int s = 0; s < calibration->scenario_count; s++) {
        char *const stem = stem_of(calibration->scenarios[s].name);
        const char *const between = *home == '\0' ? "" : "/";
        paths[s] = sim_mem_print("%s%s%s-%s.cfg", home, between, prefix, stem);
        for (int k = 0; k < s; k++)
            if (strcmp(paths[k], paths[s]) == 0) { /* of another directory */
                free(paths[s]);
                paths[s] = sim_mem_print("%s%s%s-%s-%d.cfg", home, between, prefix,
                                         stem, s + 1);
                break;
            }
        free(stem);
    }
    free(home);
    return paths;
}

/* ---- the language ---- */

static void put_changes(FILE *to, char *const *changes, int count)
{
    fputs("changes = (\n", to);
    for (int i = 0; i < count; i++) {
        fputs("  ", to);
        what_if_change(changes[i], to);
        fputs(i + 1 < count ? ",\n" : "\n", to);
    }
    fputs(");\n", to);
}

/* ---- basis ---- */

static void put_row(FILE *to, bool *is_first, const char *path, const char *kind,
                    const char *note)
{
    fputs(*is_first ? "\n  ( " : ",\n  ( ", to);
    *is_first = false;
    what_if_text(path, to);
    fprintf(to, ", \"%s\", ", kind);
    what_if_text(note, to);
    fputs(" )", to);
}

static bool is_fitted(const struct calibrate_write *write, int scenario,
                      const char *path)
{
    for (int i = 0; i < write->calibration->input_count; i++)
        if (trial_has(write->trial, i, scenario)
            && strcmp(write->calibration->inputs[i].path, path) == 0)
            return true;
    return false;
}

/* Whether a row of basis may speak of the path: something is written just there. */
static bool is_written(const struct scenario *scenario, const char *path)
{
    const size_t length = strlen(path);
    for (int i = 0; i < scenario->input_count; i++) {
        const char *const written = scenario->inputs[i].path;
        if (strncmp(written, path, length) == 0
            && (written[length] == '\0' || written[length] == '.'))
            return true;
    }
    return false;
}

/* The scenario's own rows but for the fitted inputs, which get rows of their own. */
static void put_basis(const struct calibrate_write *write, int s,
                      const struct scenario *scenario, FILE *to)
{
    static const char *const kinds[] = { [SCENARIO_PUBLISHED] = "published",
                                         [SCENARIO_OURS] = "ours",
                                         [SCENARIO_FITTED] = "fitted",
                                         [SCENARIO_ASSUMED] = "assumed" };
    const struct calibration *const calibration = write->calibration;
    bool is_first = true;
    fputs("basis = (", to);
    for (int i = 0; i < scenario->basis_count; i++)
        if (!is_fitted(write, s, scenario->basis[i].path))
            put_row(to, &is_first, scenario->basis[i].path,
                    kinds[scenario->basis[i].kind], scenario->basis[i].note);
    for (int i = 0; i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        if (!trial_has(write->trial, i, s) || !is_written(scenario, input->path))
            continue;
        char *const note = sim_mem_print(
            "as \"%s\" of %s", input->name,
            calibration->title != NULL ? calibration->title : calibration->file);
        put_row(to, &is_first, input->path, "fitted", note);
        free(note);
    }
    fputs("\n);\n", to);
}

static void put_expect(const struct calibration *calibration, int s, FILE *to)
{
    bool is_first = true;
    for (int f = 0; f < calibration->figure_count; f++) {
        const struct calibration_figure *const figure = &calibration->figures[f];
        if (figure->scenario != s)
            continue;
        fputs(is_first ? "\n# What was published, and how near counts as met.\n"
                         "expect = (\n  ( "
                       : ",\n  ( ",
              to);
        is_first = false;
        what_if_text(figure->path, to);
        fprintf(to, ", %.15g, %.15g )", figure->value, figure->tolerance);
    }
    if (!is_first)
        fputs("\n);\n", to);
}

/* ---- a file ---- */

static void put_file(const struct calibrate_write *write, int s, const char *path,
                     const struct scenario *scenario, char *const *changes, int count,
                     FILE *to)
{
    const struct calibration *const calibration = write->calibration;
    char *const directory = what_if_directory(path);
    char *const base = what_if_seen_from(directory, calibration->scenarios[s].path);
    char *const title =
        sim_mem_print("%s, fitted", scenario->title != NULL ? scenario->title : base);
    fprintf(to,
            "# Written by tenfive calibrate.  The figures that it showed come from\n"
            "#   tenfive simulate THIS_FILE --replications %d --seed %llu\n\n",
            write->replications, (unsigned long long) write->seed);
    fputs("base  = ", to);
    what_if_text(base, to);
    fputs(";\ntitle = ", to);
    what_if_text(title, to);
    fputs(";\n\n", to);
    if (count > 0)
        put_changes(to, changes, count);
    fputc('\n', to);
    put_basis(write, s, scenario, to);
    put_expect(calibration, s, to);
    free(title);
    free(base);
    free(directory);
}

bool calibrate_write_files(const struct calibrate_write *write, char *const *paths,
                           struct output *output)
{
    const struct calibration *const calibration = write->calibration;
    double values[CALIBRATION_MOST_INPUTS];
    for (int i = 0; i < calibration->input_count; i++)
        values[i] = write->result->inputs[i].value;
    for (int s = 0; s < calibration->scenario_count && output->fault == NULL; s++) {
        int count;
        char **const changes = trial_changes(write->trial, s, values, &count);
        const struct scenario_change_list list = { (const char *const *) changes,
                                                   count };
        struct sim_diag diag = { 0 };
        struct scenario scenario = { 0 };
        char *const directory = what_if_directory(paths[s]);
        scenario_read(calibration->scenarios[s].path, &list, &diag, &scenario);
        FILE *const to =
            output_directory(output, directory) ? output_add(output, paths[s]) : NULL;
        if (to != NULL)
            put_file(write, s, paths[s], &scenario, changes, count, to);
        output_close(output);
        free(directory);
        sim_diag_done(&diag);
        scenario_done(&scenario);
        trial_changes_free(changes, count);
    }
    return output->fault == NULL;
}
