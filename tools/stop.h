/* Ctrl-C: the first asks for a clean end, the second ends at once.  SIGTERM alike. */
#ifndef TOOLS_STOP_H
#define TOOLS_STOP_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct stop {
    atomic_bool is_asked; /* handed to what is to stop */
    atomic_bool is_over;  /* stop_done() was called: the watcher goes */
    bool quiet;           /* say nothing on stderr */
    bool is_watching;
    pthread_t watcher;
};

/* From here until stop_done() signals are waited for by a thread of their own.  Call
 * before other threads are made: they inherit that signals are not theirs. */
void stop_init(struct stop *stop, bool quiet);
void stop_done(struct stop *stop);

#endif
