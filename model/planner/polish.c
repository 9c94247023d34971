/* Changes of one to three people, each believed only when tried on all callers of the
 * search.  What each person alone does is measured; what several do together is taken
 * as the sum, to choose which to try. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/planner/search.h"
#include "sim/mem.h"

enum {
    MOST_PARTS = 3,
    BATCH = 12,   /* moves tried together */
    BATCHES = 4,  /* of which so many before it is enough */
    TRIPLES = 24, /* most columns in use for moves of three */
    ROUNDS = 40
};

/* What one person more or fewer in a column does. */
struct single {
    int column, people; /* -1 or 1 */
    double cost;
    double *effect; /* [rows]: of the slack; lent by the table */
};

struct move {
    int parts[MOST_PARTS]; /* singles */
    int count;
    double merit; /* expected */
};

struct table {
    struct search *search;
    struct single *singles; /* owned */
    double *effects;        /* owned: [single][row] */
    int count;
};

/* ---- singles ---- */

/* Whether the people stay within the limits of the team with one more or fewer. */
static bool is_allowed(const struct search *search, int column, int people)
{
    const struct question *const q = search->question;
    const struct question_column *const of = &q->columns[column];
    const struct question_team *const team = &q->teams[of->team];
    const struct roster roster = { .columns = search->now.columns };
    int *const there = sim_mem_array((size_t) q->slots, sizeof *there);
    int *const change = sim_mem_array((size_t) q->slots, sizeof *change);
    roster_people(q, of->team, &roster, there);
    question_cover(q, of, people, change);
    bool good = search->now.columns[column] + people >= 0;
    for (int s = 0; s < q->slots && good; s++)
        good = change[s] == 0
               || (there[s] + change[s] >= team->least[s]
                   && there[s] + change[s] <= team->most[s]);
    free(there);
    free(change);
    return good;
}

static bool is_busy(const struct question *question, int column, const bool *busy)
{
    const struct question_column *const of = &question->columns[column];
    for (int r = 0; r < of->run_count; r++)
        for (int s = of->runs[r].from; s < of->runs[r].to; s++)
            if (busy[s % question->slots])
                return true;
    return false;
}

/* Nobody is added where nobody calls. */
static void list_singles(struct table *table)
{
    struct search *const search = table->search;
    const struct question *const q = search->question;
    enum { STILL_THERE = 8 }; /* quarter hours */
    bool *const busy = question_busy(q, STILL_THERE);
    table->singles =
        sim_mem_array(2 * (size_t) q->column_count, sizeof *table->singles);
    for (int c = 0; c < q->column_count; c++)
        for (int people = -1; people <= 1; people += 2) {
            if (!is_allowed(search, c, people) || (people > 0 && !is_busy(q, c, busy)))
                continue;
            table->singles[table->count++] =
                (struct single){ .column = c,
                                 .people = people,
                                 .cost = people * question_cost(q, &q->columns[c]) };
        }
    free(busy);
    table->effects =
        sim_mem_array((size_t) table->count * search->rows, sizeof *table->effects);
    for (int i = 0; i < table->count; i++)
        table->singles[i].effect = &table->effects[(size_t) i * search->rows];
}

static void measure(struct table *table)
{
    struct search *const search = table->search;
    for (int from = 0; from < table->count && search_may_go_on(search); from += BATCH) {
        struct search_point points[BATCH];
        const int count = table->count - from < BATCH ? table->count - from : BATCH;
        for (int i = 0; i < count; i++) {
            const struct single *const single = &table->singles[from + i];
            points[i] =
                search_point_of(search, search->now.columns, search->now.policies);
            points[i].columns[single->column] += single->people;
        }
        search_try(search, points, count, search->replications);
        for (int i = 0; i < count; i++) {
            for (int r = 0; r < search->rows; r++)
                table->singles[from + i].effect[r] =
                    points[i].slack[r] - search->now.slack[r];
            search_point_done(&points[i]);
        }
        search_tell(search, "trying single changes");
    }
}

/* ---- moves ---- */

/* What a move costs; seats do not add up, so they are counted. */
static double money_of(const struct table *table, const struct move *move)
{
    const struct search *const search = table->search;
    const struct question *const q = search->question;
    double money = 0.0;
    for (int i = 0; i < move->count; i++)
        money += table->singles[move->parts[i]].cost;
    if (q->objective != SCENARIO_PLAN_PEAK_PEOPLE)
        return money;
    for (int i = 0; i < move->count; i++)
        search->now.columns[table->singles[move->parts[i]].column] +=
            table->singles[move->parts[i]].people;
    money = roster_cost(q, search->now.columns) - search->now.cost;
    for (int i = 0; i < move->count; i++)
        search->now.columns[table->singles[move->parts[i]].column] -=
            table->singles[move->parts[i]].people;
    return money;
}

/* Cost and what would be missing if effects added up; a third of the greatest effect is
 * forgiven, since they do not quite. */
static double expected(const struct table *table, const struct move *move)
{
    const struct search *const search = table->search;
    const int best = search_best_row(search);
    const double money = money_of(table, move);
    double merit = best < 0 ? search->now.cost : 0.0;
    for (int r = 0; r < search->rows; r++) {
        double slack = search->now.slack[r], most = 0.0;
        for (int i = 0; i < move->count; i++) {
            const double effect = table->singles[move->parts[i]].effect[r];
            slack += effect;
            most = fmax(most, fabs(effect));
        }
        if (r == best)
            merit -= search->weight[r] * slack;
        else if (slack + most / 3.0 < 0.0)
            merit -= search->weight[r] * (slack + most / 3.0);
    }
    if (best < 0)
        return merit + money;
    const double over = roster_cost(search->question, search->now.columns) + money
                        - search_budget(search);
    return merit + (over > 0.0 ? SEARCH_OVER_BUDGET * over : 0.0);
}

static int by_merit(const void *a, const void *b)
{
    const struct move *const x = a, *const y = b;
    if (x->merit != y->merit)
        return x->merit < y->merit ? -1 : 1;
    if (x->count != y->count)
        return x->count - y->count;
    for (int i = 0; i < x->count; i++)
        if (x->parts[i] != y->parts[i])
            return x->parts[i] - y->parts[i];
    return 0;
}

struct moves {
    struct move *list; /* owned */
    int count;
    size_t capacity;
};

static void consider(const struct table *table, struct moves *moves, struct move move)
{
    const struct search *const search = table->search;
    const double now = search->now.cost + search->now.short_by;
    for (int i = 0; i < move.count; i++)
        for (int j = 0; j < i; j++)
            if (table->singles[move.parts[i]].column
                == table->singles[move.parts[j]].column)
                return;
    move.merit = expected(table, &move);
    if (move.merit >= now - 1e-9 * fabs(now))
        return;
    moves->list = sim_mem_grow(moves->list, &moves->capacity, (size_t) moves->count + 1,
                               sizeof *moves->list);
    moves->list[moves->count++] = move;
}

static struct moves list_moves(const struct table *table)
{
    struct moves moves = { 0 };
    for (int a = 0; a < table->count; a++) {
        consider(table, &moves, (struct move){ { a }, 1, 0.0 });
        for (int b = a + 1; b < table->count; b++) {
            consider(table, &moves, (struct move){ { a, b }, 2, 0.0 });
            for (int c = b + 1; table->count <= 2 * TRIPLES && c < table->count; c++)
                consider(table, &moves, (struct move){ { a, b, c }, 3, 0.0 });
        }
    }
    if (moves.count > 1)
        qsort(moves.list, (size_t) moves.count, sizeof *moves.list, by_merit);
    return moves;
}

/* Tries moves from the most promising on; whether one of a batch was better. */
static bool try_moves(const struct table *table, const struct moves *moves)
{
    struct search *const search = table->search;
    bool is_better = false;
    for (int b = 0; b < BATCHES && !is_better && search_may_go_on(search); b++) {
        struct search_point points[BATCH];
        const int left = moves->count - b * BATCH;
        const int count = left < BATCH ? left : BATCH;
        if (count <= 0)
            break;
        for (int i = 0; i < count; i++) {
            const struct move *const move = &moves->list[b * BATCH + i];
            points[i] =
                search_point_of(search, search->now.columns, search->now.policies);
            for (int p = 0; p < move->count; p++) {
                const struct single *const single = &table->singles[move->parts[p]];
                points[i].columns[single->column] += single->people;
            }
        }
        search_try(search, points, count, search->replications);
        int best = -1;
        for (int i = 0; i < count && !search->is_stopped; i++)
            if (search_is_better(&points[i], best < 0 ? &search->now : &points[best]))
                best = i;
        if (best >= 0)
            search_take(search, &points[best]);
        is_better = best >= 0;
        for (int i = 0; i < count; i++)
            search_point_done(&points[i]);
    }
    return is_better;
}

void polish(struct search *search)
{
    const struct question *const q = search->question;
    bool is_better = q->column_count > 0;
    for (int i = 0; i < ROUNDS && is_better && search_may_go_on(search); i++) {
        struct table table = { .search = search };
        list_singles(&table);
        /* Singles must be affordable twice over. */
        const double round = (double) table.count * search->replications;
        is_better = 2.0 * round * search_work(search) < search->effort - search->spent;
        if (is_better)
            measure(&table);
        if (is_better && search_may_go_on(search)) {
            struct moves moves = list_moves(&table);
            is_better = try_moves(&table, &moves);
            free(moves.list);
        }
        free(table.singles);
        free(table.effects);
    }
}
