#include <math.h>

#include "model/planner/start_parts.h"
#include "sim/ends.h"

/* Several lines as one. */
struct pool {
    double erlangs, arrivals_per_s, patience_s;
};

/* Lines first .. first + count - 1.  Callers of the pool give up at the mean rate. */
static struct pool together(const struct start_line *lines, int count)
{
    struct pool out = { 0 };
    double give_up = 0.0;
    for (int i = 0; i < count; i++) {
        const double arrivals_per_s = lines[i].erlangs / lines[i].handling_s;
        out.erlangs += lines[i].erlangs;
        out.arrivals_per_s += arrivals_per_s;
        if (lines[i].patience_s < SIM_NEVER)
            give_up += arrivals_per_s / lines[i].patience_s;
    }
    out.patience_s = give_up > 0.0 ? out.arrivals_per_s / give_up : SIM_NEVER;
    return out;
}

static struct erlang_load load_of(struct pool pool, int agents)
{
    return (struct erlang_load){ .arrivals_per_s = pool.arrivals_per_s,
                                 .handling_s = pool.erlangs / pool.arrivals_per_s,
                                 .patience_s = fmin(fmax(pool.patience_s, ERLANG_LEAST),
                                                    ERLANG_MOST),
                                 .agents = agents };
}

static bool is_patient(struct pool pool)
{
    return pool.patience_s >= SIM_NEVER;
}

/* What callers of a pool see; false: more work than agents, and nobody gives up. */
static bool grade_of(struct pool pool, int agents, double within_s,
                     struct erlang_grade *out)
{
    if (agents < 1)
        return false;
    const struct erlang_load load = load_of(pool, agents);
    return (is_patient(pool) ? erlang_c : erlang_a)(&load, within_s, out) == ERLANG_OK;
}

/* Least agents for so much work. */
static int for_work(double erlangs)
{
    return (int) ceil(erlangs / START_MOST_LOAD);
}

/* Share of the time in which all `agents` are busy, as far as urgent callers find them,
 * given that at least agents - kept are.  Above that only urgent calls are taken: a
 * birth-death chain upwards with their arrivals, downwards with everybody's endings. */
static double all_busy_given(int agents, int kept, double urgent_per_s,
                             double handling_s)
{
    double weight = 1.0, below = 0.0;
    for (int busy = agents - kept + 1; busy <= agents; busy++) {
        below += weight;
        weight *= urgent_per_s * handling_s / busy;
    }
    weight /= 1.0 - urgent_per_s * handling_s / agents;
    return weight / (below + weight);
}

/* Grade of the urgent lines 0 .. at of `count`, as line `at` sees it: behind the more
 * urgent ones, before those below, which may not have the last people. */
static bool urgent_grade(const struct start_line *lines, int count, int at, int agents,
                         const struct erlang_target *target, struct erlang_grade *out)
{
    const struct pool all = together(lines, count), urgent = together(lines, at + 1);
    const double own_per_s = lines[at].erlangs / lines[at].handling_s;
    int least_kept = lines[at + 1].keep_free;
    for (int i = at + 2; i < count; i++)
        least_kept = lines[i].keep_free < least_kept ? lines[i].keep_free : least_kept;
    const int mine = agents - lines[at].keep_free;
    int kept = least_kept - lines[at].keep_free;
    kept = kept < 0 ? 0 : kept > mine ? mine : kept;
    const double handling_s = all.erlangs / all.arrivals_per_s;
    const double spare_per_s = mine / handling_s - urgent.arrivals_per_s;
    if (mine < 1 || spare_per_s <= 0.0)
        return false;
    struct pool low = all;
    low.patience_s = lines[count - 1].patience_s;
    struct erlang_grade below = { .p_wait = 1.0 };
    grade_of(low, mine - kept, 0.0, &below);
    const double p_wait =
        below.p_wait * all_busy_given(mine, kept, urgent.arrivals_per_s, handling_s);
    const double stretch = urgent.arrivals_per_s / own_per_s;
    out->p_wait = p_wait;
    out->answer_s = out->mean_wait_s = p_wait / spare_per_s * stretch;
    out->p_abandon = lines[at].patience_s < SIM_NEVER
                         ? fmin(1.0, out->mean_wait_s / lines[at].patience_s)
                         : 0.0;
    out->within_offered = out->within_answered =
        1.0 - p_wait * exp(-spare_per_s * target->within_s / stretch);
    return true;
}

/* Grade of the least urgent line of the pool, on which all waiting falls. */
static bool last_grade(const struct start_line *lines, int count, int agents,
                       const struct erlang_target *target, struct erlang_grade *out)
{
    const struct start_line *last = &lines[count - 1];
    struct pool all = together(lines, count);
    all.patience_s = last->patience_s;
    const double stretch = all.arrivals_per_s * last->handling_s / last->erlangs;
    if (!grade_of(all, agents - last->keep_free, target->within_s / stretch, out))
        return false;
    out->p_abandon = fmin(1.0, out->p_abandon * stretch);
    out->answer_s *= stretch;
    return true;
}

static bool meets(const struct start_line *lines, int count, int at, int agents,
                  const struct erlang_target *target)
{
    struct erlang_grade grade = { 0 };
    const bool is_known = at == count - 1
                              ? last_grade(lines, count, agents, target, &grade)
                              : urgent_grade(lines, count, at, agents, target, &grade);
    return is_known && erlang_meets(&grade, target);
}

/* The least people with which one line of the pool meets a target. */
static int least_people(const struct start_line *lines, int count, int at,
                        const struct erlang_target *target)
{
    int few = 0, enough = 1;
    while (!meets(lines, count, at, enough, target) && enough < ERLANG_MOST_AGENTS) {
        few = enough;
        enough = enough * 2;
    }
    while (enough - few > 1) {
        const int middle = few + (enough - few) / 2;
        if (meets(lines, count, at, middle, target))
            enough = middle;
        else
            few = middle;
    }
    return enough;
}

static bool is_asked(const struct start_asks *asks, int line)
{
    for (int a = 0; a < asks->count; a++)
        if (asks->rows[a].line == line)
            return true;
    return false;
}

int start_pool_lagged(const struct start_line *lines, int count,
                      const struct start_asks *asks)
{
    int people = 0;
    for (int i = 0; i < count; i++) {
        if (!is_asked(asks, lines[i].line)) {
            const int least =
                lines[i].keep_free + for_work(together(lines, i + 1).erlangs);
            people = least > people ? least : people;
        }
        for (int a = 0; a < asks->count; a++) {
            if (asks->rows[a].line != lines[i].line)
                continue;
            const int least = least_people(lines, count, i, &asks->rows[a].target);
            people = least > people ? least : people;
        }
    }
    return people;
}

/* The agents that a formula gives for one target; what it has no answer to asks for
 * nothing but to carry the load. */
static int required(struct pool pool, const char *model, struct erlang_target target)
{
    const struct erlang_load load = load_of(pool, 1);
    int agents = for_work(pool.erlangs);
    if (model[0] == 'c' && target.most_abandoned > 0.0) {
        if (is_patient(pool))
            return 1;
        target.most_answer_s = target.most_abandoned * pool.patience_s;
        target.most_abandoned = 0.0;
    }
    erlang_required(erlang_model(model), &load, &target, &agents);
    return agents;
}

int start_pool_a(const struct start_line *lines, int count,
                 const struct start_asks *asks)
{
    const struct pool pool = together(lines, count);
    int people = 1;
    for (int i = 0; i < count; i++) {
        if (!is_asked(asks, lines[i].line))
            people = (int) fmax(people, for_work(pool.erlangs));
        for (int a = 0; a < asks->count; a++)
            if (asks->rows[a].line == lines[i].line)
                people = (int) fmax(people, required(pool, is_patient(pool) ? "c" : "a",
                                                     asks->rows[a].target));
    }
    return people;
}

int start_separate_c(const struct start_line *lines, int count,
                     const struct start_asks *asks)
{
    int sum = 0;
    for (int i = 0; i < count; i++) {
        const struct pool alone = together(&lines[i], 1);
        int people = 1;
        if (!is_asked(asks, lines[i].line))
            people = (int) fmax(people, for_work(alone.erlangs));
        for (int a = 0; a < asks->count; a++)
            if (asks->rows[a].line == lines[i].line)
                people = (int) fmax(people, required(alone, "c", asks->rows[a].target));
        sum += people;
    }
    return sum;
}
