/* The ranks of an MPI program. */
#include <limits.h>
#include <mpi.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/sweep_ranks.h"

/* MPI counts in int: longer texts go in pieces. */
enum { PIECE = INT_MAX / 2 };

struct sweep_ranks sweep_ranks_begin(void)
{
    struct sweep_ranks ranks = { 0, 1 };
    int level = 0;
    sigset_t stops, before;
    /* Threads that MPI makes inherit that Ctrl-C is not theirs (tools/stop.h). */
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stops, &before);
    /* Threads simulate; only the one that began speaks to other ranks. */
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &level);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
    if (ranks.rank != 0
        && (freopen("/dev/null", "w", stdout) == NULL
            || freopen("/dev/null", "w", stderr) == NULL))
        MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    return ranks;
}

void sweep_ranks_end(void)
{
    MPI_Finalize();
}

int sweep_ranks_worst(int status)
{
    int worst = status;
    MPI_Allreduce(&status, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
    return worst;
}

char *sweep_ranks_share(char *text)
{
    int rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    unsigned long long length = rank == 0 ? strlen(text) + 1 : 0;
    MPI_Bcast(&length, 1, MPI_UNSIGNED_LONG_LONG, 0, MPI_COMM_WORLD);
    if (rank != 0) {
        free(text);
        text = sim_mem_array(length, 1);
    }
    for (unsigned long long at = 0; at < length; at += PIECE) {
        const unsigned long long left = length - at;
        MPI_Bcast(text + at, left < PIECE ? (int) left : PIECE, MPI_CHAR, 0,
                  MPI_COMM_WORLD);
    }
    return text;
}

/* From one rank to rank 0, appended to *all. */
static void receive(int from, char **all, size_t *capacity, size_t *used)
{
    unsigned long long length = 0;
    MPI_Recv(&length, 1, MPI_UNSIGNED_LONG_LONG, from, 0, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    *all = sim_mem_grow(*all, capacity, *used + length + 1, 1);
    for (unsigned long long at = 0; at < length; at += PIECE) {
        const unsigned long long left = length - at;
        MPI_Recv(*all + *used + at, left < PIECE ? (int) left : PIECE, MPI_CHAR, from,
                 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    *used += length;
    (*all)[*used] = '\0';
}

static void send(const char *text)
{
    const unsigned long long length = strlen(text);
    MPI_Send(&length, 1, MPI_UNSIGNED_LONG_LONG, 0, 0, MPI_COMM_WORLD);
    for (unsigned long long at = 0; at < length; at += PIECE) {
        const unsigned long long left = length - at;
        MPI_Send(text + at, left < PIECE ? (int) left : PIECE, MPI_CHAR, 0, 0,
                 MPI_COMM_WORLD);
    }
}

char *sweep_ranks_gather(char *text)
{
    struct sweep_ranks ranks;
    MPI_Comm_rank(MPI_COMM_WORLD, &ranks.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks.count);
    if (ranks.rank != 0) {
        send(text);
        free(text);
        return sim_mem_text("");
    }
    size_t used = strlen(text), capacity = 0;
    char *all = sim_mem_grow(NULL, &capacity, used + 1, 1);
    memcpy(all, text, used + 1);
    free(text);
    for (int from = 1; from < ranks.count; from++)
        receive(from, &all, &capacity, &used);
    return all;
}
