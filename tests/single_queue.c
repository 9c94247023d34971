#include "tests/single_queue.h"

#include <stdbool.h>

#include "tests/grown_text.h"

static void add_demand(char **text, const struct single_queue *of)
{
    const int quarters = of->span_min / 15;
    double calls = 0.0;
    for (int i = 0; i < of->count; i++)
        calls += of->calls[i];
    grown_text_add(text,
                   "streams: { public: { enters = \"desk\"; calls = %.17g;\n"
                   "  profile: { times = ( ",
                   calls);
    for (int q = 0; q < SINGLE_DAY_MIN / 15; q++) {
        const int since = q - SINGLE_FIRST_MIN / 15, span = since / quarters;
        const bool is_in = since >= 0 && span < of->count;
        grown_text_add(text, "%s%.17g", q > 0 ? ", " : "",
                       is_in ? of->calls[span] / quarters : 0.0);
    }
    grown_text_add(text, " ); }; }; };\n");
}

static void add_targets(char **text, const struct single_queue *of)
{
    static const char *const words[] = { "of = \"offered\"; at_least",
                                         "of = \"answered\"; at_least",
                                         "measure = \"abandoned\"; at_most",
                                         "measure = \"mean_wait\"; at_most" };
    grown_text_add(text, "targets: {\n");
    for (int t = 0; t < of->target_count; t++) {
        const struct single_target *const target = &of->targets[t];
        grown_text_add(text, "  t%d: { line = \"desk\"; ", t);
        if (target->grade <= SINGLE_OF_ANSWERED)
            grown_text_add(text, "within = \"%g s\"; ", of->within_s);
        grown_text_add(text, "%s = %.17g; };\n", words[target->grade], target->limit);
    }
    grown_text_add(text, "};\n");
}

/* A list of "Mon-Sun 08:00-09:00 N" over the whole day. */
static void add_levels(char **text, const struct single_queue *of, const char *key,
                       int in_spans)
{
    const int end_min = SINGLE_FIRST_MIN + of->count * of->span_min;
    grown_text_add(
        text,
        "    %s = ( \"Mon-Sun 00:00-%02d:%02d 0\", \"Mon-Sun "
        "%02d:%02d-%02d:%02d %d\",\n      \"Mon-Sun %02d:%02d-24:00 %d\" );\n",
        key, SINGLE_FIRST_MIN / 60, SINGLE_FIRST_MIN % 60, SINGLE_FIRST_MIN / 60,
        SINGLE_FIRST_MIN % 60, end_min / 60, end_min % 60, in_spans, end_min / 60,
        end_min % 60, of->people_after);
}

static void add_plan(char **text, const struct single_queue *of)
{
    grown_text_add(text, "plan: { week = \"as_dated\"; targets: {\n");
    for (int t = 0; t < of->target_count; t++) {
        const struct single_target *const target = &of->targets[t];
        grown_text_add(text, "    t%d: { margin = %.17g; ", t, target->margin);
        if (target->each != NULL)
            grown_text_add(text, "each = \"%s\"; ", target->each);
        grown_text_add(text, "};\n");
    }
    grown_text_add(text,
                   "  };\n  teams: { desk: { cost_per_hour = %g; "
                   "changes_every = \"%d min\";\n",
                   SINGLE_POUNDS_AN_HOUR, of->span_min);
    add_levels(text, of, "at_least", of->low);
    add_levels(text, of, "at_most", of->high);
    grown_text_add(text, "    dearer = (");
    for (int i = 0; i < of->count; i++) {
        const int from = SINGLE_FIRST_MIN + i * of->span_min, to = from + of->span_min;
        grown_text_add(text, "%s\"Mon-Sun %02d:%02d-%02d:%02d %g\"", i > 0 ? ", " : " ",
                       from / 60, from % 60, to / 60, to % 60, of->times[i]);
    }
    grown_text_add(text, " ); }; }; };\n");
}

char *single_queue_text(const struct single_queue *of)
{
    char *text = NULL;
    grown_text_add(&text,
                   "title = \"%s\"; warm_up = 0;\n"
                   "period: { from = \"2024-02-07\"; to = \"2024-02-07\"; };\n",
                   of->name);
    add_demand(&text, of);
    grown_text_add(&text,
                   "stages: { desk: { type = \"line\"; talk = \"%g s\"; "
                   "gives_up_after = \"%g s\"; }; };\n"
                   "teams: { desk: { serves = ( \"desk\" );\n"
                   "  shifts = ( \"Mon-Sun 00:00-24:00 1\" ); }; };\n",
                   of->handling_s, of->patience_s);
    add_targets(&text, of);
    add_plan(&text, of);
    return text;
}
