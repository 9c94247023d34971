/* What only some lines have: see model/world/program.h. */
#include <stdlib.h>

#include "model/world/program_parts.h"
#include "sim/ends.h"
#include "sim/mem.h"

static int redial_ways(const struct scenario_redial *redial)
{
    int ways = 0;
    for (int r = 0; r < redial->row_count; r++)
        ways += redial->rows[r].way_count + 1; /* and those who are lost */
    return ways;
}

void program_make_room(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    int ways = 0, rows = 0, redials = 0, handlings = 0;
    for (int i = 0; i < s->stage_count; i++) {
        const struct scenario_stage *stage = &s->stages[i];
        ways += stage->way_count + redial_ways(&stage->redial)
                + (int) stage->calls_again.given;
        rows += stage->redial.row_count;
        redials += stage->redial.row_count > 0;
        handlings += stage->handling_count + stage->way_count;
    }
    for (int i = 0; i < s->outage_count; i++) {
        ways += redial_ways(&s->outages[i].redial);
        rows += s->outages[i].redial.row_count;
        redials += s->outages[i].redial.row_count > 0;
    }
    struct program *p = c->program;
    p->ways = sim_mem_array(ways, sizeof *p->ways);
    p->rows = sim_mem_array(rows, sizeof *p->rows);
    p->redials = sim_mem_array(redials, sizeof *p->redials);
    p->handlings = sim_mem_array(handlings, sizeof *p->handlings);
    p->views = sim_mem_array((size_t) PROGRAM_MOST_VIEWS, sizeof *p->views);
}

int program_handling(struct program *program, bool has_talk,
                     const struct sim_dist *talk, bool has_wrap_up,
                     const struct sim_dist *wrap_up)
{
    if (!has_talk && !has_wrap_up)
        return -1;
    program->handlings[program->handling_count] =
        (struct program_handling){ .has_talk = has_talk,
                                   .has_wrap_up = has_wrap_up,
                                   .talk = *talk,
                                   .wrap_up = *wrap_up };
    return program->handling_count++;
}

/* ---- redials ---- */

static void add_row(const struct compiler *c, const struct scenario_redial_row *from)
{
    struct program *p = c->program;
    p->rows[p->row_count++] = (struct program_row){ .first_way = p->way_count,
                                                    .way_count = from->way_count + 1 };
    double up_to = 0.0;
    for (int i = 0; i < from->way_count; i++) {
        const int next = from->ways[i].next;
        up_to += from->ways[i].share;
        p->ways[p->way_count++] = (struct program_way){
            /* Shares that add up to 1 but for rounding lose nobody. */
            .up_to = up_to > 1.0 - 1e-9 ? 2.0 : up_to,
            .next = next,
            .ends = c->scenario->stages[next].kind == SCENARIO_END,
            .handling = -1,
        };
    }
    p->ways[p->way_count++] =
        (struct program_way){ .up_to = 2.0, .next = -1, .ends = true, .handling = -1 };
}

static int add_redial(const struct compiler *c, const struct scenario_redial *from)
{
    struct program *p = c->program;
    if (from->row_count == 0)
        return -1;
    p->has_special = true;
    p->redials[p->redial_count] =
        (struct program_redial){ .first_row = p->row_count,
                                 .row_count = from->row_count,
                                 .after = from->after,
                                 .attempts_at_most = from->attempts_at_most };
    for (int r = 0; r < from->row_count; r++)
        add_row(c, &from->rows[r]);
    return p->redial_count++;
}

void program_compile_redials(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    for (int i = 0; i < s->stage_count; i++)
        c->program->stages[i].redial = add_redial(c, &s->stages[i].redial);
}

/* ---- outages ---- */

void program_compile_outages(const struct compiler *c)
{
    const struct scenario *s = c->scenario;
    struct program *p = c->program;
    const double quarters_a_month = 30.4375 * 96.0;
    p->outages = sim_mem_array(s->outage_count, sizeof *p->outages);
    p->outage_count = s->outage_count;
    p->has_special |= s->outage_count > 0;
    for (int o = 0; o < s->outage_count; o++) {
        const struct scenario_outage *from = &s->outages[o];
        struct program_outage *to = &p->outages[o];
        *to =
            (struct program_outage){ .per_quarter = from->per_month / quarters_a_month,
                                     .lasts = from->lasts,
                                     .redial = add_redial(c, &from->redial) };
        if (from->planned) {
            to->planned = sim_mem_array(p->calendar.quarters, sizeof *to->planned);
            for (int q = 0; q < p->calendar.quarters; q++)
                to->planned[q] = calendar_in_window(&p->calendar, q, &from->window);
        }
        for (int i = 0; i < from->stage_count; i++)
            p->stages[from->stages[i]].outages |= 1u << o;
    }
}

/* ---- views ---- */

/* The mark that starts at a stage, made if need be; -1 when there are too many. */
static int mark_at(struct program *p, int stage)
{
    int marks = 0;
    for (int i = 0; i < p->stage_count; i++)
        marks += p->stages[i].mark >= 0;
    if (p->stages[stage].mark < 0 && marks < PROGRAM_MARKS)
        p->stages[stage].mark = marks;
    return p->stages[stage].mark;
}

struct program_view *program_view_for(const struct compiler *c, int line,
                                      enum program_view_kind kind, int stage,
                                      struct sim_where at)
{
    struct program *p = c->program;
    for (int i = 0; i < p->view_count; i++)
        if (p->views[i].line == line && p->views[i].kind == kind
            && p->views[i].stage == stage)
            return &p->views[i];
    const int mark = kind == PROGRAM_VIEW_MARK ? mark_at(p, stage) : -1;
    if (kind == PROGRAM_VIEW_MARK && mark < 0) {
        sim_diag_error(c->diag, at,
                       "at most %d stages may start a clock (%s is one more)",
                       PROGRAM_MARKS, c->scenario->stages[stage].name);
        return NULL;
    }
    p->views[p->view_count] = (struct program_view){
        .kind = kind, .line = line, .mark = mark, .stage = stage
    };
    return &p->views[p->view_count++];
}

static void views_of_line(const struct compiler *c, int line,
                          const struct scenario_stage *stage)
{
    if (stage->counted_from >= 0)
        program_view_for(c, line, PROGRAM_VIEW_MARK, stage->counted_from, stage->at);
    if (!stage->call_back.given)
        return;
    program_view_for(c, line, PROGRAM_VIEW_OFFER, -1, stage->at);
    program_view_for(c, line, PROGRAM_VIEW_WITHOUT, -1, stage->at);
}

/* ---- lines ---- */

static struct program_dial dial_of(const struct scenario_dial *from)
{
    return (struct program_dial){ .set_up = from->set_up,
                                  .no_answer = from->no_answer,
                                  .reached = from->reached,
                                  .try_again_after_s = from->try_again_after_s,
                                  .tries_at_most = from->tries_at_most,
                                  .then_to = from->then_to };
}

static void add_calls_again(const struct compiler *c,
                            const struct scenario_calls_again *from,
                            struct program_special *to)
{
    struct program *p = c->program;
    to->again_way = -1;
    if (!from->given)
        return;
    to->again_way = p->way_count;
    p->ways[p->way_count++] =
        (struct program_way){ .up_to = 2.0, .next = from->to, .handling = -1 };
    to->again_share = from->share;
    to->again_more_a_s = from->more > 0.0 ? from->more / from->per_s : 0.0;
    to->again_at_most = from->at_most;
    to->again_after = from->after;
    to->again_attempts = from->attempts_at_most;
}

static int *handling_of(const struct compiler *c, const struct scenario_stage *from)
{
    if (from->handling_count == 0)
        return NULL;
    int *of = sim_mem_array(c->scenario->stream_count, sizeof *of);
    for (int i = 0; i < c->scenario->stream_count; i++)
        of[i] = -1;
    for (int i = 0; i < from->handling_count; i++) {
        const struct scenario_handling *own = &from->handling[i];
        of[own->stream] = program_handling(c->program, own->has_talk, &own->talk,
                                           own->has_wrap_up, &own->wrap_up);
    }
    return of;
}

static uint32_t may_interrupt(const struct compiler *c, int stage)
{
    const struct scenario *s = c->scenario;
    uint32_t lines = 0;
    for (int i = 0; i < s->stage_count; i++)
        for (int k = 0; k < s->stages[i].yields_to_count; k++)
            if (s->stages[i].yields_to[k] == stage)
                lines |= 1u << c->program->stages[i].line;
    return lines;
}

/* A line that nothing is special about has no special. */
static bool is_special(const struct compiler *c, const struct program_line *line,
                       const struct scenario_stage *from)
{
    bool own_laws = from->handling_count > 0;
    for (int i = 0; i < from->way_count; i++)
        own_laws |= from->ways[i].has_talk || from->ways[i].has_wrap_up;
    for (int i = 0; i < line->server_count; i++)
        own_laws |= c->program->teams[c->program->servers[line->first_server + i].team]
                        .talk_times
                    != 1.0;
    return own_laws || from->redial.row_count > 0 || from->dial.given
           || from->call_back.given || from->calls_again.given || from->overflow.given
           || from->talk_grows.given || from->yields_to_count > 0 || from->at_a_time > 1
           || c->program->stages[line->stage].outages != 0
           || may_interrupt(c, line->stage) != 0;
}

static void compile_special(const struct compiler *c, int index)
{
    struct program *p = c->program;
    struct program_line *line = &p->lines[index];
    const struct scenario_stage *from = &c->scenario->stages[line->stage];
    struct program_special *to = sim_mem_array(1, sizeof *to);
    line->special = to;
    p->has_special = true;
    const double never = SIM_NEVER;
    *to = (struct program_special){
        .is_dialled = from->dial.given && !from->call_back.given,
        .offers = from->call_back.given,
        .offered_after_s =
            from->call_back.given && from->call_back.offered_after_s >= 0.0
                ? from->call_back.offered_after_s
                : never,
        .offered_above_s =
            from->call_back.given && from->call_back.offered_above_s >= 0.0
                ? from->call_back.offered_above_s
                : never,
        .accepted = from->call_back.accepted,
        .dial = dial_of(&from->dial),
        .overflow_after_s = from->overflow.given ? from->overflow.after_s : never,
        .overflow_to = from->overflow.to,
        .handling_of = handling_of(c, from),
        .interrupts = may_interrupt(c, line->stage),
        .yields = from->yields_to_count > 0,
        .at_a_time = from->at_a_time,
    };
    if (from->talk_grows.given) {
        to->talk_more_a_s = from->talk_grows.more / from->talk_grows.per_s;
        to->talk_at_most = from->talk_grows.at_most;
    }
    add_calls_again(c, &from->calls_again, to);
}

/* Work that a line may interrupt counts as free for it. */
static void compile_yielding(struct program *p)
{
    for (int l = 0; l < p->line_count; l++) {
        const struct program_line *line = &p->lines[l];
        const uint32_t lines = line->special == NULL ? 0 : line->special->interrupts;
        for (int i = 0; i < line->server_count; i++) {
            struct program_server *server = &p->servers[line->first_server + i];
            struct program_team *team = &p->teams[server->team];
            server->yielding = lines & team->lines;
            team->yields |= server->yielding != 0;
            for (int k = 0; k < team->service_count; k++) {
                struct program_service *service = &p->services[team->first_service + k];
                if (service->line == l)
                    service->yielding = server->yielding;
            }
        }
    }
}

void program_compile_specials(const struct compiler *c)
{
    struct program *p = c->program;
    for (int l = 0; l < p->line_count; l++) {
        const struct scenario_stage *stage = &c->scenario->stages[p->lines[l].stage];
        if (is_special(c, &p->lines[l], stage))
            compile_special(c, l);
        views_of_line(c, l, stage);
    }
    compile_yielding(p);
}
