/* Exact numerics by another road, for tests only: no formula and no code is shared with
 * model/.  Poisson arrivals, exponential handling times and patience throughout (M/G/1
 * apart), first come first served within a class.
 *
 * Rates are per second, times in seconds, shares in 0..1.  patience_s = 0 means that
 * nobody gives up.  Inputs are trusted: a test that asks for nonsense meets an assert.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include <stddef.h>

struct oracle_queue {
    double arrivals_per_s, handling_s, patience_s;
    int people;
};

struct oracle_grade {
    double p_wait;      /* share of calls that find everyone busy */
    double p_abandon;   /* share of calls that give up */
    double within;      /* share of all calls answered within T */
    double mean_wait_s; /* over all calls */
    double answer_s;    /* mean wait of the answered calls */
    double queue;       /* mean number waiting */
    double occupancy;
};

/* M/M/c+M, and M/M/c when nobody gives up: balance equations of the birth-death chain
 * outwards from its likeliest state, in long double, cut off below 1e-25 of the
 * likeliest in which callers wait.  The wait of a caller with j others ahead is a
 * phase-type time: stages left at the rates c / handling + i / patience, i = j ... 0,
 * unless the caller gives up first.  Its distribution is found by uniformisation
 * (Jensen 1953), its moments by first steps. O(states * (1 + states * within_s /
 * patience_s + c * within_s / handling_s)). */
void oracle_birth_death(const struct oracle_queue *queue, double within_s,
                        struct oracle_grade *out);

/* Mean waits of `classes` non-preemptive priority classes (0 is served first) with one
 * mean handling time, served by `people`, nobody giving up:
 *     W_k = W0 / ((1 - s_(k-1)) (1 - s_k)),  s_k = load of classes 0..k per person,
 *     W0 = C(people, load) * handling_s / people.
 * Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2
 * (1954) 70-76; C from its defining sum. */
void oracle_cobham(int classes, const double *arrivals_per_s, double handling_s,
                   int people, double *wait_s);

/* Mean wait of M/G/1: arrivals * (1 + cv^2) * mean^2 / (2 (1 - arrivals * mean)), cv
 * being the coefficient of variation of the handling time.  Source: Pollaczek 1930 and
 * Khinchine 1932, in Cooper, "Introduction to queueing theory", 1981, section 5.8. */
double oracle_mg1_wait_s(double arrivals_per_s, double mean_s, double cv);

enum { ORACLE_CLASSES = 3 };

struct oracle_class {
    double arrivals_per_s, handling_s, patience_s;
    int keep_free;    /* a call starts only if more people than this are free before it;
                       * may not fall from one class to the next */
    int most_waiting; /* where the queue is cut off; see `cut` below */
};

struct oracle_chain {
    int people, classes;
    struct oracle_class class[ORACLE_CLASSES]; /* 0 is served first */
};

struct oracle_class_grade {
    double p_no_wait;   /* share of calls that find enough people free */
    double p_abandon;   /* share of calls that give up */
    double within;      /* share of calls answered within T */
    double mean_wait_s; /* over all calls */
    double queue;       /* mean number waiting */
    double busy;        /* mean number of people handling this class */
    double cut;         /* probability of a full queue: arrivals then are lost, and no
                         * figure is truer than this */
};

struct oracle_chain_grade {
    struct oracle_class_grade class[ORACLE_CLASSES];
    double occupancy;
    size_t states;
    double
        imbalance; /* sum over states of |flow in - flow out|, over that of flow out */
};

/* The Markov chain on (calls in service, calls waiting) of each class, in which a
 * person who becomes free takes the oldest call of the first class that waits and that
 * the reserve allows.  Stationary distribution by Gauss and Seidel's method on the
 * balance equations; waits by Little's law, p_no_wait because Poisson arrivals see time
 * averages (Wolff 1982).  `within` follows one more caller, last in their class, among
 * those who may be served first, by uniformisation.  Handling times, patience and
 * reserves may differ between classes.  Minutes beyond some 10^6 states. */
void oracle_chain(const struct oracle_chain *chain, double within_s,
                  struct oracle_chain_grade *out);

/* A stretch of time with constant arrivals and people. */
struct oracle_span {
    double length_s, arrivals_per_s;
    int people;
};

struct oracle_day {
    double handling_s, patience_s;
    const struct oracle_span *spans;
    size_t count;
    int most_waiting; /* where the queue is cut off */
};

struct oracle_span_grade {
    double offered;   /* expected arrivals */
    double abandoned; /* expected number who give up in this span */
    double p_no_wait; /* share of this span's arrivals answered at once */
    double queue;     /* mean number waiting, over the time of the span */
    double busy;      /* mean number of people on a call, those past their end too */
    double over_run;  /* mean number of people on a call beyond the span's staffing */
    double end_queue, end_busy; /* their expectations at the end of the span */
    double cut;                 /* greatest probability seen of a full queue */
};

/* M(t)/M/s(t)+M from an empty start: Kolmogorov's forward equations on (busy, waiting),
 * solved span by span by uniformisation, the time averages with them.  When staffing
 * falls, free people leave first; busy ones finish their call and go, so that a call
 * that ends while more are busy than staffed starts no other.  When it rises, callers
 * who wait are answered at once.  out[] has a row for each span. */
void oracle_day(const struct oracle_day *day, struct oracle_span_grade *out);

#endif
