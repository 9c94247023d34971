#include "tests/made_document.h"

#include <math.h>
#include <stddef.h>

#include "sim/mem.h"

enum { HOURS = 24, WEEK_DAYS = 7, HALF_HOURS = 48 };

const char *const made_hostile[] = {
    "=1+2",
    "+44 101",
    "-5",
    "@SUM(A1)",
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "<b>bold</b> & \"quoted\" 'single'",
    "</script><script>alert(1)</script>",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d right to left \xe2\x80\xae reversed",
    "control \x01\x1f\x7f here",
    "escape _x0041_ stays",
    "broken \xff\xc3( bytes",
    "not XML \xef\xbf\xbe here",
    "two\nlines\tand a tab",
    " blanks around ",
    "",
};
const int made_hostile_count = sizeof made_hostile / sizeof *made_hostile;

static void headlines(struct document *document)
{
    static const struct document_headline all[] = {
        { .label = "999 in 10 s",
          .path = "target.t999.value",
          .asked = "at least 90 % in each month",
          .words = "95.1 %",
          .noise = "±0.1",
          .also = "met in 12.0 of 12 months",
          .value = 0.95123,
          .p_met = 0.9967,
          .verdict = DOCUMENT_MET,
          .verdict_words = "met",
          .paragraph = "Of 100 callers who dial 999, 95 are answered within 10 seconds "
                       "of reaching the force; chance alone would not move this below "
                       "the target in any month." },
        { .label = "101 mean wait",
          .asked = "at most 2 min 30 s",
          .words = "2 min 51 s",
          .noise = "±2 s",
          .value = 171.4,
          .p_met = 0.0,
          .verdict = DOCUMENT_NOT_MET,
          .verdict_words = "NOT met",
          .paragraph = "Callers of 101 wait 2 min 51 s on average." },
        { .label = "101 given up",
          .asked = "at most 10 %",
          .words = "9.8 %",
          .noise = "±0.4",
          .value = 0.0981,
          .p_met = 0.51,
          .verdict = DOCUMENT_UNDECIDED,
          .verdict_words = "undecided",
          .paragraph = "More replications would tell." },
        { .label = "cost of the staffing",
          .asked = "",
          .words = "£2.99 million",
          .value = 2985413.2,
          .p_met = NAN },
        { .label = "difference to base",
          .words = "+0.8 points",
          .noise = "±0.3",
          .value = 0.00801,
          .p_met = NAN },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *document_headline(document) = all[i];
}

/* One column of each unit with the same awkward rows. */
static void units(struct document_section *section)
{
    static const char *const names[DOCUMENT_UNITS] = {
        "name",      "calls a day",      "paid time",
        "mean wait", "answered in time", "change of share",
        "people",    "cost a year",      "redials"
    };
    static const double values[DOCUMENT_UNITS] = { 0.0,    1242.318,  2614.25,
                                                   190.37, 0.943217,  -0.008012,
                                                   24.5,   2985413.2, 1.2345 };
    static const double noises[DOCUMENT_UNITS] = { 0.0,    12.3, NAN, 2.12,   0.0012,
                                                   0.0031, NAN,  NAN, 0.00031 };
    struct document_exhibit *const made =
        document_exhibit(section, "units", "Every unit");
    made->note =
        "One column of each unit, some with noise; the second row has the same "
        "values with the other sign or without noise.";
    for (int unit = 0; unit < DOCUMENT_UNITS; unit++) {
        document_column(made, names[unit], (enum document_unit) unit);
        made->columns[unit].has_noise = isfinite(noises[unit]) && unit > 0;
        made->columns[unit].is_signed = unit == DOCUMENT_POINTS;
    }
    for (int row = 0; row < 2; row++) {
        struct document_cell *const cells = document_row(made);
        cells[0] = document_words(row == 0 ? "as seen" : "mirrored");
        for (int unit = 1; unit < DOCUMENT_UNITS; unit++)
            cells[unit] = document_value(row == 0 ? values[unit] : -values[unit],
                                         row == 0 ? noises[unit] : NAN);
        cells[4].verdict = row == 0 ? DOCUMENT_MET : DOCUMENT_NOT_MET;
        cells[6].is_marked = row == 0;
    }
}

static void days_table(struct document *document, struct document_section *section,
                       int days)
{
    struct document_exhibit *const made =
        document_exhibit(section, "days", "999: answered within 10 s by day");
    made->sheet = "By day";
    made->note = "Means over replications; the band is the noise of simulation.";
    document_column(made, "day", DOCUMENT_TEXT);
    document_column(made, "answered within 10 s", DOCUMENT_SHARE);
    document_column(made, "offered, calls a day", DOCUMENT_CALLS);
    document_column(made, "mean wait", DOCUMENT_SECONDS);
    document_column(made, "published", DOCUMENT_SHARE);
    made->columns[1].has_noise = true;
    for (int day = 0; day < days; day++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(document_text(document, "day %03d", day + 1));
        row[1] = document_value(0.93 + 0.05 * sin(day / 9.0), 0.004);
        row[2] = document_value(731.4 + 92.7 * sin(day / 58.0), NAN);
        row[3] = document_value(4.1 - 2.9 * sin(day / 9.0), NAN);
        row[4] = document_value(day % 30 == 0 ? NAN : 0.92, NAN);
    }
    made->chart.kind = DOCUMENT_CURVES;
    made->chart.x = 0;
    made->chart.y_title = "answered within 10 s";
    made->chart.alt = "The share swings by five points about 93 %.";
    document_series(made, "simulated", 1);
    struct document_series *const faint = document_series(made, "published", 4);
    faint->is_faint = true;
    document_mark(made, "target 90 %", 0.9);
}

static void staffing(struct document *document, struct document_section *section)
{
    struct document_exhibit *const made =
        document_exhibit(section, "staffing", "Emergency team: people and load");
    document_column(made, "half hour", DOCUMENT_TEXT);
    document_column(made, "people", DOCUMENT_PEOPLE);
    document_column(made, "busy", DOCUMENT_PEOPLE);
    for (int i = 0; i < HALF_HOURS; i++) {
        struct document_cell *const row = document_row(made);
        row[0] =
            document_words(document_text(document, "Mon %02d:%02d", i / 2, i % 2 * 30));
        row[1] = document_value(i < 14 || i > 44 ? 14.0 : 24.5, NAN);
        row[2] = document_value(11.3 + 6.1 * sin((i - 20) / 7.0), NAN);
    }
    made->chart.kind = DOCUMENT_CURVES;
    made->chart.x = 0;
    made->chart.is_from_zero = true;
    made->chart.y_title = "people";
    document_series(made, "people", 1)->style = DOCUMENT_STEP;
    document_series(made, "busy", 2)->style = DOCUMENT_AREA;
}

static void bars(struct document_section *section)
{
    static const char *const outcomes[] = { "answered", "gave up", "diverted" };
    struct document_exhibit *const made =
        document_exhibit(section, "outcomes", "What becomes of calls");
    document_column(made, "line", DOCUMENT_TEXT);
    for (int i = 0; i < 3; i++)
        document_column(made, outcomes[i], DOCUMENT_SHARE);
    for (int line = 0; line < 3; line++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(line == 0 ? "999" : line == 1 ? "101" : "101 second");
        row[1] = document_value(0.98 - 0.11 * line, NAN);
        row[2] = document_value(0.02 + 0.07 * line, NAN);
        row[3] = document_value(0.04 * line, NAN);
    }
    made->chart.kind = DOCUMENT_BARS;
    made->chart.x = 0;
    made->chart.is_stacked = made->chart.is_from_zero = true;
    for (int i = 0; i < 3; i++)
        document_series(made, outcomes[i], i + 1)->style = DOCUMENT_BAR;
}

static void areas(struct document *document, struct document_section *section)
{
    struct document_exhibit *const made =
        document_exhibit(section, "areas", "Load by kind of call");
    document_column(made, "hour", DOCUMENT_TEXT);
    document_column(made, "999, calls an hour", DOCUMENT_CALLS);
    document_column(made, "101, calls an hour", DOCUMENT_CALLS);
    for (int hour = 0; hour < HOURS; hour++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(document_text(document, "%02d:00", hour));
        row[1] = document_value(21.4 + 9.7 * sin(hour / 4.0), NAN);
        row[2] = document_value(48.2 + 31.1 * sin((hour - 6) / 4.0), NAN);
    }
    made->chart.kind = DOCUMENT_CURVES;
    made->chart.x = 0;
    made->chart.is_stacked = true;
    document_series(made, "999", 1)->style = DOCUMENT_AREA;
    document_series(made, "101", 2)->style = DOCUMENT_AREA;
}

static void heat(struct document *document, struct document_section *section)
{
    static const char *const days[WEEK_DAYS] = { "Mon", "Tue", "Wed", "Thu",
                                                 "Fri", "Sat", "Sun" };
    struct document_exhibit *const made = document_exhibit(
        section, "heat", "999: answered within 10 s by hour of the week");
    made->sheet = "Hours of the week";
    made->group = "heat";
    made->option = "999";
    document_column(made, "hour", DOCUMENT_TEXT);
    for (int day = 0; day < WEEK_DAYS; day++)
        document_column(made, days[day], DOCUMENT_SHARE);
    for (int hour = 0; hour < HOURS; hour++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(document_text(document, "%02d:00", hour));
        for (int day = 0; day < WEEK_DAYS; day++)
            row[day + 1] =
                document_value(0.91 + 0.05 * sin(hour / 3.0) + 0.03 * cos(day), 0.004);
    }
    made->chart.kind = DOCUMENT_HEAT;
    made->chart.is_good_high = true;
}

static void histogram(struct document_section *section)
{
    static const double ends[] = { 0.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0 };
    struct document_exhibit *const made =
        document_exhibit(section, "waits", "101: how long callers wait");
    document_column(made, "from", DOCUMENT_SECONDS);
    document_column(made, "to", DOCUMENT_SECONDS);
    document_column(made, "answered, calls a day", DOCUMENT_CALLS);
    for (int i = 0; i < 7; i++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_value(ends[i], NAN);
        row[1] = document_value(i < 6 ? ends[i + 1] : NAN, NAN);
        row[2] = document_value(512.0 / (i + 1), 3.2);
    }
    made->chart.kind = DOCUMENT_HISTOGRAM;
    made->chart.x = 0;
    made->chart.x2 = 1;
    made->chart.x_title = "wait from, s";
    document_series(made, "answered", 2)->style = DOCUMENT_BAR;
    document_mark(made, "target 30 s", 30.0);
}

static void sankey(struct document_section *section)
{
    static const char *const ways[][2] = { { "999", "answered" },
                                           { "101", "menu" },
                                           { "menu", "answered" },
                                           { "menu", "gave up" } };
    struct document_exhibit *const made =
        document_exhibit(section, "flow", "The flow of calls");
    made->sheet = "Flow";
    document_column(made, "from", DOCUMENT_TEXT);
    document_column(made, "to", DOCUMENT_TEXT);
    document_column(made, "calls a day", DOCUMENT_CALLS);
    for (int i = 0; i < 4; i++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(ways[i][0]);
        row[1] = document_words(ways[i][1]);
        row[2] = document_value(731.4 - 101.3 * i, NAN);
    }
    made->chart.kind = DOCUMENT_SANKEY;
    made->chart.x = 0;
    made->chart.x2 = 1;
    document_series(made, "calls", 2);
}

static void tornado(struct document_section *section)
{
    static const char *const names[] = { "handling time", "volume", "patience" };
    struct document_exhibit *const made =
        document_exhibit(section, "tornado", "What moves the answer");
    made->sheet = "Sensitivity";
    document_column(made, "setting", DOCUMENT_TEXT);
    document_column(made, "at its low end", DOCUMENT_SHARE);
    document_column(made, "at its high end", DOCUMENT_SHARE);
    for (int i = 0; i < 3; i++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(names[i]);
        row[1] = document_value(0.93 + 0.04 / (i + 1), NAN);
        row[2] = document_value(0.93 - 0.05 / (i + 1), NAN);
    }
    made->chart.kind = DOCUMENT_TORNADO;
    made->chart.x = 0;
    struct document_series *const ends = document_series(made, "range", -1);
    ends->low = 1;
    ends->high = 2;
    document_mark(made, "base", 0.93);
}

static void points(struct document_section *section)
{
    struct document_exhibit *const made =
        document_exhibit(section, "frontier", "Frontier: cost against service");
    made->sheet = "Sensitivity";
    document_column(made, "cost a year", DOCUMENT_POUNDS);
    document_column(made, "answered in time", DOCUMENT_SHARE);
    for (int i = 0; i < 6; i++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_value(2.1e6 + 151234.0 * i, NAN);
        row[1] = document_value(0.97 - 0.2 / (i + 1.0), 0.002);
    }
    made->chart.kind = DOCUMENT_POINTS_XY;
    made->chart.x = 0;
    made->chart.x_title = "cost a year";
    made->chart.y_title = "answered in time";
    document_series(made, "plans", 1);
}

static void hostile(struct document *document, struct document_section *section)
{
    struct document_exhibit *const made =
        document_exhibit(section, "hostile", "=cmd|' /C calc'!A0 <i>&amp;</i>");
    made->sheet = "'=1+1 [x]:*?/\\ <&> \"q\" too long a name";
    made->note = "=2+3";
    document_column(made, "=A1", DOCUMENT_TEXT);
    document_column(made, "+value <b>", DOCUMENT_NUMBER);
    for (int i = 0; i < made_hostile_count; i++) {
        struct document_cell *const row = document_row(made);
        row[0] = document_words(made_hostile[i]);
        row[1] = document_value(i + 0.5, NAN);
    }
    made->chart.kind = DOCUMENT_BARS;
    made->chart.x = 0;
    made->chart.alt = "<alt> & \"quotes\"";
    made->chart.x_title = "=B2 <x>";
    document_series(made, "=Sheet!A1 <s>", 1)->style = DOCUMENT_BAR;
    document_term(document, "trap", "=1+1 <term>", "@definition & \"more\"");
}

static void source(struct document *document)
{
    struct document_source *const made = document_source(document, "a&s.cfg");
    made->text = "# a scenario\nvolume = 731;\n  talk = 187.3;\n=1+2\n";
    made->marked = sim_mem_array(1, sizeof *made->marked);
    made->marked[0] = 3;
    made->marked_count = 1;
    document_source(document, "long.csv")->about =
        "1,234,567 bytes, hash 0123456789abcdef";
}

void made_document(struct document *document, int days)
{
    document->title = "Avon & Somerset <2022>";
    document->marking = "OFFICIAL & SENSITIVE &G";
    document->kind = "Simulation";
    document->summary = "A year of 999 and 101 calls, 20 replications, seed 2022.";
    headlines(document);
    document_fact(document, "seed", "2022");
    document_fact(document, "command", "=tenfive simulate a&s.cfg");
    struct document_section *const service =
        document_section(document, "service", "Service");
    document_paragraph(service, "What callers meet with, by day and hour.");
    units(service);
    days_table(document, service, days);
    heat(document, service);
    histogram(service);
    bars(service);
    struct document_section *const people =
        document_section(document, "people", "service"); /* but for case the same */
    staffing(document, people);
    areas(document, people);
    struct document_section *const more = document_section(document, "more", "More");
    document_paragraph(more, "A section of words only.");
    struct document_section *const rest = document_section(document, "rest", "Rest");
    sankey(rest);
    tornado(rest);
    points(rest);
    hostile(document, rest);
    document_term(document, "share", "share in time",
                  "Answered within T over offered.");
    source(document);
}
