#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/calibrate/calibration.h"
#include "model/scenario/keys.h"
#include "model/scenario/read_field.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

enum { MOST_REPLICATIONS = 10000, MOST_EVALUATIONS = 100000 };

/* 2^53: whole numbers up to here survive any reader. */
static const double MOST_SEED = 9007199254740992.0;

/* ---- the settings ---- */

#define VALUE_FORM "a number, a time such as \"90 s\" or a share such as \"12 %\""
#define TOLERANCE_FORM \
    "a part of the value such as \"10 %\", or a difference: a number, \"5 s\" or " \
    "\"2 points\""

/* Settings of the top before they are put in place. */
struct top {
    char *title, *write;
    int replications, evaluations;
    double seed;
};

#define TOP(member) offsetof(struct top, member)

static const struct sim_field top_fields[] = {
    { "title", SIM_FIELD_TEXT, TOP(title), 0, 0, "", "what is fitted to what", NULL,
      NULL },
    { "scenarios", SIM_FIELD_OWN, 0, 0, 0, NULL,
      "the scenario files that are fitted together, relative to this file",
      "a list of file names in quotes", NULL },
    { "replications", SIM_FIELD_COUNT, TOP(replications), 1, MOST_REPLICATIONS, "8",
      "how often each scenario is simulated for one evaluation; with more the noise is "
      "smaller and the fit slower",
      NULL, NULL },
    { "seed", SIM_FIELD_NUMBER, TOP(seed), 0, MOST_SEED, "1",
      "the luck of all callers, the same in every evaluation; a whole number", NULL,
      NULL },
    { "evaluations", SIM_FIELD_COUNT, TOP(evaluations), 1, MOST_EVALUATIONS, "400",
      "the search ends after so many", NULL, NULL },
    { "inputs", SIM_FIELD_OWN, 0, 0, 0, NULL,
      "the unknown inputs; never more than figures that are fitted",
      "a group of inputs", NULL },
    { "figures", SIM_FIELD_OWN, 0, 0, 0, NULL, "what was published",
      "a group of figures", NULL },
    { "write", SIM_FIELD_TEXT, TOP(write), 0, 0, "",
      "write the fitted scenarios, one file for each, beside this file, with names "
      "that "
      "begin so",
      NULL, NULL },
    { 0 },
};

static const char *const hows[] = { "set", "times", "plus", "minus", NULL };

#define INPUT(member) offsetof(struct calibration_input, member)

static const struct sim_field input_fields[] = {
    { "at", SIM_FIELD_TEXT, INPUT(path), 0, 0, NULL,
      "the setting, as in `changes` of a scenario", NULL, NULL },
    { "how", SIM_FIELD_CHOICE, INPUT(how), 0, 0, "set",
      "the value is written there (set), or what stands there is multiplied by it "
      "(times), raised (plus) or lowered (minus) by it",
      NULL, hows },
    { "from", SIM_FIELD_OWN, 0, 0, 0, NULL, "the least it can be", VALUE_FORM, NULL },
    { "to", SIM_FIELD_OWN, 0, 0, 0, NULL, "the most it can be", VALUE_FORM, NULL },
    { "start", SIM_FIELD_OWN, 0, 0, 0, "",
      "where the search begins; the middle unless told otherwise", VALUE_FORM, NULL },
    { "whole", SIM_FIELD_FLAG, INPUT(is_whole), 0, 0, "false",
      "whole numbers only, tried one by one; the search begins at the one nearest to "
      "the middle unless told otherwise",
      NULL, NULL },
    { "of", SIM_FIELD_OWN, 0, 0, 0, "",
      "which scenarios have this input; all in which the setting is written, unless "
      "told otherwise",
      "the name of a scenario file as in `scenarios`, or a list of them", NULL },
    { 0 },
};

#define FIGURE(member) offsetof(struct calibration_figure, member)

static const struct sim_field figure_fields[] = {
    { "figure", SIM_FIELD_TEXT, FIGURE(path), 0, 0, NULL,
      "which figure of the results: its path, as in `expect` of a scenario and in the "
      "JSON of simulate, such as \"line.fcr.mean_wait\"",
      NULL, NULL },
    { "of", SIM_FIELD_OWN, 0, 0, 0, "",
      "the scenario; may be left out when there is one only",
      "the name of a scenario file as in `scenarios`", NULL },
    { "value", SIM_FIELD_OWN, 0, 0, 0, NULL, "what was published", VALUE_FORM, NULL },
    { "tolerance", SIM_FIELD_OWN, 0, 0, 0, NULL,
      "how far from it still counts as met; figures weigh in the fit by it",
      TOLERANCE_FORM, NULL },
    { "only_checked", SIM_FIELD_FLAG, FIGURE(is_checked_only), 0, 0, "false",
      "true: not fitted, but predicted and compared", NULL, NULL },
    { "source", SIM_FIELD_TEXT, FIGURE(source), 0, 0, "", "where it was published",
      NULL, NULL },
    { 0 },
};

static const struct keys_object top_object = { "calibration", "", "the file as a whole",
                                               top_fields };
static const struct keys_object input_object = {
    "input", "inputs.NAME", "an unknown input of one or more scenarios", input_fields
};
static const struct keys_object figure_object = { "figure", "figures.NAME",
                                                  "a published figure of one scenario",
                                                  figure_fields };
static const struct keys_object *const objects[] = { &top_object, &input_object,
                                                     &figure_object, NULL };

char *calibration_manual(void)
{
    return keys_manual_of("calibration", objects);
}

/* ---- values ---- */

struct amount {
    enum calibration_kind kind;
    double value;
};

static bool amount_of(const struct read_node *node, struct amount *out)
{
    out->value = node->number;
    out->kind = CALIBRATION_NUMBER;
    if (node->kind == READ_NUMBER)
        return isfinite(node->number);
    if (node->kind != READ_TEXT)
        return false;
    if (text_number(node->text, &out->value))
        return true;
    if (strchr(node->text, '%') != NULL) {
        out->kind = CALIBRATION_SHARE;
        return text_share(node->text, &out->value);
    }
    if (strstr(node->text, "point") != NULL) {
        out->kind = CALIBRATION_POINTS;
        return text_points(node->text, &out->value);
    }
    out->kind = CALIBRATION_TIME;
    return text_time(node->text, &out->value);
}

/* The value of a member; false when it is not there, or after a complaint. */
static bool read_amount_of(struct read *read, const struct read_node *group,
                           const char *key, const char *who, const char *form,
                           struct amount *out)
{
    const struct read_node *const node = read_member(group, key);
    if (node == NULL)
        return false;
    if (amount_of(node, out))
        return true;
    read_refuse(read, node, who, form);
    return false;
}

/* The index of the scenario that an entry of `of` names, or -1 after a complaint. */
static int scenario_named(struct read *read, const struct calibration *calibration,
                          const struct read_node *node, const char *who)
{
    const char *names[CALIBRATION_MOST_SCENARIOS];
    const size_t count = (size_t) calibration->scenario_count;
    if (!read_expect(read, node, READ_TEXT, who, "the name of a scenario in quotes"))
        return -1;
    for (size_t s = 0; s < count; s++) {
        names[s] = calibration->scenarios[s].name;
        if (strcmp(names[s], node->text) == 0)
            return (int) s;
    }
    read_refuse_name(read, node, who, "file of `scenarios`", names, count);
    return -1;
}

/* ---- inputs ---- */

static void read_of(struct read *read, const struct calibration *calibration,
                    const struct read_node *node, const char *who, uint32_t *out)
{
    const bool is_list = node->kind == READ_LIST;
    const size_t count = is_list ? node->count : 1;
    if (count == 0)
        read_refuse(read, node, who, "at least one scenario");
    for (size_t i = 0; i < count; i++) {
        const int s =
            scenario_named(read, calibration, is_list ? node->kids[i] : node, who);
        if (s >= 0)
            *out |= UINT32_C(1) << s;
    }
}

/* The range, once its ends are of one kind. */
static void check_range(struct read *read, const struct read_node *group,
                        const char *who, const struct calibration_input *input)
{
    const bool is_whole = input->from == floor(input->from)
                          && input->to == floor(input->to)
                          && input->start == floor(input->start);
    if (!(input->from < input->to))
        read_refuse(read, read_member(group, "to"), who, "more than `from`");
    else if (input->start < input->from || input->start > input->to)
        read_refuse(read, read_member(group, "start"), who, "between `from` and `to`");
    else if (input->is_whole && (input->kind != CALIBRATION_NUMBER || !is_whole))
        sim_diag_error(read->diag, group->at,
                       "%sfrom, to and start must be whole numbers", who);
    else if (input->is_whole && input->to - input->from > CALIBRATION_MOST_WHOLE)
        sim_diag_error(read->diag, group->at, "%sat most %d whole numbers are possible",
                       who, CALIBRATION_MOST_WHOLE);
}

static void read_range(struct read *read, const struct read_node *group,
                       const char *who, struct calibration_input *out)
{
    struct amount from, to, start;
    const bool has_from = read_amount_of(read, group, "from", who, VALUE_FORM, &from);
    const bool has_to = read_amount_of(read, group, "to", who, VALUE_FORM, &to);
    const bool has_start =
        read_amount_of(read, group, "start", who, VALUE_FORM, &start);
    if (!has_from || !has_to || (!has_start && read_member(group, "start") != NULL))
        return;
    if (from.kind != to.kind || (has_start && start.kind != from.kind)) {
        sim_diag_error(read->diag, group->at,
                       "%sfrom, to and start must be written alike: all numbers, all "
                       "times (\"90 s\"), all shares (\"12 %%\") or all points",
                       who);
        return;
    }
    const double middle = 0.5 * (from.value + to.value);
    out->kind = from.kind;
    out->from = from.value;
    out->to = to.value;
    out->start = has_start ? start.value : out->is_whole ? floor(middle) : middle;
    check_range(read, group, who, out);
}

static void read_input(struct read *read, const struct calibration *calibration,
                       const struct read_node *node, struct calibration_input *out)
{
    char *const who = sim_mem_print("input \"%s\": ", node->name);
    out->at = node->at;
    out->name = sim_mem_text(node->name);
    read_fields(read, node, input_fields, who, out);
    if (node->kind == READ_GROUP) {
        const struct read_node *const of = read_member(node, "of");
        read_range(read, node, who, out);
        if (of != NULL)
            read_of(read, calibration, of, who, &out->of);
    }
    free(who);
}

/* ---- figures ---- */

static void read_tolerance(struct read *read, const struct read_node *group,
                           const char *who, struct calibration_figure *out)
{
    const struct read_node *const node = read_member(group, "tolerance");
    struct amount amount;
    if (!read_amount_of(read, group, "tolerance", who, TOLERANCE_FORM, &amount))
        return;
    const bool is_part = amount.kind == CALIBRATION_SHARE;
    out->tolerance = is_part ? amount.value * fabs(out->value) : amount.value;
    const bool is_share = out->kind == CALIBRATION_SHARE;
    const enum calibration_kind other =
        is_share ? CALIBRATION_TIME : CALIBRATION_POINTS;
    const bool is_difference = amount.kind != other || out->kind == CALIBRATION_NUMBER;
    if (!is_part && !is_difference)
        read_refuse(read, node, who,
                    is_share ? "points of a share such as \"2 points\", or \"10 %\" of "
                               "the value"
                             : "a number or a time, or \"10 %\" of the value");
    else if (is_share && amount.kind == CALIBRATION_NUMBER && amount.value > 1.0)
        read_refuse(read, node, who, "at most 1 for a share: \"2 points\" is 0.02");
    else if (!(out->tolerance > 0.0))
        read_refuse(read, node, who,
                    amount.value > 0.0 ? "a difference, for the value is 0" : "> 0");
}

static void read_figure(struct read *read, const struct calibration *calibration,
                        const struct read_node *node, struct calibration_figure *out)
{
    char *const who = sim_mem_print("figure \"%s\": ", node->name);
    struct amount value;
    out->at = node->at;
    out->name = sim_mem_text(node->name);
    read_fields(read, node, figure_fields, who, out);
    if (node->kind == READ_GROUP) {
        const struct read_node *const of = read_member(node, "of");
        if (read_amount_of(read, node, "value", who, VALUE_FORM, &value)) {
            out->value = value.value;
            out->kind =
                value.kind == CALIBRATION_POINTS ? CALIBRATION_SHARE : value.kind;
            read_tolerance(read, node, who, out);
        }
        if (of != NULL)
            out->scenario = scenario_named(read, calibration, of, who);
        else if (calibration->scenario_count != 1)
            sim_diag_error(read->diag, node->at,
                           "%sof is missing (which of the scenarios)", who);
    }
    free(who);
}

/* ---- the file ---- */

static void read_scenarios(struct read *read, const struct read_node *root,
                           struct calibration *out)
{
    const struct read_node *const list = read_member(root, "scenarios");
    if (list == NULL
        || !read_expect(read, list, READ_LIST, "", "a list of file names in quotes"))
        return;
    if (list->count < 1 || list->count > CALIBRATION_MOST_SCENARIOS) {
        sim_diag_error(read->diag, list->at, "scenarios: 1 to %d are possible, got %zu",
                       CALIBRATION_MOST_SCENARIOS, list->count);
        return;
    }
    out->scenarios = sim_mem_array(list->count, sizeof *out->scenarios);
    for (size_t i = 0; i < list->count; i++) {
        const struct read_node *const node = list->kids[i];
        if (!read_expect(read, node, READ_TEXT, "scenarios: ", "a file name in quotes"))
            continue;
        for (int s = 0; s < out->scenario_count; s++)
            if (strcmp(out->scenarios[s].name, node->text) == 0)
                sim_diag_error(read->diag, node->at,
                               "scenarios: \"%.200s\" is there twice", node->text);
        out->scenarios[out->scenario_count++] = (struct calibration_scenario){
            .at = node->at,
            .name = sim_mem_text(node->text),
            .path = sim_mem_text(read_path(read, node->at, node->text)),
        };
    }
}

/* The members of a group, or null after a complaint; there is at least one. */
static const struct read_node *members(struct read *read, const struct read_node *root,
                                       const char *name, int most)
{
    const struct read_node *const group = read_member(root, name);
    if (group == NULL || !read_expect(read, group, READ_GROUP, "", "a group { ... }"))
        return NULL;
    if (group->count >= 1 && group->count <= (size_t) most)
        return group;
    sim_diag_error(read->diag, group->at, "%s: 1 to %d are possible, got %zu", name,
                   most, group->count);
    return NULL;
}

static void read_inputs(struct read *read, const struct read_node *root,
                        struct calibration *out)
{
    const struct read_node *const group =
        members(read, root, "inputs", CALIBRATION_MOST_INPUTS);
    if (group == NULL)
        return;
    out->inputs = sim_mem_array(group->count, sizeof *out->inputs);
    for (size_t i = 0; i < group->count; i++)
        read_input(read, out, group->kids[i], &out->inputs[out->input_count++]);
}

static void read_figures(struct read *read, const struct read_node *root,
                         struct calibration *out)
{
    const struct read_node *const group =
        members(read, root, "figures", CALIBRATION_MOST_FIGURES);
    if (group == NULL)
        return;
    out->figures = sim_mem_array(group->count, sizeof *out->figures);
    for (size_t i = 0; i < group->count; i++) {
        read_figure(read, out, group->kids[i], &out->figures[out->figure_count]);
        out->fitted_count += !out->figures[out->figure_count++].is_checked_only;
    }
}

static void read_top(struct read *read, const struct read_node *root,
                     struct calibration *out)
{
    struct top top = { 0 };
    read_fields(read, root, top_fields, "", &top);
    if (top.seed != floor(top.seed))
        read_refuse(read, read_member(root, "seed"), "", "a whole number");
    out->title = top.title;
    out->write = top.write;
    out->replications = top.replications;
    out->evaluations = top.evaluations;
    out->seed = (uint64_t) top.seed;
}

static void read_all(struct read *read, const struct read_node *root,
                     struct calibration *out)
{
    read_top(read, root, out);
    read_scenarios(read, root, out);
    read_inputs(read, root, out);
    read_figures(read, root, out);
    if (out->input_count > 0 && out->figure_count > 0
        && out->input_count > out->fitted_count)
        sim_diag_error(read->diag, read_member(root, "inputs")->at,
                       "inputs: %d unknown inputs cannot be fitted to %d figure%s: "
                       "there must be at least as many figures that are not only "
                       "checked",
                       out->input_count, out->fitted_count,
                       out->fitted_count == 1 ? "" : "s");
}

bool calibration_read(const char *path, struct sim_diag *diag, struct calibration *out)
{
    struct read read = { .diag = diag, .out = &out->kept };
    const size_t errors = diag->errors;
    out->file = sim_mem_text(path);
    struct read_node *const root =
        read_tree_file(&read, (struct sim_where){ NULL, 0 }, path);
    if (root != NULL)
        read_all(&read, root, out);
    read_node_free(root);
    return diag->errors == errors;
}
