#include <stdlib.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

enum { MOST_ABSENCES = 500 };

/* The members of a group of named things, or 0 after a complaint. */
static size_t members(struct read *read, const struct read_node *group, const char *who)
{
    if (!read_expect(read, group, READ_GROUP, who, "a group, each member with a name"))
        return 0;
    if (group->count <= MOST_ABSENCES)
        return group->count;
    sim_diag_error(read->diag, read_blame(group), "%s%s: at most %d are possible", who,
                   group->name, MOST_ABSENCES);
    return 0;
}

static void read_one_absence(struct read *read, const struct read_node *node,
                             const char *who, struct scenario_absence *out)
{
    char *said = sim_mem_print("%sabsence \"%s\": ", who, node->name);
    const bool people = read_member(node, "people") != NULL;
    out->at = read_blame(node);
    out->name = sim_mem_text(node->name);
    read_fields(read, node, objects_absence.fields, said, out);
    if (node->kind == READ_GROUP) {
        read_window(read, node, said, &out->window);
        if (!out->window.has_dates && out->window.hours.count == 0)
            sim_diag_error(read->diag, read_blame(node),
                           "%sdates, days or hours must be given", said);
        if (people == (read_member(node, "share") != NULL))
            sim_diag_error(read->diag, read_blame(node),
                           "%seither people or share must be given", said);
    }
    free(said);
}

static void read_absences(struct read *read, const struct read_node *group,
                          const char *who, struct scenario_team *out)
{
    out->absence_count = (int) members(read, group, who);
    out->absences = sim_mem_array((size_t) out->absence_count, sizeof *out->absences);
    for (int i = 0; i < out->absence_count; i++)
        read_one_absence(read, group->kids[i], who, &out->absences[i]);
}

static void read_called_away(struct read *read, const struct read_node *group,
                             const char *who, struct scenario_team *out)
{
    out->called_away_count = (int) members(read, group, who);
    out->called_away =
        sim_mem_array((size_t) out->called_away_count, sizeof *out->called_away);
    for (int i = 0; i < out->called_away_count; i++) {
        const struct read_node *node = group->kids[i];
        struct scenario_called_away *away = &out->called_away[i];
        char *said = sim_mem_print("%scalled_away \"%s\": ", who, node->name);
        away->at = read_blame(node);
        away->name = sim_mem_text(node->name);
        read_fields(read, node, objects_called_away.fields, said, away);
        free(said);
    }
}

/* How leave or sickness is spread makes no sense without any. */
static void need_less(struct read *read, const struct read_node *node, const char *who,
                      const char *key, const char *share)
{
    const struct read_node *less = read_member(node, "less");
    const struct read_node *given = read_member(node, key);
    if (given != NULL && (less == NULL || read_member(less, share) == NULL))
        sim_diag_error(read->diag, given->at, "%s%s needs less.%s", who, key, share);
}

void read_absence(struct read *read, const struct read_node *node, const char *who,
                  struct scenario_team *out)
{
    static const size_t months[] = { 12, 0 };
    const struct read_node *by_month = read_member(node, "leave_by_month");
    const struct read_node *absences = read_member(node, "absences");
    const struct read_node *called_away = read_member(node, "called_away");
    need_less(read, node, who, "leave_by_month", "leave");
    need_less(read, node, who, "sickness_spell", "sickness");
    out->has_leave_by_month = by_month != NULL;
    if (by_month != NULL)
        read_weights(read, by_month, who, &objects_weight, months,
                     "a list of 12 numbers", out->leave_by_month);
    if (absences != NULL)
        read_absences(read, absences, who, out);
    if (called_away != NULL)
        read_called_away(read, called_away, who, out);
}
