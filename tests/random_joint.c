#include "tests/random_joint.h"

#include <math.h>

#include "sim/rng.h"
#include "tests/grown_text.h"

enum { DAY_MIN = 24 * 60 };

static const double POUNDS_AN_HOUR[JOINT_TEAMS] = { 20.0, 17.0 };
static const double SPAN_H = 0.5;

struct luck {
    uint64_t key, count;
};

static double between(struct luck *luck, double low, double high)
{
    return low + (high - low) * sim_rng_unit(sim_rng_key(luck->key, luck->count++));
}

static int whole(struct luck *luck, int low, int high)
{
    return low + (int) between(luck, 0.0, high - low + 1.0);
}

/* To so many digits, so that the text says the same as the number. */
static double rounded(double x, double unit)
{
    return floor(x / unit + 0.5) * unit;
}

static void draw_calls(struct luck *luck, struct joint *out)
{
    for (int l = 0; l < JOINT_LINES; l++) {
        out->talk_s[l] =
            rounded(between(luck, 200.0, l == JOINT_999 ? 420.0 : 560.0), 1);
        out->patience_s[l] =
            rounded(between(luck, 120.0, l == JOINT_999 ? 400.0 : 800.0), 1.0);
        for (int i = 0; i < out->spans; i++)
            out->calls[l][i] = rounded(between(luck, 4.0, 14.0), 0.01);
    }
}

/* Mean number busy with the line's calls in one span if nobody waits. */
static double erlangs(const struct joint *joint, int line, int span)
{
    return joint->calls[line][span] * joint->talk_s[line] / (JOINT_SPAN_MIN * 60.0);
}

static void draw_people(struct luck *luck, struct joint *out)
{
    const int width = out->teams * out->spans <= 3 ? 4 : out->spans <= 4 ? 3 : 2;
    for (int i = 0; i < out->spans; i++) {
        const double both = erlangs(out, JOINT_999, i) + erlangs(out, JOINT_101, i);
        double load[JOINT_TEAMS] = { both, 0.0 };
        if (out->teams == JOINT_TEAMS) {
            load[1] = 0.6 * erlangs(out, out->second_is_999 ? JOINT_999 : JOINT_101, i);
            load[0] = both - load[1];
        }
        const double times = rounded(between(luck, 0.9, 1.6), 0.01);
        for (int t = 0; t < out->teams; t++) {
            const int guess = (int) ceil(load[t] + 0.5 * sqrt(load[t]));
            out->low[t][i] = guess - width / 2 > 1 ? guess - width / 2 : 1;
            out->high[t][i] = out->low[t][i] + width + (out->spans < 3);
            out->price[t][i] = POUNDS_AN_HOUR[t] * times * SPAN_H;
        }
    }
    for (int t = 0; t < out->teams; t++)
        out->after[t] = whole(luck, 1, 3);
}

static void draw_targets(struct luck *luck, struct joint *out)
{
    struct joint_target *const to = out->targets;
    to[0] = (struct joint_target){ JOINT_999, rounded(between(luck, 10.0, 40.0), 1.0),
                                   rounded(between(luck, 0.65, 0.85), 0.001), 0.005 };
    to[1] = (struct joint_target){ JOINT_101, rounded(between(luck, 60.0, 300.0), 1.0),
                                   rounded(between(luck, 0.6, 0.85), 0.001), 0.005 };
    to[2] = (struct joint_target){ JOINT_101, 0.0,
                                   rounded(between(luck, 0.08, 0.2), 0.001), 0.005 };
    out->target_count = whole(luck, 2, JOINT_TARGETS);
}

struct joint random_joint(uint64_t key)
{
    struct luck luck = { sim_rng_key(0x6a6f696e74u, key), 0 };
    struct joint out = { .key = key };
    out.teams = whole(&luck, 1, JOINT_TEAMS);
    out.spans = out.teams == 1 ? whole(&luck, 2, JOINT_SPANS) : whole(&luck, 2, 3);
    out.second_is_999 = whole(&luck, 0, 1) == 1;
    out.reserve = out.reserve_from = out.reserve_to = whole(&luck, 0, 1);
    if (whole(&luck, 0, 3) == 0) {
        out.reserve_from = 0;
        out.reserve_to = 2;
    }
    draw_calls(&luck, &out);
    draw_people(&luck, &out);
    draw_targets(&luck, &out);
    return out;
}

/* ---- the text ---- */

static const char *const lines[JOINT_LINES] = { "line_999", "line_101" };
static const char *const teams[JOINT_TEAMS] = { "room", "second" };

static void add_streams(char **text, const struct joint *joint)
{
    grown_text_add(text, "streams: {\n");
    for (int l = 0; l < JOINT_LINES; l++) {
        double calls = 0.0;
        for (int i = 0; i < joint->spans; i++)
            calls += joint->calls[l][i];
        grown_text_add(text,
                       "  public_%d: { enters = \"%s\"; calls = %.17g;\n"
                       "    profile: { times = ( ",
                       l, lines[l], calls);
        for (int i = 0; i < DAY_MIN / JOINT_SPAN_MIN; i++) {
            const int span = i - JOINT_FIRST_MIN / JOINT_SPAN_MIN;
            grown_text_add(text, "%s%.17g", i > 0 ? ", " : "",
                           span >= 0 && span < joint->spans ? joint->calls[l][span]
                                                            : 0.0);
        }
        grown_text_add(text, " ); }; };\n");
    }
    grown_text_add(text, "};\nstages: {\n");
    for (int l = 0; l < JOINT_LINES; l++)
        grown_text_add(text,
                       "  %s: { type = \"line\"; talk = \"%g s\"; "
                       "gives_up_after = \"%g s\"; };\n",
                       lines[l], joint->talk_s[l], joint->patience_s[l]);
    grown_text_add(text, "};\n");
}

static void add_teams(char **text, const struct joint *joint)
{
    grown_text_add(text,
                   "teams: {\n  room: { serves = ( \"line_999\", \"line_101\" ); "
                   "keep_free: { line_101 = %d; };\n"
                   "    shifts = ( \"Mon-Sun 00:00-24:00 20\" ); };\n",
                   joint->reserve);
    if (joint->teams == JOINT_TEAMS)
        grown_text_add(text,
                       "  second: { serves = ( \"%s\" ); "
                       "shifts = ( \"Mon-Sun 00:00-24:00 20\" ); };\n",
                       lines[joint->second_is_999 ? JOINT_999 : JOINT_101]);
    grown_text_add(text, "};\ntargets: {\n");
    for (int t = 0; t < joint->target_count; t++) {
        const struct joint_target *const target = &joint->targets[t];
        grown_text_add(text, "  t%d: { line = \"%s\"; ", t, lines[target->line]);
        if (target->within_s > 0.0)
            grown_text_add(text,
                           "within = \"%g s\"; of = \"offered\"; at_least = %g; };\n",
                           target->within_s, target->limit);
        else
            grown_text_add(text, "measure = \"abandoned\"; at_most = %g; };\n",
                           target->limit);
    }
    grown_text_add(text, "};\n");
}

/* A list of "Mon-Sun 08:00-08:30 N" over the whole day. */
static void add_levels(char **text, const char *key, const int *people, int spans,
                       int after)
{
    int minute = JOINT_FIRST_MIN;
    grown_text_add(text, "    %s = ( \"Mon-Sun 00:00-08:00 0\"", key);
    for (int i = 0; i < spans; i++) {
        const int end = minute + JOINT_SPAN_MIN;
        grown_text_add(text, ", \"Mon-Sun %02d:%02d-%02d:%02d %d\"", minute / 60,
                       minute % 60, end / 60, end % 60, people[i]);
        minute = end;
    }
    grown_text_add(text, ", \"Mon-Sun %02d:%02d-24:00 %d\" );\n", minute / 60,
                   minute % 60, after);
}

static void add_plan(char **text, const struct joint *joint)
{
    grown_text_add(text, "plan: { week = \"as_dated\";\n  targets: {");
    for (int t = 0; t < joint->target_count; t++)
        grown_text_add(text, " t%d: { margin = %g; };", t, joint->targets[t].margin);
    grown_text_add(text, " };\n  teams: {\n");
    for (int t = 0; t < joint->teams; t++) {
        grown_text_add(text, "  %s: { cost_per_hour = %g;\n", teams[t],
                       POUNDS_AN_HOUR[t]);
        add_levels(text, "at_least", joint->low[t], joint->spans, joint->after[t]);
        add_levels(text, "at_most", joint->high[t], joint->spans, joint->after[t]);
        grown_text_add(text, "    dearer = (");
        for (int i = 0; i < joint->spans; i++) {
            const int from = JOINT_FIRST_MIN + i * JOINT_SPAN_MIN;
            const int to = from + JOINT_SPAN_MIN;
            grown_text_add(text, "%s\"Mon-Sun %02d:%02d-%02d:%02d %.17g\"",
                           i > 0 ? ", " : " ", from / 60, from % 60, to / 60, to % 60,
                           joint->price[t][i] / POUNDS_AN_HOUR[t] / SPAN_H);
        }
        grown_text_add(text, " ); };\n");
    }
    grown_text_add(text, "  };\n");
    if (joint->reserve_from < joint->reserve_to)
        grown_text_add(text, "  keep_free: { room: { line_101 = \"%d..%d\"; }; };\n",
                       joint->reserve_from, joint->reserve_to);
    grown_text_add(text, "};\n");
}

char *random_joint_text(const struct joint *joint)
{
    char *text = NULL;
    grown_text_add(&text,
                   "title = \"Joint %d\"; warm_up = 0;\n"
                   "period: { from = \"2024-02-07\"; to = \"2024-02-07\"; };\n",
                   (int) joint->key);
    add_streams(&text, joint);
    add_teams(&text, joint);
    add_plan(&text, joint);
    return text;
}
