/* Makes the graph of a pathway from the flow of a stored result. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_result_graph.h"

/* Fewer calls a day than this are rounding, or calls that the period cuts in two. */
static const double NONE = 0.02;

/* The graph while it is made. */
struct making {
    const struct of_result *of;
    struct of_result_graph *graph;
    json_t *flow;
    int hung_up, cut_off, elsewhere; /* nodes between stages */
    int waiting;                     /* an end: no answer before the run ended */
};

/* ---- reading ---- */

static double per_day(const struct making *m, json_t *from, const char *key,
                      double *noise)
{
    const struct stored_estimate found = stored_estimate(m->of->stored, from, key);
    *noise = found.half_width;
    return isnan(found.value) ? 0.0 : found.value;
}

/* The stage that is called so by ways; -1: none. */
static int stage_by(const struct making *m, const char *label, const char *key)
{
    int found = -1;
    for (size_t i = 0; i < m->graph->node_count; i++) {
        const struct of_result_node *const node = &m->graph->nodes[i];
        if (node->key == NULL)
            continue;
        if (key != NULL && strcmp(node->key, key) == 0
            && (label == NULL || strcmp(node->way_label, label) == 0))
            return (int) i;
        if (found < 0 && label != NULL && strcmp(node->way_label, label) == 0)
            found = (int) i;
    }
    return found;
}

/* The value of an input, or null. */
static const char *value_of(const struct making *m, const char *path)
{
    const char *value = NULL;
    json_t *const inputs = stored_array(m->of->stored, m->of->root, "inputs"), *input;
    size_t i;
    json_array_foreach(inputs, i, input)
    {
        if (strcmp(stored_text(m->of->stored, input, "path"), path) == 0)
            value = stored_text_or_null(m->of->stored, input, "value");
    }
    return value;
}

/* That of "GROUP.OBJECT.SETTING". */
static const char *setting(const struct making *m, const char *group,
                           const char *object, const char *name)
{
    char *const path = sim_mem_print("%s.%s.%s", group, object, name);
    const char *const value = value_of(m, path);
    free(path);
    return value;
}

/* To whom a setting sends callers; `otherwise` when it does not say. */
static int sent_to(const struct making *m, const char *stage, const char *name,
                   int otherwise)
{
    const char *const key = setting(m, "stages", stage, name);
    const int found = key == NULL ? -1 : stage_by(m, NULL, key);
    return found < 0 ? otherwise : found;
}

/* Those who come back later: to a stage, from where they are. */
static void come_back(const struct making *m, int from, int to, double calls,
                      double noise)
{
    of_result_graph_edge(m->graph, from, m->graph->again_end, calls, noise);
    of_result_graph_edge(m->graph, m->graph->again_start, to, calls, noise);
}

/* Where those go who hung up or were cut off: ends at once, stages by calling again. */
static double add_redial(const struct making *m, int between, json_t *ways)
{
    const char *name;
    json_t *way;
    double total = 0.0;
    json_object_foreach(ways, name, way)
    {
        double noise;
        const double calls = per_day(m, way, "per_day", &noise);
        const int to = stage_by(m, stored_text(m->of->stored, way, "to"), name);
        total += calls;
        if (strcmp(name, "lost") == 0 || to < 0)
            of_result_graph_edge(m->graph, between, m->graph->lost, calls, noise);
        else if (m->graph->nodes[to].is_end)
            of_result_graph_edge(m->graph, between, to, calls, noise);
        else
            come_back(m, between, to, calls, noise);
    }
    return total;
}

static void add_ways(const struct making *m, int stage, json_t *flow)
{
    struct stored *const s = m->of->stored;
    json_t *const redial = stored_find(flow, "redial"), *way;
    const char *name;
    json_object_foreach(stored_object(s, flow, "ways"), name, way)
    {
        double noise;
        const double calls = per_day(m, way, "per_day", &noise);
        const int to = stage_by(m, stored_text(s, way, "to"), name);
        const int hang_up = redial == NULL ? m->graph->lost : m->hung_up;
        of_result_graph_edge(m->graph, stage, to < 0 ? hang_up : to, calls, noise);
    }
    if (stored_find(flow, "calls_again") != NULL) {
        double noise;
        json_t *const again = stored_object(s, flow, "calls_again");
        const double calls = per_day(m, again, "per_day", &noise);
        const int to = stage_by(m, stored_text(s, again, "to"), NULL);
        if (to >= 0)
            come_back(m, stage, to, calls, noise);
    }
}

static double line_figure(const struct making *m, json_t *line, const char *key,
                          double *noise)
{
    *noise = NAN;
    return stored_find(line, key) == NULL ? 0.0 : per_day(m, line, key, noise);
}

/* Callers who leave a line without an answer, hang-ups that do nothing among them. */
static void add_leaving(const struct making *m, int stage, json_t *flow)
{
    const char *const key = m->graph->nodes[stage].key;
    json_t *const lines = stored_object(m->of->stored, m->of->root, "line");
    json_t *const line = stored_object(m->of->stored, lines, key);
    json_t *const redial = stored_find(flow, "redial");
    double noise, left_noise;
    double closed = line_figure(m, line, "left", &left_noise);

    const double over = line_figure(m, line, "overflowed", &noise);
    of_result_graph_edge(m->graph, stage, sent_to(m, key, "overflow.to", m->elsewhere),
                         over, noise);
    closed -= over;
    const double not_reached = line_figure(m, line, "call_backs_not_reached", &noise);
    const int then = sent_to(m, key, "dial.then_to",
                             sent_to(m, key, "call_back.then_to", m->graph->lost));
    of_result_graph_edge(m->graph, stage, then, not_reached, noise);
    closed -= not_reached;
    const double cut = line_figure(m, line, "cut_off", &noise);
    of_result_graph_edge(m->graph, stage, m->cut_off, cut, noise);
    closed -= cut;
    const double waiting = line_figure(m, line, "still", &noise);
    if (waiting > NONE)
        of_result_graph_edge(m->graph, stage, m->waiting, waiting, noise);
    if (closed > NONE)
        of_result_graph_edge(m->graph, stage, m->elsewhere, closed, NAN);
    if (redial == NULL) {
        const double hung_up = line_figure(m, line, "abandoned", &noise);
        of_result_graph_edge(m->graph, stage, m->graph->lost, hung_up, noise);
    } else {
        const double hung_up = add_redial(m, m->hung_up, redial);
        of_result_graph_edge(m->graph, stage, m->hung_up, hung_up, NAN);
    }
}

static void add_stage(const struct making *m, int stage)
{
    struct of_result_node *const node = &m->graph->nodes[stage];
    json_t *const flow = stored_object(m->of->stored, m->flow, node->key);
    add_ways(m, stage, flow);
    if (node->is_line)
        add_leaving(m, stage, flow);
    else if (stored_find(flow, "redial") != NULL)
        add_redial(m, m->hung_up, stored_find(flow, "redial"));
}

/* ---- beginnings ---- */

static bool is_taken(const struct of_result_graph *graph, const char *label)
{
    for (size_t i = 0; i < graph->node_count; i++)
        if (strcmp(graph->nodes[i].label, label) == 0)
            return true;
    return false;
}

/* Labels are told apart by the key of what they are of. */
static int add_node(const struct making *m, const char *label, const char *key)
{
    const char *name = label;
    while (is_taken(m->graph, name))
        name = document_text(m->of->document, "%s (%s)", name, key);
    return of_result_graph_node(m->graph, name);
}

static void add_stage_nodes(const struct making *m)
{
    struct stored *const s = m->of->stored;
    json_t *stage;
    const char *key;
    json_object_foreach(m->flow, key, stage)
    {
        const char *const label = of_result_label(m->of, stage);
        const char *const kind = stored_text(s, stage, "kind");
        const int node = add_node(m, label, key);
        double noise;
        struct of_result_node *const made = &m->graph->nodes[node];
        made->key = document_copy(m->of->document, key);
        made->way_label = label;
        made->is_end = strcmp(kind, "end") == 0;
        made->is_line = strcmp(kind, "line") == 0;
        made->entered = per_day(m, stage, "entered", &noise);
    }
}

/* Those who are rung back come again as well as those who call again. */
static bool has_recall(const struct making *m)
{
    json_t *const hang_ups = stored_find(m->of->root, "hang_ups"), *at;
    const char *name;
    json_object_foreach(hang_ups, name, at)
    {
        double noise;
        if (per_day(m, at, "recalled", &noise) > 0.0)
            return true;
    }
    return false;
}

static void add_other_nodes(struct making *m)
{
    const bool is_rung = has_recall(m);
    const int left = stage_by(m, NULL, "left");
    m->graph->lost = left >= 0 ? left : add_node(m, "hung up or left", "end");
    m->hung_up = add_node(m, "hung up", "waiting");
    m->cut_off = add_node(m, "cut off by an outage", "outage");
    m->elsewhere = add_node(m, "sent elsewhere", "closed");
    m->waiting = add_node(m, "still waiting when the run ended", "end");
    m->graph->again_end =
        add_node(m, is_rung ? "call again, or are rung" : "call again", "end");
    m->graph->again_start =
        add_node(m, is_rung ? "calling again, or rung" : "calling again", "begin");
    m->graph->nodes[m->graph->lost].is_end = true;
    m->graph->nodes[m->waiting].is_end = true;
    m->graph->nodes[m->graph->again_end].is_end = true;
}

static void add_streams(const struct making *m)
{
    struct stored *const s = m->of->stored;
    json_t *stream;
    const char *key;
    json_object_foreach(stored_object(s, m->of->root, "stream"), key, stream)
    {
        double noise;
        const char *const label = document_text(m->of->document, "callers: %s",
                                                stored_text(s, stream, "label"));
        const int node = add_node(m, label, key);
        const double calls = per_day(m, stream, "offered", &noise);
        const char *const enters = setting(m, "streams", key, "enters");
        const int to = enters == NULL ? -1 : stage_by(m, NULL, enters);
        if (to < 0)
            stored_fault(s, "inputs must say where streams.%s enters the flow", key);
        else
            of_result_graph_edge(m->graph, node, to, calls, noise);
    }
}

/* ---- what is left over ---- */

/* Outages cut callers off wherever they are; how many, lines say, and for other stages
 * it follows from who came and did not enter. */
static void add_outages(const struct making *m)
{
    json_t *const outages = stored_find(m->of->root, "outage"), *outage;
    const char *name;
    json_object_foreach(outages, name, outage)
    {
        add_redial(m, m->cut_off, stored_object(m->of->stored, outage, "redial"));
    }
}

/* Whether the stage goes down in some outage, of `stages = "all"` or by name. */
static bool goes_down(const struct making *m, const char *stage)
{
    static const char outages[] = "outages.", stages[] = ".stages";
    json_t *const inputs = stored_array(m->of->stored, m->of->root, "inputs"), *input;
    char *const quoted = sim_mem_print("\"%s\"", stage);
    bool does = false;
    size_t i;
    json_array_foreach(inputs, i, input)
    {
        const char *const path = stored_text(m->of->stored, input, "path");
        const char *const value = json_string_value(stored_find(input, "value"));
        const char *const end = strrchr(path, '.');
        if (value != NULL && end != NULL && strncmp(path, outages, strlen(outages)) == 0
            && strcmp(end, stages) == 0)
            does = does || strcmp(value, "all") == 0 || strstr(value, quoted) != NULL
                   || strcmp(value, stage) == 0;
    }
    free(quoted);
    return does;
}

/* Calls that came to a stage and did not enter it, above 0, or that entered it from
 * where no way of the flow leads, below. */
static double surplus(const struct making *m, size_t node)
{
    const struct of_result_node *const at = &m->graph->nodes[node];
    if (at->key == NULL || (int) node == m->graph->lost)
        return 0.0;
    const double more = at->in - (at->is_end ? at->entered : at->out);
    const bool is_none = fabs(more) <= NONE || (at->is_end && more > 0.0);
    return is_none ? 0.0 : more;
}

/* Whether callers may find the stage closed, or an option that leads to it, or may have
 * come there too often. */
static bool may_be_closed(const struct making *m, const char *stage)
{
    static const char closed[] = ".closed_to", options[] = ".options.";
    json_t *const inputs = stored_array(m->of->stored, m->of->root, "inputs"), *input;
    bool may = setting(m, "stages", stage, "closed_to") != NULL
               || setting(m, "stages", stage, "visits_at_most") != NULL;
    size_t i;
    json_array_foreach(inputs, i, input)
    {
        const char *const path = stored_text(m->of->stored, input, "path");
        const char *const end = strrchr(path, '.');
        if (end == NULL || strcmp(end, closed) != 0 || strstr(path, options) == NULL)
            continue;
        char *const next = sim_mem_print("%.*s.next", (int) (end - path), path);
        const char *const to = value_of(m, next);
        may = may || (to != NULL && strcmp(to, stage) == 0);
        free(next);
    }
    return may;
}

/* Where calls came from that entered a stage by no way of the flow: at most so many
 * were sent elsewhere from stages that also go down. */
static double missing(const struct making *m)
{
    double calls = 0.0;
    for (size_t i = 0; i < m->graph->node_count; i++)
        calls -= fmin(surplus(m, i), 0.0);
    return calls;
}

/* Who finds a stage closed, or may not come there again, goes to another. */
static void add_closed(const struct making *m)
{
    struct of_result_graph *const graph = m->graph;
    const size_t count = graph->node_count;
    double open = missing(m) - graph->nodes[m->elsewhere].in;
    for (size_t i = 0; i < count; i++) {
        const double more = surplus(m, i);
        const char *const key = graph->nodes[i].key;
        if (more <= 0.0)
            continue;
        const double sent = !goes_down(m, key)      ? more
                            : may_be_closed(m, key) ? fmin(more, fmax(open, 0.0))
                                                    : 0.0;
        of_result_graph_edge(graph, (int) i, m->elsewhere, sent, NAN);
        of_result_graph_edge(graph, (int) i, m->cut_off, more - sent, NAN);
        open -= sent;
    }
    const double all = missing(m), sent = graph->nodes[m->elsewhere].in;
    const double scale = all > sent ? sent / all : 1.0;
    for (size_t i = 0; i < count; i++)
        of_result_graph_edge(graph, m->elsewhere, (int) i, -surplus(m, i) * scale, NAN);
}

/* Those of whom nothing is known any more. */
static void add_rest(const struct making *m, int node)
{
    const struct of_result_node *const at = &m->graph->nodes[node];
    if (at->in - at->out > NONE)
        of_result_graph_edge(m->graph, node, m->graph->lost, at->in - at->out, NAN);
}

void of_result_graph(const struct of_result *of, struct of_result_graph *graph)
{
    struct making m = { .of = of,
                        .graph = graph,
                        .flow = stored_object(of->stored, of->root, "flow") };
    add_stage_nodes(&m);
    const size_t stages = graph->node_count;
    add_other_nodes(&m);
    add_streams(&m);
    for (size_t i = 0; i < stages; i++)
        add_stage(&m, (int) i);
    add_outages(&m);
    add_closed(&m);
    add_rest(&m, m.elsewhere);
    add_rest(&m, m.cut_off);
    of_result_graph_bypass(graph, m.elsewhere);
    of_result_graph_unloop(graph);
}
