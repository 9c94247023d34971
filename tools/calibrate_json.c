#include <math.h>
#include <stdlib.h>

#include "model/scenario/change.h"
#include "tools/calibrate_report.h"
#include "tools/json.h"

static void write_inputs(struct json *json, const struct calibrate_report *report)
{
    const struct calibration *const calibration = report->calibration;
    json_open_array(json, "inputs");
    for (int i = 0; i < calibration->input_count; i++) {
        const struct calibration_input *const input = &calibration->inputs[i];
        const struct calibrate_input *const fitted = &report->result->inputs[i];
        char *const written = calibration_text(input->kind, fitted->value);
        json_open_object(json, NULL);
        json_text(json, "name", input->name);
        json_text(json, "at", input->path);
        json_text(json, "how", change_types[input->how].name);
        json_bool(json, "whole", input->is_whole);
        json_number(json, "from", input->from);
        json_number(json, "to", input->to);
        json_number(json, "start", input->start);
        json_number(json, "value", fitted->value);
        json_text(json, "written", written);
        if (fitted->has_error)
            json_number(json, "standard_error", fitted->standard_error);
        else
            json_nothing(json, "standard_error");
        json_bool(json, "at_end", fitted->at_end != 0);
        if (report->result->is_identified)
            json_bool(json, "identified", !report->result->identify.is_open[i]);
        else
            json_nothing(json, "identified");
        json_close(json);
        free(written);
    }
    json_close(json);
}

static void write_figure(struct json *json, const struct calibration *calibration,
                         const struct calibration_figure *figure,
                         const struct calibrate_figure *made)
{
    json_open_object(json, NULL);
    json_text(json, "name", figure->name);
    json_text(json, "scenario", calibration->scenarios[figure->scenario].name);
    json_text(json, "figure", figure->path);
    json_text(json, "source", figure->source);
    json_bool(json, "fitted", !figure->is_checked_only);
    json_number(json, "published", figure->value);
    json_number(json, "tolerance", figure->tolerance);
    if (made->is_known) {
        json_number(json, "simulated", made->value);
        json_number(json, "half_width", made->half_width);
        json_number(json, "miss", made->miss);
        json_bool(json, "met", made->is_met);
    } else {
        json_nothing(json, "simulated");
        json_nothing(json, "half_width");
        json_nothing(json, "miss");
        json_nothing(json, "met");
    }
    json_close(json);
}

static void write_groups(struct json *json, const struct calibrate_report *report)
{
    const struct calibrate_result *const result = report->result;
    if (!result->is_identified) {
        json_nothing(json, "not_identified");
        return;
    }
    json_open_array(json, "not_identified");
    for (int g = 0; g < result->identify.group_count; g++) {
        const struct identify_group *const group = &result->identify.groups[g];
        char *const text = calibrate_report_group(report->calibration, group);
        json_open_object(json, NULL);
        json_open_short_array(json, "inputs");
        for (int k = 0; k < group->count; k++)
            json_text(json, NULL, report->calibration->inputs[group->inputs[k]].name);
        json_close(json);
        json_whole(json, "combinations_fixed", (uint64_t) group->fixed);
        json_text(json, "text", text);
        json_close(json);
        free(text);
    }
    json_close(json);
}

static void write_wholes(struct json *json, const struct calibrate_report *report)
{
    const struct calibrate_result *const result = report->result;
    json_open_array(json, "whole_numbers_tried");
    for (int w = 0; w < result->whole_count; w++) {
        json_open_short_object(json, NULL);
        json_text(json, "input",
                  report->calibration->inputs[result->wholes[w].input].name);
        json_number(json, "value", result->wholes[w].value);
        json_number(json, "misfit", result->wholes[w].misfit);
        json_close(json);
    }
    json_close(json);
}

void calibrate_report_json(const struct calibrate_report *report, FILE *to)
{
    const struct calibration *const calibration = report->calibration;
    const struct calibrate_result *const result = report->result;
    struct json json = { .to = to };
    json_open_object(&json, NULL);
    json_text(&json, "schema", "tenfive-calibration-1");
    json_text(&json, "title", calibration->title);
    json_text(&json, "file", calibration->file);
    json_whole(&json, "seed", report->seed);
    json_whole(&json, "replications", (uint64_t) report->replications);
    json_whole(&json, "evaluations", (uint64_t) result->evaluations);
    json_whole(&json, "simulations", (uint64_t) result->simulations);
    json_bool(&json, "partial", result->is_stopped);
    json_bool(&json, "exhausted", result->is_exhausted);
    json_whole(&json, "refused", (uint64_t) result->refused);
    json_text(&json, "refusal", result->refusal);
    json_number(&json, "misfit", result->misfit);
    json_whole(&json, "met", (uint64_t) result->met);
    json_whole(&json, "fitted", (uint64_t) calibration->fitted_count);
    write_inputs(&json, report);
    json_open_array(&json, "figures");
    for (int f = 0; f < calibration->figure_count; f++)
        write_figure(&json, calibration, &calibration->figures[f], &result->figures[f]);
    json_close(&json);
    write_groups(&json, report);
    write_wholes(&json, report);
    json_open_array(&json, "written");
    for (int i = 0; i < report->written_count; i++)
        json_text(&json, NULL, report->written[i]);
    json_close(&json);
    json_close(&json);
}
