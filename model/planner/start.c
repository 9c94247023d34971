#include "model/planner/start.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "model/planner/start_parts.h"
#include "sim/mem.h"

/* Quarters of the shortest time for which formulas are asked. */
enum { HALF_HOUR = 2 };

/* Work that a fixed team's people are taken to do, and the least work and people that
 * are not nothing. */
static const double FIXED_LOAD = 0.85, NO_WORK = 1e-6;

const struct start_method_row start_methods[START_METHODS] = {
    { "lagged", "lagged load",
      "one pool a team, with priority and reserve, Erlang A at the load that is there "
      "when callers get to the line" },
    { "pool_a", "Erlang A, one pool",
      "one pool a team, Erlang A, every target asked of all its calls, each half hour "
      "by itself" },
    { "separate_c", "Erlang C, a pool a line",
      "a pool for each line, Erlang C, each half hour by itself" },
};

/* What one team is to take of each line at each time. */
struct shares {
    const struct question *question;
    const struct start_load *load;
    double *left; /* owned: [line * slots + slot], 0..1: what
                     teams that are not free leave of its work */
    double team[SCENARIO_MOST_TEAMS][SCENARIO_MOST_LINES]; /* free team's part of it */
};

static bool is_free(const struct question *question, int team)
{
    for (int t = 0; t < question->team_count; t++)
        if (question->teams[t].team == team)
            return true;
    return false;
}

static int line_of(const struct question *question, const struct scenario_team *team,
                   int position)
{
    return question->program.stages[team->serves[position]].line;
}

/* Mean people on the phones of a team by pattern slot. */
static void people_by_slot(const struct question *question, int team, double *people)
{
    const struct program *program = &question->program;
    int *counts = sim_mem_array((size_t) question->slots, sizeof *counts);
    for (int slot = 0; slot < question->slots; slot++)
        people[slot] = 0.0;
    for (int q = program->calendar.from; q < program->calendar.to; q++) {
        people[question->slot[q]] += staffing_expected(&program->staffing, team, q);
        counts[question->slot[q]]++;
    }
    for (int slot = 0; slot < question->slots; slot++)
        if (counts[slot] > 0)
            people[slot] /= counts[slot];
    free(counts);
}

/* Takes off what the people of one fixed team do, their most urgent line first.  Calls
 * that they leave alone at first are for others. */
static void take_fixed(struct shares *shares, int team)
{
    const struct question *question = shares->question;
    const struct scenario_team *of = &question->scenario->teams[team];
    const size_t slots = (size_t) question->slots;
    double *people = sim_mem_array(slots, sizeof *people);
    people_by_slot(question, team, people);
    for (size_t slot = 0; slot < slots; slot++) {
        double capacity = FIXED_LOAD * people[slot];
        for (int i = 0; i < of->serves_count; i++) {
            if (of->takes_after_s[i] > 0.0)
                continue;
            const size_t at = (size_t) line_of(question, of, i) * slots + slot;
            const double work = shares->load->erlangs[at] * shares->left[at];
            const double taken = fmin(work, capacity - of->keep_free[i]);
            if (!(taken > 0.0))
                continue;
            shares->left[at] *= 1.0 - taken / work;
            capacity -= taken;
        }
    }
    free(people);
}

/* How urgent a line is to a free team: its position; INT_MAX if it does not serve it.
 */
static int position_of(const struct question *question, int t, int line)
{
    const struct scenario_team *team =
        &question->scenario->teams[question->teams[t].team];
    for (int i = 0; i < team->serves_count; i++)
        if (line_of(question, team, i) == line)
            return i;
    return INT_MAX;
}

/* Divides each line evenly among the free teams for which it is most urgent. */
static void divide(struct shares *shares)
{
    const struct question *question = shares->question;
    for (int line = 0; line < shares->load->line_count; line++) {
        int best = INT_MAX, count = 0;
        for (int t = 0; t < question->team_count; t++) {
            const int position = position_of(question, t, line);
            count = position < best ? 1 : count + (position == best);
            best = position < best ? position : best;
        }
        for (int t = 0; t < question->team_count && best < INT_MAX; t++)
            if (position_of(question, t, line) == best)
                shares->team[t][line] = 1.0 / count;
    }
}

static void shares_init(const struct question *question, const struct start_load *load,
                        struct shares *out)
{
    *out = (struct shares){ .question = question, .load = load };
    const size_t cells = (size_t) load->line_count * (size_t) load->slots;
    out->left = sim_mem_array(cells, sizeof *out->left);
    for (size_t i = 0; i < cells; i++)
        out->left[i] = 1.0;
    for (int team = 0; team < question->scenario->team_count; team++)
        if (!is_free(question, team))
            take_fixed(out, team);
    divide(out);
}

/* One team's pool in the half hour that begins at a slot. */
static int pool_lines(const struct shares *shares, int t, int slot,
                      enum start_method method, double times, struct start_line *lines)
{
    const struct question *question = shares->question;
    const struct start_load *load = shares->load;
    const struct scenario_team *team =
        &question->scenario->teams[question->teams[t].team];
    int count = 0;
    for (int i = 0; i < team->serves_count; i++) {
        const int line = line_of(question, team, i);
        double erlangs = 0.0;
        for (int k = 0; k < HALF_HOUR; k++) {
            const size_t at = (size_t) line * (size_t) load->slots
                              + (size_t) ((slot + k) % load->slots);
            const double work = method == START_LAGGED
                                    ? load->erlangs[at]
                                    : load->calls[at] * load->handling_s[line] / 3600.0;
            erlangs += work * shares->left[at] * shares->team[t][line] / HALF_HOUR;
        }
        if (erlangs * times > NO_WORK)
            lines[count++] = (struct start_line){ .line = line,
                                                  .erlangs = erlangs * times,
                                                  .handling_s = load->handling_s[line],
                                                  .patience_s = load->patience_s[line],
                                                  .keep_free = team->keep_free[i] };
    }
    return count;
}

/* People of a team who are planned so that `phones` are on the phones: where absence is
 * drawn, more. */
static int planned(const struct question *question, int t, int phones)
{
    if (!question->teams[t].is_posted)
        return phones;
    const struct staffing_team *team =
        &question->program.staffing.teams[question->teams[t].team];
    const double share = (1.0 - team->p_absent) * team->there;
    return share > 0.0 ? (int) ceil(phones / share) : phones;
}

static int half_hour(const struct shares *shares, int t, int slot,
                     enum start_method method, double times,
                     const struct start_asks *asks, int guess)
{
    struct start_line lines[SCENARIO_MOST_LINES];
    const int count = pool_lines(shares, t, slot, method, times, lines);
    if (count == 0)
        return 0;
    static int (*const formulas[START_METHODS])(const struct start_line *, int,
                                                const struct start_asks *, int) = {
        [START_LAGGED] = start_pool_lagged,
        [START_POOL_A] = start_pool_a,
        [START_SEPARATE_C] = start_separate_c,
    };
    int people = formulas[method](lines, count, asks, guess);
    const double occupancy = asks->occupancy[shares->question->teams[t].team];
    if (occupancy < 1.0) {
        double erlangs = 0.0;
        for (int i = 0; i < count; i++)
            erlangs += lines[i].erlangs;
        people = (int) fmax(people, ceil(erlangs / fmax(occupancy, NO_WORK)));
    }
    return planned(shares->question, t, people);
}

/* A longer slot of a free team has the people of its greatest half hour. */
static void level(const struct question *question, int t, int *wanted)
{
    const struct question_team *team = &question->teams[t];
    if (team->is_rosterable)
        return;
    for (int c = team->first; c < team->first + team->count; c++) {
        const struct question_run run = question->columns[c].runs[0];
        int most = 0;
        for (int slot = run.from; slot < run.to; slot++)
            if (wanted[slot % question->slots] > most)
                most = wanted[slot % question->slots];
        for (int slot = run.from; slot < run.to; slot++)
            wanted[slot % question->slots] = most;
    }
}

void start_people(const struct question *question, const struct start_load *load,
                  enum start_method method, double times, int *wanted)
{
    struct shares shares;
    struct start_asks asks;
    shares_init(question, load, &shares);
    start_asks_init(question, load, &asks);
    for (int t = 0; t < question->team_count; t++) {
        int people = 0;
        int *of_team = &wanted[(size_t) t * (size_t) question->slots];
        for (int slot = 0; slot < question->slots; slot += HALF_HOUR) {
            people = half_hour(&shares, t, slot, method, times, &asks, people);
            for (int k = slot; k < slot + HALF_HOUR && k < question->slots; k++)
                of_team[k] = people;
        }
        level(question, t, of_team);
    }
    start_asks_done(&asks);
    free(shares.left);
}
