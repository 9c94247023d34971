#include "model/planner/shift_table.h"

#include <stdlib.h>

#include "model/planner/question_parts.h"
#include "sim/mem.h"

enum { MOST_ROWS = 24, SHORTEST_MIN = 120, STANDARD = 3 };

static const struct scenario_span standard[STANDARD] = {
    { SCENARIO_WEEK, 420, 900 },
    { SCENARIO_WEEK, 900, 1380 },
    { SCENARIO_WEEK, 1380, 1860 },
};

static bool is_same(const struct scenario_span *a, const struct scenario_span *b)
{
    return a->days == b->days && a->from_min == b->from_min && a->to_min == b->to_min;
}

/* The different shifts of a team, at most MOST_ROWS + 1. */
static int own_shifts(const struct scenario_team *team, struct scenario_span *out)
{
    int count = 0;
    for (int i = 0; i < team->shift_count && !team->is_net && count <= MOST_ROWS; i++) {
        const struct scenario_shift *shift = &team->shifts[i];
        bool is_new = !shift->minus && !shift->has_dates
                      && shift->span.to_min - shift->span.from_min >= SHORTEST_MIN;
        for (int k = 0; k < count; k++)
            is_new = is_new && !is_same(&out[k], &shift->span);
        if (is_new)
            out[count++] = shift->span;
    }
    return count;
}

/* False when the span never occurs in the pattern. */
static bool fill(const struct question *question, const struct scenario_span *span,
                 bool bank_named, const int *people, struct shift_table_row *out)
{
    struct shift_table_row row = { .span = *span };
    int count = 0;
    for (int slot = 0; slot < question->slots; slot++) {
        if (!question_in_span(question, span, bank_named, slot))
            continue;
        row.least = count == 0 || people[slot] < row.least ? people[slot] : row.least;
        row.most = people[slot] > row.most ? people[slot] : row.most;
        row.mean += people[slot];
        count++;
    }
    if (count == 0)
        return false;
    row.mean /= count;
    *out = row;
    return true;
}

void shift_table_make(const struct question *question, const struct scenario_team *own,
                      const int *people, struct shift_table *out)
{
    struct scenario_span spans[MOST_ROWS + 1];
    int count = own_shifts(own, spans);
    *out = (struct shift_table){ .is_own = count > 0 && count <= MOST_ROWS };
    if (!out->is_own) {
        count = STANDARD;
        for (int i = 0; i < count; i++)
            spans[i] = standard[i];
    }
    bool bank_named = false;
    for (int i = 0; i < count; i++)
        bank_named |= (spans[i].days & 1u << SCENARIO_BANK) != 0;
    out->rows = sim_mem_array((size_t) count, sizeof *out->rows);
    for (int i = 0; i < count; i++)
        out->count +=
            fill(question, &spans[i], bank_named, people, &out->rows[out->count]);
}

void shift_table_done(struct shift_table *table)
{
    if (table == NULL)
        return;
    free(table->rows);
    *table = (struct shift_table){ 0 };
}
