#include "tools/attribute_plan.h"

#include <stdlib.h>
#include <string.h>

#include "model/scenario/text.h"
#include "sim/mem.h"
#include "tools/attribute_change.h"
#include "tools/attribute_edit.h"
#include "tools/check_words.h"

const char *const attribute_role_names[ATTRIBUTE_ROLES] = {
    [ATTRIBUTE_EDGE] = "edge",        [ATTRIBUTE_WITHOUT] = "without",
    [ATTRIBUTE_ALONE] = "alone",      [ATTRIBUTE_IN_TURN] = "in_turn",
    [ATTRIBUTE_ALL] = "all_together", [ATTRIBUTE_INTERPLAY] = "interplay",
};

struct maker {
    const struct attribute_ask *ask;
    struct sim_diag *diag;
    struct attribute_plan *plan;
    struct sim_where at; /* of the word in hand */
    struct attribute_changes changes;
    uint64_t *sets; /* owned, by variant: the parts that are applied; 0 for the base,
                       and for variants that are no sets of parts */
    size_t set_capacity;
};

/* ---- variants ---- */

static int add_variant(struct maker *maker, char *name, char *words, uint64_t parts)
{
    struct attribute_plan *const plan = maker->plan;
    const size_t need = (size_t) plan->variant_count + 1;
    plan->variants = sim_mem_grow(plan->variants, &plan->variant_capacity, need,
                                  sizeof *plan->variants);
    maker->sets =
        sim_mem_grow(maker->sets, &maker->set_capacity, need, sizeof *maker->sets);
    struct attribute_variant *const variant = sim_mem_array(1, sizeof *variant);
    variant->name = name;
    variant->words = words;
    maker->sets[plan->variant_count] = parts;
    plan->variants[plan->variant_count] = variant;
    return plan->variant_count++;
}

/* Reads a variant with these parts of the changes. */
static bool read_into(struct maker *maker, int index, uint64_t parts)
{
    struct attribute_variant *const variant = maker->plan->variants[index];
    struct sim_diag diag = { 0 };
    const bool is_sound =
        attribute_changes_read(&maker->changes, parts, maker->ask->file,
                               maker->ask->sets, &diag, &variant->scenario);
    sim_diag_sort(&diag);
    const struct sim_diag_item *item = diag.items;
    while (!is_sound && item->level != SIM_DIAG_ERROR)
        item++;
    if (!is_sound) {
        char *const line = sim_diag_line(item);
        sim_diag_error(maker->diag, maker->at, "with %s there is no sound scenario: %s",
                       variant->words, line);
        free(line);
    }
    sim_diag_done(&diag);
    return is_sound;
}

/* The base with some parts; -1 after a complaint. */
static int variant_of(struct maker *maker, uint64_t parts)
{
    struct attribute_plan *const plan = maker->plan;
    if (attribute_changes_are_all(&maker->changes, parts))
        return plan->whole;
    for (int v = 0; v < plan->variant_count; v++)
        if (maker->sets[v] == parts
            && (parts != 0 || strcmp(plan->variants[v]->name, "base") == 0))
            return v;
    char *name, *words;
    attribute_changes_name(&maker->changes, parts, &name, &words);
    const int index = add_variant(maker, name, words, parts);
    return read_into(maker, index, parts) ? index : -1;
}

/* ---- items ---- */

static struct attribute_item *add_item(struct maker *maker, enum attribute_role role,
                                       char *name, char *words)
{
    struct attribute_plan *const plan = maker->plan;
    plan->items = sim_mem_grow(plan->items, &plan->item_capacity,
                               (size_t) plan->item_count + 1, sizeof *plan->items);
    struct attribute_item *const item = &plan->items[plan->item_count++];
    item->role = role;
    item->name = name;
    item->words = words;
    item->with = item->without = -1;
    return item;
}

/* ---- an edge ---- */

static void reach(const struct scenario *s, int stage, bool *seen)
{
    if (stage < 0 || seen[stage])
        return;
    const struct scenario_stage *const at = &s->stages[stage];
    seen[stage] = true;
    for (int w = 0; w < at->way_count; w++) {
        reach(s, at->ways[w].next, seen);
        reach(s, at->ways[w].closed_to, seen);
    }
    reach(s, at->open.count > 0 ? at->closed_to : -1, seen);
    reach(s, at->visits_at_most > 0 ? at->then_to : -1, seen);
    reach(s, at->overflow.given ? at->overflow.to : -1, seen);
}

static bool *near_stages(const struct scenario *s, int stage)
{
    bool *const seen = sim_mem_array(s->stage_count, sizeof *seen);
    reach(s, stage, seen);
    return seen;
}

static const char *label_of(const struct scenario *s, const char *from)
{
    const int stage = scenario_stage_index(s, from);
    return stage >= 0 ? s->stages[stage].label : from;
}

static void refuse_edge(struct maker *maker, const char *from, int to)
{
    const struct scenario *const s = maker->ask->whole;
    char *const edges = attribute_edit_edges(s);
    if (edges == NULL)
        sim_diag_error(maker->diag, maker->at,
                       "nobody calls again in this scenario: no stage or outage has a "
                       "redial, no line calls_again");
    else if (to < 0)
        sim_diag_error(maker->diag, maker->at,
                       "after \"->\" comes a stage or a stream; there are %s", edges);
    else
        sim_diag_error(
            maker->diag, maker->at,
            "there is no redial and no calls_again from \"%s\" to \"%s\"; there "
            "are %s",
            from, s->stages[to].name, edges);
    free(edges);
}

static char *edge_words(const struct scenario *s, const char *from, int to,
                        struct attribute_edge edge)
{
    return sim_mem_print("%s from %s to %s",
                         !edge.again         ? "redials"
                         : edge.redials == 0 ? "calls again"
                                             : "redials and calls again",
                         label_of(s, from), s->stages[to].label);
}

static bool plan_edge(struct maker *maker, const char *word)
{
    const char *const arrow = strstr(word, "->");
    const struct scenario *const s = maker->ask->whole;
    char *const from = sim_mem_print("%.*s", (int) (arrow - word), word);
    const int to = attribute_edit_stage(s, arrow + 2);
    const struct attribute_edge edge = attribute_edit_find(s, from, to);
    bool is_fine = false;
    if (edge.redials == 0 && !edge.again) {
        refuse_edge(maker, from, to);
    } else {
        char *const words = edge_words(s, from, to, edge);
        const int index = add_variant(maker, sim_mem_print("without %s", word),
                                      sim_mem_print("no %s", words), 0);
        is_fine = read_into(maker, index, ATTRIBUTE_EVERYTHING);
        attribute_edit_edge(&maker->plan->variants[index]->scenario, from, to);
        struct attribute_item *const item =
            add_item(maker, ATTRIBUTE_EDGE, sim_mem_text(word), words);
        item->with = maker->plan->whole;
        item->without = index;
        item->is_near = near_stages(s, to);
    }
    free(from);
    return is_fine;
}

/* ---- kinds ---- */

static bool plan_without(struct maker *maker, const char *word,
                         const struct attribute_part *part)
{
    static const char *const there[ATTRIBUTE_KINDS] = { [ATTRIBUTE_SURGE] = "surges",
                                                        [ATTRIBUTE_ABSENCE] = "absence",
                                                        [ATTRIBUTE_OUTAGES] =
                                                            "outages" };
    const struct attribute_kind_row *const row = &attribute_kinds[part->kind];
    const int index = add_variant(maker, sim_mem_print("without %s", word),
                                  sim_mem_print("no %s", word), 0);
    if (!read_into(maker, index, ATTRIBUTE_EVERYTHING))
        return false;
    struct attribute_item *const item =
        add_item(maker, ATTRIBUTE_WITHOUT, sim_mem_text(word),
                 sim_mem_print("all %s%s%s", there[part->kind],
                               part->object != NULL ? " of " : "",
                               part->object != NULL ? part->object : ""));
    item->with = maker->plan->whole;
    item->without = index;
    if (attribute_edit_without(&maker->plan->variants[index]->scenario, part->kind,
                               part->object))
        return true;
    char *have = NULL;
    for (int kind = 0; kind < ATTRIBUTE_KINDS; kind++)
        if (attribute_edit_without(&maker->plan->variants[index]->scenario,
                                   (enum attribute_kind) kind, NULL))
            have = check_words_join(have, " and ", there[kind]);
    if (part->object != NULL)
        sim_diag_error(maker->diag, maker->at, "no %s \"%s\" has any %s%s%s",
                       row->object, part->object, there[part->kind],
                       have != NULL ? "; the scenario has " : "",
                       have != NULL ? have : "");
    else
        sim_diag_error(maker->diag, maker->at, "the scenario has no %s%s%s",
                       there[part->kind], have != NULL ? "; it has " : "",
                       have != NULL ? have : "");
    free(have);
    return false;
}

static void refuse_changes(struct maker *maker, const char *what)
{
    char *const have = attribute_changes_words(&maker->changes);
    if (have != NULL)
        sim_diag_error(maker->diag, maker->at,
                       "no change of %s is there; what is changed: %s", what, have);
    else
        sim_diag_error(maker->diag, maker->at,
                       "nothing is changed: the file stands on no base that it changes "
                       "and there is no --set; without changes, what can be priced is "
                       "LINE->STAGE, absence, surge and outages");
    free(have);
}

static bool plan_alone(struct maker *maker, const char *word,
                       const struct attribute_part *part)
{
    if (!attribute_changes_has(&maker->changes, part)) {
        refuse_changes(maker, word);
        return false;
    }
    const int index = attribute_changes_part(&maker->changes, part);
    const int base = variant_of(maker, 0);
    const int with = base < 0 ? -1 : variant_of(maker, UINT64_C(1) << index);
    if (with < 0)
        return false;
    struct attribute_item *const item =
        add_item(maker, ATTRIBUTE_ALONE, sim_mem_text(word),
                 sim_mem_print("the changes of %s, on the base alone", word));
    item->with = with;
    item->without = base;
    return true;
}

/* A kind, or a kind and an object after ":". */
static bool plan_kind(struct maker *maker, const char *word)
{
    const size_t length = strcspn(word, ":");
    char *const name = sim_mem_print("%.*s", (int) length, word);
    struct attribute_part part = { .kind = attribute_kind_named(name),
                                   .object =
                                       word[length] == ':' ? word + length + 1 : NULL };
    bool is_fine = false;
    if (part.kind == ATTRIBUTE_KINDS) {
        const char *names[ATTRIBUTE_KINDS + 1] = { [ATTRIBUTE_KINDS] = "changes" };
        char *all = NULL;
        for (int i = 0; i < ATTRIBUTE_KINDS; i++) {
            names[i] = attribute_kinds[i].name;
            all = check_words_join(all, ", ", names[i]);
        }
        const char *const meant = text_suggest(name, names, ATTRIBUTE_KINDS + 1);
        sim_diag_error(maker->diag, maker->at,
                       "must be LINE->STAGE, changes or one of %s%s%s%s", all,
                       meant != NULL ? "; did you mean \"" : "",
                       meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
        free(all);
    } else if (part.object != NULL && attribute_kinds[part.kind].object == NULL) {
        sim_diag_error(maker->diag, maker->at, "\"%s\" takes no name", name);
    } else {
        const bool is_what_if = maker->changes.count > maker->changes.of_sets;
        is_fine = attribute_kinds[part.kind].has_without && !is_what_if
                      ? plan_without(maker, word, &part)
                      : plan_alone(maker, word, &part);
    }
    free(name);
    return is_fine;
}

/* ---- all changes ---- */

/* A kind alone and in turn, behind those before it. */
static bool plan_part(struct maker *maker, int kind, uint64_t before)
{
    const int base = variant_of(maker, 0);
    const int alone = variant_of(maker, UINT64_C(1) << kind);
    const int from = variant_of(maker, before);
    const int to = variant_of(maker, before | UINT64_C(1) << kind);
    if (base < 0 || alone < 0 || from < 0 || to < 0)
        return false;
    const char *const name = attribute_kinds[kind].name;
    struct attribute_item *const by_itself =
        add_item(maker, ATTRIBUTE_ALONE, sim_mem_text(name),
                 sim_mem_print("the changes of %s, on the base alone", name));
    by_itself->with = alone;
    by_itself->without = base;
    by_itself->is_part = true;
    struct attribute_item *const in_turn = add_item(
        maker, ATTRIBUTE_IN_TURN, sim_mem_text(name),
        sim_mem_print("the changes of %s, on the base and the kinds before it", name));
    in_turn->with = to;
    in_turn->without = from;
    in_turn->is_part = true;
    return true;
}

static bool plan_changes(struct maker *maker)
{
    uint64_t before = 0;
    if (maker->changes.count == 0) {
        refuse_changes(maker, "any kind");
        return false;
    }
    for (int kind = 0; kind < ATTRIBUTE_KINDS; kind++) {
        if (!attribute_changes_has(&maker->changes, &maker->changes.parts[kind]))
            continue;
        if (!plan_part(maker, kind, before))
            return false;
        before |= UINT64_C(1) << kind;
    }
    const int base = variant_of(maker, 0);
    struct attribute_item *const all =
        add_item(maker, ATTRIBUTE_ALL, sim_mem_text("all together"),
                 sim_mem_text("all changes together"));
    all->with = maker->plan->whole;
    all->without = base;
    all->is_part = true;
    add_item(maker, ATTRIBUTE_INTERPLAY, sim_mem_text("interplay"),
             sim_mem_text("all changes together, less the sum of each alone"))
        ->is_part = true;
    return true;
}

/* ---- all of it ---- */

/* Weights, once the number of variants is known. */
static void weigh(struct attribute_plan *plan)
{
    for (int i = 0; i < plan->item_count; i++) {
        struct attribute_item *const item = &plan->items[i];
        item->weights =
            sim_mem_array((size_t) plan->variant_count, sizeof *item->weights);
        if (item->role != ATTRIBUTE_INTERPLAY) {
            item->weights[item->with] += 1.0;
            item->weights[item->without] -= 1.0;
            continue;
        }
        for (int k = 0; k < i; k++) {
            const struct attribute_item *const other = &plan->items[k];
            const double sign = other->role == ATTRIBUTE_ALL     ? 1.0
                                : other->role == ATTRIBUTE_ALONE ? -1.0
                                                                 : 0.0;
            if (!other->is_part || sign == 0.0)
                continue;
            item->weights[other->with] += sign;
            item->weights[other->without] -= sign;
        }
    }
}

static bool plan_word(struct maker *maker, const char *word)
{
    struct attribute_plan *const plan = maker->plan;
    plan->texts = sim_mem_grow(plan->texts, &plan->text_capacity, plan->text_count + 1,
                               sizeof *plan->texts);
    plan->texts[plan->text_count] = sim_mem_print("--attribute %s", word);
    maker->at = (struct sim_where){ plan->texts[plan->text_count++], 0 };
    const bool is_changes = strcmp(word, "changes") == 0;
    for (int i = 0; i < plan->item_count; i++)
        if (plan->items[i].is_part ? is_changes
                                   : strcmp(plan->items[i].name, word) == 0) {
            sim_diag_error(maker->diag, maker->at, "is given twice");
            return false;
        }
    if (strstr(word, "->") != NULL)
        return plan_edge(maker, word);
    if (is_changes)
        return plan_changes(maker);
    return plan_kind(maker, word);
}

bool attribute_plan_make(const struct attribute_ask *ask, struct sim_diag *diag,
                         struct attribute_plan *out)
{
    struct maker maker = { .ask = ask, .diag = diag, .plan = out };
    bool is_fine = true;
    attribute_changes_find(ask->file, ask->sets, &maker.changes);
    maker.at = (struct sim_where){ "--attribute", 0 };
    if (ask->count > ATTRIBUTE_MOST_PARTS - ATTRIBUTE_KINDS) {
        sim_diag_error(diag, maker.at, "may be given %d times, got %d",
                       ATTRIBUTE_MOST_PARTS - ATTRIBUTE_KINDS, ask->count);
        is_fine = false;
    }
    out->whole = add_variant(&maker, sim_mem_text("whole"),
                             sim_mem_text("the scenario as it is"), 0);
    is_fine = is_fine && read_into(&maker, out->whole, ATTRIBUTE_EVERYTHING);
    for (int i = 0; is_fine && i < ask->count; i++)
        is_fine = plan_word(&maker, ask->words[i]);
    if (is_fine)
        weigh(out);
    attribute_changes_done(&maker.changes);
    free(maker.sets);
    return is_fine;
}

void attribute_plan_done(struct attribute_plan *plan)
{
    for (int i = 0; i < plan->variant_count; i++) {
        free(plan->variants[i]->name);
        free(plan->variants[i]->words);
        scenario_done(&plan->variants[i]->scenario);
        free(plan->variants[i]);
    }
    for (int i = 0; i < plan->item_count; i++) {
        free(plan->items[i].name);
        free(plan->items[i].words);
        free(plan->items[i].weights);
        free(plan->items[i].is_near);
    }
    for (size_t i = 0; i < plan->text_count; i++)
        free(plan->texts[i]);
    free(plan->variants);
    free(plan->items);
    free(plan->texts);
    *plan = (struct attribute_plan){ 0 };
}
