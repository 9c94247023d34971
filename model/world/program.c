#include "model/world/program.h"

#include <stdlib.h>
#include <string.h>

#include "model/demand/rates.h"
#include "model/world/program_parts.h"
#include "sim/mem.h"

static int line_of_stage(const struct scenario *scenario, int stage)
{
    int line = 0;
    for (int i = 0; i < stage; i++)
        line += scenario->stages[i].kind == SCENARIO_LINE;
    return line;
}

/* A quarter-hour factor as an owned array, or null when nothing is changed. */
static double *factor(const struct compiler *c, enum scenario_limited_kind kind,
                      int stage)
{
    double *row = sim_mem_array(c->program->calendar.quarters, sizeof *row);
    for (int q = 0; q < c->program->calendar.quarters; q++)
        row[q] = 1.0;
    if (rates_factor(c->scenario, &c->program->calendar, kind, stage, row))
        return row;
    free(row);
    return NULL;
}

/* The changes that hold, times the factors by hour of the day. */
static double *talk_factor(const struct compiler *c, int stage)
{
    const struct scenario_stage *from = &c->scenario->stages[stage];
    const struct calendar *calendar = &c->program->calendar;
    double *row = factor(c, SCENARIO_LIMITED_TALK, stage);
    if (!from->has_talk_by_hour)
        return row;
    if (row == NULL) {
        row = sim_mem_array(calendar->quarters, sizeof *row);
        for (int q = 0; q < calendar->quarters; q++)
            row[q] = 1.0;
    }
    for (int q = 0; q < calendar->quarters; q++)
        row[q] *= from->talk_by_hour[calendar->local[q] / 4];
    return row;
}

uint8_t *program_open_quarters(const struct compiler *c,
                               const struct scenario_hours *hours)
{
    if (hours->count == 0)
        return NULL;
    const struct calendar *calendar = &c->program->calendar;
    uint8_t *open = sim_mem_array(calendar->quarters, sizeof *open);
    for (int q = 0; q < calendar->quarters; q++)
        open[q] = calendar_in_hours(calendar, q, hours);
    return open;
}

static void compile_ways(const struct compiler *c, const struct scenario_stage *from,
                         struct program_stage *to)
{
    struct program *p = c->program;
    to->first_way = p->way_count;
    to->way_count = from->way_count;
    double up_to = 0.0;
    for (int i = 0; i < from->way_count; i++) {
        const struct scenario_way *way = &from->ways[i];
        const int next =
            way->hangs_up ? scenario_stage_index(c->scenario, "left") : way->next;
        up_to += way->share;
        p->ways[p->way_count++] = (struct program_way){
            .up_to =
                i == from->way_count - 1 ? 2.0 : up_to, /* the last takes the rest */
            .time = way->time,
            .next = next,
            .ends = c->scenario->stages[next].kind == SCENARIO_END,
            .hangs_up = way->hangs_up && from->redial.row_count > 0,
            .closed_to = way->closed_to,
            .open = program_open_quarters(c, &way->open),
            .handling = program_handling(p, way->has_talk, &way->talk, way->has_wrap_up,
                                         &way->wrap_up),
        };
    }
}

static void compile_stages(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    int caps = 0, lines = 0;
    p->stage_count = s->stage_count;
    p->stages = sim_mem_array(s->stage_count, sizeof *p->stages);
    for (int i = 0; i < s->stage_count; i++) {
        const struct scenario_stage *from = &s->stages[i];
        struct program_stage *to = &p->stages[i];
        *to = (struct program_stage){
            .kind = from->kind,
            .line = from->kind == SCENARIO_LINE ? lines++ : -1,
            .mark = -1,
            .cap = from->visits_at_most > 0 ? caps++ : -1,
            .visits_at_most = from->visits_at_most,
            .then_to = from->then_to,
            .closed_to = from->closed_to,
            .positive = from->positive,
            .open = program_open_quarters(c, &from->open),
        };
        compile_ways(c, from, to);
        if (caps > PROGRAM_CAPPED && to->cap == PROGRAM_CAPPED)
            sim_diag_error(c->diag, from->at,
                           "stage \"%s\": at most %d stages may have visits_at_most",
                           from->name, PROGRAM_CAPPED);
    }
    p->line_count = lines;
}

static bool is_zero(const struct sim_dist *dist)
{
    return dist->law == SIM_DIST_FIXED && dist->a == 0.0;
}

static void compile_servers(const struct compiler *c, int stage,
                            struct program_line *line)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    line->first_server = p->server_count;
    for (int t = 0; t < s->team_count; t++)
        for (int i = 0; i < s->teams[t].serves_count; i++)
            if (s->teams[t].serves[i] == stage)
                p->servers[p->server_count++] = (struct program_server){
                    .team = t,
                    .keep_free = s->teams[t].keep_free[i],
                    .takes_after_s = s->teams[t].takes_after_s[i],
                };
    line->server_count = p->server_count - line->first_server;
    for (int i = line->first_server; i < p->server_count; i++)
        line->is_delayed |= p->servers[i].takes_after_s > 0.0;
}

static void compile_lines(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    p->lines = sim_mem_array(p->line_count, sizeof *p->lines);
    for (int i = 0; i < s->stage_count; i++) {
        const struct scenario_stage *from = &s->stages[i];
        if (from->kind != SCENARIO_LINE)
            continue;
        struct program_line *to = &p->lines[p->stages[i].line];
        *to = (struct program_line){
            .stage = i,
            .talk = from->talk,
            .wrap_up = from->wrap_up,
            .pick_up = from->pick_up,
            .patience = from->patience,
            .patient = from->patient,
            .rings = !is_zero(&from->pick_up),
            .wraps = !is_zero(&from->wrap_up),
            .at_once = from->at_once,
            .offered_again_s = from->offered_again_s,
            .talk_factor = talk_factor(c, i),
            .wrap_up_factor = factor(c, SCENARIO_LIMITED_WRAP_UP, i),
            .patience_factor = factor(c, SCENARIO_LIMITED_PATIENCE, i),
        };
        for (int w = 0; w < from->way_count; w++)
            to->moves_on |= s->stages[from->ways[w].next].kind != SCENARIO_END;
        compile_servers(c, i, to);
    }
}

static void compile_teams(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    int services = 0;
    for (int t = 0; t < s->team_count; t++)
        services += s->teams[t].serves_count;
    p->team_count = s->team_count;
    p->teams = sim_mem_array(s->team_count, sizeof *p->teams);
    p->services = sim_mem_array(services, sizeof *p->services);
    p->servers = sim_mem_array(services, sizeof *p->servers);
    for (int t = 0; t < s->team_count; t++) {
        const struct scenario_team *from = &s->teams[t];
        struct program_team *to = &p->teams[t];
        to->first_service = p->service_count;
        to->service_count = from->serves_count;
        for (int i = 0; i < from->serves_count; i++)
            p->services[p->service_count++] = (struct program_service){
                .line = line_of_stage(s, from->serves[i]),
                .keep_free = from->keep_free[i],
                .takes_after_s = from->takes_after_s[i],
            };
        for (int i = to->first_service; i < p->service_count; i++)
            to->lines |= 1u << p->services[i].line;
        to->talk_times = from->talk_times;
        to->slots = 1;
        for (int q = 0; q < p->calendar.quarters; q++)
            if (p->staffing.teams[t].posted[q] > to->slots)
                to->slots = p->staffing.teams[t].posted[q];
    }
}

static void compile_streams(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    p->stream_count = s->stream_count;
    p->streams = sim_mem_array(s->stream_count, sizeof *p->streams);
    for (int i = 0; i < s->stream_count; i++) {
        const double cv = s->streams[i].day_to_day;
        p->streams[i] = (struct program_stream){
            .enters = s->streams[i].enters,
            .busyness_shape = cv > 0.0 ? 1.0 / (cv * cv) : 0.0,
            .storms = s->streams[i].storms,
        };
    }
    p->between_streams = s->busyness.between_streams;
    p->day_to_next = s->busyness.day_to_next;
    p->rates = sim_mem_array((size_t) s->stream_count * p->calendar.quarters,
                             sizeof *p->rates);
    rates_compile(s, &p->calendar, p->rates);
}

/* Index of this threshold on this subject, made if need be; -1 when there are too
 * many. */
static int slot_for(struct program *p, int subject, struct program_slot wanted)
{
    struct program_slot *slots = &p->slots[(size_t) subject * PROGRAM_SLOTS];
    for (int i = 0; i < PROGRAM_SLOTS; i++) {
        if (slots[i].kind == PROGRAM_SLOT_NONE)
            slots[i] = wanted;
        if (slots[i].kind == wanted.kind && slots[i].limit_s == wanted.limit_s)
            return i;
    }
    return -1;
}

static int journey_for(const struct compiler *c, const struct scenario_target *target)
{
    struct program *p = c->program;
    if (p->journey_count == PROGRAM_JOURNEYS) {
        sim_diag_error(c->diag, target->at,
                       "target \"%s\": at most %d targets over a journey", target->name,
                       PROGRAM_JOURNEYS);
        return -1;
    }
    const double after_s = target->hung_up_after_s;
    struct program_journey journey = { .stream = target->journey,
                                       .hung_up_after_s =
                                           after_s > 0.0 ? after_s : -1.0,
                                       .of_callers = target->out_of_count == 0 };
    for (int i = 0; i < target->abandoned_at_count; i++)
        journey.lines |= 1ull << p->stages[target->abandoned_at[i]].line;
    if (target->abandoned_at_count == 0)
        journey.lines = UINT64_MAX;
    for (int i = 0; i < target->out_of_count; i++)
        p->stages[target->out_of[i]].out_of |= 1u << p->journey_count;
    p->journeys[p->journey_count] = journey;
    return p->journey_count++;
}

/* A slot of a subject for a target; complains when there are too many. */
static int target_slot(const struct compiler *c, const struct scenario_target *target,
                       int subject, enum program_slot_kind kind, double limit_s)
{
    const struct program_slot wanted = { .kind = kind, .limit_s = limit_s };
    const int slot = slot_for(c->program, subject, wanted);
    if (slot < 0)
        sim_diag_error(c->diag, target->at,
                       "target \"%s\": at most %d different thresholds on one line",
                       target->name, PROGRAM_SLOTS);
    return slot;
}

/* The view that a target looks at, or null for the line itself. */
static struct program_view *target_view(const struct compiler *c,
                                        const struct scenario_target *target, int line)
{
    if (target->call_backs == SCENARIO_TO_OFFER)
        return program_view_for(c, line, PROGRAM_VIEW_OFFER, -1, target->at);
    if (target->call_backs == SCENARIO_WITHOUT_CALL_BACKS)
        return program_view_for(c, line, PROGRAM_VIEW_WITHOUT, -1, target->at);
    if (target->clock >= 0 && target->clock != target->line)
        return program_view_for(c, line, PROGRAM_VIEW_MARK, target->clock, target->at);
    return NULL;
}

/* Finds or makes the view that a target needs.  The subject is its index yet; see
 * number_views(). */
static void compile_view(const struct compiler *c, const struct scenario_target *target,
                         struct program_measured *measured)
{
    *measured = (struct program_measured){ .subject = -1, .slot = -1, .journey = -1 };
    if (target->journey >= 0 || target->line < 0)
        return;
    const int line = c->program->stages[target->line].line;
    const struct program_view *view = target_view(c, target, line);
    measured->subject = view == NULL ? line
                                     : c->program->line_count + c->program->stream_count
                                           + (int) (view - c->program->views);
}

/* Each view knows its subject and the next view of its line. */
static void number_views(struct program *p)
{
    for (int i = 0; i < p->view_count; i++)
        p->views[i].subject = p->line_count + p->stream_count + i;
    p->subject_count = p->line_count + p->stream_count + p->view_count;
    for (int l = 0; l < p->line_count; l++)
        p->lines[l].first_view = -1;
    for (int i = p->view_count - 1; i >= 0; i--) {
        struct program_line *line = &p->lines[p->views[i].line];
        p->views[i].next = line->first_view;
        line->first_view = i;
        line->is_viewed = true;
    }
}

/* Finds or makes the slots or the journey that a target counts in. */
static void compile_target(const struct compiler *c,
                           const struct scenario_target *target,
                           struct program_measured *measured)
{
    if (target->journey >= 0) {
        measured->journey = journey_for(c, target);
        return;
    }
    const int subject = measured->subject;
    if (subject < 0)
        return;
    if (target->grade != SCENARIO_ANSWERED_WITHIN) {
        measured->slot = target_slot(c, target, subject, PROGRAM_SLOT_HUNG_UP_AFTER,
                                     target->hung_up_after_s);
        return;
    }
    measured->slot =
        target_slot(c, target, subject, PROGRAM_SLOT_ANSWERED_WITHIN, target->within_s);
    measured->has_ceiling = subject >= c->program->line_count;
    if (target->of == SCENARIO_OF_OFFERED_LESS_SHORT)
        target_slot(c, target, subject, PROGRAM_SLOT_HUNG_UP_AFTER,
                    target->hung_up_after_s);
}

static bool has_options_by_hour(const struct program *p, const struct program_stage *s)
{
    for (int i = 0; i < s->way_count; i++)
        if (p->ways[s->first_way + i].open != NULL)
            return true;
    return false;
}

bool program_compile(const struct scenario *scenario, struct sim_diag *diag,
                     struct program *out, struct program_measured *measured)
{
    const size_t errors = diag->errors;
    *out = (struct program){ 0 };
    const struct compiler c = { .scenario = scenario, .program = out, .diag = diag };
    calendar_init(&out->calendar, scenario->period, scenario->warm_up_s);
    staffing_compile(scenario, &out->calendar, &out->staffing);
    program_make_room(&c);
    compile_stages(&c);
    program_compile_redials(&c);
    program_compile_outages(&c);
    compile_teams(&c);
    compile_lines(&c);
    compile_streams(&c);
    program_compile_specials(&c);
    for (int i = 0; i < scenario->target_count; i++)
        compile_view(&c, &scenario->targets[i], &measured[i]);
    number_views(out);
    out->slots =
        sim_mem_array((size_t) out->subject_count * PROGRAM_SLOTS, sizeof *out->slots);
    out->left = scenario_stage_index(scenario, "left");
    out->journeys = sim_mem_array(PROGRAM_JOURNEYS, sizeof *out->journeys);
    for (int i = 0; i < scenario->target_count; i++)
        compile_target(&c, &scenario->targets[i], &measured[i]);
    for (int i = 0; i < out->stage_count; i++) {
        struct program_stage *stage = &out->stages[i];
        stage->watched = stage->open != NULL || stage->cap >= 0 || stage->mark >= 0
                         || stage->out_of != 0 || stage->outages != 0;
        stage->plain = stage->kind != SCENARIO_LINE && stage->kind != SCENARIO_END
                       && stage->open == NULL && stage->cap < 0 && stage->outages == 0
                       && !has_options_by_hour(out, stage);
    }
    if (diag->errors == errors)
        return true;
    program_done(out);
    return false;
}

void program_done(struct program *program)
{
    if (program == NULL)
        return;
    calendar_done(&program->calendar);
    staffing_done(&program->staffing);
    for (int i = 0; i < program->stage_count; i++)
        free(program->stages[i].open);
    for (int i = 0; i < program->line_count && program->lines != NULL; i++) {
        if (program->lines[i].special != NULL)
            free(program->lines[i].special->handling_of);
        free(program->lines[i].special);
        free(program->lines[i].talk_factor);
        free(program->lines[i].wrap_up_factor);
        free(program->lines[i].patience_factor);
    }
    for (int i = 0; i < program->way_count && program->ways != NULL; i++)
        free(program->ways[i].open);
    for (int i = 0; i < program->outage_count && program->outages != NULL; i++)
        free(program->outages[i].planned);
    free(program->stages);
    free(program->ways);
    free(program->views);
    free(program->outages);
    free(program->redials);
    free(program->rows);
    free(program->handlings);
    free(program->lines);
    free(program->servers);
    free(program->teams);
    free(program->services);
    free(program->streams);
    free(program->journeys);
    free(program->slots);
    free(program->rates);
    *program = (struct program){ 0 };
}
