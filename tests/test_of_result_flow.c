/* The pathway of a simulation as a graph, held against the flow of its JSON. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tests/near.h"
#include "tests/stored_run.h"

enum { MOST_NODES = 100 };

struct node {
    const char *name;
    double in, out;
};

struct pathway {
    struct node nodes[MOST_NODES];
    int count;
    int from[MOST_NODES * MOST_NODES], to[MOST_NODES * MOST_NODES];
    int edges;
};

static int node_of(struct pathway *pathway, const char *name)
{
    for (int i = 0; i < pathway->count; i++)
        if (strcmp(pathway->nodes[i].name, name) == 0)
            return i;
    assert_true(pathway->count < MOST_NODES);
    pathway->nodes[pathway->count] = (struct node){ .name = name };
    return pathway->count++;
}

static void read_pathway(const struct document *document, struct pathway *pathway)
{
    const struct document_exhibit *const table =
        stored_run_exhibit(document, "pathway");
    assert_non_null(table);
    for (int row = 0; row < table->row_count; row++) {
        const double calls = document_at(table, row, 2)->value;
        const int from = node_of(pathway, document_at(table, row, 0)->words);
        const int to = node_of(pathway, document_at(table, row, 1)->words);
        assert_true(calls > 0.0);
        pathway->nodes[from].out += calls;
        pathway->nodes[to].in += calls;
        pathway->from[pathway->edges] = from;
        pathway->to[pathway->edges++] = to;
    }
}

/* Takes away what nothing leads to, again and again: without a loop nothing is left. */
static void has_no_loop(const struct pathway *pathway)
{
    bool is_gone[MOST_NODES] = { false };
    for (int turn = 0; turn < pathway->count; turn++)
        for (int i = 0; i < pathway->count; i++) {
            bool is_led_to = false;
            for (int e = 0; e < pathway->edges; e++)
                is_led_to =
                    is_led_to || (pathway->to[e] == i && !is_gone[pathway->from[e]]);
            is_gone[i] = is_gone[i] || !is_led_to;
        }
    for (int i = 0; i < pathway->count; i++)
        assert_true(is_gone[i]);
}

/* A node is called as its stage is; those of streams begin with "callers: ". */
static void agrees_with_flow(json_t *root, struct pathway *pathway)
{
    json_t *stage, *stream;
    const char *name;
    double begun = 0.0, offered = 0.0;
    json_object_foreach(json_object_get(root, "flow"), name, stage)
    {
        const char *const label = json_string_value(json_object_get(stage, "label"));
        const char *const kind = json_string_value(json_object_get(stage, "kind"));
        const double entered = stored_run_value(stage, "entered");
        const struct node *const node = &pathway->nodes[node_of(pathway, label)];
        /* Cut off or closed out, callers come to a stage and do not enter it; the end
         * "left" is joined by those who hung up. */
        if (strcmp(kind, "end") == 0 && strcmp(name, "left") != 0)
            assert_within(node->in, entered, 0.05 + 0.001 * entered);
        else
            assert_true(node->in >= entered * 0.999 - 0.05);
    }
    json_object_foreach(json_object_get(root, "stream"), name, stream)
    {
        offered += stored_run_value(stream, "offered");
    }
    for (int i = 0; i < pathway->count; i++)
        if (strncmp(pathway->nodes[i].name, "callers: ", strlen("callers: ")) == 0)
            begun += pathway->nodes[i].out;
    assert_near(begun, offered, 1e-12);
}

static bool is_end(json_t *root, const char *label)
{
    json_t *stage;
    const char *name;
    json_object_foreach(json_object_get(root, "flow"), name, stage)
    {
        if (strcmp(json_string_value(json_object_get(stage, "label")), label) == 0)
            return strcmp(json_string_value(json_object_get(stage, "kind")), "end")
                   == 0;
    }
    return strcmp(label, "lost") == 0;
}

/* Ways that lead to a stage, not to an end. */
static double coming_back(json_t *root, json_t *ways)
{
    json_t *way;
    const char *name;
    double calls = 0.0;
    json_object_foreach(ways, name, way)
    {
        if (!is_end(root, json_string_value(json_object_get(way, "to"))))
            calls += stored_run_value(way, "per_day");
    }
    return calls;
}

/* Calls a day that come back, by redial, recall, outage or calling again later. */
static double all_coming_back(json_t *root)
{
    json_t *at;
    const char *name;
    double calls = 0.0;
    json_object_foreach(json_object_get(root, "flow"), name, at)
    {
        calls += coming_back(root, json_object_get(at, "redial"));
        calls += json_object_get(at, "calls_again") == NULL
                     ? 0.0
                     : stored_run_value(json_object_get(at, "calls_again"), "per_day");
    }
    json_object_foreach(json_object_get(root, "outage"), name, at)
    {
        calls += coming_back(root, json_object_get(at, "redial"));
    }
    return calls;
}

static void look_at_pathway(struct stored *stored, struct document *document)
{
    static struct pathway pathway;
    pathway = (struct pathway){ .count = 0 };
    read_pathway(document, &pathway);
    double begun = 0.0, ended = 0.0, again_in = 0.0, again_out = 0.0;
    for (int i = 0; i < pathway.count; i++) {
        const struct node *const node = &pathway.nodes[i];
        if (node->in > 0.0 && node->out > 0.0)
            assert_within(node->in, node->out, 0.05 + 0.001 * node->in);
        begun += node->in > 0.0 ? 0.0 : node->out;
        ended += node->out > 0.0 ? 0.0 : node->in;
        again_in += strncmp(node->name, "call again", 10) == 0 ? node->in : 0.0;
        again_out += strncmp(node->name, "calling again", 13) == 0 ? node->out : 0.0;
    }
    assert_within(begun, ended, 0.2 + 0.001 * begun);
    assert_near(again_in, again_out, 1e-9);
    assert_true(again_in > all_coming_back(stored->root) - 1e-6);
    has_no_loop(&pathway);
    agrees_with_flow(stored->root, &pathway);
}

static void what_goes_into_a_stage_comes_out_of_it(void **state)
{
    (void) state;
    stored_run_each(look_at_pathway);
}

/* Calls a day along the edge, 0 without one. */
static double along(const struct document *document, const char *from, const char *to)
{
    const struct document_exhibit *const table =
        stored_run_exhibit(document, "pathway");
    for (int row = 0; row < table->row_count; row++)
        if (strcmp(document_at(table, row, 0)->words, from) == 0
            && strcmp(document_at(table, row, 1)->words, to) == 0)
            return document_at(table, row, 2)->value;
    return 0.0;
}

/* Of 102 who choose the update desk 60 find it closed and go to triage; who waits for
 * custody too long goes to another desk. */
static void who_is_sent_elsewhere_is_seen_on_the_way(void **state)
{
    (void) state;
    static const char *const sets[] = { "stages.custody.overflow.to=handlers" };
    for (int set_count = 0; set_count < 2; set_count++) {
        struct stored stored = { 0 };
        struct document document = { 0 };
        stored_run(&stored, "scenarios/09-desks.cfg", sets, set_count);
        stored_run_document(&stored, &document);
        json_t *const root = stored.root;
        json_t *const chosen = stored_run_at(root, "flow.ivr.ways.update");
        const double closed =
            stored_run_value(chosen, "per_day")
            - stored_run_value(stored_run_at(root, "flow.update_desk"), "entered");
        const double over =
            stored_run_value(stored_run_at(root, "line.custody"), "overflowed");
        assert_true(closed > 10.0 && over > 1.0);
        assert_within(along(&document, "update desk", "triage desk"), closed, 0.3);
        assert_within(
            along(&document, "custody", set_count == 0 ? "triage desk" : "101"), over,
            0.05);
        document_done(&document);
        stored_done(&stored);
    }
}

/* Those whom nobody ever answers, and who never hang up, did not hang up. */
static void who_waits_to_the_end_did_not_hang_up(void **state)
{
    (void) state;
    static const char *const sets[] = { "teams.desk.shifts=Mon-Sun 00:00-24:00 0" };
    struct stored stored = { 0 };
    struct document document = { 0 };
    stored_run(&stored, "scenarios/01-one-queue.cfg", sets, 1);
    stored_run_document(&stored, &document);
    const double still =
        stored_run_value(stored_run_at(stored.root, "line.desk"), "still");
    assert_true(still > 900.0);
    assert_within(along(&document, "desk", "still waiting when the run ended"), still,
                  1e-9);
    assert_within(along(&document, "desk", "hung up or left"), 0.0, 0.0);
    document_done(&document);
    stored_done(&stored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_into_a_stage_comes_out_of_it),
        cmocka_unit_test(who_is_sent_elsewhere_is_seen_on_the_way),
        cmocka_unit_test(who_waits_to_the_end_did_not_hang_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
