/* A scenario: what the user wrote, read, converted and resolved to indices, but not yet
 * compiled.  Times are seconds, shares 0..1, money pounds.  Every object keeps `at`,
 * the place where it was written, so that a check made later can name the line.
 *
 * Filled by scenario_read() (model/scenario/read.h), which has refused everything that
 * is out of range, unknown, unresolved or contradictory; freed by scenario_done(). */
#ifndef MODEL_SCENARIO_H
#define MODEL_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include "sim/diag.h"
#include "sim/dist.h"

/* A civil date as days since 1970-01-01, both for a day and for ranges (inclusive). */
struct scenario_dates {
    int32_t first, last;
};

/* Days of the week and bank holidays, as a set of bits. */
enum {
    SCENARIO_MON = 0,
    SCENARIO_SUN = 6,
    SCENARIO_BANK = 7, /* a bank holiday, whatever its weekday */
    SCENARIO_DAY_KINDS = 8,
    SCENARIO_WEEK = 0x7f /* Monday to Sunday; see scenario_span.days */
};

/* "Mon-Fri 08:00-20:00": local civil time, to the quarter hour.  to_min is above
 * from_min and may pass 1440: the span then ends on the next day. */
struct scenario_span {
    unsigned days; /* bits; a bank holiday counts by its weekday unless any span of the
                      same list names bank holidays: then those spans alone rule it */
    int from_min, to_min;
};

/* Opening hours: open inside any span.  count 0 means always open. */
struct scenario_hours {
    struct scenario_span *spans; /* owned */
    int count;
};

/* When a change limited in time holds: inside the dates, and inside the spans. */
struct scenario_window {
    bool has_dates;
    struct scenario_dates dates;
    struct scenario_hours hours; /* count 0: all hours */
};

/* Demand over time: weights, relative; normalised when compiled.  Bank holidays have
 * their own day weight and quarter-hour shape. */
struct scenario_profile {
    double month[12];
    double day[SCENARIO_DAY_KINDS];
    double quarter[SCENARIO_DAY_KINDS]
                  [96]; /* by local quarter hour; each row sums to 1 */
};

/* A planned surge: a change of demand in a window. */
struct scenario_surge {
    struct sim_where at;
    char *name; /* owned */
    struct scenario_window window;
    double times; /* multiplies the stream's rate, >= 0; 1 if extra_calls is given */
    double
        extra_calls; /* mean number added over the whole window, spread evenly, >= 0 */
};

/* Random surges: they start at random, at a rate, jump to their full size and decay
 * exponentially.  Size is either `times` (> 1: the rate is multiplied at the start) or
 * `extra_calls` (mean calls added by one surge). */
struct scenario_storms {
    struct sim_where at;
    bool given;
    double per_month; /* mean number of surges in a month of 30.4375 days */
    double times;     /* 1 if extra_calls is given */
    double extra_calls;
    double decay_s; /* mean life: after this time 37 % is left */
};

struct scenario_stream {
    struct sim_where at;
    char *name, *label; /* owned; label defaults to name */
    int enters;         /* stage index */
    double calls;       /* first attempts in counted_in, surges outside them */
    struct scenario_dates counted_in;
    double growth_per_year; /* for dates after counted_in, compound, by the day */
    struct scenario_profile profile;
    double day_to_day; /* cv of the busyness of a day, 0: none */
    struct scenario_hours open;
    struct scenario_surge *surges; /* owned */
    int surge_count;
    struct scenario_storms storms;
};

/* Busyness, all streams: correlation between any two streams on one day (Gaussian
 * copula, one common factor), and of a stream from one day to the next. */
struct scenario_busyness {
    double between_streams, day_to_next; /* 0 <= x < 1 */
};

/* Named ends are stages too, so that every destination is a stage index. */
enum scenario_stage_kind {
    SCENARIO_DELAY, /* takes a time, then next */
    SCENARIO_MENU,  /* IVR: options with shares of all who enter */
    SCENARIO_SPLIT, /* divides at once, takes no time */
    SCENARIO_LINE,  /* callers wait for a person */
    SCENARIO_END,   /* the journey is over */
    SCENARIO_STAGE_KINDS
};

/* One way out of a menu, a split, an answered call or a redial.  Shares of one stage
 * sum to 1, those of a redial to 1 at most. */
struct scenario_way {
    struct sim_where at;
    char *name; /* owned */
    double share;
    struct sim_dist time;       /* menu: how long they listen; else fixed 0 */
    int next;                   /* stage index; -1: they hang up (menu) */
    bool hangs_up;              /* menu: the stage's redial applies */
    struct scenario_hours open; /* menu; closed: who chooses it goes to */
    int closed_to;              /* this stage; -1 when always open */
    bool has_talk, has_wrap_up; /* line: this way has a law of its own */
    struct sim_dist talk, wrap_up;
};

/* What those who hang up do next, by attempt: the last row holds for all further ones.
 * What the shares of a row leave over is lost. */
struct scenario_redial {
    struct sim_where at;
    struct scenario_redial_row {
        struct scenario_way *ways; /* owned */
        int way_count;
    } * rows;              /* owned */
    int row_count;         /* 0: no redial; all are lost */
    struct sim_dist after; /* from hanging up to the next attempt */
    int attempts_at_most;  /* of a journey, the first included */
};

/* How a person rings out. */
struct scenario_dial {
    struct sim_where at;
    bool given;
    struct sim_dist set_up;    /* dialling until the caller answers */
    double reached;            /* share of tries that the caller answers */
    struct sim_dist no_answer; /* dialling in vain */
    int tries_at_most;
    double try_again_after_s;
    int then_to; /* stage index, when all tries were in vain */
};

struct scenario_call_back {
    struct sim_where at;
    bool given;
    double offered_after_s; /* -1: not so */
    double offered_above_s; /* announced wait; -1: not so */
    double accepted;        /* share of offers */
};

/* Answered callers who come back (failure demand). */
struct scenario_calls_again {
    struct sim_where at;
    bool given;
    double share;
    double more, per_s; /* the share grows by `more` for every per_s waited ... */
    double at_most;     /* ... up to this */
    struct sim_dist after;
    int to; /* stage index */
    int attempts_at_most;
};

/* Handling of one stream's calls at a line. */
struct scenario_handling {
    struct sim_where at;
    int stream;
    bool has_talk, has_wrap_up;
    struct sim_dist talk, wrap_up;
};

/* Who has waited so long leaves the line for another stage. */
struct scenario_overflow {
    bool given;
    double after_s;
    int to; /* stage index */
};

/* Talk is longer after a wait: times 1 + min(more * wait / per_s, at_most). */
struct scenario_talk_grows {
    bool given;
    double more, per_s, at_most;
};

struct scenario_stage {
    struct sim_where at;
    enum scenario_stage_kind kind;
    char *name, *label;        /* owned */
    struct scenario_way *ways; /* owned; delay: one way with its time; line: `then`,
                                  at least one; end: none */
    int way_count;
    struct scenario_hours open; /* delay, menu, split, line; closed: arrivals go to */
    int closed_to;              /* this stage; -1 when always open */
    int visits_at_most;         /* 0: no cap.  One who would enter once more goes to */
    int then_to;                /* this stage; -1 without a cap */
    /* line only */
    struct sim_dist talk, wrap_up, pick_up; /* wrap_up and pick_up default to fixed 0 */
    struct sim_dist patience;
    bool patient;           /* no gives_up_after was given: waits for ever */
    double at_once;         /* share that leaves unless answered at once */
    double offered_again_s; /* an unanswered call is presented again every so often; 0:
                               no */
    struct scenario_redial redial; /* also of a menu */
    struct scenario_call_back call_back;
    struct scenario_dial dial; /* of the call-backs; without them: everyone who enters
                                  is dialled */
    struct scenario_calls_again calls_again;
    struct scenario_overflow overflow;
    struct scenario_talk_grows talk_grows;
    struct scenario_handling *handling; /* owned */
    int handling_count;
    bool has_talk_by_hour;
    double talk_by_hour[24]; /* factors, by local hour */
    int *yields_to;          /* owned: stage indices of lines that may interrupt */
    int yields_to_count;
    int at_a_time;    /* calls of this line that one person does at once; 1 */
    int counted_from; /* a second clock for all its measures: stage index, or -1 */
    /* end only */
    bool positive; /* hanging up to get here found another channel */
};

enum scenario_counts { SCENARIO_POSTED, SCENARIO_ON_DUTY, SCENARIO_LOGGED_IN };

/* What still comes off staffing.  `absent` shares take a whole person off a whole
 * shift, drawn per person and shift; `away` shares take people off in turns all day. */
enum scenario_less {
    SCENARIO_LEAVE,
    SCENARIO_SICKNESS,
    SCENARIO_TRAINING,
    SCENARIO_ABSTRACTION,
    SCENARIO_LESS_ABSENT, /* the rows above are absent for whole shifts */
    SCENARIO_BREAKS = SCENARIO_LESS_ABSENT,
    SCENARIO_BRIEFING,
    SCENARIO_NOT_READY,
    SCENARIO_LESS_COUNT
};

/* One line of staffing: people on these days at these local times. */
struct scenario_shift {
    struct sim_where at;
    struct scenario_span span;
    int people; /* >= 0; what-ifs may subtract, never below 0 in any quarter hour */
    bool minus; /* people are taken away rather than added */
    bool has_dates;
    struct scenario_dates dates;
};

/* People taken off whole shifts that begin in a window: a number, or a share drawn per
 * person and shift. */
struct scenario_absence {
    struct sim_where at;
    char *name; /* owned */
    struct scenario_window window;
    int people;
    double share; /* 0 when people is given */
};

/* People taken off the phones at random times. */
struct scenario_called_away {
    struct sim_where at;
    char *name;       /* owned */
    double per_month; /* mean number in a month of 30.4375 days */
    int people;       /* each time */
    struct sim_dist lasts;
};

struct scenario_team {
    struct sim_where at;
    char *name, *label; /* owned */
    int *serves;        /* owned: stage indices of lines, most urgent first */
    int serves_count;
    int *keep_free; /* owned, by position in serves: the reserve */
    double
        *takes_after_s; /* owned, by position: calls that waited less are left alone */
    enum scenario_counts counts;
    double less[SCENARIO_LESS_COUNT];
    struct scenario_shift
        *shifts; /* owned; shift lines, half hours and dated rows alike:
                    all become lines of people on days at times */
    int shift_count;
    double hours_per_fte; /* paid hours a week of one full-time person */
    double cost_per_hour; /* pounds per posted hour; 0: not given */
    double talk_times;    /* talk and wrap-up take so many times as long; 1 */
    bool is_net; /* `net` was given: shifts are people on the phones, and nothing is
                    taken off but those who are called away */
    double sickness_spell_s; /* mean length of a spell of sickness; 0: by the shift */
    bool has_leave_by_month;
    double leave_by_month[12];         /* weights, relative */
    struct scenario_absence *absences; /* owned */
    int absence_count;
    struct scenario_called_away *called_away; /* owned */
    int called_away_count;
};

/* Stages that are down for a time, planned or at random. */
struct scenario_outage {
    struct sim_where at;
    char *name;  /* owned */
    int *stages; /* owned: stage indices; all but ends if the user wrote "all" */
    int stage_count;
    bool planned; /* in `window`; else at random */
    struct scenario_window window;
    double per_month;
    struct sim_dist lasts;
    struct scenario_redial redial; /* of those cut off */
};

/* A change to an input that holds only in a window. */
enum scenario_limited_kind {
    SCENARIO_LIMITED_CALLS,    /* multiplies a stream's rate */
    SCENARIO_LIMITED_HANDLING, /* multiplies talk and wrap-up of a line */
    SCENARIO_LIMITED_TALK,
    SCENARIO_LIMITED_WRAP_UP,
    SCENARIO_LIMITED_PATIENCE
};

struct scenario_limited {
    struct sim_where at;
    enum scenario_limited_kind kind;
    int object; /* stream index or stage index */
    double times;
    struct scenario_window window;
};

enum scenario_grade {
    SCENARIO_ANSWERED_WITHIN, /* share */
    SCENARIO_ABANDONED,       /* share */
    SCENARIO_MEAN_WAIT,       /* seconds, of answered calls */
    SCENARIO_WAIT_PERCENTILE, /* seconds, of answered calls */
    SCENARIO_LONGEST_WAIT,    /* seconds, of all calls */
    SCENARIO_OCCUPANCY,       /* share, of a team */
    SCENARIO_GRADES
};

enum scenario_of {
    SCENARIO_OF_ANSWERED,
    SCENARIO_OF_OFFERED,
    SCENARIO_OF_OFFERED_LESS_SHORT, /* less those who hung up within hung_up_after */
    SCENARIO_OF_CALLERS             /* journey: first attempts of the stream */
};

enum scenario_each {
    SCENARIO_EACH_PERIOD,
    SCENARIO_EACH_MONTH,
    SCENARIO_EACH_WEEK,
    SCENARIO_EACH_DAY,
    SCENARIO_EACH_INTERVAL /* quarter hour */
};

/* The clock of a line with call-backs. */
enum scenario_call_backs {
    SCENARIO_TO_ANSWER, /* of the call-back: the line itself */
    SCENARIO_TO_OFFER,  /* accepted is answered */
    SCENARIO_WITHOUT_CALL_BACKS
};

struct scenario_target {
    struct sim_where at;
    char *name, *label; /* owned */
    enum scenario_grade grade;
    int line;    /* stage index, or -1 */
    int journey; /* stream index, or -1: an abandoned share over the whole journey */
    int team;    /* occupancy: team index, else -1 */
    int clock;   /* stage index whose entry starts the clock; -1: the line's own arrival
                  */
    double within_s;
    double hung_up_after_s; /* hang-ups up to this wait leave the numerator */
    double percentile;      /* 0..1 */
    enum scenario_of of;
    int *abandoned_at; /* owned, journey: stage indices of the numerator; all its lines
                          if not given */
    int abandoned_at_count;
    int *out_of; /* owned, journey: stages whose entrants are the denominator; none:
                    callers */
    int out_of_count;
    enum scenario_call_backs call_backs; /* line with call-backs: which clock */
    enum scenario_each each;
    double
        in_share; /* `in = "9 of 10"` is 0.9: P(period met) asked for; 0: expectation */
    bool at_least; /* else at most */
    double limit;  /* share or seconds */
};

/* `basis` rows: where an input comes from. */
enum scenario_basis_kind {
    SCENARIO_PUBLISHED,
    SCENARIO_OURS,
    SCENARIO_FITTED,
    SCENARIO_ASSUMED
};

struct scenario_basis {
    struct sim_where at;
    char *path, *note; /* owned */
    enum scenario_basis_kind kind;
};

/* `expect` rows: a figure of the result (path as in the JSON, for example
 * "line.switchboard.mean_wait"), its value and how far off it may be. */
struct scenario_expect {
    struct sim_where at;
    char *path; /* owned */
    double value, tolerance;
};

/* One setting as read, for the register of inputs: path and value as the user wrote it.
 */
struct scenario_input {
    struct sim_where at;
    char *path, *value; /* owned */
    bool changed;       /* by a what-if or --set */
};

/* ---- what the planner is asked: see "Planning" in scenarios/meanings.md ---- */

enum scenario_plan_week {
    SCENARIO_PLAN_TYPICAL,    /* one week, demand the mean of the period's weeks */
    SCENARIO_PLAN_EACH_MONTH, /* such a week for every month of the period */
    SCENARIO_PLAN_AS_DATED,   /* the dates of the period, day by day */
    SCENARIO_PLAN_WEEKS
};

enum scenario_plan_objective {
    SCENARIO_PLAN_COST, /* of all free teams; staffed hours where no cost is given */
    SCENARIO_PLAN_STAFFED_HOURS,
    SCENARIO_PLAN_PEAK_PEOPLE,  /* most people at one time, summed over free teams; then
                                   cost */
    SCENARIO_PLAN_BEST_SERVICE, /* the best value of one target within a budget */
    SCENARIO_PLAN_OBJECTIVES
};

/* Over what a target must hold, each by itself. */
enum scenario_plan_each {
    SCENARIO_PLAN_PERIOD,
    SCENARIO_PLAN_MONTH,
    SCENARIO_PLAN_WEEK,
    SCENARIO_PLAN_DAY,
    SCENARIO_PLAN_HOUR,
    SCENARIO_PLAN_HALF_HOUR,
    SCENARIO_PLAN_INTERVAL, /* quarter hour */
    SCENARIO_PLAN_EACHES
};

/* A target that the plan must meet. */
struct scenario_plan_hold {
    struct sim_where at;
    int target;
    enum scenario_plan_each each;
    double in_share; /* P(met) asked for; 0: in expectation, in each of them */
    double margin; /* truth this much better than the limit is certified nearly always:
                      share or seconds, and of P(met) a share; > 0 */
};

/* A number that holds in some hours of the week. */
struct scenario_plan_level {
    struct scenario_span span;
    double value;
};

struct scenario_plan_levels {
    struct scenario_plan_level
        *rows; /* owned; the greatest of those that hold counts */
    int count;
};

/* Shifts that may be rostered. */
enum scenario_plan_repeats {
    SCENARIO_PLAN_BY_DAY,      /* each day of the week by itself */
    SCENARIO_PLAN_BY_WEEKDAYS, /* the same Monday to Friday, the same Saturday, Sunday
                                */
    SCENARIO_PLAN_BY_WEEK      /* the same every day */
};

struct scenario_plan_shifts {
    bool given;
    struct scenario_hours starts; /* when a shift may begin; count 0: always */
    double every_s;               /* between starts, counted from midnight */
    double *lengths_s;            /* owned */
    int length_count;
    double break_s;                  /* off the phones; 0: none */
    double break_from_s, break_to_s; /* after the start: earliest start, latest end */
    bool break_is_paid;
    enum scenario_plan_repeats repeats;
};

struct scenario_plan_team {
    struct sim_where at;
    int team;
    struct scenario_plan_levels at_least, at_most; /* people; none: 0, no limit */
    double changes_every_s; /* people stay so long at least; free form only */
    double cost_per_hour;   /* pounds of one person on the phones; 0: none given */
    struct scenario_plan_levels dearer; /* factors of it */
    bool is_posted; /* the plan's people are as the team's `counts` says, and absence is
                       drawn; else they are on the phones */
    struct scenario_plan_shifts shifts;
};

/* A reserve that is searched. */
struct scenario_plan_reserve {
    struct sim_where at;
    int team, position; /* in serves */
    int from, to;
};

/* Times until a call-back is offered, of which one is to be chosen. */
struct scenario_plan_offer {
    struct sim_where at;
    int stage;
    double *after_s; /* owned, rising */
    int count;
};

struct scenario_plan {
    struct sim_where at; /* of the group; of the scenario when there is none */
    bool given;
    enum scenario_plan_week week;
    enum scenario_plan_objective objective;
    int best;             /* target: BEST_SERVICE */
    double budget_a_week; /* BEST_SERVICE: pounds, or hours */
    bool budget_is_hours;
    struct scenario_plan_hold *holds; /* owned, as all below; `best` is among them, over
                                         the period, and its limit is not asked */
    int hold_count;
    struct scenario_plan_team *teams;
    int team_count;
    struct scenario_plan_reserve *reserves;
    int reserve_count;
    struct scenario_plan_offer *offers;
    int offer_count;
};

/* What a plan file says of its test; `tenfive verify` holds it against the base. */
struct scenario_certificate {
    struct sim_where at;
    bool given;
    char *scenario; /* owned, as all texts: file that was planned, from the directory of
                       this one */
    char **sets;    /* owned, with its texts: --set of the planning run */
    int set_count;
    uint64_t hash; /* of that scenario with them */
    char *version; /* of the program */
    bool held;     /* the test passed */
    uint64_t seed; /* of the test that passed, or the last */
    int replications;
    int rounds; /* tests in all */
};

/* What a file that was read is for: of an included file, that of who includes it. */
enum scenario_role {
    SCENARIO_ROLE_SCENARIO,
    SCENARIO_ROLE_BASE,
    SCENARIO_ROLE_TABLE,
    SCENARIO_ROLES
};

/* Most bytes of a file whose text is kept. */
enum { SCENARIO_MOST_TEXT = 256 << 10 };

/* A file that was read. */
struct scenario_source {
    char *file; /* owned: the path as it was opened */
    enum scenario_role role;
    size_t size;   /* bytes */
    uint64_t hash; /* of its bytes, FNV-1a */
    char *text;    /* owned: its bytes, ended by NUL; null above SCENARIO_MOST_TEXT */
};

/* How `simulate` runs the scenario when the command line does not say. */
struct scenario_run {
    bool has_seed;
    uint64_t seed;
    int replications; /* 0: not given */
};

struct scenario {
    char *file, *title, *marking; /* owned */
    uint64_t hash;                /* of everything that was read, FNV-1a */
    struct scenario_dates period;
    bool is_typical; /* demand is the mean of the weeks of typical_of: every quarter
                        hour has the mean rate of all days of the same weekday there,
                        bank holidays left out */
    struct scenario_dates typical_of;
    double warm_up_s; /* simulated before the period and not counted; whole hours */
    struct scenario_stream *streams; /* owned, as all arrays below */
    int stream_count;
    struct scenario_busyness busyness;
    struct scenario_stage *stages;
    int stage_count;
    struct scenario_team *teams;
    int team_count;
    struct scenario_target *targets;
    int target_count;
    struct scenario_limited *limited;
    int limited_count;
    struct scenario_outage *outages;
    int outage_count;
    struct scenario_plan plan; /* teams and targets are always filled in: without a
                                  group `plan` by its defaults */
    struct scenario_certificate certificate;
    struct scenario_run run;
    struct scenario_basis *basis;
    int basis_count;
    struct scenario_expect *expects;
    int expect_count;
    struct scenario_input *inputs;
    int input_count;
    struct scenario_source *sources; /* each file once, in the order of reading */
    int source_count;
    char **sets; /* owned, with its texts: the arguments of --set, in order */
    int set_count;
    char **texts; /* owned: file names that `at` borrows, tables of laws, see read.c */
    int text_count;
    double **tables; /* owned: points of empirical laws */
    int table_count;
};

/* Most objects of a kind; more is refused with this limit in the complaint. */
enum {
    SCENARIO_MOST_STREAMS = 32,
    SCENARIO_MOST_STAGES = 256, /* the four ends that are always there among them */
    SCENARIO_MOST_LINES = 32,
    SCENARIO_MOST_WAYS = 64,
    SCENARIO_MOST_TEAMS = 16,
    SCENARIO_MOST_TARGETS = 32,
    SCENARIO_MOST_OUTAGES = 16,
    SCENARIO_MOST_ATTEMPTS = 50, /* of one journey */
    SCENARIO_MOST_TRIES = 20,    /* of one call-back */
    SCENARIO_MOST_AT_A_TIME = 8,
    SCENARIO_MOST_SHIFTS = 200000,
    SCENARIO_MOST_PEOPLE = 4000,  /* in one team at one time */
    SCENARIO_MOST_DAYS = 366 * 3, /* of the period, and of typical_of */
    SCENARIO_MOST_REPLICATIONS = 100000
};

/* Whole numbers up to here survive any reader of JSON. */
#define SCENARIO_MOST_SEED ((1LL << 53) - 1)

/* Frees all that a scenario owns and zeroes it; null and zeroed memory are fine. */
void scenario_done(struct scenario *scenario);

/* Index of the stage, stream or team with this name, or -1.  O(count). */
int scenario_stage_index(const struct scenario *scenario, const char *name);
int scenario_stream_index(const struct scenario *scenario, const char *name);
int scenario_team_index(const struct scenario *scenario, const char *name);

/* Names of the kinds above, for complaints and reports. */
extern const char *const scenario_less_names[SCENARIO_LESS_COUNT];
extern const char *const scenario_counts_names[3];
extern const char *const scenario_each_names[5];
extern const char *const scenario_of_names[4];
extern const char *const scenario_basis_names[4];
extern const char *const scenario_role_names[SCENARIO_ROLES]; /* "scenario", ... */

#endif
