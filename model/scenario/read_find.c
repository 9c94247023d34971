#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_change.h"
#include "model/scenario/text.h"

enum { MOST_INDEX = 1000000 };

/* The member names of a group, for suggestions. */
static const char *nearest(const struct read_node *group, const char *word)
{
    const char *names[1000];
    size_t count = 0;
    for (; group->kind == READ_GROUP && count < group->count && count < 1000; count++)
        names[count] = group->kids[count]->name;
    return text_suggest(word, names, count);
}

void read_refuse_spot(struct read *read, const struct read_spot *spot, const char *path,
                      struct sim_where at, const char *says)
{
    const char *meant = nearest(spot->parent, spot->key);
    sim_diag_error(read->diag, at,
                   "%s\"%.200s\" matches nothing: no \"%s\" is written there%s%s%s",
                   says, path, spot->key, meant != NULL ? ", did you mean \"" : "",
                   meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
}

/* One step: a name, or [n].  Returns what follows it, or null when it is neither. */
static const char *next_part(const char *path, char key[128], size_t *index)
{
    size_t length = 0;
    key[0] = '\0';
    if (*path == '[') {
        char *end;
        if (!isdigit((unsigned char) path[1]))
            return NULL;
        const unsigned long n = strtoul(path + 1, &end, 10);
        *index = n < MOST_INDEX ? n : MOST_INDEX;
        return *end == ']' ? end + 1 : NULL;
    }
    length = strcspn(path, ".:/[");
    if (length == 0 || length >= 128)
        return NULL;
    memcpy(key, path, length);
    key[length] = '\0';
    return path + length;
}

bool read_find(struct read *read, struct read_node *root, const char *path,
               struct sim_where at, const char *says, struct read_spot *out)
{
    struct read_spot spot = { .node = root };
    const char *rest = path;
    while (*rest != '\0') {
        size_t index = MOST_INDEX;
        if (spot.node == NULL) {
            read_refuse_spot(read, &spot, path, at, says);
            return false;
        }
        spot.parent = spot.node;
        rest = next_part(rest, spot.key, &index);
        if (rest == NULL || (*rest != '\0' && strchr(".:/[", *rest) == NULL)) {
            sim_diag_error(read->diag, at,
                           "%s\"%.200s\" is no path: names joined by points, [n] in "
                           "a list",
                           says, path);
            return false;
        }
        rest += *rest != '\0' && *rest != '[';
        const bool entry = spot.key[0] == '\0';
        const bool there =
            entry ? spot.parent->kind == READ_LIST && index < spot.parent->count
                  : spot.parent->kind == READ_GROUP;
        if (!there) {
            sim_diag_error(read->diag, at, "%s\"%.200s\" matches nothing", says, path);
            return false;
        }
        spot.node =
            entry ? spot.parent->kids[index] : read_member(spot.parent, spot.key);
    }
    if (spot.parent == NULL) {
        sim_diag_error(read->diag, at, "%sthe path is empty", says);
        return false;
    }
    *out = spot;
    return true;
}
