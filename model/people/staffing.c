#include "model/people/staffing.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "sim/rng.h"

enum { QUARTER_MIN = 15 };

static const double QUARTERS_AN_HOUR = 4.0, WEEK_H = 168.0, YEAR_DAYS = 365.25;

/* Shares are counted in units of 2^-32, so that the turns are exact on any machine. */
static const double SHARE_UNITS = 0x1p32;

/* Fractions of the golden and the silver ratio in units of 2^-64: no multiples are
 * spread more evenly (Knuth, "Sorting and Searching", 6.4, theorem S; for two numbers
 * there is no best pair, and this one was the best of several tried). */
static const uint64_t GOLDEN = 0x9E3779B97F4A7C15u, SILVER = 0x6A09E667F3BCC908u;

/* A line of staffing on one date: people added or, below 0, taken away. */
struct post {
    int from_min, to_min;
    int people;
};

struct posts {
    struct post *items;
    size_t count, capacity;
};

/* FNV-1a, 64 bits. */
static uint64_t name_key(const char *name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char) *name) * 0x100000001B3u;
    return hash;
}

static bool is_single_date(const struct scenario_shift *shift)
{
    return shift->has_dates && shift->dates.first == shift->dates.last;
}

static bool bank_is_named(const struct scenario_team *team)
{
    for (int i = 0; i < team->shift_count; i++) {
        const struct scenario_shift *shift = &team->shifts[i];
        if (!shift->minus && !is_single_date(shift)
            && (shift->span.days >> SCENARIO_BANK & 1))
            return true;
    }
    return false;
}

static int by_times(const void *left, const void *right)
{
    const struct post *a = left, *b = right;
    if (a->from_min != b->from_min)
        return a->from_min < b->from_min ? -1 : 1;
    return (a->to_min > b->to_min) - (a->to_min < b->to_min);
}

/* The posts of one date in order of start and end, those with the same times merged. */
static void gather(const struct scenario_team *team, bool bank_named, int32_t date,
                   struct posts *out)
{
    const struct calendar_day_kind day = { calendar_weekday(date),
                                           calendar_kind(date) == SCENARIO_BANK };
    out->count = 0;
    for (int i = 0; i < team->shift_count; i++) {
        const struct scenario_shift *shift = &team->shifts[i];
        if (shift->has_dates && (date < shift->dates.first || date > shift->dates.last))
            continue;
        if (!calendar_span_begins(&shift->span, bank_named && !is_single_date(shift),
                                  day))
            continue;
        out->items = sim_mem_grow(out->items, &out->capacity, out->count + 1,
                                  sizeof *out->items);
        out->items[out->count++] =
            (struct post){ shift->span.from_min, shift->span.to_min,
                           shift->minus ? -shift->people : shift->people };
    }
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_times);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (kept > 0 && by_times(&out->items[kept - 1], &out->items[i]) == 0)
            out->items[kept - 1].people += out->items[i].people;
        else
            out->items[kept++] = out->items[i];
    }
    out->count = kept;
}

/* What compiling one team needs besides the team. */
struct workshop {
    const struct calendar *calendar;
    int *added, *taken; /* people by quarter */
    size_t capacity;    /* of the team's shifts */
};

static void add_shift(struct workshop *shop, struct staffing_team *team,
                      struct staffing_shift shift)
{
    size_t count = (size_t) team->shift_count;
    team->shifts =
        sim_mem_grow(team->shifts, &shop->capacity, count + 1, sizeof *team->shifts);
    team->shifts[count] = shift;
    team->shift_count++;
}

/* The shifts of one date, those of minus lines summed in `taken`. */
static void post_day(struct workshop *shop, struct staffing_team *team, int32_t date,
                     const struct posts *posts)
{
    for (size_t i = 0; i < posts->count; i++) {
        const struct post *post = &posts->items[i];
        const int start = calendar_quarter_at(shop->calendar, date, post->from_min);
        const int end = calendar_quarter_at(shop->calendar, date, post->to_min);
        int *sum = post->people > 0 ? shop->added : shop->taken;
        for (int q = start; q < end; q++)
            sum[q] += abs(post->people);
        const uint64_t times =
            sim_rng_key(sim_rng_key((uint32_t) date, (uint64_t) post->from_min),
                        (uint64_t) post->to_min);
        if (post->people > 0 && start < end)
            add_shift(shop, team,
                      (struct staffing_shift){ times, start, end, post->people });
    }
}

/* Cuts the shifts to the people who remain after the minus lines.  In each quarter
 * those go whose shift comes last in order, and of a shift those with the highest
 * number. */
static void take_away(struct workshop *shop, struct staffing_team *team)
{
    struct staffing_shift *whole = team->shifts;
    const int count = team->shift_count;
    int *room = shop->added; /* people who may still be placed in a quarter */
    team->shifts = NULL;
    team->shift_count = 0;
    shop->capacity = 0;
    for (int q = 0; q < shop->calendar->quarters; q++)
        room[q] = team->posted[q];
    for (int i = 0; i < count; i++) {
        struct staffing_shift part = whole[i];
        for (int q = whole[i].start; q < whole[i].end; q++) {
            const int stay = room[q] < whole[i].people ? room[q] : whole[i].people;
            room[q] -= stay;
            if (q > part.start && stay == part.people)
                continue;
            part.end = q;
            if (part.start < part.end && part.people > 0)
                add_shift(shop, team, part);
            part.start = q;
            part.people = stay;
        }
        part.end = whole[i].end;
        if (part.people > 0)
            add_shift(shop, team, part);
    }
    free(whole);
}

static void post_team(const struct scenario_team *team, const struct calendar *calendar,
                      struct staffing_team *out)
{
    struct workshop shop = { .calendar = calendar };
    const size_t quarters = (size_t) calendar->quarters;
    shop.added = sim_mem_array(quarters, sizeof *shop.added);
    shop.taken = sim_mem_array(quarters, sizeof *shop.taken);
    out->posted = sim_mem_array(quarters, sizeof *out->posted);
    struct posts posts = { 0 };
    const bool bank_named = bank_is_named(team);
    /* A shift ends on the day after its date at the latest. */
    for (int day = -1; day < calendar->days; day++) {
        const int32_t date = calendar->first_date + day;
        gather(team, bank_named, date, &posts);
        post_day(&shop, out, date, &posts);
    }
    bool is_cut = false;
    for (int q = 0; q < calendar->quarters; q++) {
        const int people = shop.added[q] - shop.taken[q];
        out->posted[q] = (uint16_t) (people < 0            ? 0
                                     : people > UINT16_MAX ? UINT16_MAX
                                                           : people);
        is_cut |= out->posted[q] != shop.added[q];
    }
    if (is_cut)
        take_away(&shop, out);
    free(posts.items);
    free(shop.added);
    free(shop.taken);
}

/* People on the phones of n present, by turns; see the header. */
static void take_turns(const struct staffing *staffing,
                       const struct staffing_team *team, uint16_t *people)
{
    const uint64_t share = (uint64_t) (team->there * SHARE_UNITS + 0.5);
    for (int q = 0; q < staffing->quarters; q++) {
        const uint64_t quarter = (uint64_t) (staffing->first_quarter + q);
        const uint64_t day = quarter / CALENDAR_DAY_QUARTERS;
        const uint64_t of_day = quarter % CALENDAR_DAY_QUARTERS;
        const uint64_t fraction = (day * GOLDEN + of_day * SILVER + team->key) >> 32;
        people[q] = (uint16_t) ((share * people[q] + fraction) >> 32);
    }
}

static double remaining(const struct scenario_team *team, int from, int to)
{
    double share = 1.0;
    for (int i = from; i < to; i++)
        share *= 1.0 - team->less[i];
    return share;
}

static struct staffing_sums sum_up(const struct scenario_team *team,
                                   const struct calendar *calendar,
                                   const struct staffing_team *posted)
{
    struct staffing_sums sums = { 0 };
    for (int q = calendar->from; q < calendar->to; q++) {
        sums.posted_h += posted->posted[q] / QUARTERS_AN_HOUR;
        if (posted->posted[q] > sums.peak_seats)
            sums.peak_seats = posted->posted[q];
    }
    const double weeks = (calendar->to - calendar->from) / QUARTERS_AN_HOUR / WEEK_H;
    const int days = calendar->period_days;
    sums.phones_h = sums.posted_h * (1.0 - posted->p_absent) * posted->there;
    sums.posted_h_a_week = sums.posted_h / weeks;
    sums.phones_h_a_week = sums.phones_h / weeks;
    sums.fte =
        team->hours_per_fte > 0.0 ? sums.posted_h_a_week / team->hours_per_fte : 0.0;
    sums.cost = sums.posted_h * team->cost_per_hour;
    sums.cost_a_year =
        days == 365 || days == 366 ? sums.cost : sums.cost * YEAR_DAYS / days;
    return sums;
}

static void compile_team(const struct scenario_team *team,
                         const struct calendar *calendar,
                         const struct staffing *staffing, struct staffing_team *out)
{
    out->key = name_key(team->name);
    out->p_absent = 1.0 - remaining(team, 0, SCENARIO_LESS_ABSENT);
    out->is_random = out->p_absent > 0.0;
    out->there = remaining(team, SCENARIO_LESS_ABSENT, SCENARIO_LESS_COUNT);
    post_team(team, calendar, out);
    out->sums = sum_up(team, calendar, out);
    if (out->is_random)
        return;
    const size_t quarters = (size_t) calendar->quarters;
    out->phones = sim_mem_array(quarters, sizeof *out->phones);
    memcpy(out->phones, out->posted, quarters * sizeof *out->phones);
    take_turns(staffing, out, out->phones);
}

void staffing_compile(const struct scenario *scenario, const struct calendar *calendar,
                      struct staffing *out)
{
    assert(calendar->start_utc_s % CALENDAR_QUARTER_S == 0);
    *out = (struct staffing){
        .teams = sim_mem_array((size_t) scenario->team_count, sizeof *out->teams),
        .team_count = scenario->team_count,
        .quarters = calendar->quarters,
        .first_quarter = calendar->start_utc_s / CALENDAR_QUARTER_S,
    };
    for (int i = 0; i < scenario->team_count; i++)
        compile_team(&scenario->teams[i], calendar, out, &out->teams[i]);
}

void staffing_done(struct staffing *staffing)
{
    if (staffing == NULL)
        return;
    for (int i = 0; i < staffing->team_count; i++) {
        free(staffing->teams[i].posted);
        free(staffing->teams[i].phones);
        free(staffing->teams[i].shifts);
    }
    free(staffing->teams);
    *staffing = (struct staffing){ 0 };
}

bool staffing_check(const struct scenario *scenario, const struct calendar *calendar,
                    const struct staffing *staffing, struct sim_diag *diag)
{
    bool good = true;
    for (int t = 0; t < staffing->team_count; t++) {
        const uint16_t *posted = staffing->teams[t].posted;
        int q = 0;
        while (q < staffing->quarters && posted[q] <= SCENARIO_MOST_PEOPLE)
            q++;
        if (q == staffing->quarters)
            continue;
        char label[CALENDAR_LABEL];
        sim_diag_error(
            diag, scenario->teams[t].at,
            "team \"%s\": at most %d people at one time, got %d or more at %s",
            scenario->teams[t].name, SCENARIO_MOST_PEOPLE, posted[q],
            calendar_quarter_label(calendar, q, label));
        good = false;
    }
    return good;
}

/* By how many fewer are present than expected. */
static void count_short(const struct staffing_team *team, int quarters,
                        const uint16_t *present, uint8_t *out)
{
    for (int q = 0; q < quarters; q++) {
        const int usual = (int) (team->posted[q] * (1.0 - team->p_absent) + 0.5);
        const int missing = usual - present[q];
        out[q] = (uint8_t) (missing < 0                     ? 0
                            : missing > STAFFING_MOST_SHORT ? STAFFING_MOST_SHORT
                                                            : missing);
    }
}

void staffing_draw(const struct staffing *staffing, int team, uint64_t key,
                   uint16_t *out, uint8_t *short_by)
{
    const struct staffing_team *of = &staffing->teams[team];
    const size_t quarters = (size_t) staffing->quarters;
    if (!of->is_random) {
        memcpy(out, of->phones, quarters * sizeof *out);
        if (short_by != NULL)
            memset(short_by, 0, quarters);
        return;
    }
    memset(out, 0, quarters * sizeof *out);
    const uint64_t team_key = sim_rng_key(key, of->key);
    for (int i = 0; i < of->shift_count; i++) {
        const struct staffing_shift *shift = &of->shifts[i];
        const uint64_t shift_key = sim_rng_key(team_key, shift->key);
        int present = 0;
        for (int person = 0; person < shift->people; person++)
            present +=
                sim_rng_unit(sim_rng_key(shift_key, (uint64_t) person)) >= of->p_absent;
        for (int q = shift->start; q < shift->end; q++)
            out[q] = (uint16_t) (out[q] + present);
    }
    if (short_by != NULL)
        count_short(of, staffing->quarters, out, short_by);
    take_turns(staffing, of, out);
}

double staffing_expected(const struct staffing *staffing, int team, int q)
{
    const struct staffing_team *of = &staffing->teams[team];
    return of->posted[q] * (1.0 - of->p_absent) * of->there;
}
