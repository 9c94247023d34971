/* Closed-form steady state of one queue: Poisson calls, exponential handling times,
 * identical agents, first come first served.  Three models of the caller who finds
 * every agent busy: B turns the caller away, C has the caller wait for ever, A has the
 * caller wait as long as an exponential patience lasts.
 *
 * Rates are per second, times in seconds, probabilities and shares in 0..1.  "Agents"
 * are people on the phones: nothing is added for breaks, leave or sickness.
 *
 * Every quantity is a sum or a product of positive terms, so that small and large ones
 * are right to the same relative error.  Measured against 400-digit arithmetic at 1 to
 * 20,000 agents and 1e-6 to 1e6 erlang an agent it stays below 1e-12 (of the share
 * within T in overload: below 1e-10 once patience exceeds 1e5 handling times an agent,
 * where T itself would be needed to more digits).  A probability below about 1e-308
 * comes out as 0. */
#ifndef MODEL_ERLANG_H
#define MODEL_ERLANG_H

#include <stdbool.h>
#include <stddef.h>

#define ERLANG_LEAST 1e-9          /* lower end of every rate and time of a load */
#define ERLANG_MOST 1e9            /* upper end of them, and of the time "within" */
#define ERLANG_MOST_AGENTS 1000000 /* upper end of the agents of a load */

/* One queue and its load. */
struct erlang_load {
    double arrivals_per_s; /* mean call rate, ERLANG_LEAST..ERLANG_MOST */
    double handling_s;     /* mean talk plus wrap-up time of a call, the same range */
    double patience_s;     /* mean time a caller is willing to wait, the same range;
                            * looked at by erlang_a() only */
    int agents;            /* agents on the phones, 1..ERLANG_MOST_AGENTS */
};

/* What the long-run average caller and agent see. */
struct erlang_grade {
    double p_wait;          /* share of calls that find every agent busy and wait */
    double p_blocked;       /* share of calls turned away (B; else 0) */
    double p_abandon;       /* share of calls that give up waiting (A; else 0) */
    double p_answered;      /* share of calls answered */
    double within_offered;  /* share of all calls answered within T */
    double within_answered; /* share of the answered calls answered within T */
    double answer_s;        /* mean wait of the answered calls (ASA) */
    double mean_wait_s;     /* mean wait over all calls that wait or could */
    double queue;           /* mean number of calls waiting */
    double occupancy;       /* share of time an agent is handling a call */
};

enum erlang_status {
    ERLANG_OK,
    ERLANG_BAD_LOAD,  /* a field of the load, the time T or the target is not finite or
                       * outside its range */
    ERLANG_UNSTABLE,  /* Erlang C with as much load as agents, or more: no steady state
                       */
    ERLANG_NO_ANSWER, /* no number of agents up to ERLANG_MOST_AGENTS meets the target
                       */
};

/* Each of the three: the grade of service of `load`, T being within_s (0 or more).
 *
 * Returns ERLANG_OK and fills *out, or another status and leaves *out alone.  Takes
 * O(agents) steps and no memory.
 *
 * Sources: Erlang 1917 for B and C, in Cooper, "Introduction to queueing theory",
 * 2nd edition 1981, sections 3.3 and 3.4.  For A, Mandelbaum and Zeltyn, "Service
 * engineering in action: the Palm/Erlang-A queue, with applications to call centers",
 * Springer 2007, and for the share within T the "building blocks" of Zeltyn's thesis,
 * Technion 2004, brought to one integral over the wait that is offered. */
enum erlang_status erlang_b(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out);
enum erlang_status erlang_c(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out);
enum erlang_status erlang_a(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out);

/* One member of the family. */
struct erlang_model {
    const char *name;  /* "a", "b", "c" */
    const char *label; /* "Erlang A" */
    const char *help;  /* what becomes of a caller who finds every agent busy */
    bool waits;        /* callers may wait: ASA can be asked for */
    bool gives_up;     /* callers give up: needs patience_s */
    enum erlang_status (*grade)(const struct erlang_load *load, double within_s,
                                struct erlang_grade *out);
};

extern const struct erlang_model erlang_models[];
extern const size_t erlang_model_count;

/* The member of that name, or null. */
const struct erlang_model *erlang_model(const char *name);

/* What is asked of a number of agents: everything that is not 0. */
struct erlang_target {
    double within_s;     /* T of the share answered within T, 0..ERLANG_MOST */
    double least_within; /* least share of the offered calls answered within T, < 1 */
    double least_of_answered; /* the same share of the answered calls, < 1 */
    double most_abandoned;    /* greatest share of calls that give up, <= 1 */
    double most_blocked;      /* greatest share of calls turned away, <= 1 */
    double most_answer_s;     /* greatest mean wait of the answered calls */
};

/* The grade meets all that is asked. */
bool erlang_meets(const struct erlang_grade *grade, const struct erlang_target *target);

/* Gives in *agents the smallest number that meets the target; load->agents is not
 * looked at.  One more agent never makes any of the asked shares or waits worse, so it
 * is found by doubling and halving, in O(agents * log(agents)) steps.
 *
 * Why it never does, for A: the wait offered to a caller has the weight
 * 1/B(agents - 1) at 0 and the density exp(H(t) - agents * t / handling_s) after it,
 * up to a factor, H not depending on the agents.  The likelihood ratio of a to a + 1
 * agents rises with t, with and without the weight P(patience > t).
 *
 * Returns ERLANG_OK, or another status and leaves *agents alone. */
enum erlang_status erlang_required(const struct erlang_model *model,
                                   const struct erlang_load *load,
                                   const struct erlang_target *target, int *agents);

#endif
