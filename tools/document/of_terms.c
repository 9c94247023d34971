#include "tools/document/of_terms.h"

#include <assert.h>
#include <string.h>

static const struct document_term terms[] = {
    { "noise", "noise (±)",
      "How far a figure would come out from what is shown if the same period were "
      "simulated with other luck: within ± of it, 19 times in 20 (half the width of "
      "its 95 % interval).  More replications make it smaller.  It says nothing of "
      "wrong inputs." },
    { "usual-range", "usual range",
      "What single periods (months, say) do: 9 of 10 of all those simulated lie in it. "
      "More replications do not make it narrower, for it is how far one real month is "
      "from the next." },
    { "p-met", "P(met)",
      "The share of single periods, over all replications, that meet the limit by "
      "their own figures.  Periods that are cut off or empty are left out." },
    { "verdict", "verdict",
      "Met (✓) or NOT met (✗) when the whole interval of noise lies on one side of "
      "what is asked; undecided (?) when the interval straddles it, so that more "
      "replications are needed." },
    { "ceiling", "ceiling",
      "Where the clock of a target starts before the line: the share of the answered "
      "calls that reached the line within the time.  No staffing could beat it." },
    { "replication", "replication",
      "One run of the whole period with luck of its own: to its callers, a year (or "
      "month, or week) as it might have been." },
    { "seats", "seats", "The most people posted at one time." },
    { "paid-hours", "hours a week",
      "Hours of people posted (paid) in a week, before what is taken out for breaks, "
      "absence and the like." },
    { "on-phones", "on the phones, hours a day",
      "Hours of people a day who are there to take calls: rostered, not absent, not on "
      "a break." },
    { "fte", "FTE",
      "Full-time equivalent: the posted hours a week over the hours that one full-time "
      "person works." },
    { "cost", "£ a year",
      "Posted hours of a year times the cost of an hour that the scenario gives." },
    { "load", "load",
      "People busy with calls at a time: ringing, talking or wrapping up.  Load cannot "
      "exceed the people there, but for those who finish a call after their shift." },
    { "half-hour-occupancy", "busy share of a half hour",
      "People busy over people on the phones in a half hour of the week." },
    { "people-short", "people short",
      "How many fewer people are present than the expected number, rounded, in the "
      "first team that serves a line, because of absence." },
    { "basis-published", "basis: published",
      "A figure that someone published; the note says who." },
    { "basis-ours", "basis: our own", "A figure from the force's own records." },
    { "basis-fitted", "basis: fitted",
      "Chosen so that the simulation gives known figures; the note says which." },
    { "basis-assumed", "basis: assumed",
      "Somebody's judgement, or nobody has said where it comes from.  A sweep shows "
      "what "
      "it does to the answer." },
    { "expected-figure", "expected figure",
      "A figure that the scenario itself says should come out, with how far off it may "
      "be: a check that the model still gives what is known." },
};

enum { TERMS = sizeof terms / sizeof *terms };

const char *of_term(struct document *document, const char *key)
{
    for (int i = 0; i < TERMS; i++)
        if (strcmp(terms[i].key, key) == 0) {
            document_term(document, terms[i].key, terms[i].name, terms[i].definition);
            return terms[i].key;
        }
    assert(false && "a term of the table");
    return NULL;
}
