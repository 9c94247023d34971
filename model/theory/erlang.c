#include "model/theory/erlang.h"

#include <math.h>
#include <string.h>

/* 1 / B(n, a) - 1, B being Erlang's blocking probability: the odds of finding an agent
 * free among n of whom the last never queues.  On the reciprocal each step adds
 * positive numbers, so nothing cancels; where B would underflow to 0 this ends at
 * infinity, which the formulas below take as it is. */
static double free_odds(int agents, double offered)
{
    double inverse = 1.0;
    for (int n = 1; n < agents; n++)
        inverse = 1.0 + inverse * n / offered;
    return inverse * agents / offered;
}

/* odds / (1 + odds), and right at both ends: 0 and infinity. */
static double share_of(double odds)
{
    return 1.0 / (1.0 + 1.0 / odds);
}

static bool in_range(double x)
{
    return x >= ERLANG_LEAST && x <= ERLANG_MOST;
}

static bool is_valid(const struct erlang_load *load, double within_s)
{
    return in_range(load->arrivals_per_s) && in_range(load->handling_s)
           && load->agents >= 1 && load->agents <= ERLANG_MOST_AGENTS && within_s >= 0.0
           && within_s <= ERLANG_MOST;
}

enum erlang_status erlang_b(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out)
{
    if (!is_valid(load, within_s))
        return ERLANG_BAD_LOAD;

    const double offered = load->arrivals_per_s * load->handling_s;
    const double odds = free_odds(load->agents, offered);
    const double p_answered = share_of(odds);
    *out = (struct erlang_grade){
        .p_blocked = 1.0 / (1.0 + odds),
        .p_answered = p_answered,
        .within_offered = p_answered,
        .within_answered = 1.0,
        .occupancy = offered / load->agents * p_answered,
    };
    return ERLANG_OK;
}

enum erlang_status erlang_c(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out)
{
    if (!is_valid(load, within_s))
        return ERLANG_BAD_LOAD;
    const double offered = load->arrivals_per_s * load->handling_s;
    if (offered >= load->agents)
        return ERLANG_UNSTABLE;

    const double idle = (load->agents - offered) / load->agents;
    const double odds = free_odds(load->agents, offered) * idle;
    const double p_wait = 1.0 / (1.0 + odds);
    /* One who waits does so for an exponential time with this rate. */
    const double drain_per_s = (load->agents - offered) / load->handling_s;
    const double within = share_of(odds) - p_wait * expm1(-drain_per_s * within_s);
    *out = (struct erlang_grade){
        .p_wait = p_wait,
        .p_answered = 1.0,
        .within_offered = within,
        .within_answered = within,
        .answer_s = p_wait / drain_per_s,
        .mean_wait_s = p_wait / drain_per_s,
        .queue = load->arrivals_per_s * p_wait / drain_per_s,
        .occupancy = offered / load->agents,
    };
    return ERLANG_OK;
}

/* The wait offered to a caller (how long one with endless patience would wait) has, for
 * t > 0 and up to a factor, the density
 *
 *     v(t) = exp(y * (1 - e^-t) - x * t),   x = agents * patience_s / handling_s,
 *                                           y = arrivals_per_s * patience_s,
 *
 * t being counted in mean patiences.  ln v is concave: it rises to t = ln(y / x) if
 * that is positive, and falls from there.  Mandelbaum and Zeltyn's J is the integral of
 * v, and their A(x, y) is x times it.
 *
 * A place from which v is integrated, in units of its own value there, so that neither
 * v nor a difference of large exponents is ever formed:
 *     ln v(t + r) - ln v(t) = rise * r - bend * excess(r). */
struct place {
    double t;
    double rise; /* slope of ln v at t */
    double bend; /* minus its second derivative at t */
};

/* Integrals over a stretch of t. */
struct areas {
    double all;      /* of v */
    double answered; /* of v times P(patience > t) */
    double gave_up;  /* of v times P(patience <= t) */
    double waited;   /* of v times P(patience > t) times t */
};

/* r - 1 + e^-r, up to a rounding of r.  That costs no more than the rounding of y does,
 * of which ln v has as much. */
static double excess(double r)
{
    return r + expm1(-r);
}

static double log_change(const struct place *at, double r)
{
    return at->rise * r - at->bend * excess(r);
}

/* Gauss and Legendre's 16-point rule on [-1, 1]: exact to degree 31. */
static const struct {
    double x, weight;
} legendre[] = {
    { 0.9894009349916499326, 0.02715245941175409485 },
    { 0.9445750230732325761, 0.06225352393864789286 },
    { 0.8656312023878317439, 0.09515851168249278481 },
    { 0.7554044083550030339, 0.1246289712555338721 },
    { 0.6178762444026437484, 0.1495959888165767321 },
    { 0.4580167776572273863, 0.1691565193950025382 },
    { 0.2816035507792589132, 0.1826034150449235889 },
    { 0.09501250983763744019, 0.1894506104550684963 },
};

static void add_point(const struct place *at, double r, double weight,
                      struct areas *sum)
{
    const double v = weight * exp(log_change(at, r));
    const double t = at->t + r, patient = exp(-t);
    sum->all += v;
    sum->answered += v * patient;
    sum->gave_up -= v * expm1(-t);
    sum->waited += v * patient * t;
}

/* Adds v from at->t + from to at->t + to, in either order. */
static void add_panel(const struct place *at, double from, double to, struct areas *sum)
{
    const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
    for (size_t i = 0; i < sizeof legendre / sizeof legendre[0]; i++) {
        const double weight = legendre[i].weight * fabs(half);
        add_point(at, middle - half * legendre[i].x, weight, sum);
        add_point(at, middle + half * legendre[i].x, weight, sum);
    }
}

/* A panel is short enough that ln v changes by about 3 at most and e^-t by a factor
 * that the rule follows to 1e-16; to the right panels may grow, since e^-t fades. */
static double panel_width(const struct place *at, double r)
{
    const double slope = fabs(at->rise + at->bend * expm1(-r));
    const double curve = sqrt(at->bend * exp(-r));
    return fmin(2.0 / (slope + curve), 2.0 + fmax(r, 0.0));
}

/* Adds v from at->t to at->t + end.  v must not rise on the way.  What lies beyond a
 * fall of e^-50 is below 1e-20 of the whole. */
static void add_stretch(const struct place *at, double end, struct areas *sum)
{
    const double negligible = -50.0;
    double r = 0.0;
    while (r != end && log_change(at, r) > negligible) {
        const double width = panel_width(at, r);
        const double next = end > r ? fmin(r + width, end) : fmax(r - width, end);
        add_panel(at, r, next, sum);
        r = next;
    }
}

/* The area of v times P(patience > t) up to `until`, in units of v at `peak`. */
static double answered_until(const struct place *peak, double until)
{
    struct areas part = { 0 };
    if (until >= peak->t) {
        add_stretch(peak, -peak->t, &part);
        add_stretch(peak, until - peak->t, &part);
        return part.answered;
    }
    /* Only a queue with more load than agents comes here: at its peak, rise is 0. */
    const double before = peak->t - until;
    const struct place end = { until, peak->bend * expm1(before),
                               peak->bend * exp(before) };
    add_stretch(&end, -until, &part);
    return part.answered * exp(log_change(peak, -before));
}

enum erlang_status erlang_a(const struct erlang_load *load, double within_s,
                            struct erlang_grade *out)
{
    if (!is_valid(load, within_s) || !in_range(load->patience_s))
        return ERLANG_BAD_LOAD;

    const double offered = load->arrivals_per_s * load->handling_s;
    const double rho = offered / load->agents;
    const double x = load->agents * load->patience_s / load->handling_s;
    const double y = load->arrivals_per_s * load->patience_s;

    const struct place peak = rho > 1.0 ? (struct place){ log(rho), 0.0, x }
                                        : (struct place){ 0.0, y - x, y };
    struct areas total = { 0 };
    add_stretch(&peak, -peak.t, &total);
    add_stretch(&peak, INFINITY, &total);

    /* 1/A: in deep overload a true 0. */
    const double inv_a = exp(log_change(&peak, -peak.t)) / (x * total.all);
    const double odds = free_odds(load->agents, offered) * inv_a;
    const double p_wait = 1.0 / (1.0 + odds), p_no_wait = share_of(odds);
    const double each = p_wait / total.all;
    const double p_answered = p_no_wait + each * total.answered;
    const double within =
        p_no_wait + each * answered_until(&peak, within_s / load->patience_s);

    out->p_wait = p_wait;
    out->p_blocked = 0.0;
    out->p_abandon = each * total.gave_up;
    out->p_answered = p_answered;
    out->within_offered = within;
    out->within_answered = fmin(within / p_answered, 1.0);
    out->answer_s = each * total.waited * load->patience_s / p_answered;
    out->mean_wait_s = out->p_abandon * load->patience_s;
    out->queue = out->p_abandon * y;
    out->occupancy = rho * p_answered;
    return ERLANG_OK;
}

const struct erlang_model erlang_models[] = {
    { "a", "Erlang A", "callers wait until their patience runs out, then give up", true,
      true, erlang_a },
    { "b", "Erlang B", "a caller who finds everyone busy is turned away", false, false,
      erlang_b },
    { "c", "Erlang C", "callers wait as long as it takes; nobody gives up", true, false,
      erlang_c },
};
const size_t erlang_model_count = sizeof erlang_models / sizeof erlang_models[0];

const struct erlang_model *erlang_model(const char *name)
{
    for (size_t i = 0; i < erlang_model_count; i++)
        if (strcmp(erlang_models[i].name, name) == 0)
            return &erlang_models[i];
    return NULL;
}

static bool at_most(double value, double limit)
{
    return limit == 0.0 || value <= limit;
}

bool erlang_meets(const struct erlang_grade *grade, const struct erlang_target *target)
{
    return grade->within_offered >= target->least_within
           && grade->within_answered >= target->least_of_answered
           && at_most(grade->p_abandon, target->most_abandoned)
           && at_most(grade->p_blocked, target->most_blocked)
           && at_most(grade->answer_s, target->most_answer_s);
}

static bool is_sound(const struct erlang_target *target)
{
    return target->least_within >= 0.0 && target->least_within < 1.0
           && target->least_of_answered >= 0.0 && target->least_of_answered < 1.0
           && target->most_abandoned >= 0.0 && target->most_abandoned <= 1.0
           && target->most_blocked >= 0.0 && target->most_blocked <= 1.0
           && target->most_answer_s >= 0.0 && target->most_answer_s <= ERLANG_MOST;
}

/* ERLANG_OK if this many agents meet the target, ERLANG_NO_ANSWER if they do not. */
static enum erlang_status try_agents(const struct erlang_model *model,
                                     const struct erlang_load *load,
                                     const struct erlang_target *target, int agents)
{
    struct erlang_load with = *load;
    with.agents = agents;
    struct erlang_grade grade;
    const enum erlang_status status = model->grade(&with, target->within_s, &grade);
    if (status == ERLANG_UNSTABLE)
        return ERLANG_NO_ANSWER;
    if (status == ERLANG_OK && !erlang_meets(&grade, target))
        return ERLANG_NO_ANSWER;
    return status;
}

enum erlang_status erlang_required(const struct erlang_model *model,
                                   const struct erlang_load *load,
                                   const struct erlang_target *target, int *agents)
{
    if (!is_sound(target))
        return ERLANG_BAD_LOAD;

    int few = 0, enough = 1;
    enum erlang_status status = try_agents(model, load, target, enough);
    while (status == ERLANG_NO_ANSWER && enough < ERLANG_MOST_AGENTS) {
        few = enough;
        enough = enough < ERLANG_MOST_AGENTS / 2 ? 2 * enough : ERLANG_MOST_AGENTS;
        status = try_agents(model, load, target, enough);
    }
    if (status != ERLANG_OK)
        return status;

    while (enough - few > 1) {
        const int middle = few + (enough - few) / 2;
        if (try_agents(model, load, target, middle) == ERLANG_OK)
            enough = middle;
        else
            few = middle;
    }
    *agents = enough;
    return ERLANG_OK;
}
