#include "model/scenario/scenario.h"

#include <stdlib.h>
#include <string.h>

const char *const scenario_less_names[SCENARIO_LESS_COUNT] = {
    "leave", "sickness", "training", "abstraction", "breaks", "briefing", "not_ready",
};
const char *const scenario_counts_names[3] = { "posted", "on_duty", "logged_in" };
const char *const scenario_each_names[5] = { "period", "month", "week", "day",
                                             "interval" };
const char *const scenario_of_names[4] = { "answered", "offered", "offered_less_short",
                                           "callers" };
const char *const scenario_basis_names[4] = { "published", "ours", "fitted",
                                              "assumed" };
const char *const scenario_role_names[SCENARIO_ROLES] = { "scenario", "base", "table" };

static void stream_done(struct scenario_stream *stream)
{
    for (int i = 0; i < stream->surge_count; i++) {
        free(stream->surges[i].name);
        free(stream->surges[i].window.hours.spans);
    }
    free(stream->surges);
    free(stream->open.spans);
    free(stream->name);
    free(stream->label);
}

static void ways_done(struct scenario_way *ways, int count)
{
    for (int i = 0; i < count; i++) {
        free(ways[i].name);
        free(ways[i].open.spans);
    }
    free(ways);
}

static void redial_done(struct scenario_redial *redial)
{
    for (int i = 0; i < redial->row_count; i++)
        ways_done(redial->rows[i].ways, redial->rows[i].way_count);
    free(redial->rows);
}

static void stage_done(struct scenario_stage *stage)
{
    ways_done(stage->ways, stage->way_count);
    redial_done(&stage->redial);
    free(stage->handling);
    free(stage->yields_to);
    free(stage->open.spans);
    free(stage->name);
    free(stage->label);
}

static void team_done(struct scenario_team *team)
{
    free(team->name);
    free(team->label);
    free(team->serves);
    free(team->keep_free);
    free(team->takes_after_s);
    free(team->shifts);
    for (int i = 0; i < team->absence_count; i++) {
        free(team->absences[i].name);
        free(team->absences[i].window.hours.spans);
    }
    free(team->absences);
    for (int i = 0; i < team->called_away_count; i++)
        free(team->called_away[i].name);
    free(team->called_away);
}

static void outage_done(struct scenario_outage *outage)
{
    free(outage->name);
    free(outage->stages);
    free(outage->window.hours.spans);
    redial_done(&outage->redial);
}

static void target_done(struct scenario_target *target)
{
    free(target->name);
    free(target->label);
    free(target->abandoned_at);
    free(target->out_of);
}

static void rows_done(struct scenario *scenario)
{
    for (int i = 0; i < scenario->limited_count; i++)
        free(scenario->limited[i].window.hours.spans);
    for (int i = 0; i < scenario->basis_count; i++) {
        free(scenario->basis[i].path);
        free(scenario->basis[i].note);
    }
    for (int i = 0; i < scenario->expect_count; i++)
        free(scenario->expects[i].path);
    for (int i = 0; i < scenario->input_count; i++) {
        free(scenario->inputs[i].path);
        free(scenario->inputs[i].value);
    }
    free(scenario->limited);
    free(scenario->basis);
    free(scenario->expects);
    free(scenario->inputs);
}

static void plan_done(struct scenario_plan *plan)
{
    for (int i = 0; i < plan->team_count; i++) {
        struct scenario_plan_team *team = &plan->teams[i];
        free(team->at_least.rows);
        free(team->at_most.rows);
        free(team->dearer.rows);
        free(team->shifts.starts.spans);
        free(team->shifts.lengths_s);
    }
    for (int i = 0; i < plan->offer_count; i++)
        free(plan->offers[i].after_s);
    free(plan->holds);
    free(plan->teams);
    free(plan->reserves);
    free(plan->offers);
}

static void sources_done(struct scenario *scenario)
{
    for (int i = 0; i < scenario->source_count; i++) {
        free(scenario->sources[i].file);
        free(scenario->sources[i].text);
    }
    for (int i = 0; i < scenario->set_count; i++)
        free(scenario->sets[i]);
    free(scenario->sources);
    free(scenario->sets);
}

static void certificate_done(struct scenario_certificate *certificate)
{
    for (int i = 0; i < certificate->set_count; i++)
        free(certificate->sets[i]);
    free(certificate->sets);
    free(certificate->scenario);
    free(certificate->version);
}

void scenario_done(struct scenario *scenario)
{
    if (scenario == NULL)
        return;
    for (int i = 0; i < scenario->stream_count; i++)
        stream_done(&scenario->streams[i]);
    for (int i = 0; i < scenario->stage_count; i++)
        stage_done(&scenario->stages[i]);
    for (int i = 0; i < scenario->team_count; i++)
        team_done(&scenario->teams[i]);
    for (int i = 0; i < scenario->target_count; i++)
        target_done(&scenario->targets[i]);
    for (int i = 0; i < scenario->outage_count; i++)
        outage_done(&scenario->outages[i]);
    rows_done(scenario);
    sources_done(scenario);
    plan_done(&scenario->plan);
    certificate_done(&scenario->certificate);
    for (int i = 0; i < scenario->text_count; i++)
        free(scenario->texts[i]);
    for (int i = 0; i < scenario->table_count; i++)
        free(scenario->tables[i]);
    free(scenario->streams);
    free(scenario->stages);
    free(scenario->teams);
    free(scenario->targets);
    free(scenario->outages);
    free(scenario->texts);
    free(scenario->tables);
    free(scenario->file);
    free(scenario->title);
    free(scenario->marking);
    *scenario = (struct scenario){ 0 };
}

int scenario_stage_index(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->stage_count; i++)
        if (strcmp(scenario->stages[i].name, name) == 0)
            return i;
    return -1;
}

int scenario_stream_index(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->stream_count; i++)
        if (strcmp(scenario->streams[i].name, name) == 0)
            return i;
    return -1;
}

int scenario_team_index(const struct scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->team_count; i++)
        if (strcmp(scenario->teams[i].name, name) == 0)
            return i;
    return -1;
}
