/* A text that grows, for scenarios that tests write. */
#ifndef TESTS_GROWN_TEXT_H
#define TESTS_GROWN_TEXT_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/mem.h"

/* printf at the end of *text, which is null or was made here.  O(length). */
__attribute__((format(printf, 2, 3))) static inline void
grown_text_add(char **text, const char *format, ...)
{
    char *more = NULL;
    va_list args;
    va_start(args, format);
    const int length = vasprintf(&more, format, args);
    va_end(args);
    char *const all =
        sim_mem_print("%s%s", *text == NULL ? "" : *text, length < 0 ? "" : more);
    free(*text);
    free(more);
    *text = all;
}

#endif
