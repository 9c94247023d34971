#include "model/measure/balance_flow.h"

#include "sim/mem.h"

/* What the identities are made of; all counts are below 2^53, so sums are exact. */
struct flow {
    const struct scenario *scenario;
    const struct program *program;
    const struct tally *tally;
    /* Journeys by their end. */
    double begun, done, abandoned, still; /* done: answered or left */
    double sent[SCENARIO_MOST_STAGES];    /* to a stage, whether they enter it or not */
};

static void find_ends(struct flow *f, const struct digest *digest)
{
    const int lines = f->program->line_count;
    for (int s = lines; s < lines + f->program->stream_count; s++) {
        const double *const sums = digest->cells[s].sums;
        f->begun += sums[MEASURE_Q_OFFERED];
        f->done += sums[MEASURE_Q_ANSWERED] + sums[MEASURE_Q_LEFT];
        f->abandoned += sums[MEASURE_Q_ABANDONED];
        f->still += sums[MEASURE_Q_STILL];
        f->sent[f->program->streams[s - lines].enters] += sums[MEASURE_Q_OFFERED];
    }
}

static double moved(const struct flow *f, int stage, enum tally_move move)
{
    return (double) f->tally->moved[stage][move];
}

static double taken(const struct flow *f, const struct program_stage *stage)
{
    double total = 0.0;
    for (int w = stage->first_way; w < stage->first_way + stage->way_count; w++)
        total += (double) f->tally->flow[w];
    return total;
}

/* ---- redials ---- */

/* Those who took a way of a redial, by what it was; `lost` is part of `ended`. */
struct redialled {
    double all, ended, lost, attempts; /* attempts: begin a new one */
};

static bool is_dialled(const struct program *program, int stage)
{
    const int line = program->stages[stage].line;
    return line >= 0 && program->lines[line].special != NULL
           && program->lines[line].special->is_dialled;
}

static struct redialled redialled(const struct flow *f, int index)
{
    struct redialled sum = { 0 };
    if (index < 0)
        return sum;
    const struct program_redial *const redial = &f->program->redials[index];
    const struct program_row *const rows = &f->program->rows[redial->first_row];
    const int first = rows[0].first_way;
    const struct program_row *const last = &rows[redial->row_count - 1];
    for (int w = first; w < last->first_way + last->way_count; w++) {
        const struct program_way *const way = &f->program->ways[w];
        const double count = (double) f->tally->flow[w];
        sum.all += count;
        sum.ended += way->ends ? count : 0.0;
        sum.lost += way->next < 0 ? count : 0.0;
        sum.attempts += !way->ends && !is_dialled(f->program, way->next) ? count : 0.0;
    }
    return sum;
}

static double came_again(const struct flow *f, const struct program_line *line)
{
    return line->special == NULL || line->special->again_way < 0
               ? 0.0
               : (double) f->tally->flow[line->special->again_way];
}

/* ---- into stages ---- */

static void send_ways(struct flow *f)
{
    const struct program *const p = f->program;
    for (int w = 0; w < p->way_count; w++) {
        const double shut = (double) f->tally->shut[w];
        if (p->ways[w].next < 0 || p->ways[w].hangs_up)
            continue; /* lost, or goes by a redial */
        f->sent[p->ways[w].next] += (double) f->tally->flow[w] - shut;
        if (shut > 0.0)
            f->sent[p->ways[w].closed_to] += shut;
    }
}

static void send_elsewhere(struct flow *f)
{
    const struct program *const p = f->program;
    for (int s = 0; s < p->stage_count; s++) {
        const struct program_stage *const stage = &p->stages[s];
        const struct program_special *const special =
            stage->line < 0 ? NULL : p->lines[stage->line].special;
        const int to[TALLY_MOVES] = {
            [TALLY_FULL] = stage->then_to,
            [TALLY_CLOSED] = stage->closed_to,
            [TALLY_DOWN] = -1, /* by the redial of the outage */
            [TALLY_CUT_OFF] = -1,
            [TALLY_OVERFLOW] = special == NULL ? -1 : special->overflow_to,
            [TALLY_GIVEN_UP] = special == NULL ? -1 : special->dial.then_to,
        };
        for (int m = 0; m < TALLY_MOVES; m++)
            if (to[m] >= 0)
                f->sent[to[m]] += moved(f, s, (enum tally_move) m);
        if (stage->kind == SCENARIO_MENU && stage->redial >= 0)
            f->sent[p->left] += redialled(f, stage->redial).lost;
    }
}

/* Who is sent to a stage and neither enters it nor is turned away is under way. */
static char *inflow_fault(const struct flow *f)
{
    for (int s = 0; s < f->program->stage_count; s++) {
        const double excess = f->sent[s] - (double) f->tally->entered[s]
                              - moved(f, s, TALLY_FULL) - moved(f, s, TALLY_CLOSED)
                              - moved(f, s, TALLY_DOWN);
        if (excess < 0.0 || excess > f->still)
            return sim_mem_print("stage \"%s\": %.0f more callers are sent there than "
                                 "enter, %.0f are still under way",
                                 f->scenario->stages[s].name, excess, f->still);
    }
    return NULL;
}

/* ---- out of stages ---- */

/* Who hangs up in a menu takes one of the ways of its redial. */
static bool is_menu_sound(const struct flow *f, const struct program_stage *stage)
{
    double hung_up = 0.0;
    for (int w = stage->first_way; w < stage->first_way + stage->way_count; w++)
        hung_up += f->program->ways[w].hangs_up ? (double) f->tally->flow[w] : 0.0;
    const double gone = redialled(f, stage->redial).all;
    return stage->kind == SCENARIO_LINE || hung_up == gone;
}

static char *stage_fault(const struct flow *f, int index)
{
    const struct program_stage *const stage = &f->program->stages[index];
    const double entered = (double) f->tally->entered[index];
    if (stage->kind == SCENARIO_LINE || stage->kind == SCENARIO_END)
        return NULL;
    if (entered != taken(f, stage))
        return sim_mem_print("stage \"%s\": %.0f callers enter, %.0f take one of its "
                             "ways",
                             f->scenario->stages[index].name, entered, taken(f, stage));
    if (!is_menu_sound(f, stage))
        return sim_mem_print("stage \"%s\": those who hang up and those who then go "
                             "somewhere or nowhere are not the same number",
                             f->scenario->stages[index].name);
    return NULL;
}

/* Who neither was answered nor left, of those who entered a line: they hung up there
 * or are still there. */
static double unanswered(const struct flow *f, const struct program_line *line)
{
    return (double) f->tally->entered[line->stage]
           - taken(f, &f->program->stages[line->stage]) - came_again(f, line)
           - moved(f, line->stage, TALLY_CUT_OFF)
           - moved(f, line->stage, TALLY_OVERFLOW)
           - moved(f, line->stage, TALLY_GIVEN_UP);
}

/* Of lines with a redial each hang-up is seen; the others only have those of journeys
 * that ended so. */
static char *line_fault(const struct flow *f)
{
    double hung_up = -f->abandoned;
    for (int l = 0; l < f->program->line_count; l++) {
        const struct program_line *const line = &f->program->lines[l];
        const int redial = f->program->stages[line->stage].redial;
        const struct redialled gone = redialled(f, redial);
        const double waiting = unanswered(f, line) - gone.all;
        if (redial >= 0 && (waiting < 0.0 || waiting > f->still))
            return sim_mem_print("line \"%s\": %.0f callers neither were answered nor "
                                 "hung up nor left, %.0f are still under way",
                                 f->scenario->stages[line->stage].name, waiting,
                                 f->still);
        hung_up += redial >= 0 ? gone.ended : unanswered(f, line);
    }
    if (hung_up < 0.0 || hung_up > f->still)
        return sim_mem_print("lines: %.0f callers who entered neither were answered "
                             "nor hung up nor left, %.0f are still under way",
                             hung_up, f->still);
    return NULL;
}

/* Journeys that ended when they were cut off, without reaching an end.  -1: more took a
 * way of a redial than can have, or fewer.  (Which of a stage's outages cuts off is not
 * counted, so where one has a redial and another has none there is room between.) */
static double lost_by_outages(const struct flow *f)
{
    uint32_t with_redial = 0;
    double cut_off = 0.0, least = 0.0, most = 0.0, redial = 0.0, lost = 0.0;
    for (int o = 0; o < f->program->outage_count; o++) {
        const struct redialled gone = redialled(f, f->program->outages[o].redial);
        with_redial |= (uint32_t) (f->program->outages[o].redial >= 0) << o;
        redial += gone.all;
        lost += gone.lost;
    }
    for (int s = 0; s < f->program->stage_count; s++) {
        const uint32_t outages = f->program->stages[s].outages;
        const double here = moved(f, s, TALLY_DOWN) + moved(f, s, TALLY_CUT_OFF);
        cut_off += here;
        least += (outages & ~with_redial) == 0 ? here : 0.0;
        most += (outages & with_redial) != 0 ? here : 0.0;
    }
    return redial < least || redial > most ? -1.0 : cut_off - redial + lost;
}

/* Every end of a journey has been counted once: at an end, or lost by an outage; who
 * hung up in a line and so came to an end counts as abandoned. */
static char *end_fault(const struct flow *f)
{
    const struct program *const p = f->program;
    const double lost = lost_by_outages(f);
    double ended = lost, elsewhere = 0.0;
    if (lost < 0.0)
        return sim_mem_text("outages: not as many callers were cut off as then went "
                            "somewhere or nowhere");
    for (int s = 0; s < p->stage_count; s++) {
        const double entered =
            p->stages[s].kind == SCENARIO_END ? (double) f->tally->entered[s] : 0.0;
        ended += entered;
        elsewhere += s != p->left ? entered : 0.0;
    }
    for (int l = 0; l < p->line_count; l++) {
        const struct redialled gone = redialled(f, p->stages[p->lines[l].stage].redial);
        ended -= gone.ended - gone.lost;
    }
    if (ended != f->done)
        return sim_mem_print("%.0f callers reach an end, %.0f are counted as answered "
                             "or left",
                             ended, f->done);
    double resolved = 0.0;
    const struct calendar *const c = &p->calendar;
    for (int q = c->from; f->tally->more != NULL && q < c->to; q++)
        for (int i = 0; i < p->stream_count; i++)
            resolved += tally_more_at(f->tally, q, p->line_count + i)->resolved;
    if (f->tally->more != NULL && resolved != elsewhere)
        return sim_mem_print("%.0f journeys end elsewhere than at \"left\", %.0f are "
                             "counted as resolved",
                             elsewhere, resolved);
    return NULL;
}

/* Every attempt but the first began by a way. */
static char *attempt_fault(const struct flow *f)
{
    const struct program *const p = f->program;
    double begun = f->begun, counted = 0.0;
    for (int i = 0; i < p->redial_count; i++)
        begun += redialled(f, i).attempts;
    for (int l = 0; l < p->line_count; l++)
        begun += came_again(f, &p->lines[l]);
    for (int q = p->calendar.from; q < p->calendar.to; q++)
        for (int i = 0; i < p->stream_count; i++)
            counted += tally_more_at(f->tally, q, p->line_count + i)->attempts;
    if (begun == counted)
        return NULL;
    return sim_mem_print("%.0f attempts begin, %.0f are counted", begun, counted);
}

char *balance_flow_fault(const struct scenario *scenario, const struct program *program,
                         const struct tally *tally, const struct digest *digest)
{
    struct flow flow = { .scenario = scenario, .program = program, .tally = tally };
    find_ends(&flow, digest);
    send_ways(&flow);
    send_elsewhere(&flow);
    char *fault = inflow_fault(&flow);
    for (int s = 0; fault == NULL && s < program->stage_count; s++)
        fault = stage_fault(&flow, s);
    if (fault == NULL)
        fault = line_fault(&flow);
    if (fault == NULL)
        fault = end_fault(&flow);
    if (fault == NULL && tally->more != NULL)
        fault = attempt_fault(&flow);
    return fault;
}
