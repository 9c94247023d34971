#include "model/calibrate/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/measure/experiment.h"
#include "model/scenario/read.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

/* A simulation that was made. */
struct memory {
    char *key;       /* owned: the what-ifs, one a line */
    double *figures; /* owned: value and half-width of each figure of the scenario */
    char *refusal;   /* owned; null: it was done */
};

struct trial {
    const struct calibration *calibration;
    struct scenario_change_list sets;
    struct trial_options options;
    uint32_t has[CALIBRATION_MOST_INPUTS]; /* bit s: set in scenario s */
    struct memory *memories[CALIBRATION_MOST_SCENARIOS];
    size_t memory_count[CALIBRATION_MOST_SCENARIOS];
    size_t memory_capacity[CALIBRATION_MOST_SCENARIOS];
    int simulations;
    const char *refusal; /* of a memory */
};

bool trial_has(const struct trial *trial, int input, int scenario)
{
    return trial->has[input] >> scenario & 1u;
}

/* ---- which scenario has which input ---- */

/* Whether `written` is the setting at `path`, or one inside it, or a list with an entry
 * of which `path` speaks.  Paths may be written with other separators than points. */
static bool is_at(const char *written, const char *path)
{
    static const char separators[] = ".:/";
    for (; *path != '\0' && *path != '['; written++, path++) {
        const bool both = *written != '\0' && strchr(separators, *written) != NULL
                          && strchr(separators, *path) != NULL;
        if (*written != *path && !both)
            return false;
    }
    return *written == '\0' || *written == '.';
}

static bool is_written(const struct scenario *scenario, const char *path)
{
    for (int i = 0; i < scenario->input_count; i++)
        if (is_at(scenario->inputs[i].path, path))
            return true;
    return false;
}

/* Reads scenario s as it stands.  What it complains of goes to *diag, under names that
 * outlive it. */
static void look(struct trial *trial, int s, struct sim_diag *diag)
{
    const struct calibration *const calibration = trial->calibration;
    const struct calibration_scenario *const at = &calibration->scenarios[s];
    struct sim_diag found = { 0 };
    struct scenario scenario = { 0 };
    scenario_read(at->path, &trial->sets, &found, &scenario);
    sim_diag_sort(&found);
    for (size_t i = 0; i < found.count; i++)
        if (found.items[i].level == SIM_DIAG_ERROR) {
            char *const line = sim_diag_line(&found.items[i]);
            sim_diag_error(diag, at->at, "%s", line);
            free(line);
        }
    for (int i = 0; found.errors == 0 && i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        const bool has =
            input->of != 0 ? input->of >> s & 1u : is_written(&scenario, input->path);
        trial->has[i] |= (uint32_t) has << s;
    }
    sim_diag_done(&found);
    scenario_done(&scenario);
}

static void check_inputs(const struct trial *trial, struct sim_diag *diag)
{
    const struct calibration *const calibration = trial->calibration;
    for (int i = 0; i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        if (trial->has[i] == 0)
            sim_diag_error(diag, input->at,
                           "input \"%s\": \"%s\" is written in no scenario: name those "
                           "that shall get it with `of`",
                           input->name, input->path);
        for (int k = 0; k < i; k++) {
            const struct calibration_input *const other = &calibration->inputs[k];
            if ((trial->has[i] & trial->has[k]) != 0 && input->how == CHANGE_SET
                && strcmp(input->path, other->path) == 0)
                sim_diag_error(diag, input->at,
                               "input \"%s\": sets what input \"%s\" sets in the same "
                               "scenario",
                               input->name, other->name);
        }
    }
}

struct trial *trial_new(const struct calibration *calibration,
                        const struct scenario_change_list *sets,
                        const struct trial_options *options, struct sim_diag *diag)
{
    struct trial *const trial = sim_mem_array(1, sizeof *trial);
    const size_t errors = diag->errors;
    trial->calibration = calibration;
    trial->sets = *sets;
    trial->options = *options;
    for (int s = 0; s < calibration->scenario_count; s++)
        look(trial, s, diag);
    if (diag->errors == errors)
        check_inputs(trial, diag);
    if (diag->errors == errors)
        return trial;
    trial_free(trial);
    return NULL;
}

void trial_free(struct trial *trial)
{
    if (trial == NULL)
        return;
    for (int s = 0; s < trial->calibration->scenario_count; s++) {
        for (size_t i = 0; i < trial->memory_count[s]; i++) {
            free(trial->memories[s][i].key);
            free(trial->memories[s][i].figures);
            free(trial->memories[s][i].refusal);
        }
        free(trial->memories[s]);
    }
    free(trial);
}

/* ---- what is changed ---- */

char **trial_changes(const struct trial *trial, int scenario, const double *values,
                     int *count)
{
    const struct calibration *const calibration = trial->calibration;
    char **const changes = sim_mem_array(
        (size_t) (trial->sets.count + calibration->input_count), sizeof *changes);
    int n = 0;
    for (int i = 0; i < trial->sets.count; i++)
        changes[n++] = sim_mem_text(trial->sets.sets[i]);
    for (int i = 0; i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        if (!trial_has(trial, i, scenario))
            continue;
        char *const value = calibration_text(input->kind, values[i]);
        changes[n++] =
            sim_mem_print("%s%s=%s", input->path, change_types[input->how].sign, value);
        free(value);
    }
    *count = n;
    return changes;
}

void trial_changes_free(char **changes, int count)
{
    for (int i = 0; i < count; i++)
        free(changes[i]);
    free(changes);
}

/* ---- simulating ---- */

/* The name of a figure that is nearest to a wrong one, or null. */
static char *nearest(const struct result *result, const char *path)
{
    char *best = NULL;
    size_t count = 0, capacity = 0;
    char **names = NULL;
    for (int o = 0; o < result->object_count; o++)
        for (int m = 0; m < MEASURE_COUNT; m++)
            if (measures[m].objects >> result->objects[o].kind & 1u) {
                names = sim_mem_grow(names, &capacity, count + 1, sizeof *names);
                names[count++] = sim_mem_print(
                    "%s.%s.%s", measure_object_names[result->objects[o].kind],
                    result->objects[o].name, measures[m].name);
            }
    for (int t = 0; t < result->target_count; t++) {
        names = sim_mem_grow(names, &capacity, count + 1, sizeof *names);
        names[count++] = sim_mem_print("target.%s.value", result->targets[t].name);
    }
    best = sim_mem_text(text_suggest(path, (const char *const *) names, count));
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    return best;
}

/* Takes the figures of a scenario out of its result; a complaint in fresh memory when
 * there is no such figure, or no result at all, else null. */
static char *take(const struct trial *trial, int s, const struct result *result,
                  double *out)
{
    const struct calibration *const calibration = trial->calibration;
    if (result->fault != NULL)
        return sim_mem_print("%s: the run does not balance: %s",
                             calibration->scenarios[s].path, result->fault);
    for (int f = 0; f < calibration->figure_count; f++) {
        const struct calibration_figure *const figure = &calibration->figures[f];
        if (figure->scenario != s
            || result_value(result, figure->path, &out[2 * f], &out[2 * f + 1]))
            continue;
        char *const meant = nearest(result, figure->path);
        char *const text = sim_mem_print(
            "figure \"%s\": %s has no figure \"%s\", or no call that counts in it"
            "%s%s%s",
            figure->name, calibration->scenarios[s].name, figure->path,
            meant != NULL ? ", did you mean \"" : "", meant != NULL ? meant : "",
            meant != NULL ? "\"?" : "");
        free(meant);
        return text;
    }
    return NULL;
}

/* The first error of a diag, in fresh memory. */
static char *first_error(struct sim_diag *diag)
{
    sim_diag_sort(diag);
    for (size_t i = 0; i < diag->count; i++)
        if (diag->items[i].level == SIM_DIAG_ERROR)
            return sim_diag_line(&diag->items[i]);
    return sim_mem_text("it cannot be simulated");
}

/* Simulates scenario s with these what-ifs; false when it was stopped. */
static bool simulate(struct trial *trial, int s,
                     const struct scenario_change_list *changes, struct memory *out)
{
    const struct trial_options *const options = &trial->options;
    const struct experiment_options how = { .replications = options->replications,
                                            .threads = options->threads,
                                            .seed = options->seed,
                                            .version = options->version,
                                            .stop = options->stop };
    struct sim_diag diag = { 0 };
    struct scenario scenario = { 0 };
    struct result result = { 0 };
    const bool is_sound =
        scenario_read(trial->calibration->scenarios[s].path, changes, &diag, &scenario)
        && experiment_run(&scenario, &how, &diag, &result);
    const bool is_stopped = is_sound && result.partial;
    if (!is_stopped)
        out->refusal =
            is_sound ? take(trial, s, &result, out->figures) : first_error(&diag);
    trial->simulations++;
    result_done(&result);
    sim_diag_done(&diag);
    scenario_done(&scenario);
    return !is_stopped;
}

static char *key_of(char *const *changes, int count)
{
    char *key = sim_mem_text("");
    for (int i = 0; i < count; i++) {
        char *const longer = sim_mem_print("%s%s\n", key, changes[i]);
        free(key);
        key = longer;
    }
    return key;
}

/* What scenario s gives at these values, simulated if it never was; null when
 * stopped. */
static const struct memory *remember(struct trial *trial, int s, const double *values)
{
    int count;
    char **const changes = trial_changes(trial, s, values, &count);
    struct memory made = { .key = key_of(changes, count) };
    const struct memory *found = NULL;
    for (size_t i = 0; i < trial->memory_count[s] && found == NULL; i++)
        if (strcmp(trial->memories[s][i].key, made.key) == 0)
            found = &trial->memories[s][i];
    const struct scenario_change_list list = { (const char *const *) changes, count };
    const size_t figures = 2 * (size_t) trial->calibration->figure_count;
    made.figures = found == NULL ? sim_mem_array(figures, sizeof(double)) : NULL;
    if (found == NULL && simulate(trial, s, &list, &made)) {
        trial->memories[s] =
            sim_mem_grow(trial->memories[s], &trial->memory_capacity[s],
                         trial->memory_count[s] + 1, sizeof(struct memory));
        found = &trial->memories[s][trial->memory_count[s]];
        trial->memories[s][trial->memory_count[s]++] = made;
    } else {
        free(made.key);
        free(made.figures);
    }
    trial_changes_free(changes, count);
    return found;
}

/* Whether a scenario has a figure that is fitted; with `all`, a figure. */
static bool is_wanted(const struct trial *trial, int s, bool all)
{
    const struct calibration *const calibration = trial->calibration;
    for (int f = 0; f < calibration->figure_count; f++)
        if (calibration->figures[f].scenario == s
            && (all || !calibration->figures[f].is_checked_only))
            return true;
    return false;
}

enum trial_status trial_run(struct trial *trial, const double *values, bool all,
                            double *figures, double *half_widths)
{
    const struct calibration *const calibration = trial->calibration;
    for (int s = 0; s < calibration->scenario_count; s++) {
        if (!is_wanted(trial, s, all))
            continue;
        const struct memory *const memory = remember(trial, s, values);
        if (memory == NULL)
            return TRIAL_STOPPED;
        trial->refusal = memory->refusal;
        if (memory->refusal != NULL)
            return TRIAL_REFUSED;
        for (int f = 0; f < calibration->figure_count; f++)
            if (calibration->figures[f].scenario == s) {
                figures[f] = memory->figures[2 * f];
                half_widths[f] = memory->figures[2 * f + 1];
            }
    }
    return TRIAL_DONE;
}

const char *trial_refusal(const struct trial *trial)
{
    return trial->refusal;
}

int trial_simulations(const struct trial *trial)
{
    return trial->simulations;
}
