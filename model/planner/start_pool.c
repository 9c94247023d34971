#include <math.h>

#include "model/planner/start_parts.h"
#include "sim/ends.h"

/* A wait as long as this outlasts the half hour for which people are looked for. */
static const double LONG_S = 3600.0;

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

/* The times when no more than `kept` of `agents` are free, so that only urgent calls
 * are taken. */
struct region {
    double all_busy; /* share of these times in which all are busy */
    double excess;   /* mean number of the kept who are busy */
};

/* Between neighbouring numbers of busy people the flows balance: upwards with the
 * urgent arrivals, downwards with everybody's endings.  Urgent calls that wait are
 * geometric. urgent < agents, in erlangs. */
static struct region region_of(int agents, int kept, double urgent)
{
    double weight = 1.0, sum = 0.0, excess = 0.0;
    for (int i = 0; i < kept; i++) {
        sum += weight;
        excess += weight * i;
        weight *= urgent / (agents - kept + i + 1);
    }
    weight /= 1.0 - urgent / agents;
    sum += weight;
    return (struct region){ .all_busy = weight / sum,
                            .excess = (excess + weight * kept) / sum };
}

/* What is known of one line's waits: how many wait, and how long all do on average; the
 * wait of those who wait is taken as exponential. */
static void grade_by_mean(double p_wait, double mean_wait_s, double patience_s,
                          double within_s, struct erlang_grade *out)
{
    const double longer =
        mean_wait_s > 0.0 ? exp(-within_s * p_wait / mean_wait_s) : 0.0;
    *out = (struct erlang_grade){ .p_wait = p_wait,
                                  .mean_wait_s = mean_wait_s,
                                  .answer_s = mean_wait_s };
    if (patience_s < SIM_NEVER)
        out->p_abandon = fmin(1.0, mean_wait_s / patience_s);
    out->p_answered = 1.0 - out->p_abandon;
    out->within_offered =
        fmax(0.0, 1.0 - p_wait * longer - out->p_abandon * (1.0 - longer));
    out->within_answered =
        out->p_answered > 0.0 ? fmin(1.0, out->within_offered / out->p_answered) : 0.0;
}

static double arrivals_of(const struct start_line *line)
{
    return line->erlangs / line->handling_s;
}

/* Line `at`, which has lines below it: behind the more urgent ones it waits while
 * everybody is busy whom it may have. */
static bool urgent_grade(const struct start_line *lines, int count, int at, int agents,
                         double within_s, struct erlang_grade *out)
{
    struct pool all = together(lines, count);
    const struct pool urgent = together(lines, at + 1);
    int kept = lines[at + 1].keep_free;
    for (int i = at + 2; i < count; i++)
        kept = lines[i].keep_free < kept ? lines[i].keep_free : kept;
    const int mine = agents - lines[at].keep_free;
    kept = kept - lines[at].keep_free;
    kept = kept < 0 ? 0 : kept > mine ? mine : kept;
    const double handling_s = all.erlangs / all.arrivals_per_s;
    const double spare_per_s = mine / handling_s - urgent.arrivals_per_s;
    if (mine < 1 || spare_per_s <= 0.0)
        return false;
    all.patience_s = lines[count - 1].patience_s;
    struct erlang_grade below = { .p_wait = 1.0 };
    grade_of(all, mine - kept, 0.0, &below);
    const double p_wait =
        below.p_wait
        * region_of(mine, kept, urgent.arrivals_per_s * handling_s).all_busy;
    const double give_up_per_s =
        lines[at].patience_s < SIM_NEVER ? 1.0 / lines[at].patience_s : 0.0;
    const double stretch = urgent.arrivals_per_s / arrivals_of(&lines[at]);
    grade_by_mean(p_wait, p_wait / (spare_per_s + give_up_per_s) * stretch,
                  lines[at].patience_s, within_s, out);
    return true;
}

/* The least urgent line, on which all waiting falls.  That it waits is Erlang A with
 * the people whom it may have.  The queue is that with as many more as are busy in the
 * reserve meanwhile, less the urgent calls that those are busy with. */
static bool last_grade(const struct start_line *lines, int count, int agents,
                       double within_s, struct erlang_grade *out)
{
    const struct start_line *last = &lines[count - 1];
    struct pool all = together(lines, count);
    all.patience_s = last->patience_s;
    if (count == 1)
        return grade_of(all, agents - last->keep_free, within_s, out);
    double urgent_per_s = 0.0;
    for (int i = 0; i < count - 1; i++)
        if (lines[i].keep_free < last->keep_free)
            urgent_per_s += arrivals_of(&lines[i]);
    const double urgent = urgent_per_s * all.erlangs / all.arrivals_per_s;
    struct erlang_grade grade;
    const int mine = agents - last->keep_free;
    if (urgent >= agents || !grade_of(all, mine, 0.0, &grade))
        return false;
    const double p_wait = grade.p_wait;
    const double excess = region_of(agents, last->keep_free, urgent).excess;
    const int whole = (int) excess;
    if (whole > 0)
        grade_of(all, mine + whole, 0.0, &grade);
    double queue = grade.queue * (1.0 - (excess - whole));
    if (excess > whole && grade_of(all, mine + whole + 1, 0.0, &grade))
        queue += grade.queue * (excess - whole);
    grade_by_mean(p_wait, fmax(0.0, queue - p_wait * excess) / arrivals_of(last),
                  last->patience_s, within_s, out);
    return true;
}

/* Of those who hang up, the share that waited longer than after_s first.  They hang up
 * at a constant rate while they wait, so it is E(wait beyond) / E(wait), the wait of
 * those who wait being taken as exponential. */
static double late_share(const struct erlang_grade *grade, double mean_wait_s,
                         double after_s)
{
    return after_s > 0.0 && mean_wait_s > 0.0
               ? exp(-after_s * grade->p_wait / mean_wait_s)
               : 1.0;
}

/* What is asked of a number of people. */
struct quest {
    const struct start_line *lines;
    int count, at;               /* LAGGED: asked of lines[at] */
    const char *model;           /* "a", "c": of all lines in one pool; null: LAGGED */
    const struct start_ask *ask; /* null: only to carry the load */
    struct erlang_target target; /* of the ask, as the model can hear it */
};

/* Least agents for so much work. */
static int for_work(double erlangs)
{
    return (int) ceil(erlangs / START_MOST_LOAD);
}

static bool meets_lagged(const struct quest *quest, int people)
{
    const struct start_line *line = &quest->lines[quest->at];
    if (quest->ask == NULL)
        return people >= line->keep_free
                             + for_work(together(quest->lines, quest->at + 1).erlangs);
    struct erlang_grade grade = { 0 };
    const bool is_known = quest->at == quest->count - 1
                              ? last_grade(quest->lines, quest->count, people,
                                           quest->target.within_s, &grade)
                              : urgent_grade(quest->lines, quest->count, quest->at,
                                             people, quest->target.within_s, &grade);
    if (!is_known)
        return false;
    grade.p_abandon *=
        late_share(&grade, grade.mean_wait_s, quest->ask->hung_up_after_s);
    return erlang_meets(&grade, &quest->target);
}

static bool meets_pool(const struct quest *quest, int people)
{
    const struct pool pool = together(quest->lines, quest->count);
    if (quest->ask == NULL)
        return people >= for_work(pool.erlangs);
    const struct erlang_load load = load_of(pool, people);
    struct erlang_grade grade = { 0 };
    return people >= 1
           && erlang_model(quest->model)->grade(&load, quest->target.within_s, &grade)
                  == ERLANG_OK
           && erlang_meets(&grade, &quest->target);
}

static bool meets(const struct quest *quest, int people)
{
    return quest->model == NULL ? meets_lagged(quest, people)
                                : meets_pool(quest, people);
}

/* The least people who meet it but at least `least`, looked for around the guess. */
static int fewest(const struct quest *quest, int least, int guess)
{
    int enough = guess > least ? guess : least, few = enough - 1;
    if (meets(quest, enough)) {
        for (int step = 1; few >= least && meets(quest, few); step *= 2) {
            enough = few;
            few = few - step;
        }
        few = few < least - 1 ? least - 1 : few;
    } else {
        for (int step = 1; !meets(quest, enough) && enough < ERLANG_MOST_AGENTS;
             step *= 2) {
            few = enough;
            enough += step;
        }
    }
    while (enough - few > 1) {
        const int middle = few + (enough - few) / 2;
        if (meets(quest, middle))
            enough = middle;
        else
            few = middle;
    }
    return enough;
}

/* The least people who meet all that is asked of one line, starting from those whom
 * others take. */
static int for_asks(struct quest quest, int line, const struct start_asks *asks,
                    int people, int guess)
{
    bool is_asked = false;
    for (int a = 0; a < asks->count; a++) {
        if (asks->rows[a].line != line)
            continue;
        is_asked = true;
        quest.ask = &asks->rows[a];
        quest.target = asks->rows[a].target;
        const double patience_s = together(quest.lines, quest.count).patience_s;
        if (quest.model != NULL && quest.model[0] == 'c'
            && quest.target.most_abandoned > 0.0) {
            quest.target.most_answer_s =
                fmin(quest.target.most_abandoned * patience_s, ERLANG_MOST);
            quest.target.most_abandoned = 0.0;
        }
        people = fewest(&quest, people, guess);
    }
    return is_asked ? people : fewest(&quest, people, guess);
}

/* Whether all that is asked of a line leaves its calls an hour or more. */
static bool can_be_put_off(int line, const struct start_asks *asks)
{
    int count = 0;
    for (int a = 0; a < asks->count; a++) {
        const struct erlang_target *target = &asks->rows[a].target;
        if (asks->rows[a].line != line)
            continue;
        if (target->within_s < LONG_S && target->most_answer_s < LONG_S)
            return false;
        count++;
    }
    return count > 0;
}

int start_pool_lagged(const struct start_line *all, int all_count,
                      const struct start_asks *asks, int guess)
{
    struct start_line lines[SCENARIO_MOST_LINES];
    int people = 1, count = 0, urgent = 0;
    for (int i = 0; i < all_count; i++)
        urgent += !can_be_put_off(all[i].line, asks);
    for (int i = 0; i < all_count; i++)
        if (urgent == 0 || !can_be_put_off(all[i].line, asks))
            lines[count++] = all[i];
    for (int i = 0; i < count; i++)
        people = for_asks((struct quest){ .lines = lines, .count = count, .at = i },
                          lines[i].line, asks, people, guess);
    return people;
}

int start_pool_a(const struct start_line *lines, int count,
                 const struct start_asks *asks, int guess)
{
    const struct quest quest = { .lines = lines,
                                 .count = count,
                                 .model =
                                     is_patient(together(lines, count)) ? "c" : "a" };
    int people = 1;
    for (int i = 0; i < count; i++)
        people = for_asks(quest, lines[i].line, asks, people, guess);
    return people;
}

int start_separate_c(const struct start_line *lines, int count,
                     const struct start_asks *asks, int guess)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += for_asks((struct quest){ .lines = &lines[i], .count = 1, .model = "c" },
                        lines[i].line, asks, 1, guess / count);
    return sum;
}
