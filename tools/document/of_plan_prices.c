/* Of a plan: what one person less in an hour does to each target. */
#include <math.h>
#include <string.h>

#include "tools/document/of_plan_parts.h"

enum { COLUMNS = 1 + 48, HALF_HOUR_MIN = 30 };

/* The column of half hour "08:30"; 0: not one. */
static size_t column_of(const char *from)
{
    const int minute = of_plan_minute(from), column = 1 + minute / HALF_HOUR_MIN;
    return minute >= 0 && column < COLUMNS ? (size_t) column : 0;
}

static struct document_cell *row_of(const struct document_exhibit *table,
                                    const char *day)
{
    for (int row = 0; row < table->row_count; row++)
        if (strcmp(document_at(table, row, 0)->words, day) == 0)
            return document_at(table, row, 0);
    return NULL;
}

/* Prices of a team for one need: days by half hours. */
static void fill(const struct of_plan *of, struct document_exhibit *table,
                 const char *team, size_t need)
{
    size_t i;
    json_t *price;
    json_array_foreach(stored_array(of->stored, of->plan, "prices"), i, price)
    {
        const char *const day = stored_text(of->stored, price, "day");
        if (strcmp(stored_text(of->stored, price, "team"), team) != 0)
            continue;
        struct document_cell *row = row_of(table, day);
        if (row == NULL) {
            row = document_row(table);
            row[0] = document_words(document_copy(of->document, day));
        }
        const size_t column = column_of(stored_text(of->stored, price, "from"));
        const double change =
            stored_element(of->stored, stored_array(of->stored, price, "change"), need);
        if (column > 0)
            row[column] = document_value(change, NAN);
    }
}

/* The half hour that counts most: the largest change to the worse. */
static void say_most(const struct of_plan *of, struct document_exhibit *table)
{
    const double worse = table->chart.is_good_high ? -1.0 : 1.0;
    int day = -1, column = 0;
    double most = 0.0;
    for (int row = 0; row < table->row_count; row++)
        for (int i = 1; i < COLUMNS; i++) {
            const struct document_cell *const cell = document_at(table, row, i);
            if (cell->kind == DOCUMENT_VALUE && worse * cell->value > most) {
                most = worse * cell->value;
                day = row;
                column = i;
            }
        }
    table->chart.alt =
        day < 0 ? "No half hour makes it worse."
                : document_text(of->document, "A person counts most on %s from %s.",
                                document_at(table, day, 0)->words,
                                table->columns[column].heading);
}

/* Whether anything is known of taking people from the team. */
static bool has_price(const struct of_plan *of, const char *team)
{
    size_t i;
    json_t *price;
    json_array_foreach(stored_array(of->stored, of->plan, "prices"), i, price)
    {
        if (strcmp(stored_text(of->stored, price, "team"), team) == 0)
            return true;
    }
    return false;
}

static void of_need(const struct of_plan *of, struct document_section *section,
                    json_t *team, size_t at, json_t *need, size_t index)
{
    struct document *const document = of->document;
    const char *const name = stored_text(of->stored, team, "name");
    const enum document_unit unit = of_plan_change_unit(of, need);
    struct document_exhibit *const table = of_plan_exhibit(
        of, section, document_text(document, "price-%zu-%zu", at, index),
        document_text(document, "%s, without one person of %s for half an hour",
                      stored_text(of->stored, need, "label"),
                      stored_text(of->stored, team, "label")),
        NULL);
    table->group =
        of->is_many ? table->group : document_text(document, "price-%zu", at);
    table->option =
        of->is_many ? table->option
                    : document_copy(document, stored_text(of->stored, need, "label"));
    table->term = "price";
    table->note = unit == DOCUMENT_POINTS
                      ? "Change of the target's value, in points; empty where nobody "
                        "can be taken away."
                      : "Change of the target's value, in seconds; empty where nobody "
                        "can be taken away.";
    document_column(table, "day", DOCUMENT_TEXT);
    for (int i = 0; i + 1 < COLUMNS; i++) {
        const int column = document_column(
            table, document_text(document, "%02d:%02d", i / 2, i % 2 * 30), unit);
        table->columns[column].is_signed = true;
        table->columns[column].decimals = 3;
    }
    fill(of, table, name, index);
    table->chart.kind = DOCUMENT_HEAT;
    table->chart.is_good_high =
        strcmp(stored_text(of->stored, need, "sense"), "at_least") == 0;
    say_most(of, table);
}

void of_plan_prices(const struct of_plan *of, struct document_section *section)
{
    size_t i, j;
    json_t *team, *need;
    if (json_array_size(stored_array(of->stored, of->plan, "prices")) == 0)
        return;
    json_array_foreach(stored_array(of->stored, of->plan, "needs"), j, need)
        of_plan_hours(of, section, need, j);
    json_array_foreach(stored_array(of->stored, of->plan, "teams"), i, team)
    {
        if (!has_price(of, stored_text(of->stored, team, "name")))
            continue;
        json_array_foreach(stored_array(of->stored, of->plan, "needs"), j, need)
            of_need(of, section, team, i, need, j);
    }
}
