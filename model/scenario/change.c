#include "model/scenario/change.h"

#include <stddef.h>
#include <string.h>

const struct change_type change_types[CHANGE_OPS] = {
    [CHANGE_SET] = { "set", "", "this value instead" },
    [CHANGE_TIMES] = { "times", "*", "multiplied by a number" },
    [CHANGE_PLUS] = { "plus", "+", "more by a number, a time or points of a share" },
    [CHANGE_MINUS] = { "minus", "-", "less by as much; for shifts: people taken away" },
    [CHANGE_ADD] = { "add", "+", "an entry more in a list or group" },
};

const char *change_split(const char *set, enum change_op *op, int *path_length)
{
    const char *equals = strchr(set, '=');
    if (equals == NULL)
        return NULL;
    ptrdiff_t length = equals - set;
    enum change_op found = CHANGE_SET;
    for (int i = CHANGE_TIMES; i < CHANGE_ADD; i++)
        if (length > 0 && set[length - 1] == change_types[i].sign[0])
            found = (enum change_op) i;
    if (found != CHANGE_SET)
        length--;
    while (length > 0 && set[length - 1] == ' ')
        length--;
    if (length == 0 || length > 1000)
        return NULL;
    *op = found;
    *path_length = (int) length;
    return equals + 1;
}
