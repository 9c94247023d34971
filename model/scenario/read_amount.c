#include "model/scenario/read_amount.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/dist.h"
#include "sim/mem.h"

enum unit { PLAIN, PER_CENT, TIME };

struct amount {
    double value;
    enum unit unit;
};

static bool amount_of(const struct read_node *node, struct amount *out)
{
    *out = (struct amount){ .value = node->number };
    if (node->kind == READ_NUMBER)
        return true;
    if (node->kind != READ_TEXT)
        return false;
    if (text_number(node->text, &out->value))
        return true;
    out->unit = strchr(node->text, '%') != NULL ? PER_CENT : TIME;
    return out->unit == PER_CENT ? text_growth(node->text, &out->value)
                                 : text_time(node->text, &out->value);
}

static void put(struct read_node *node, struct amount amount, struct sim_where at)
{
    free(node->text);
    node->text = NULL;
    node->number = amount.value;
    node->kind = amount.unit == PLAIN ? READ_NUMBER : READ_TEXT;
    if (amount.unit == PER_CENT)
        node->text = sim_mem_print("%.15g %%", 100.0 * amount.value);
    if (amount.unit == TIME)
        node->text = sim_mem_print("%.15g s", amount.value);
    read_mark(node, at);
}

static const char *multiply(struct read_node *node, const struct read_node *value,
                            struct sim_where at)
{
    struct amount is, factor;
    if (!amount_of(value, &factor) || factor.unit == TIME || factor.value < 0.0)
        return "times must be a number, 0 or more";
    if (!amount_of(node, &is))
        return "is no number, time or share, so it cannot be multiplied";
    is.value *= factor.value;
    put(node, is, at);
    return NULL;
}

static const char *add(struct read_node *node, double sign,
                       const struct read_node *value, struct sim_where at)
{
    struct amount is, more;
    double points;
    if (!amount_of(node, &is))
        return "is no number, time or share, so nothing can be added or taken away";
    if (value->kind == READ_TEXT && strstr(value->text, "point") != NULL
        && text_points(value->text, &points)) {
        if (is.unit == TIME || (is.unit == PLAIN && fabs(is.value) > 1.0))
            return "points go with shares only";
        more = (struct amount){ .value = points, .unit = is.unit };
    } else if (!amount_of(value, &more)) {
        return "plus and minus need a number, a time or \"6.8 points\"";
    }
    if (more.unit == PER_CENT && value->kind == READ_TEXT
        && strstr(value->text, "point") == NULL)
        return "per cent of what? say \"6.8 points\", or use times";
    if (more.unit == TIME && is.unit == PER_CENT)
        return "a time does not go with a share";
    if (more.unit == TIME)
        is.unit = TIME;
    is.value += sign * more.value;
    put(node, is, at);
    return NULL;
}

/* All times of a law, by its row. */
static const char *multiply_law(struct read_node *group, const struct read_node *value,
                                struct sim_where at)
{
    const struct read_node *name = read_member(group, "law");
    const struct sim_dist_type *type = NULL;
    for (int i = 0; i < SIM_DIST_LAWS; i++)
        if (name->kind == READ_TEXT && strcmp(name->text, sim_dist_types[i].name) == 0)
            type = &sim_dist_types[i];
    if (type == NULL)
        return "is no law of times";
    if (type->params[0].name == NULL)
        return "is a table of times, which cannot be multiplied";
    for (int i = 0; i < SIM_DIST_PARAMS && type->params[i].name != NULL; i++) {
        struct read_node *param = read_member(group, type->params[i].name);
        if (type->params[i].unit != SIM_DIST_TIME || param == NULL)
            continue;
        const char *why = multiply(param, value, at);
        if (why != NULL)
            return why;
    }
    return NULL;
}

const char *read_amount(struct read_node *node, enum change_op op,
                        const struct read_node *value, struct sim_where at)
{
    if (node->kind == READ_GROUP && read_member(node, "law") != NULL)
        return op == CHANGE_TIMES
                   ? multiply_law(node, value, at)
                   : "is a law: multiply it (times), or name one of its settings";
    if (op == CHANGE_TIMES)
        return multiply(node, value, at);
    return add(node, op == CHANGE_MINUS ? -1.0 : 1.0, value, at);
}

bool read_share(const struct read_node *node, double *out)
{
    if (node->kind == READ_TEXT)
        return text_share(node->text, out);
    *out = node->number;
    return node->kind == READ_NUMBER && text_share_number(*out) == TEXT_IS_SHARE;
}

void read_put_share(struct read_node *node, double share, struct sim_where at)
{
    const double rounding = 1e-12;
    const double value = fabs(share) < rounding ? 0.0 : share;
    put(node, (struct amount){ .value = value, .unit = PER_CENT }, at);
}
