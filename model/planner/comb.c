#include "model/planner/comb.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

enum { ONE_BY_ONE = 30 }; /* so few blocks need not share a run */

/* -1 when one person can go in all of the run, 1 when one can come, else 0. */
static int sign_of(const struct question *question, int team, const int *people,
                   struct question_run run, bool adds)
{
    const struct question_team *const of = &question->teams[team];
    bool can_go = true, can_come = adds;
    for (int i = run.from; i < run.to; i++) {
        const int s = i % question->slots;
        can_go &= people[s] > of->least[s];
        can_come &= people[s] < of->most[s];
    }
    return can_go ? -1 : can_come ? 1 : 0;
}

/* The blocks of one team, spread over combs of its own. */
static void add_team(const struct question *question, const struct comb_ask *ask,
                     int team, struct combs *out)
{
    const int slots = question->slots;
    const int per_comb = slots / ask->apart > 1 ? slots / ask->apart : 1;
    int *const people = sim_mem_array((size_t) slots, sizeof *people);
    const struct roster roster = { .columns = ask->plan.columns };
    roster_people(question, team, &roster, people);
    const int first = out->block_count;
    for (int from = 0; from < slots; from += ask->step) {
        const struct question_run run = { from, from + ask->quarters };
        if (run.to > slots && !question->is_weekly)
            break;
        const int sign = sign_of(question, team, people, run, ask->adds);
        if (sign != 0)
            out->blocks[out->block_count++] =
                (struct comb_block){ .team = team, .run = run, .sign = sign };
    }
    free(people);
    /* Neighbours in time go to different combs, in turns: block b of n to comb b mod k,
     * and no two of one comb nearer than `apart` if k combs hold at most per_comb each.
     */
    const int count = out->block_count - first;
    const int turns = (ask->apart + ask->step - 1) / ask->step;
    const bool one_by_one = per_comb == 1 || count <= ONE_BY_ONE || turns > count;
    const int combs = one_by_one ? count : turns;
    for (int b = 0; b < count; b++)
        out->blocks[first + b].comb =
            out->count
            + (one_by_one ? b : out->blocks[first + b].run.from / ask->step % combs);
    out->count += combs;
}

static void fill_windows(const struct question *question, const struct comb_ask *ask,
                         int comb, struct combs *out)
{
    const int slots = question->slots;
    int *const of_slot = sim_mem_array((size_t) slots, sizeof *of_slot);
    int count = 0, last = -1;
    for (int s = 0; s < slots; s++)
        of_slot[s] = -1;
    for (int b = 0; b < out->block_count; b++) {
        if (out->blocks[b].comb != comb)
            continue;
        int from = out->blocks[b].run.from - ask->lead;
        from = from >= 0 ? from : question->is_weekly ? from + slots : 0;
        out->blocks[b].window = count++;
        of_slot[from] = out->blocks[b].window;
        last = out->blocks[b].window;
    }
    /* Each window goes on to the next; what comes before the first of a week belongs to
     * the last of the week before.  The greatest start is the last one's unless its
     * lead has taken it round. */
    for (int s = slots - 1; question->is_weekly && s >= 0; s--)
        if (of_slot[s] >= 0) {
            last = of_slot[s];
            break;
        }
    int now = question->is_weekly ? last : 0;
    for (int s = 0; count > 0 && s < slots; s++) {
        now = of_slot[s] >= 0 ? of_slot[s] : now;
        of_slot[s] = now;
    }
    out->windows[comb + 1] = (struct evaluate_blocks){ of_slot, count };
}

void combs_make(const struct question *question, const struct comb_ask *ask,
                struct combs *out)
{
    const size_t slots = (size_t) question->slots;
    const size_t most = (slots / (size_t) ask->step + 1) * question->team_count;
    *out = (struct combs){ .blocks = sim_mem_array(most, sizeof *out->blocks) };
    for (int t = 0; t < question->team_count; t++)
        add_team(question, ask, t, out);
    const size_t rosters = (size_t) out->count + 1;
    out->rosters = sim_mem_array(rosters, sizeof *out->rosters);
    out->windows = sim_mem_array(rosters, sizeof *out->windows);
    out->changes = sim_mem_array(rosters, sizeof *out->changes);
    out->rosters[0] = ask->plan;
    for (int c = 0; c < out->count; c++) {
        out->changes[c] = sim_mem_array(slots * question->team_count, 1);
        out->rosters[c + 1] = ask->plan;
        out->rosters[c + 1].change = out->changes[c];
        fill_windows(question, ask, c, out);
    }
    for (int b = 0; b < out->block_count; b++) {
        const struct comb_block *const block = &out->blocks[b];
        for (int i = block->run.from; i < block->run.to; i++)
            out->changes[block->comb][(size_t) block->team * slots
                                      + (size_t) i % slots] += (int8_t) block->sign;
    }
}

void combs_done(struct combs *combs)
{
    for (int c = 0; c < combs->count; c++) {
        free(combs->changes[c]);
        free((void *) combs->windows[c + 1].of_slot);
    }
    free(combs->blocks);
    free(combs->rosters);
    free(combs->changes);
    free(combs->windows);
    *combs = (struct combs){ 0 };
}
