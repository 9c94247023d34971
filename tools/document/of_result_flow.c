/* The way of the calls through the pathway. */
#include <math.h>
#include <string.h>

#include "tools/document/of_result_graph.h"

static const double LITTLE = 0.005; /* calls a day that would round to none */

/* ---- from streams to ends ---- */

enum { FROM, TO, A_DAY, SHARE, COLUMNS };

static double begun(const struct of_result_graph *graph)
{
    double all = 0.0;
    for (size_t i = 0; i < graph->node_count; i++)
        if (graph->nodes[i].in <= 0.0 && (int) i != graph->again_start)
            all += graph->nodes[i].out;
    return all;
}

/* The ends, as "resolved 1,852 (71 %)", and those who call again. */
static const char *ends_words(const struct of_result *of,
                              const struct of_result_graph *graph)
{
    const char *words = NULL;
    const double all = begun(graph);
    for (size_t i = 0; i < graph->node_count; i++) {
        const struct of_result_node *const node = &graph->nodes[i];
        if (!node->is_end || node->in < LITTLE || (int) i == graph->again_end)
            continue;
        words =
            document_text(of->document, "%s%s%s %s (%s)", words == NULL ? "" : words,
                          words == NULL ? "" : ", ", node->label,
                          of_result_words(of, DOCUMENT_CALLS, node->in, NAN),
                          of_result_words(of, DOCUMENT_SHARE,
                                          all > 0.0 ? node->in / all : 0.0, LITTLE));
    }
    const double again = graph->nodes[graph->again_end].in;
    const char *const more =
        again < LITTLE
            ? ""
            : document_text(of->document, "; %s times a day callers come back",
                            of_result_words(of, DOCUMENT_CALLS, again, NAN));
    return document_text(of->document, "Of %s first calls a day these end: %s%s.",
                         of_result_words(of, DOCUMENT_CALLS, all, NAN),
                         words == NULL ? "none" : words, more);
}

static void add_edges(const struct of_result *of, struct document_exhibit *exhibit,
                      const struct of_result_graph *graph)
{
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct of_result_edge *const edge = &graph->edges[i];
        const double from = graph->nodes[edge->from].out;
        struct document_cell *const row = document_row(exhibit);
        row[FROM] = document_words(graph->nodes[edge->from].label);
        row[TO] = document_words(graph->nodes[edge->to].label);
        row[A_DAY] = document_value(edge->per_day, edge->noise);
        row[SHARE] = document_value(from > 0.0 ? edge->per_day / from : NAN, NAN);
    }
    exhibit->chart.alt = ends_words(of, graph);
}

static void add_sankey(const struct of_result *of, struct document_section *section)
{
    struct of_result_graph graph = { 0 };
    struct document_exhibit *const exhibit = document_exhibit(
        section, "pathway", "From the first call to the end, calls a day");
    document_column(exhibit, "from", DOCUMENT_TEXT);
    document_column(exhibit, "to", DOCUMENT_TEXT);
    document_column(exhibit, "calls a day", DOCUMENT_CALLS);
    document_column(exhibit, "of those there", DOCUMENT_SHARE);
    exhibit->columns[A_DAY].has_noise = true;
    exhibit->sheet = "Pathway";
    exhibit->is_folded = true;
    exhibit->note =
        "Means a day of journeys that began in the period.  What goes into a stage "
        "comes out of it; who calls again ends at one node and begins at another.";
    exhibit->chart.kind = DOCUMENT_SANKEY;
    exhibit->chart.x = FROM;
    exhibit->chart.x2 = TO;
    of_result_graph(of, &graph);
    add_edges(of, exhibit, &graph);
    document_series(exhibit, "calls a day", A_DAY);
    document_paragraph(section, exhibit->chart.alt);
    of_result_graph_done(&graph);
}

/* ---- by stage ---- */

static void add_stages(const struct of_result *of, struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const flow = stored_object(s, of->root, "flow"), *stage;
    const char *name;
    struct document_exhibit *const exhibit =
        document_exhibit(section, "stages", "Stages of the pathway");
    exhibit->sheet = "Stages";
    document_column(exhibit, "stage", DOCUMENT_TEXT);
    document_column(exhibit, "kind", DOCUMENT_TEXT);
    document_column(exhibit, "came, calls a day", DOCUMENT_CALLS);
    document_column(exhibit, "visits for each first call", DOCUMENT_NUMBER);
    exhibit->columns[2].has_noise = true;
    exhibit->columns[3].decimals = 2;
    exhibit->is_folded = true;
    exhibit->note = "Visits are over the first calls of those streams that can get to "
                    "the stage; above 1 where callers come again.";
    json_object_foreach(flow, name, stage)
    {
        if (stored_estimate(s, stage, "entered").value == 0.0)
            continue;
        struct document_cell *const row = document_row(exhibit);
        row[0] = document_words(of_result_label(of, stage));
        row[1] =
            document_words(document_copy(of->document, stored_text(s, stage, "kind")));
        row[2] = of_result_figure(of, stage, "entered");
        row[3] = document_value(stored_number(s, stage, "share"), NAN);
    }
}

static void add_way(const struct of_result *of, struct document_exhibit *exhibit,
                    json_t *stage, const char *name, const char *how, json_t *way)
{
    struct stored *const s = of->stored;
    struct document_cell *const row = document_row(exhibit);
    const bool is_named = strcmp(name, stored_text(s, way, "to")) != 0;
    row[0] = document_words(of_result_label(of, stage));
    row[1] = document_words(
        *how != '\0' || !is_named ? how : document_copy(of->document, name));
    row[2] = document_words(document_copy(of->document, stored_text(s, way, "to")));
    row[3] = of_result_figure(of, way, "per_day");
    row[4] = document_value(stored_number(s, way, "share"), NAN);
}

static void add_ways(const struct of_result *of, struct document_section *section)
{
    struct stored *const s = of->stored;
    json_t *const flow = stored_object(s, of->root, "flow"), *stage, *way;
    const char *name, *key;
    struct document_exhibit *const exhibit =
        document_exhibit(section, "ways", "Where calls go from each stage");
    exhibit->sheet = "Ways";
    exhibit->is_folded = true;
    document_column(exhibit, "stage", DOCUMENT_TEXT);
    document_column(exhibit, "how", DOCUMENT_TEXT);
    document_column(exhibit, "to", DOCUMENT_TEXT);
    document_column(exhibit, "calls a day", DOCUMENT_CALLS);
    document_column(exhibit, "share", DOCUMENT_SHARE);
    exhibit->columns[3].has_noise = true;
    exhibit->note = "Shares are of all who came to the stage, of those who hung up of "
                    "all who did so there.";
    json_object_foreach(flow, name, stage)
    {
        json_object_foreach(stored_object(s, stage, "ways"), key, way)
        {
            add_way(of, exhibit, stage, key, "", way);
        }
        if (stored_find(stage, "calls_again") != NULL)
            add_way(of, exhibit, stage, "", "answered, calls again later",
                    stored_object(s, stage, "calls_again"));
        json_object_foreach(stored_find(stage, "redial"), key, way)
        {
            add_way(of, exhibit, stage, key, "hung up, then", way);
        }
    }
}

void of_result_flow(const struct of_result *of)
{
    struct document_section *const section =
        document_section(of->document, "pathway-section", "Calls through the pathway");
    add_sankey(of, section);
    add_stages(of, section);
    add_ways(of, section);
}
