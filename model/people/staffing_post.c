#include <stdlib.h>

#include "model/people/staffing_parts.h"
#include "sim/mem.h"
#include "sim/rng.h"

enum { DAY_MIN = 1440 };

/* A line of staffing on one date: people added or, below 0, taken away. */
struct post {
    int from_min, to_min;
    int people;
};

struct posts {
    struct post *items;
    size_t count, capacity;
};

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

static struct calendar_day_kind day_kind(int32_t date)
{
    return (struct calendar_day_kind){ calendar_weekday(date),
                                       calendar_kind(date) == SCENARIO_BANK };
}

/* The posts of one date in order of start and end, those with the same times merged. */
static void gather(const struct scenario_team *team, bool bank_named, int32_t date,
                   struct posts *out)
{
    const struct calendar_day_kind day = day_kind(date);
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

/* Whether a shift that begins at this local time does so inside the window: as
 * calendar_in_window(), for dates outside the run too. */
static bool begins_in(const struct scenario_window *window, int32_t date, int minute)
{
    const struct scenario_hours *hours = &window->hours;
    bool bank_named = false;
    for (int i = 0; i < hours->count; i++)
        bank_named |= hours->spans[i].days >> SCENARIO_BANK & 1;
    /* The span may have begun on the day before and have passed midnight. */
    for (int back = 0; back <= (hours->count > 0); back++) {
        const int32_t on = date - back;
        if (window->has_dates && (on < window->dates.first || on > window->dates.last))
            continue;
        if (hours->count == 0)
            return true;
        const int at = minute + back * DAY_MIN;
        for (int i = 0; i < hours->count; i++) {
            const struct scenario_span *span = &hours->spans[i];
            if (at >= span->from_min && at < span->to_min
                && calendar_span_begins(span, bank_named, day_kind(on)))
                return true;
        }
    }
    return false;
}

/* What compiling one team needs besides the team. */
struct workshop {
    const struct calendar *calendar;
    const struct scenario_team *team;
    const struct staffing_chance *chance;
    int *added, *taken; /* people by quarter */
    int *stay, *off;    /* of one shift, by quarter; nobody is off to begin with */
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

/* The chance of absence of a shift of this date, the shares of absences included. */
static double chance_of_absence(const struct workshop *shop, int32_t date, int minute)
{
    double p = shop->chance->drawn[calendar_civil(date).month - 1];
    for (int i = 0; i < shop->team->absence_count; i++) {
        const struct scenario_absence *absence = &shop->team->absences[i];
        if (absence->share > 0.0 && begins_in(&absence->window, date, minute))
            p = 1.0 - (1.0 - p) * (1.0 - absence->share);
    }
    return p;
}

/* People off from the shifts that begin at this local time, as many as there are. */
static int people_off(const struct scenario_team *team, int32_t date, int minute)
{
    int people = 0;
    for (int i = 0; i < team->absence_count; i++)
        if (begins_in(&team->absences[i].window, date, minute))
            people += team->absences[i].people;
    return people;
}

/* The shifts of one date, those of minus lines summed in `taken`. */
static void post_day(struct workshop *shop, struct staffing_team *team, int day,
                     const struct posts *posts)
{
    const int32_t date = shop->calendar->first_date + day;
    for (size_t i = 0; i < posts->count; i++) {
        const struct post *post = &posts->items[i];
        const int start = calendar_quarter_at(shop->calendar, date, post->from_min);
        const int end = calendar_quarter_at(shop->calendar, date, post->to_min);
        int *sum = post->people > 0 ? shop->added : shop->taken;
        for (int q = start; q < end; q++)
            sum[q] += abs(post->people);
        const uint64_t from = (uint64_t) post->from_min, to = (uint64_t) post->to_min;
        if (post->people > 0 && start < end)
            add_shift(shop, team,
                      (struct staffing_shift){
                          .key = sim_rng_key(sim_rng_key((uint32_t) date, from), to),
                          .line = sim_rng_key(from, to),
                          .start = start,
                          .end = end,
                          .people = post->people,
                          .day = day,
                          .from_min = post->from_min,
                          .p_absent = chance_of_absence(shop, date, post->from_min),
                      });
    }
}

/* Adds the parts of a shift in which the same number of people stay and are off. */
static void add_parts(struct workshop *shop, struct staffing_team *team,
                      const struct staffing_shift *whole)
{
    int from = whole->start;
    for (int q = whole->start + 1; q <= whole->end; q++) {
        if (q < whole->end && shop->stay[q] == shop->stay[from]
            && shop->off[q] == shop->off[from])
            continue;
        struct staffing_shift part = *whole;
        part.start = from;
        part.end = q;
        part.people = shop->stay[from];
        part.off = shop->off[from];
        if (part.people > 0)
            add_shift(shop, team, part);
        from = q;
    }
}

/* Takes the team's shifts out, to be put back in parts; the caller frees them. */
static struct staffing_shift *take_out(struct workshop *shop,
                                       struct staffing_team *team)
{
    struct staffing_shift *whole = team->shifts;
    team->shifts = NULL;
    team->shift_count = 0;
    shop->capacity = 0;
    return whole;
}

/* Cuts the shifts to the people who remain after the minus lines.  In each quarter
 * those go whose shift comes last in order, and of a shift those with the highest
 * number. */
static void take_away(struct workshop *shop, struct staffing_team *team)
{
    const int count = team->shift_count;
    struct staffing_shift *whole = take_out(shop, team);
    int *room = shop->added; /* people who may still be placed in a quarter */
    for (int q = 0; q < shop->calendar->quarters; q++)
        room[q] = team->posted[q];
    for (int i = 0; i < count; i++) {
        for (int q = whole[i].start; q < whole[i].end; q++) {
            shop->stay[q] = room[q] < whole[i].people ? room[q] : whole[i].people;
            room[q] -= shop->stay[q];
        }
        add_parts(shop, team, &whole[i]);
    }
    free(whole);
}

/* Takes people off the shifts that begin at one moment, of whole[0 .. count), the last
 * first.  The parts of a shift do not overlap, so each quarter is seen once a shift. */
static void take_off(struct workshop *shop, struct staffing_team *team,
                     const struct staffing_shift *whole, int count)
{
    const int32_t date = shop->calendar->first_date + whole->day;
    const int people = people_off(shop->team, date, whole->from_min);
    int *left = shop->taken; /* people who are still to be taken off in a quarter */
    for (int i = 0; i < count; i++)
        for (int q = whole[i].start; q < whole[i].end; q++)
            left[q] = people;
    for (int i = count - 1; i >= 0; i--) {
        for (int q = whole[i].start; q < whole[i].end; q++) {
            shop->stay[q] = whole[i].people;
            shop->off[q] = left[q] < whole[i].people ? left[q] : whole[i].people;
            left[q] -= shop->off[q];
        }
        add_parts(shop, team, &whole[i]);
    }
}

static void take_all_off(struct workshop *shop, struct staffing_team *team)
{
    const int count = team->shift_count;
    struct staffing_shift *whole = take_out(shop, team);
    for (int first = 0, next; first < count; first = next) {
        next = first + 1;
        while (next < count && whole[next].day == whole[first].day
               && whole[next].from_min == whole[first].from_min)
            next++;
        take_off(shop, team, &whole[first], next - first);
    }
    free(whole);
}

/* The sum of lines that add and lines that take away; returns whether any take away. */
static bool add_up(const struct workshop *shop, uint16_t *posted)
{
    bool is_cut = false;
    for (int q = 0; q < shop->calendar->quarters; q++) {
        const int people = shop->added[q] - shop->taken[q];
        posted[q] = (uint16_t) (people < 0            ? 0
                                : people > UINT16_MAX ? UINT16_MAX
                                                      : people);
        is_cut |= posted[q] != shop->added[q];
    }
    return is_cut;
}

void staffing_post(const struct scenario_team *team, const struct calendar *calendar,
                   const struct staffing_chance *chance, struct staffing_team *out)
{
    struct workshop shop = { .calendar = calendar, .team = team, .chance = chance };
    const size_t quarters = (size_t) calendar->quarters;
    shop.added = sim_mem_array(quarters, sizeof *shop.added);
    shop.taken = sim_mem_array(quarters, sizeof *shop.taken);
    shop.stay = sim_mem_array(quarters, sizeof *shop.stay);
    shop.off = sim_mem_array(quarters, sizeof *shop.off);
    out->posted = sim_mem_array(quarters, sizeof *out->posted);
    struct posts posts = { 0 };
    const bool bank_named = bank_is_named(team);
    /* A shift ends on the day after its date at the latest. */
    for (int day = -1; day < calendar->days; day++) {
        gather(team, bank_named, calendar->first_date + day, &posts);
        post_day(&shop, out, day, &posts);
    }
    if (add_up(&shop, out->posted))
        take_away(&shop, out);
    if (team->absence_count > 0)
        take_all_off(&shop, out);
    free(posts.items);
    free(shop.added);
    free(shop.taken);
    free(shop.stay);
    free(shop.off);
}
