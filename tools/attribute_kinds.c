#include "tools/attribute_kinds.h"

#include <stddef.h>
#include <string.h>

const struct attribute_kind_row attribute_kinds[ATTRIBUTE_KINDS] = {
    [ATTRIBUTE_VOLUME] = { "volume",
                           "calls, counted_in, growth_per_year, profile and day_to_day "
                           "of streams, busyness",
                           "stream", false },
    [ATTRIBUTE_SURGE] = { "surge", "surges and storms of streams", "stream", true },
    [ATTRIBUTE_HANDLING] = { "handling",
                             "talk, wrap_up, handling, pick_up, talk_by_hour and "
                             "talk_grows of lines",
                             "line", false },
    [ATTRIBUTE_PEOPLE] = { "people",
                           "shifts, staff, net, serves, keep_free, takes_after "
                           "and talk_times of teams",
                           "team", false },
    [ATTRIBUTE_ABSENCE] = { "absence",
                            "less, absences, leave_by_month, sickness_spell, "
                            "called_away and counts of teams",
                            "team", true },
    [ATTRIBUTE_OUTAGES] = { "outages", "outages", "outage", true },
    [ATTRIBUTE_OTHER] = { "other", "all other settings", NULL, false },
};

/* A setting of an object, by the first and the third name of its path; without the
 * third: the object as a whole, or a group that has no objects. */
static const struct row {
    const char *group, *setting;
    enum attribute_kind kind;
} rows[] = {
    { "streams", "calls", ATTRIBUTE_VOLUME },
    { "streams", "counted_in", ATTRIBUTE_VOLUME },
    { "streams", "growth_per_year", ATTRIBUTE_VOLUME },
    { "streams", "profile", ATTRIBUTE_VOLUME },
    { "streams", "day_to_day", ATTRIBUTE_VOLUME },
    { "streams", "surges", ATTRIBUTE_SURGE },
    { "streams", "storms", ATTRIBUTE_SURGE },
    { "streams", "", ATTRIBUTE_VOLUME },
    { "stages", "talk", ATTRIBUTE_HANDLING },
    { "stages", "wrap_up", ATTRIBUTE_HANDLING },
    { "stages", "handling", ATTRIBUTE_HANDLING },
    { "stages", "pick_up", ATTRIBUTE_HANDLING },
    { "stages", "talk_by_hour", ATTRIBUTE_HANDLING },
    { "stages", "talk_grows", ATTRIBUTE_HANDLING },
    { "teams", "shifts", ATTRIBUTE_PEOPLE },
    { "teams", "staff", ATTRIBUTE_PEOPLE },
    { "teams", "net", ATTRIBUTE_PEOPLE },
    { "teams", "serves", ATTRIBUTE_PEOPLE },
    { "teams", "keep_free", ATTRIBUTE_PEOPLE },
    { "teams", "takes_after", ATTRIBUTE_PEOPLE },
    { "teams", "talk_times", ATTRIBUTE_PEOPLE },
    { "teams", "", ATTRIBUTE_PEOPLE },
    { "teams", "less", ATTRIBUTE_ABSENCE },
    { "teams", "absences", ATTRIBUTE_ABSENCE },
    { "teams", "leave_by_month", ATTRIBUTE_ABSENCE },
    { "teams", "sickness_spell", ATTRIBUTE_ABSENCE },
    { "teams", "called_away", ATTRIBUTE_ABSENCE },
    { "teams", "counts", ATTRIBUTE_ABSENCE },
    { "busyness", NULL, ATTRIBUTE_VOLUME },
    { "outages", NULL, ATTRIBUTE_OUTAGES },
    { "title", NULL, ATTRIBUTE_MEASURED },
    { "marking", NULL, ATTRIBUTE_MEASURED },
    { "targets", NULL, ATTRIBUTE_MEASURED },
    { "basis", NULL, ATTRIBUTE_NOTED },
    { "expect", NULL, ATTRIBUTE_NOTED },
    { "run", NULL, ATTRIBUTE_NOTED },
    { "plan", NULL, ATTRIBUTE_NOTED },
    { "certificate", NULL, ATTRIBUTE_NOTED },
};

enum { PARTS = 5 };

/* The first names of a path; those that are missing are empty. */
static void split(const char *path, char parts[PARTS][ATTRIBUTE_NAME])
{
    for (int i = 0; i < PARTS; i++) {
        const size_t length = strcspn(path, ".:/[");
        const size_t kept = length < ATTRIBUTE_NAME ? length : ATTRIBUTE_NAME - 1;
        memcpy(parts[i], path, kept);
        parts[i][kept] = '\0';
        path += length;
        path += *path != '\0';
    }
}

enum attribute_kind attribute_kind_of(const char *path, char object[ATTRIBUTE_NAME])
{
    char parts[PARTS][ATTRIBUTE_NAME];
    split(path, parts);
    strcpy(object, parts[1]);
    /* A line's way may have a talk of its own: stages.LINE.then.WAY.talk. */
    const bool is_way = strcmp(parts[0], "stages") == 0 && strcmp(parts[2], "then") == 0
                        && parts[4][0] != '\0';
    const char *const setting = parts[is_way ? 4 : 2];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].group, parts[0]) == 0
            && (rows[i].setting == NULL || strcmp(rows[i].setting, setting) == 0))
            return rows[i].kind;
    return ATTRIBUTE_OTHER;
}

enum attribute_kind attribute_kind_named(const char *name)
{
    int kind = 0;
    while (kind < ATTRIBUTE_KINDS && strcmp(attribute_kinds[kind].name, name) != 0)
        kind++;
    return (enum attribute_kind) kind;
}
