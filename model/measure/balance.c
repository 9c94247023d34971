#include "model/measure/balance.h"

#include <math.h>
#include <string.h>

#include "model/measure/balance_flow.h"
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

/* ---- parts and views ---- */

/* Parts of a line's counts that cannot exceed the whole. */
static bool are_parts(const struct tally_cell *cell, const struct tally_more *more)
{
    return more->overflowed + more->not_reached + more->cut_off <= cell->left
           && more->positive + more->negative <= cell->abandoned
           && more->called_back <= more->asked;
}

/* A view has the calls of its line, answered at its own moment. */
static bool is_view_of(enum program_view_kind kind, const struct tally_cell *view,
                       const struct tally_cell *line, const struct tally_more *more)
{
    const uint32_t asked = more == NULL ? 0 : more->asked;
    const uint32_t back = more == NULL ? 0 : more->called_back;
    const bool is_mark = kind == PROGRAM_VIEW_MARK;
    const bool is_offer = kind == PROGRAM_VIEW_OFFER;
    return view->offered == line->offered - (is_mark || is_offer ? 0 : asked)
           && view->answered
                  == line->answered - (is_mark ? 0 : back) + (is_offer ? asked : 0)
           && view->abandoned == line->abandoned
           && (!is_mark || (view->left == line->left && view->still == line->still));
}

static char *quarter_label(const struct program *program, int quarter,
                           char out[CALENDAR_LABEL])
{
    if (quarter < program->calendar.quarters)
        calendar_quarter_label(&program->calendar, quarter, out);
    else
        strcpy(out, "after the last");
    return out;
}

static char *part_fault(const struct scenario *scenario, const struct program *program,
                        const struct tally *tally)
{
    char when[CALENDAR_LABEL];
    for (int q = 0; tally->more != NULL && q <= tally->quarters; q++)
        for (int l = 0; l < program->line_count; l++)
            if (!are_parts(tally_at(tally, q, l), tally_more_at(tally, q, l)))
                return sim_mem_print("line \"%s\", quarter hour %s: the parts of those "
                                     "who left, hung up or were answered are more than "
                                     "all of them",
                                     subject_name(scenario, program, l),
                                     quarter_label(program, q, when));
    for (int q = 0; program->view_count > 0 && q <= tally->quarters; q++)
        for (int v = 0; v < program->view_count; v++) {
            const struct program_view *const view = &program->views[v];
            const int line = view->line;
            if (!is_view_of(view->kind, tally_at(tally, q, view->subject),
                            tally_at(tally, q, line),
                            tally->more == NULL ? NULL : tally_more_at(tally, q, line)))
                return sim_mem_print("line \"%s\", quarter hour %s: its other clock "
                                     "has other calls",
                                     subject_name(scenario, program, line),
                                     quarter_label(program, q, when));
        }
    return NULL;
}

char *balance_fault(const struct scenario *scenario, const struct program *program,
                    const struct tally *tally, const struct digest *digest)
{
    char *fault = cell_fault(scenario, program, tally, digest);
    if (fault == NULL)
        fault = little_fault(tally);
    if (fault == NULL)
        fault = part_fault(scenario, program, tally);
    if (fault == NULL)
        fault = balance_flow_fault(scenario, program, tally, digest);
    return fault;
}
