/* Memory that never fails back: every function returns usable memory or ends the
 * program with exit status 3 and one line on stderr (the machine failed, not the user).
 * Blocks are zeroed and aligned for SIMD (64 bytes).  Free them with free(). */
#ifndef SIM_MEM_H
#define SIM_MEM_H

#include <stddef.h>

/* A zeroed array of `count` elements of `size` bytes, 64-byte aligned.  A count of
 * zero gives a valid pointer. */
void *sim_mem_array(size_t count, size_t size);

/* Grows `old` (made here, or null) from `old_count` to at least `need` elements of
 * `size` bytes, doubling; *capacity is the number of elements it holds and is updated.
 * New elements are zeroed.  Amortised O(1) an element. */
void *sim_mem_grow(void *old, size_t *capacity, size_t need, size_t size);

/* A copy of a string; null gives null. */
char *sim_mem_text(const char *text);

/* printf into a fresh string. */
char *sim_mem_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
