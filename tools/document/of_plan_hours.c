/* Of a plan: the hours of the week where one person counts most and least. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_plan_parts.h"

enum { SHOWN = 5, CLOCK = 5, QUARTER_MIN = 15 };

int of_plan_minute(const char *clock)
{
    static const char digits[] = "0123456789";
    const bool is_clock = strlen(clock) == CLOCK && clock[2] == ':'
                          && strspn(clock, digits) == 2
                          && strspn(clock + 3, digits) == 2;
    return is_clock ? ((clock[0] - '0') * 10 + clock[1] - '0') * 60
                          + (clock[3] - '0') * 10 + clock[4] - '0'
                    : -1;
}

/* One person less in a team for an hour, or for as long as people of it stay. */
struct hour {
    const char *team, *day, *to; /* names in the JSON */
    int from_min;
    double change, harm; /* harm: in the wrong direction */
    int order;
};

struct hours {
    struct hour *rows; /* owned */
    int count;
};

static int by_harm(const void *a, const void *b)
{
    const struct hour *const x = a, *const y = b;
    if (x->harm != y->harm)
        return x->harm > y->harm ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static json_t *team_of(const struct of_plan *of, const char *name)
{
    size_t i;
    json_t *team;
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        if (strcmp(stored_text(of->stored, team, "name"), name) == 0)
            return team;
    }
    return NULL;
}

/* Whether somebody of the team is there in the half hour. */
static bool is_staffed(const struct of_plan *of, json_t *team, const char *day,
                       int from_min)
{
    json_t *const days = stored_object(of->stored, team, "people");
    json_t *const people = stored_find(days, day);
    const size_t first = (size_t) (from_min / QUARTER_MIN);
    return json_number_value(json_array_get(people, first)) > 0.0
           || json_number_value(json_array_get(people, first + 1)) > 0.0;
}

static bool is_same(const struct hours *hours, const struct hour *hour)
{
    if (hours->count == 0)
        return false;
    const struct hour *const last = &hours->rows[hours->count - 1];
    return strcmp(last->team, hour->team) == 0 && strcmp(last->day, hour->day) == 0
           && last->from_min / 60 == hour->from_min / 60;
}

/* Half hours of one hour are added up: each is the effect of its own half hour. */
static struct hours hours_of(const struct of_plan *of, size_t need, bool at_least)
{
    struct stored *const stored = of->stored;
    json_t *const prices = stored_array(stored, of->plan, "prices");
    struct hours hours = { .rows = sim_mem_array(json_array_size(prices) + 1,
                                                 sizeof *hours.rows) };
    size_t i;
    json_t *price;
    json_array_foreach(prices, i, price)
    {
        const double change =
            stored_element(stored, stored_array(stored, price, "change"), need);
        const struct hour this = {
            .team = stored_text(stored, price, "team"),
            .day = stored_text(stored, price, "day"),
            .from_min = of_plan_minute(stored_text(stored, price, "from")),
            .order = hours.count,
        };
        json_t *const team = team_of(of, this.team);
        if (team == NULL || this.from_min < 0 || !isfinite(change)
            || !is_staffed(of, team, this.day, this.from_min))
            continue;
        if (!is_same(&hours, &this))
            hours.rows[hours.count++] = this;
        struct hour *const hour = &hours.rows[hours.count - 1];
        hour->to = stored_text(stored, price, "to");
        hour->change += change;
        hour->harm = at_least ? -hour->change : hour->change;
    }
    qsort(hours.rows, (size_t) hours.count, sizeof *hours.rows, by_harm);
    return hours;
}

static void put(const struct of_plan *of, struct document_cell *cells,
                const struct hour *hour)
{
    struct document *const document = of->document;
    const char *const when =
        document_text(document, "%s %02d:%02d–%s", hour->day, hour->from_min / 60,
                      hour->from_min % 60, hour->to);
    const char *const team = stored_text(of->stored, team_of(of, hour->team), "label");
    const bool is_one =
        json_array_size(stored_array(of->stored, of->plan, "teams")) == 1;
    cells[0] =
        document_words(is_one ? when : document_text(document, "%s, %s", when, team));
    cells[1] = document_value(hour->change, NAN);
}

void of_plan_hours(const struct of_plan *of, struct document_section *section,
                   json_t *need, size_t index)
{
    struct document *const document = of->document;
    const char *const label =
        document_copy(document, stored_text(of->stored, need, "label"));
    const bool at_least =
        strcmp(stored_text(of->stored, need, "sense"), "at_least") == 0;
    struct hours hours = hours_of(of, index, at_least);
    const int most = hours.count < SHOWN ? hours.count : SHOWN;
    const int rest = hours.count - most, least = rest < SHOWN ? rest : SHOWN;
    if (most > 0) {
        const enum document_unit unit = of_plan_change_unit(of, need);
        struct document_exhibit *const table = of_plan_exhibit(
            of, section, document_text(document, "price-hours-%zu", index),
            document_text(document, "%s: hours that count most and least", label),
            NULL);
        document_column(table, "counts most", DOCUMENT_TEXT);
        document_column(table, "without one person", unit);
        document_column(table, "counts least", DOCUMENT_TEXT);
        document_column(table, "without one person then", unit);
        table->columns[1].is_signed = table->columns[3].is_signed = true;
        table->columns[1].decimals = table->columns[3].decimals =
            unit == DOCUMENT_POINTS ? 3 : 2;
        table->term = "price";
        for (int i = 0; i < most; i++) {
            struct document_cell *const row = document_row(table);
            put(of, row, &hours.rows[i]);
            if (i < least)
                put(of, row + 2, &hours.rows[hours.count - 1 - i]);
        }
    }
    free(hours.rows);
}
