#include <stdlib.h>
#include <string.h>

#include "model/scenario/read_objects.h"
#include "sim/mem.h"

static bool has(const struct read_node *group, const char *key)
{
    return read_member(group, key) != NULL;
}

/* How it rings out, of a line with call-backs (offers) or of one that is dialled. */
static void read_dial(struct read *read, const struct read_node *group, const char *who,
                      const struct keys_object *object, struct scenario_stage *out)
{
    if (!read_expect(read, group, READ_GROUP, who, "a group { ... }"))
        return;
    struct objects_call_back draft = { .call_back = { .at = read_blame(group),
                                                      .given = true,
                                                      .offered_after_s = -1.0,
                                                      .offered_above_s = -1.0 },
                                       .dial = { .at = read_blame(group),
                                                 .given = true } };
    char *said = sim_mem_print("%s%s: ", who, group->name);
    const bool offers = object == &objects_call_back;
    read_fields(read, group, object->fields, said, &draft);
    if (offers && !has(group, "offered_after") && !has(group, "offered_above"))
        sim_diag_error(read->diag, read_blame(group),
                       "%soffered_after or offered_above must be given", said);
    if (draft.dial.tries_at_most > 1 && !has(group, "try_again_after"))
        sim_diag_error(read->diag, read_blame(group),
                       "%stry_again_after is missing (%d tries at most)", said,
                       draft.dial.tries_at_most);
    out->dial = draft.dial;
    if (offers)
        out->call_back = draft.call_back;
    free(said);
}

static void read_calls_again(struct read *read, const struct read_node *group,
                             const char *who, struct scenario_calls_again *out)
{
    if (!read_expect(read, group, READ_GROUP, who, "a group { ... }"))
        return;
    char *said = sim_mem_print("%scalls_again: ", who);
    out->given = true;
    out->at = read_blame(group);
    read_fields(read, group, objects_calls_again.fields, said, out);
    if (has(group, "more") != has(group, "per"))
        sim_diag_error(read->diag, read_blame(group), "%s%s must come with %s", said,
                       has(group, "more") ? "more" : "per",
                       has(group, "more") ? "per" : "more");
    if (has(group, "share") && out->at_most < out->share)
        sim_diag_error(read->diag, read_blame(group),
                       "%sat_most must not be below share, got %.10g %%", said,
                       100.0 * out->at_most);
    free(said);
}

static void read_one_handling(struct read *read, const struct read_node *node,
                              const char *who, struct scenario_stage *out)
{
    struct scenario_handling own = { .at = read_blame(node) };
    char *said = sim_mem_print("%s%s: ", who, node->name);
    struct read_node *name = read_node_text(node->at, NULL, node->name);
    const bool known = read_value(read, &objects_stream_name, name, who, &own.stream);
    read_node_free(name);
    if (known
        && read_expect(read, node, READ_GROUP, who, "a group { talk; wrap_up; }")) {
        read_fields(read, node, objects_handling.fields, said, &own);
        own.has_talk = has(node, "talk");
        own.has_wrap_up = has(node, "wrap_up");
        if (!own.has_talk && !own.has_wrap_up)
            sim_diag_error(read->diag, read_blame(node),
                           "%stalk or wrap_up must be given", said);
        out->handling[out->handling_count++] = own;
    }
    free(said);
}

static void read_handling(struct read *read, const struct read_node *group,
                          const char *who, struct scenario_stage *out)
{
    if (!read_expect(read, group, READ_GROUP, who,
                     "a group { STREAM = { talk; wrap_up; }; ... }"))
        return;
    char *said = sim_mem_print("%shandling: ", who);
    out->handling = sim_mem_array(group->count, sizeof *out->handling);
    for (size_t i = 0; i < group->count; i++)
        read_one_handling(read, group->kids[i], said, out);
    free(said);
}

static void read_talk_by_hour(struct read *read, const struct read_node *list,
                              const char *who, struct scenario_stage *out)
{
    static const size_t hours[] = { 24, 0 };
    out->has_talk_by_hour = true;
    read_weights(read, list, who, &objects_talk_times, hours, "a list of 24 numbers",
                 out->talk_by_hour);
}

static void read_yields_to(struct read *read, const struct read_node *node,
                           const char *who, struct scenario_stage *out)
{
    char *said = sim_mem_print("%syields_to: ", who);
    out->yields_to =
        read_stage_list(read, node, said, &objects_line_name, &out->yields_to_count);
    free(said);
}

/* A block with nothing but a table. */
static bool read_block(struct read *read, const struct read_node *group,
                       const char *who, const struct keys_object *object, void *out)
{
    if (group == NULL || !read_expect(read, group, READ_GROUP, who, "a group { ... }"))
        return false;
    char *said = sim_mem_print("%s%s: ", who, group->name);
    read_fields(read, group, object->fields, said, out);
    free(said);
    return true;
}

void read_line(struct read *read, const struct read_node *node, const char *who,
               struct scenario_stage *out)
{
    const struct read_node *call_back = read_member(node, "call_back");
    const struct read_node *dial = read_member(node, "dial");
    const struct read_node *again = read_member(node, "calls_again");
    const struct read_node *handling = read_member(node, "handling");
    const struct read_node *by_hour = read_member(node, "talk_by_hour");
    const struct read_node *yields_to = read_member(node, "yields_to");
    read_redial(read, read_member(node, "redial"), who, &out->redial);
    if (call_back != NULL && dial != NULL)
        sim_diag_error(read->diag, dial->at,
                       "%sdial does not go with call_back, which has the same settings",
                       who);
    if (dial != NULL)
        read_dial(read, dial, who, &objects_dial, out);
    if (call_back != NULL)
        read_dial(read, call_back, who, &objects_call_back, out);
    if (again != NULL)
        read_calls_again(read, again, who, &out->calls_again);
    if (handling != NULL)
        read_handling(read, handling, who, out);
    if (by_hour != NULL)
        read_talk_by_hour(read, by_hour, who, out);
    if (yields_to != NULL)
        read_yields_to(read, yields_to, who, out);
    out->overflow.given = read_block(read, read_member(node, "overflow"), who,
                                     &objects_overflow, &out->overflow);
    out->talk_grows.given = read_block(read, read_member(node, "talk_grows"), who,
                                       &objects_talk_grows, &out->talk_grows);
}
