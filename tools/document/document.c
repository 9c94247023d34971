#include "tools/document/document.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"

/* Room for one more in an array of `count`, whose capacity is the power of two that
 * holds it. */
static void *one_more(void *array, int count, size_t size)
{
    size_t capacity = (size_t) count;
    const bool is_full = (count & (count - 1)) == 0;
    return is_full ? sim_mem_grow(array, &capacity, capacity + 1, size) : array;
}

static void exhibit_free(struct document_exhibit *exhibit)
{
    free(exhibit->chart.series);
    free(exhibit->chart.marks);
    free(exhibit->columns);
    free(exhibit->cells);
    free(exhibit);
}

static void section_free(struct document_section *section)
{
    for (int i = 0; i < section->exhibit_count; i++)
        exhibit_free(section->exhibits[i]);
    free(section->exhibits);
    free(section->paragraphs);
    free(section);
}

void document_done(struct document *document)
{
    for (int i = 0; i < document->section_count; i++)
        section_free(document->sections[i]);
    for (int i = 0; i < document->source_count; i++)
        free(document->sources[i].marked);
    for (int i = 0; i < document->text_count; i++)
        free(document->texts[i]);
    free(document->sections);
    free(document->sources);
    free(document->texts);
    free(document->terms);
    free(document->facts);
    free(document->headlines);
    *document = (struct document){ 0 };
}

static const char *keep(struct document *document, char *text)
{
    document->texts =
        one_more(document->texts, document->text_count, sizeof *document->texts);
    return document->texts[document->text_count++] = text;
}

const char *document_text(struct document *document, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = NULL;
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return keep(document, length < 0 ? sim_mem_text("") : text);
}

const char *document_copy(struct document *document, const char *text)
{
    return text == NULL ? NULL : keep(document, sim_mem_text(text));
}

struct document_headline *document_headline(struct document *document)
{
    document->headlines = one_more(document->headlines, document->headline_count,
                                   sizeof *document->headlines);
    struct document_headline *const new =
        &document->headlines[document->headline_count++];
    *new = (struct document_headline){ .value = NAN, .p_met = NAN };
    return new;
}

void document_fact(struct document *document, const char *name, const char *words)
{
    document->facts =
        one_more(document->facts, document->fact_count, sizeof *document->facts);
    document->facts[document->fact_count++] =
        (struct document_fact){ .name = name, .words = words };
}

struct document_section *document_section(struct document *document, const char *id,
                                          const char *heading)
{
    struct document_section *const new = sim_mem_array(1, sizeof *new);
    new->id = id;
    new->heading = heading;
    document->sections = one_more(document->sections, document->section_count,
                                  sizeof(struct document_section *));
    return document->sections[document->section_count++] = new;
}

void document_drop_empty(struct document *document)
{
    if (document->sections[document->section_count - 1]->exhibit_count == 0)
        section_free(document->sections[--document->section_count]);
}

void document_paragraph(struct document_section *section, const char *words)
{
    section->paragraphs = one_more(section->paragraphs, section->paragraph_count,
                                   sizeof *section->paragraphs);
    section->paragraphs[section->paragraph_count++] = words;
}

struct document_exhibit *document_exhibit(struct document_section *section,
                                          const char *id, const char *title)
{
    struct document_exhibit *const new = sim_mem_array(1, sizeof *new);
    new->id = id;
    new->title = title;
    new->chart.x = new->chart.x2 = -1;
    section->exhibits = one_more(section->exhibits, section->exhibit_count,
                                 sizeof(struct document_exhibit *));
    return section->exhibits[section->exhibit_count++] = new;
}

/* Whether an exhibit belongs behind another that stands before it. */
static bool is_alternative(const struct document_exhibit *one,
                           const struct document_exhibit *other)
{
    return one->group != NULL && other->group != NULL
           && strcmp(one->group, other->group) == 0;
}

void document_gather(struct document_section *section)
{
    struct document_exhibit **const all = section->exhibits;
    for (int i = 0; i + 1 < section->exhibit_count; i++) {
        int next = i + 1;
        while (next < section->exhibit_count && !is_alternative(all[i], all[next]))
            next++;
        if (next == section->exhibit_count)
            continue;
        struct document_exhibit *const found = all[next];
        memmove(all + i + 2, all + i + 1, (size_t) (next - i - 1) * sizeof *all);
        all[i + 1] = found;
    }
}

struct document_source *document_source(struct document *document, const char *name)
{
    document->sources =
        one_more(document->sources, document->source_count, sizeof *document->sources);
    struct document_source *const new = &document->sources[document->source_count++];
    *new = (struct document_source){ .name = name };
    return new;
}

void document_term(struct document *document, const char *key, const char *name,
                   const char *definition)
{
    int place = 0;
    for (int i = 0; i < document->term_count; i++) {
        const struct document_term *const term = &document->terms[i];
        if (strcmp(term->key, key) == 0)
            return;
        place += strcasecmp(term->name, name) <= 0;
    }
    document->terms =
        one_more(document->terms, document->term_count, sizeof *document->terms);
    memmove(document->terms + place + 1, document->terms + place,
            (size_t) (document->term_count - place) * sizeof *document->terms);
    document->terms[place] =
        (struct document_term){ .key = key, .name = name, .definition = definition };
    document->term_count++;
}

int document_column(struct document_exhibit *exhibit, const char *heading,
                    enum document_unit unit)
{
    assert(exhibit->row_count == 0);
    exhibit->columns =
        one_more(exhibit->columns, exhibit->column_count, sizeof *exhibit->columns);
    exhibit->columns[exhibit->column_count] =
        (struct document_column){ .heading = heading, .unit = unit, .decimals = -1 };
    return exhibit->column_count++;
}

struct document_cell *document_row(struct document_exhibit *exhibit)
{
    const size_t width = (size_t) exhibit->column_count;
    const size_t need = ((size_t) exhibit->row_count + 1) * width;
    if (need > exhibit->cell_capacity)
        exhibit->cells = sim_mem_grow(exhibit->cells, &exhibit->cell_capacity, need,
                                      sizeof *exhibit->cells);
    struct document_cell *const row =
        exhibit->cells + (size_t) exhibit->row_count++ * width;
    for (size_t i = 0; i < width; i++)
        row[i] = (struct document_cell){ .kind = DOCUMENT_EMPTY, .noise = NAN };
    return row;
}

struct document_cell *document_at(const struct document_exhibit *exhibit, int row,
                                  int column)
{
    return &exhibit->cells[(size_t) row * (size_t) exhibit->column_count
                           + (size_t) column];
}

struct document_cell document_value(double value, double noise)
{
    return (struct document_cell){
        .kind = isfinite(value) ? DOCUMENT_VALUE : DOCUMENT_EMPTY,
        .value = isfinite(value) ? value : 0.0,
        .noise = noise,
    };
}

struct document_cell document_words(const char *words)
{
    return (struct document_cell){
        .kind = words == NULL ? DOCUMENT_EMPTY : DOCUMENT_WORDS,
        .words = words,
        .noise = NAN,
    };
}

struct document_series *document_series(struct document_exhibit *exhibit,
                                        const char *name, int column)
{
    struct document_chart *const chart = &exhibit->chart;
    chart->series = one_more(chart->series, chart->series_count, sizeof *chart->series);
    struct document_series *const new = &chart->series[chart->series_count++];
    *new = (struct document_series){
        .name = name, .column = column, .low = -1, .high = -1
    };
    return new;
}

void document_mark(struct document_exhibit *exhibit, const char *label, double at)
{
    struct document_chart *const chart = &exhibit->chart;
    chart->marks = one_more(chart->marks, chart->mark_count, sizeof *chart->marks);
    chart->marks[chart->mark_count++] =
        (struct document_mark){ .label = label, .at = at };
}
