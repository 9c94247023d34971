#include "tools/document/of_inputs.h"

#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/document/of_terms.h"
#include "tools/readback.h"

/* ---- what an input rests on ---- */

enum { ASSUMED = 3, NO_FIGURE = 4, BASES = 5 };

/* By the names in the JSON; null and what is not known count as assumed. */
static const struct {
    const char *name, *words, *term;
} bases[BASES] = {
    { "published", "published", "basis-published" },
    { "ours", "our own", "basis-ours" },
    { "fitted", "fitted", "basis-fitted" },
    { "assumed", "assumed", "basis-assumed" },
    { "", "", NULL }, /* a name or a date is neither right nor wrong */
};

static int basis_of(struct stored *stored, json_t *input)
{
    const char *const name = stored_text_or_null(stored, input, "basis");
    for (int i = 0; name != NULL && i < NO_FIGURE; i++)
        if (strcmp(bases[i].name, name) == 0)
            return i;
    return readback_is_figure(stored_text(stored, input, "path")) ? ASSUMED : NO_FIGURE;
}

static void add_counts(struct document *document, struct document_section *section,
                       const struct of_inputs *of, const int counts[BASES], int changed)
{
    struct document_exhibit *const exhibit =
        document_exhibit(section, document_text(document, "%s-basis", of->id),
                         "What the inputs rest on");
    exhibit->group =
        of->group == NULL ? NULL : document_text(document, "%s-basis", of->group);
    exhibit->option = of->option;
    exhibit->sheet = of->sheet;
    document_column(exhibit, "basis", DOCUMENT_TEXT);
    document_column(exhibit, "inputs", DOCUMENT_NUMBER);
    document_column(exhibit, "what that means", DOCUMENT_TEXT);
    for (int i = 0; i < NO_FIGURE; i++) {
        struct document_cell *const row = document_row(exhibit);
        const char *const term = of_term(document, bases[i].term);
        row[0] = document_words(bases[i].words);
        row[1] = document_value(counts[i], 0.0);
        for (int k = 0; k < document->term_count; k++)
            if (strcmp(document->terms[k].key, term) == 0)
                row[2] = document_words(document->terms[k].definition);
    }
    const int all = counts[0] + counts[1] + counts[2] + counts[ASSUMED];
    const char *const by = changed == 0   ? "None was"
                           : changed == 1 ? "One was"
                                          : document_text(document, "%d were", changed);
    document_paragraph(
        section,
        document_text(document,
                      "Of %d figures that went in, %d %s published, %d our own, %d "
                      "fitted and %d assumed.  %s changed by a what-if or on the "
                      "command line.  The noise says nothing of wrong inputs.",
                      all, counts[0], counts[0] == 1 ? "is" : "are", counts[1],
                      counts[2], counts[ASSUMED], by));
}

/* ---- the register ---- */

static const char *place_of(struct stored *stored, struct document *document,
                            json_t *input)
{
    const char *const file = stored_text_or_null(stored, input, "file");
    const double line = stored_number(stored, input, "line");
    return file == NULL ? "command line"
                        : document_text(document, "%s:%.0f", file, line);
}

enum { PATH, VALUE, BASIS, CHANGED, WHERE, NOTE };

static struct document_exhibit *begin_register(struct document *document,
                                               struct document_section *section,
                                               const struct of_inputs *of)
{
    static const char *const headings[] = {
        [PATH] = "input",      [VALUE] = "value",   [BASIS] = "basis",
        [CHANGED] = "changed", [WHERE] = "said at", [NOTE] = "note"
    };
    struct document_exhibit *const exhibit =
        document_exhibit(section, document_text(document, "%s-all", of->id),
                         "Every input, as it was read");
    exhibit->group =
        of->group == NULL ? NULL : document_text(document, "%s-all", of->group);
    exhibit->option = of->option;
    exhibit->sheet = of->sheet;
    exhibit->is_folded = true;
    exhibit->note = "Those that a what-if or the command line changed stand out.  "
                    "Names and dates have no basis.";
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        document_column(exhibit, headings[i], DOCUMENT_TEXT);
    return exhibit;
}

static void add_input(struct stored *stored, struct document *document, json_t *input,
                      struct document_exhibit *exhibit)
{
    const bool is_changed = stored_bool(stored, input, "changed");
    struct document_cell *const row = document_row(exhibit);
    row[PATH] =
        document_words(document_copy(document, stored_text(stored, input, "path")));
    row[VALUE] = document_words(
        document_copy(document, stored_text_or_null(stored, input, "value")));
    row[BASIS] = document_words(bases[basis_of(stored, input)].words);
    row[CHANGED] = document_words(is_changed ? "changed" : NULL);
    row[WHERE] = document_words(place_of(stored, document, input));
    row[NOTE] = document_words(
        document_copy(document, stored_text_or_null(stored, input, "note")));
    row[PATH].is_marked = row[VALUE].is_marked = row[CHANGED].is_marked = is_changed;
}

static void add_register(struct stored *stored, struct document *document,
                         struct document_section *section, const struct of_inputs *of)
{
    struct document_exhibit *const exhibit = begin_register(document, section, of);
    json_t *const inputs = stored_array(stored, of->from, "inputs"), *input;
    size_t i;
    json_array_foreach(inputs, i, input)
    {
        add_input(stored, document, input, exhibit);
    }
}

static void add_warnings(struct document *document, struct document_section *section,
                         const struct of_inputs *of)
{
    json_t *const warnings = stored_find(of->from, "warnings"), *warning;
    size_t i;
    if (json_array_size(warnings) == 0)
        return;
    struct document_exhibit *const exhibit =
        document_exhibit(section, document_text(document, "%s-warnings", of->id),
                         "Warnings about the scenario");
    exhibit->sheet = of->sheet;
    document_column(exhibit, "warning", DOCUMENT_TEXT);
    json_array_foreach(warnings, i, warning)
    {
        const char *const text = json_string_value(warning);
        document_row(exhibit)[0] = document_words(document_copy(document, text));
    }
}

void of_inputs(struct stored *stored, struct document *document,
               struct document_section *section, const struct of_inputs *of)
{
    int counts[BASES] = { 0 }, changed = 0;
    const char *const sets = of_sets(stored, document, of->from);
    json_t *const inputs = stored_array(stored, of->from, "inputs"), *input;
    size_t i;
    json_array_foreach(inputs, i, input)
    {
        counts[basis_of(stored, input)]++;
        changed += stored_bool(stored, input, "changed");
    }
    add_counts(document, section, of, counts, changed);
    if (*sets != '\0')
        document_paragraph(section,
                           document_text(document, "Set on the command line:%s", sets));
    add_warnings(document, section, of);
    add_register(stored, document, section, of);
}

/* ---- the command line ---- */

const char *of_shell_word(struct document *document, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
    if (*text != '\0' && text[strspn(text, plain)] == '\0')
        return document_copy(document, text);
    char *word = sim_mem_text("'");
    for (const char *at = text; *at != '\0'; at++) {
        char *const more = *at == '\'' ? sim_mem_print("%s'\\''", word)
                                       : sim_mem_print("%s%c", word, *at);
        free(word);
        word = more;
    }
    const char *const whole = document_text(document, "%s'", word);
    free(word);
    return whole;
}

const char *of_sets(struct stored *stored, struct document *document, json_t *from)
{
    json_t *const sets = stored_array(stored, from, "sets"), *set;
    const char *words = "";
    size_t i;
    json_array_foreach(sets, i, set)
    {
        const char *const text = json_string_value(set);
        if (text == NULL)
            stored_fault(stored, "sets[%zu] must be a text", i);
        else
            words = document_text(document, "%s --set %s", words,
                                  of_shell_word(document, text));
    }
    return words;
}

/* ---- the files ---- */

/* Line numbers of the file at which a changed input stands, rising, each once. */
static void mark_lines(struct stored *stored, json_t *from,
                       struct document_source *source)
{
    json_t *const inputs = stored_array(stored, from, "inputs"), *input;
    size_t i, capacity = 0;
    json_array_foreach(inputs, i, input)
    {
        const char *const file = json_string_value(stored_find(input, "file"));
        const int line = (int) json_integer_value(stored_find(input, "line"));
        if (!stored_bool(stored, input, "changed") || file == NULL
            || strcmp(file, source->name) != 0 || line <= 0)
            continue;
        int place = source->marked_count;
        while (place > 0 && source->marked[place - 1] > line)
            place--;
        if (place > 0 && source->marked[place - 1] == line)
            continue;
        source->marked =
            sim_mem_grow(source->marked, &capacity, (size_t) source->marked_count + 1,
                         sizeof *source->marked);
        memmove(source->marked + place + 1, source->marked + place,
                (size_t) (source->marked_count++ - place) * sizeof *source->marked);
        source->marked[place] = line;
    }
}

void of_sources(struct stored *stored, struct document *document, json_t *from)
{
    json_t *const sources = stored_array(stored, from, "sources"), *source;
    size_t i;
    json_array_foreach(sources, i, source)
    {
        const char *const name =
            document_copy(document, stored_text(stored, source, "file"));
        const char *const text =
            document_copy(document, stored_text_or_null(stored, source, "text"));
        const char *const about = document_text(
            document, "%s, %.0f bytes, hash %s%s", stored_text(stored, source, "role"),
            stored_number(stored, source, "bytes"), stored_text(stored, source, "hash"),
            text == NULL ? "; too long to be kept here" : "");
        struct document_source *const to = document_source(document, name);
        to->text = text;
        to->about = about;
        mark_lines(stored, from, to);
    }
}
