#include "model/measure/balance.h"

#include <math.h>

#include "sim/mem.h"

/* Both sums are of millions of terms of either sign; see tally_close(). */
static const double LITTLE_TOLERANCE = 1e-9;

static const char *subject_name(const struct scenario *scenario,
                                const struct program *program, int subject)
{
    const int queues = program->line_count + program->stream_count;
    const int line = subject < program->line_count ? subject
                     : subject >= queues ? program->views[subject - queues].line
                                         : -1;
    return line >= 0 ? scenario->stages[program->lines[line].stage].name
                     : scenario->streams[subject - program->line_count].name;
}

static const char *subject_kind(const struct program *program, int subject)
{
    return subject < program->line_count                           ? "line"
           : subject < program->line_count + program->stream_count ? "stream"
                                                                   : "clock of line";
}

static char *cell_fault(const struct scenario *scenario, const struct program *program,
                        const struct tally *tally, const struct digest *digest)
{
    if (digest->unbalanced < 0)
        return NULL;
    const int quarter = (int) (digest->unbalanced / tally->subjects);
    const int subject = (int) (digest->unbalanced % tally->subjects);
    const struct tally_cell *const cell = tally_at(tally, quarter, subject);
    char when[CALENDAR_LABEL] = "after the last quarter hour";
    if (quarter < tally->quarters)
        calendar_quarter_label(&program->calendar, quarter, when);
    return sim_mem_print(
        "%s \"%s\", %s: offered %u is not answered %u + abandoned %u + "
        "left %u + still there %u",
        subject_kind(program, subject), subject_name(scenario, program, subject), when,
        cell->offered, cell->answered, cell->abandoned, cell->left, cell->still);
}

static char *little_fault(const struct tally *tally)
{
    const double off_s = fabs(tally->waited_s - tally->queued_s);
    if (off_s <= LITTLE_TOLERANCE * (1.0 + fabs(tally->waited_s)))
        return NULL;
    return sim_mem_print("the waits add up to %.6f s, the area under the queues to "
                         "%.6f s (Little's law)",
                         tally->waited_s, tally->queued_s);
}

/* ---- flow ---- */

/* Journeys of the period by their end. */
struct ends {
    double begun, done, abandoned, still; /* done: answered or left */
};

static struct ends ends_of(const struct program *program, const struct digest *digest)
{
    struct ends ends = { 0 };
    for (int s = program->line_count; s < program->line_count + program->stream_count;
         s++) {
        const double *const sums = digest->cells[s].sums;
        ends.begun += sums[MEASURE_Q_OFFERED];
        ends.done += sums[MEASURE_Q_ANSWERED] + sums[MEASURE_Q_LEFT];
        ends.abandoned += sums[MEASURE_Q_ABANDONED];
        ends.still += sums[MEASURE_Q_STILL];
    }
    return ends;
}

static double taken(const struct program_stage *stage, const struct tally *tally)
{
    double total = 0.0;
    for (int w = stage->first_way; w < stage->first_way + stage->way_count; w++)
        total += (double) tally->flow[w];
    return total;
}

/* Representative of the stages that send callers to each other when closed or full. */
static int root_of(const int *parent, int stage)
{
    while (parent[stage] != stage)
        stage = parent[stage];
    return stage;
}

static void join(int *parent, int a, int b)
{
    if (b >= 0)
        parent[root_of(parent, a)] = root_of(parent, b);
}

/* Who is sent to a group of stages, less who enters it: 0, or those still under way. */
static char *inflow_fault(const struct scenario *scenario,
                          const struct program *program, const struct tally *tally,
                          const struct digest *digest, double still)
{
    int parent[SCENARIO_MOST_STAGES];
    double excess[SCENARIO_MOST_STAGES] = { 0.0 };
    for (int s = 0; s < program->stage_count; s++)
        parent[s] = s;
    for (int s = 0; s < program->stage_count; s++) {
        if (program->stages[s].open != NULL)
            join(parent, s, program->stages[s].closed_to);
        if (program->stages[s].cap >= 0)
            join(parent, s, program->stages[s].then_to);
    }
    for (int i = 0; i < program->stream_count; i++)
        excess[root_of(parent, program->streams[i].enters)] +=
            digest->cells[program->line_count + i].sums[MEASURE_Q_OFFERED];
    for (int w = 0; w < program->way_count; w++)
        if (program->ways[w].next >= 0)
            excess[root_of(parent, program->ways[w].next)] += (double) tally->flow[w];
    for (int s = 0; s < program->stage_count; s++)
        excess[root_of(parent, s)] -= (double) tally->entered[s];
    for (int s = 0; s < program->stage_count; s++)
        if (excess[s] < 0.0 || excess[s] > still)
            return sim_mem_print("stage \"%s\": %.0f more callers are sent there than "
                                 "enter, %.0f are still under way",
                                 scenario->stages[s].name, excess[s], still);
    return NULL;
}

static char *outflow_fault(const struct scenario *scenario,
                           const struct program *program, const struct tally *tally,
                           const struct ends *ends)
{
    double hung_up = -ends->abandoned, ended = 0.0;
    for (int s = 0; s < program->stage_count; s++) {
        const struct program_stage *const stage = &program->stages[s];
        const double entered = (double) tally->entered[s];
        if (stage->kind == SCENARIO_LINE)
            hung_up += entered - taken(stage, tally);
        else if (stage->kind == SCENARIO_END)
            ended += entered;
        else if (entered != taken(stage, tally))
            return sim_mem_print("stage \"%s\": %.0f callers enter, %.0f take one of "
                                 "its ways",
                                 scenario->stages[s].name, entered,
                                 taken(stage, tally));
    }
    if (hung_up < 0.0 || hung_up > ends->still)
        return sim_mem_print(
            "lines: %.0f callers who entered neither were answered nor "
            "hung up, %.0f are still under way",
            hung_up, ends->still);
    if (ended != ends->done)
        return sim_mem_print("%.0f callers reach an end, %.0f are counted as answered "
                             "or left",
                             ended, ends->done);
    return NULL;
}

char *balance_fault(const struct scenario *scenario, const struct program *program,
                    const struct tally *tally, const struct digest *digest)
{
    char *fault = cell_fault(scenario, program, tally, digest);
    if (fault == NULL)
        fault = little_fault(tally);
    const struct ends ends = ends_of(program, digest);
    if (fault == NULL)
        fault = inflow_fault(scenario, program, tally, digest, ends.still);
    if (fault == NULL)
        fault = outflow_fault(scenario, program, tally, &ends);
    return fault;
}
