#include "tools/stop.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "tools/options.h"

static sigset_t watched(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

static void *watch(void *argument)
{
    struct stop *const stop = argument;
    const sigset_t set = watched();
    for (int signal; sigwait(&set, &signal) == 0;) {
        if (atomic_load(&stop->is_over))
            break;
        if (atomic_exchange(&stop->is_asked, true))
            _exit(TENFIVE_INTERRUPTED);
        if (!stop->quiet)
            fputs("\ntenfive: stopping when what is under way is finished; once more "
                  "to end at once\n",
                  stderr);
    }
    return NULL;
}

void stop_init(struct stop *stop, bool quiet)
{
    *stop = (struct stop){ .quiet = quiet };
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    stop->is_watching = pthread_create(&stop->watcher, NULL, watch, stop) == 0;
    if (!stop->is_watching) /* a signal then ends the program as ever */
        pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void stop_done(struct stop *stop)
{
    if (!stop->is_watching)
        return;
    /* Not cancelled: that leaves the stack's frames marked as in use. */
    atomic_store(&stop->is_over, true);
    pthread_kill(stop->watcher, SIGTERM);
    pthread_join(stop->watcher, NULL);
    const sigset_t set = watched();
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    stop->is_watching = false;
}
