#include "tools/sweep_show.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/mem.h"
#include "tools/csv_out.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/publish.h"

bool sweep_show_is_possible(const struct sweep_show *show)
{
    struct output output = { 0 };
    if (show->directory != NULL) {
        char *const inside = sim_mem_print("%s/sweep.json", show->directory);
        output_directory(&output, show->directory);
        output_try(&output, inside);
        free(inside);
    }
    if (show->json != NULL && !publish_is_stdout(show->json))
        output_try(&output, show->json);
    const bool can = output.fault == NULL;
    if (!can)
        fprintf(stderr, "tenfive: %s\n", output.fault);
    output_done(&output);
    return can;
}

/* ---- points.csv ---- */

static void write_heading(const struct sweep_table *table, FILE *to)
{
    struct csv_row row = { .to = to };
    fputs("\xef\xbb\xbf", to);
    csv_row_text(&row, "point");
    for (int i = 0; i < table->axis_count; i++) {
        const struct sweep_column *const axis = &table->axes[i];
        char *const heading =
            strcmp(axis->unit, "time") == 0
                ? sim_mem_print("%s (s)", axis->name)
                : sim_mem_print("%s%s", axis->name,
                                strcmp(axis->unit, "share") == 0 ? " (share)" : "");
        csv_row_text(&row, heading);
        free(heading);
    }
    for (int i = 0; i < table->target_count; i++)
        csv_row_text(&row, table->targets[i].name);
    for (int i = 0; i < table->figure_count; i++) {
        static const char *const kinds[] = { "", " half width", " change",
                                             " change half width" };
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            char *const heading =
                sim_mem_print("%s%s (%s)", table->figures[i].path, kinds[k],
                              sweep_figure_unit_names[table->figures[i].unit]);
            csv_row_text(&row, heading);
            free(heading);
        }
    }
    csv_row_text(&row, "callers simulated");
    csv_row_end(&row);
}

static void write_row(const struct sweep_table *table, const struct sweep_row *from,
                      FILE *to)
{
    struct csv_row row = { .to = to };
    if (from->point == 0)
        csv_row_text(&row, "base");
    else
        csv_row_whole(&row, from->point);
    for (int i = 0; i < table->axis_count; i++)
        if (table->axes[i].is_text)
            csv_row_text(&row, from->values[i]);
        else
            csv_row_number(&row, from->numbers[i]);
    for (int i = 0; i < table->target_count; i++)
        csv_row_text(&row, sim_verdict_names[from->verdicts[i]]);
    for (int i = 0; i < table->figure_count; i++) {
        csv_row_number(&row, from->cells[i].value);
        csv_row_number(&row, from->cells[i].half_width);
        csv_row_number(&row, from->cells[i].change);
        csv_row_number(&row, from->cells[i].change_half_width);
    }
    csv_row_number(&row, from->callers);
    csv_row_end(&row);
}

void sweep_csv(const struct sweep_table *table, FILE *to)
{
    write_heading(table, to);
    write_row(table, &table->base, to);
    for (int i = 0; i < table->row_count; i++)
        write_row(table, &table->rows[i], to);
}

/* ---- all of it ---- */

static void put_json(const void *from, FILE *to)
{
    fputs(from, to);
}

static int write_all(const struct sweep_show *show, const char *json,
                     struct stored *stored, const struct sweep_table *table)
{
    struct output output = { 0 };
    int status = TENFIVE_MACHINE;
    publish_run(put_json, json, show->json, show->directory, "sweep.json", &output);
    FILE *const csv = show->directory == NULL
                          ? NULL
                          : output_add_in(&output, show->directory, "points.csv");
    if (csv != NULL)
        sweep_csv(table, csv);
    if (!output_commit(&output)) {
        fprintf(stderr, "tenfive: %s; nothing was replaced\n", output.fault);
    } else {
        if (publish_is_stdout(show->json))
            fputs(json, stdout);
        else
            sweep_report(stored, table, stdout);
        status = output_stdout();
    }
    output_done(&output);
    return status;
}

int sweep_show(const struct sweep_show *show, const struct sweep_texts *texts)
{
    struct stored stored = { 0 };
    struct sweep_table table = { 0 };
    char *fault = NULL;
    int status = TENFIVE_BAD_INPUT;
    char *const json = sweep_text_all(texts, &fault);
    if (json != NULL && stored_parse(&stored, json, strlen(json)))
        sweep_table_read(&stored, &table);
    if (json != NULL && stored.fault == NULL)
        status = write_all(show, json, &stored, &table);
    else
        fprintf(stderr, "tenfive: the parts do not make a sweep: %s\n",
                fault != NULL ? fault : stored.fault);
    sweep_table_done(&table);
    stored_done(&stored);
    free(json);
    free(fault);
    return status;
}
