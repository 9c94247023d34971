#include "tests/least_cost.h"

#include <string.h>

static const double PENNY = 1e-9;

double least_cost_of(const struct least_cost *search, const int *people)
{
    double cost = 0.0;
    for (int i = 0; i < search->count; i++)
        cost += people[i] * search->price[i];
    return cost;
}

static bool is_met(struct least_cost *search, const int *people, bool is_bound)
{
    search->evaluations++;
    return search->is_met(search->to, people, is_bound);
}

static void take(struct least_cost *search, const int *people)
{
    search->cost = least_cost_of(search, people);
    memcpy(search->best, people, sizeof search->best);
    search->is_found = true;
}

/* The fewest people of each place that the most everywhere else can make up for. */
static void raise_low(struct least_cost *search)
{
    int people[LEAST_COST_PLACES];
    memcpy(people, search->high, sizeof people);
    for (int i = 0; i < search->count; i++) {
        int least = search->high[i];
        while (least > search->low[i]) {
            people[i] = least - 1;
            if (!is_met(search, people, true))
                break;
            least--;
        }
        people[i] = search->high[i];
        search->low[i] = least;
    }
}

/* From the most people, whoever saves most and is not needed goes: a first bound. */
static void drop_while_met(struct least_cost *search)
{
    int people[LEAST_COST_PLACES];
    memcpy(people, search->high, sizeof people);
    if (!is_met(search, people, false))
        return;
    for (int best = 0; best >= 0;) {
        best = -1;
        for (int i = 0; i < search->count; i++) {
            if (people[i] == search->low[i]
                || (best >= 0 && search->price[i] <= search->price[best]))
                continue;
            people[i]--;
            if (is_met(search, people, false))
                best = i;
            people[i]++;
        }
        if (best >= 0)
            people[best]--;
    }
    if (least_cost_of(search, people) < search->cost - PENNY)
        take(search, people);
}

/* Everything cheaper than the best, from place `from` on. */
static void try_from(struct least_cost *search, int *people, int from)
{
    if (from == search->count) {
        take(search, people);
        return;
    }
    const bool is_last = from == search->count - 1;
    for (int n = search->low[from]; n <= search->high[from]; n++) {
        people[from] = n;
        for (int i = from + 1; i < search->count; i++)
            people[i] = search->low[i];
        if (least_cost_of(search, people) >= search->cost - PENNY)
            return;
        for (int i = from + 1; i < search->count; i++)
            people[i] = search->high[i];
        if (is_last ? is_met(search, people, false)
                    : !search->is_monotone || is_met(search, people, true))
            try_from(search, people, from + 1);
    }
}

void least_cost_find(struct least_cost *search)
{
    int people[LEAST_COST_PLACES] = { 0 };
    search->is_found = false;
    if (search->is_monotone)
        raise_low(search);
    drop_while_met(search);
    try_from(search, people, 0);
}
