#include "sim/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 64, EXIT_MACHINE = 3 };

static void *or_die(void *memory)
{
    if (memory == NULL) {
        fputs("tenfive: out of memory\n", stderr);
        exit(EXIT_MACHINE);
    }
    return memory;
}

void *sim_mem_array(size_t count, size_t size)
{
    if (size != 0 && count > (SIZE_MAX - ALIGNMENT) / size)
        or_die(NULL);
    size_t bytes = count * size;
    bytes = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (bytes == 0)
        bytes = ALIGNMENT;
    void *memory = or_die(aligned_alloc(ALIGNMENT, bytes));
    memset(memory, 0, bytes);
    return memory;
}

void *sim_mem_grow(void *old, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return old;
    size_t count = *capacity < 8 ? 8 : *capacity;
    while (count < need) {
        if (count > SIZE_MAX / 2)
            or_die(NULL);
        count *= 2;
    }
    void *memory = sim_mem_array(count, size);
    if (old != NULL)
        memcpy(memory, old, *capacity * size);
    free(old);
    *capacity = count;
    return memory;
}

char *sim_mem_text(const char *text)
{
    return text == NULL ? NULL : or_die(strdup(text));
}

char *sim_mem_print(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    const int length = vasprintf(&text, format, args);
    va_end(args);
    return or_die(length < 0 ? NULL : text);
}
