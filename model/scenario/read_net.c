/* Teams that have `net`, as what-ifs find them: what says otherwise who is there is set
 * aside, so that a change of it would go unnoticed. */
#include <string.h>

#include "model/scenario/read_change.h"

static const char separators[] = ".:/";

static const char *const aside[] = { "shifts",        "staff",    "counts",
                                     "less",          "absences", "leave_by_month",
                                     "sickness_spell" };

static bool is_aside(const char *key, size_t length)
{
    for (size_t i = 0; i < sizeof aside / sizeof aside[0]; i++)
        if (strlen(aside[i]) == length && strncmp(key, aside[i], length) == 0)
            return true;
    return false;
}

/* Splits "teams.NAME.REST"; returns REST, or null when the path is of something else.
 */
static const char *team_of(const char *path, const char **name, size_t *length)
{
    const size_t group = strcspn(path, separators);
    if (group != strlen("teams") || strncmp(path, "teams", group) != 0
        || path[group] == '\0')
        return NULL;
    *name = path + group + 1;
    *length = strcspn(*name, separators);
    return (*name)[*length] != '\0' ? *name + *length + 1 : NULL;
}

bool read_is_shift_list(const char *path)
{
    const char *name;
    size_t length;
    const char *const key = team_of(path, &name, &length);
    return key != NULL && (strcmp(key, "shifts") == 0 || strcmp(key, "net") == 0);
}

bool read_is_set_aside(const struct read_node *root, const char *path)
{
    const char *name;
    size_t length;
    const char *const key = team_of(path, &name, &length);
    const struct read_node *const teams = read_member(root, "teams");
    if (key == NULL || teams == NULL || !is_aside(key, strcspn(key, ".:/[")))
        return false;
    for (size_t i = 0; i < teams->count; i++) {
        const struct read_node *const team = teams->kids[i];
        if (team->name != NULL && strlen(team->name) == length
            && strncmp(team->name, name, length) == 0)
            return read_member(team, "net") != NULL;
    }
    return false;
}

void read_refuse_aside(struct read *read, const struct read_node *base,
                       const struct read_node *over)
{
    const struct read_node *const teams = read_member(over, "teams");
    const struct read_node *const olds = read_member(base, "teams");
    for (size_t i = 0; teams != NULL && olds != NULL && i < teams->count; i++) {
        const struct read_node *const team = teams->kids[i];
        const struct read_node *const old =
            team->name != NULL ? read_member(olds, team->name) : NULL;
        if (old == NULL || read_member(old, "net") == NULL
            || read_member(team, "net") != NULL)
            continue;
        for (size_t k = 0; k < team->count; k++) {
            const struct read_node *const kid = team->kids[k];
            if (kid->name != NULL && is_aside(kid->name, strlen(kid->name)))
                sim_diag_error(read->diag, kid->at,
                               "team \"%s\": %s is set aside, since the base gives the "
                               "team net",
                               team->name, kid->name);
        }
    }
}
