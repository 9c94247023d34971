#include "tests/world_script.h"

#include <stdlib.h>
#include <string.h>

#include "model/world/state.h"
#include "sim/mem.h"
#include "tests/build_scenario.h"
#include "tests/near.h"

struct told {
    struct world_event event;
    size_t order;
};

struct heard {
    struct told *told; /* owned */
    size_t count, capacity;
};

static void hear(void *to, const struct world_event *event)
{
    struct heard *heard = to;
    if (event->what == WORLD_ENTERS)
        return;
    heard->told = sim_mem_grow(heard->told, &heard->capacity, heard->count + 1,
                               sizeof *heard->told);
    heard->told[heard->count] = (struct told){ *event, heard->count };
    heard->count++;
}

static int by_time_and_call(const void *left, const void *right)
{
    const struct told *a = left, *b = right;
    if (a->event.at_s != b->event.at_s)
        return a->event.at_s < b->event.at_s ? -1 : 1;
    if (a->event.call != b->event.call)
        return a->event.call < b->event.call ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static char *line_of(const struct scenario *scenario, const struct world_event *e)
{
    const char *stage = scenario->stages[e->place].name;
    const int call = (int) e->call;
    switch (e->what) {
    case WORLD_WAITS:
        return sim_mem_print("%.8g #%d waits %s\n", e->at_s, call, stage);
    case WORLD_ANSWERED:
        return sim_mem_print("%.8g #%d answered %s by %s after %.8g\n", e->at_s, call,
                             stage, scenario->teams[e->team].name, e->wait_s);
    case WORLD_HANGS_UP:
        return sim_mem_print("%.8g #%d hangs up %s after %.8g\n", e->at_s, call, stage,
                             e->wait_s);
    case WORLD_CLOSED:
        return sim_mem_print("%.8g #%d turned away from %s\n", e->at_s, call, stage);
    case WORLD_ENDS:
        return sim_mem_print("%.8g #%d ends %s\n", e->at_s, call, stage);
    case WORLD_CUT_OFF:
        return sim_mem_print("%.8g #%d cut off from %s\n", e->at_s, call, stage);
    case WORLD_OFFERED:
        return sim_mem_print("%.8g #%d wants a call-back %s\n", e->at_s, call, stage);
    case WORLD_DIALLED:
        return sim_mem_print("%.8g #%d rung in vain %s by %s\n", e->at_s, call, stage,
                             scenario->teams[e->team].name);
    case WORLD_GIVEN_UP:
        return sim_mem_print("%.8g #%d not reached %s\n", e->at_s, call, stage);
    case WORLD_OVERFLOWS:
        return sim_mem_print("%.8g #%d overflows %s after %.8g\n", e->at_s, call, stage,
                             e->wait_s);
    case WORLD_STOPPED:
        return sim_mem_print("%.8g #%d stopped %s by %s\n", e->at_s, call, stage,
                             scenario->teams[e->team].name);
    case WORLD_RESUMED:
        return sim_mem_print("%.8g #%d resumed %s by %s\n", e->at_s, call, stage,
                             scenario->teams[e->team].name);
    case WORLD_AGAIN:
        return sim_mem_print("%.8g #%d will call again %s\n", e->at_s, call, stage);
    case WORLD_ENTERS:
        break;
    }
    return sim_mem_text("");
}

static char *text_of(const struct scenario *scenario, struct heard *heard)
{
    qsort(heard->told, heard->count, sizeof *heard->told, by_time_and_call);
    char *text = sim_mem_text("");
    for (size_t i = 0; i < heard->count; i++) {
        char *line = line_of(scenario, &heard->told[i].event);
        char *longer = sim_mem_print("%s%s", text, line);
        free(line);
        free(text);
        text = longer;
    }
    return text;
}

/* The quarter hours up to the last call's one by one, each given its calls; the world
 * then goes on by itself. */
static void play(struct world *w, const struct script_call *calls, int count)
{
    int next = 0;
    while (next < count) {
        struct arrivals *arrivals = &w->arrivals;
        arrivals->list = sim_mem_grow(arrivals->list, &arrivals->list_capacity,
                                      (size_t) count, sizeof *arrivals->list);
        arrivals->count = 0;
        const double end_s = (w->quarter + 1) * (double) CALENDAR_QUARTER_S;
        for (; next < count && calls[next].at_s < end_s; next++)
            arrivals->list[arrivals->count++] = (struct arrival){
                .at_s = calls[next].at_s,
                .key = (uint64_t) next,
                .stream = (uint32_t) calls[next].stream,
            };
        world_begin_quarter(w);
        world_run_quarter(w);
        w->quarter++;
    }
    assert_true(w->quarter <= w->program->calendar.to);
    world_finish(w);
}

void script_run(const struct scenario *scenario, const struct script_call *calls,
                int count, struct script *out)
{
    *out = (struct script){ 0 };
    out->program = build_program(scenario, out->measured);
    tally_init(&out->tally, &out->program);
    struct heard heard = { 0 };
    struct world *w = world_new(&out->program);
    world_trace(w, hear, &heard);
    world_start(w, 1, 0, &out->tally);
    play(w, calls, count);
    out->text = text_of(scenario, &heard);
    free(heard.told);
    world_free(w);
}

void script_done(struct script *script)
{
    tally_done(&script->tally);
    program_done(&script->program);
    free(script->text);
}

struct tally_cell script_sum(const struct script *script, int subject)
{
    struct tally_cell sum = { 0 };
    for (int q = 0; q <= script->tally.quarters; q++) {
        const struct tally_cell *cell = tally_at(&script->tally, q, subject);
        sum.offered += cell->offered;
        sum.answered += cell->answered;
        sum.abandoned += cell->abandoned;
        sum.left += cell->left;
        sum.still += cell->still;
        sum.presented += cell->presented;
        for (int i = 0; i < PROGRAM_SLOTS; i++)
            sum.slot[i] += cell->slot[i];
        sum.wait_s += cell->wait_s;
        sum.wait2_s2 += cell->wait2_s2;
        sum.lost_wait_s += cell->lost_wait_s;
        sum.queue_s += cell->queue_s;
        sum.longest_s = fmax(sum.longest_s, cell->longest_s);
    }
    return sum;
}

/* A copy without the blanks at the start of each line. */
static char *flush_left(const char *text)
{
    char *out = sim_mem_text(text), *to = out;
    bool starts = true;
    for (; *text != '\0'; text++) {
        if (starts && *text == ' ')
            continue;
        starts = *text == '\n';
        *to++ = *text;
    }
    *to = '\0';
    return out;
}

void script_compare(const char *got, const char *want, const char *file, int line)
{
    char *wanted = flush_left(want);
    if (strcmp(got, wanted) != 0) {
        print_error("got:\n%swant:\n%s", got, wanted);
        free(wanted);
        _fail(file, line);
    }
    free(wanted);
}

const struct tally_team *script_team(const struct script *script, int quarter)
{
    return &script->tally.staffed[quarter * script->tally.teams];
}

struct desk desk_new(int people)
{
    const int32_t new_year_2022 = 18993;
    struct desk d;
    build_init(&d.scenario, new_year_2022, 1);
    d.line = build_line(&d.scenario, "desk", build_fixed(60.0));
    d.resolved = build_stage(&d.scenario, SCENARIO_END, "resolved");
    build_way(&d.scenario, d.line,
              (struct build_way){ .share = 1, .next = d.resolved });
    build_stream(&d.scenario, "public", d.line, 0.0);
    d.team = build_team(&d.scenario, "day");
    build_serves(&d.scenario, d.team, (struct build_serves){ .line = d.line });
    if (people > 0)
        build_shift(&d.scenario, d.team, people, 0, BUILD_DAY_MIN);
    return d;
}

int desk_add_line(struct desk *desk, const char *name, double talk_s)
{
    struct scenario *s = &desk->scenario;
    const int line = build_line(s, name, build_fixed(talk_s));
    build_way(s, line, (struct build_way){ .share = 1, .next = desk->resolved });
    build_stream(s, name, line, 0.0);
    return line;
}

void desk_set_patience(struct desk *desk, double time_s)
{
    struct scenario_stage *line = &desk->scenario.stages[desk->line];
    line->patient = false;
    line->patience = build_fixed(time_s);
}

void desk_done(struct desk *desk, struct script *script)
{
    assert_near(script->tally.waited_s, script->tally.queued_s, 1e-12);
    script_done(script);
    scenario_done(&desk->scenario);
}
