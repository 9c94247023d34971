#include "tools/what_if.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/scenario/change.h"
#include "model/scenario/text.h"
#include "sim/mem.h"

char *what_if_directory(const char *path)
{
    const char *const slash = strrchr(path, '/');
    if (slash == NULL)
        return sim_mem_text(".");
    return slash == path ? sim_mem_text("/")
                         : sim_mem_print("%.*s", (int) (slash - path), path);
}

/* Length of what both have in common, up to behind a slash. */
static size_t common(const char *from, const char *at)
{
    size_t same = 0, i = 0;
    for (; from[i] != '\0' && from[i] == at[i]; i++)
        if (at[i] == '/')
            same = i + 1;
    return from[i] == '\0' && at[i] == '/' ? i + 1 : same;
}

char *what_if_seen_from(const char *directory, const char *path)
{
    char from[PATH_MAX], at[PATH_MAX];
    if (realpath(path, at) == NULL)
        return sim_mem_text(path);
    if (realpath(directory, from) == NULL)
        return sim_mem_text(at);
    const size_t same = common(from, at), length = strlen(from);
    if (same <= 1 && length > 1)
        return sim_mem_text(at);
    char *text = sim_mem_text("");
    for (size_t k = same; k < length; k++)
        if (k == same || from[k] == '/') {
            char *const longer = sim_mem_print("%s../", text);
            free(text);
            text = longer;
        }
    char *const whole = sim_mem_print("%s%s", text, at + same);
    free(text);
    return whole;
}

void what_if_text(const char *text, FILE *to)
{
    static const char acts[] = "\n\r\t\f", letters[] = "nrtf";
    fputc('"', to);
    for (; *text != '\0'; text++) {
        const char *const act = strchr(acts, *text);
        if (act != NULL)
            fprintf(to, "\\%c", letters[act - acts]);
        else if (*text == '"' || *text == '\\')
            fprintf(to, "\\%c", *text);
        else
            fputc(*text, to);
    }
    fputc('"', to);
}

/* A value of the command line: what is no number, flag, list, group or text is a text
 * without its quotes. */
static void put_value(const char *value, FILE *to)
{
    double number;
    value += strspn(value, " ");
    const bool is_plain = text_number(value, &number) || strcmp(value, "true") == 0
                          || strcmp(value, "false") == 0
                          || (*value != '\0' && strchr("\"([{", *value) != NULL);
    if (is_plain)
        fputs(value, to);
    else
        what_if_text(value, to);
}

void what_if_change(const char *set, FILE *to)
{
    enum change_op op = CHANGE_SET;
    int length = 0;
    const char *const value = change_split(set, &op, &length);
    char *const path = sim_mem_print("%.*s", length, set);
    fputs("{ at = ", to);
    what_if_text(path, to);
    fprintf(to, "; %s = ", change_types[op].name);
    put_value(value, to);
    fputs("; }", to);
    free(path);
}
