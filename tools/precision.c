#include "tools/precision.h"

#include <stdio.h>
#include <string.h>

#include "model/scenario/text.h"

bool precision_read(const char *command, const struct options_list *words,
                    struct experiment_precision *out)
{
    for (int i = 0; i < words->count; i++) {
        const char *const word = words->words[i];
        const bool is_points = strpbrk(word, "pP") != NULL;
        const bool is_percent = strchr(word, '%') != NULL;
        double *const to = is_points ? &out->points : &out->relative;
        double value;
        if (is_points == is_percent
            || !(is_points ? text_points(word, &value) : text_share(word, &value))
            || value <= 0.0) {
            fprintf(stderr,
                    "tenfive %s: --precision must be points of a share such as "
                    "\"0.1 points\" or a part of the value such as \"2 %%\", above 0, "
                    "got \"%s\"\n",
                    command, word);
            return false;
        }
        if (*to > 0.0) {
            fprintf(stderr, "tenfive %s: --precision \"%s\" is given twice\n", command,
                    word);
            return false;
        }
        *to = value;
    }
    return true;
}
