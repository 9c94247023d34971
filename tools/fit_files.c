#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/demand/calendar.h"
#include "sim/mem.h"
#include "tools/fit_out.h"
#include "tools/outcome.h"

enum { MONTHS = 12, QUARTERS = 96, DAY_MIN = 1440, HOUR_MIN = 60, MOST_BASIS = 256 };

static const double HOUR_S = 3600.0;
/* Nobody has counted the people; so many more than the busiest hour's work. */
static const double SPARE = 1.15;

char *fit_out_name(const char *line)
{
    const bool is_sound = isalpha((unsigned char) line[0]) != 0;
    char *const name = sim_mem_print("%s%s", is_sound ? "" : "line_", line);
    for (char *s = name; *s != '\0'; s++)
        if (!isalnum((unsigned char) *s))
            *s = '_';
    return name;
}

/* ---- profiles ---- */

static void write_profile(const struct scenario_profile *profile, int minutes, FILE *to)
{
    fputs("when,all,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Bank\n", to);
    for (int i = 0; i < MONTHS; i++)
        fprintf(to, "%s,%.5f,,,,,,,,\n", calendar_month_names[i], profile->month[i]);
    fputs("day,", to);
    for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
        fprintf(to, ",%.5f", profile->day[i]);
    fputc('\n', to);
    const int step = QUARTERS * minutes / DAY_MIN;
    for (int q = 0; q < QUARTERS; q += step) {
        const int from_min = q * DAY_MIN / QUARTERS;
        fprintf(to, "%02d:%02d,", from_min / HOUR_MIN, from_min % HOUR_MIN);
        for (int i = 0; i < SCENARIO_DAY_KINDS; i++)
            fprintf(to, ",%.5f", 100.0 * step * profile->quarter[i][q]);
        fputc('\n', to);
    }
}

/* Of a stream of the base or, without one, of a line. */
static char *profile_name(const char *whose)
{
    char *const name = fit_out_name(whose);
    char *const file = sim_mem_print("profile-%s.csv", name);
    free(name);
    return file;
}

/* ---- the scenario's own language ---- */

static void write_text(const char *text, FILE *to)
{
    fputc('"', to);
    for (; *text != '\0'; text++)
        if (*text == '"' || *text == '\\')
            fprintf(to, "\\%c", *text);
        else if ((unsigned char) *text >= ' ')
            fputc(*text, to);
    fputc('"', to);
}

static void write_law(const char *key, const struct sim_dist *law, FILE *to)
{
    const struct sim_dist_type *const type = &sim_dist_types[law->law];
    fprintf(to, "    %s = { law = \"%s\";", key, type->name);
    for (int i = 0; i < SIM_DIST_PARAMS; i++)
        if (type->params[i].name != NULL && type->params[i].unit == SIM_DIST_TIME)
            fprintf(to, " %s = \"%.2f s\";", type->params[i].name, law->given[i]);
        else if (type->params[i].name != NULL)
            fprintf(to, " %s = %.4f;", type->params[i].name, law->given[i]);
    fputs(" };\n", to);
}

/* Rows of `basis`, kept until the settings are written. */
struct basis {
    char *path[MOST_BASIS], *note[MOST_BASIS]; /* owned */
    const char *kind[MOST_BASIS];
    int count;
};

/* Takes the path; copies the note. */
static void add_basis(struct basis *basis, char *path, const char *kind,
                      const char *note)
{
    if (basis->count == MOST_BASIS) {
        free(path);
        return;
    }
    basis->path[basis->count] = path;
    basis->kind[basis->count] = kind;
    basis->note[basis->count++] = sim_mem_text(note);
}

static void write_basis(struct basis *basis, FILE *to)
{
    for (int i = 0; i < basis->count; i++) {
        fprintf(to, "  ( \"%s\", \"%s\", ", basis->path[i], basis->kind[i]);
        write_text(basis->note[i], to);
        fprintf(to, " )%s\n", i + 1 < basis->count ? "," : "");
        free(basis->path[i]);
        free(basis->note[i]);
    }
}

static void write_mean(const char *stage, const char *key, const struct fit_mean *mean,
                       const struct sim_dist *had, const char *source,
                       struct basis *basis, FILE *to)
{
    struct sim_dist law;
    if (!mean->is_known || !(mean->mean_s > 0.0)
        || !fit_place_law(had, mean->mean_s, &law))
        return;
    write_law(key, &law, to);
    char *const note = sim_mem_print("%s: mean %.1f s, known to %.1f s; law assumed",
                                     source, mean->mean_s, mean->half_s);
    add_basis(basis, sim_mem_print("stages.%s.%s", stage, key), "ours", note);
    free(note);
}

static void write_patience(const char *stage, const struct fit_line *line,
                           const char *source, struct basis *basis, FILE *to)
{
    const struct patience_fit *const p = &line->patience;
    const double given[SIM_DIST_PARAMS] = { p->mean_s, p->shape };
    struct sim_dist law;
    if (line->patience_status != PATIENCE_FIT_OK || !sim_dist_init(p->law, given, &law))
        return;
    write_law("gives_up_after", &law, to);
    fprintf(to, "    at_once = \"%.3f %%\";\n", 100.0 * p->at_once);
    char *note = sim_mem_print("%s: mean %.0f s, known to %.0f s, from %.0f hang-ups",
                               source, p->mean_s, p->mean_half_s, p->hang_ups);
    add_basis(basis, sim_mem_print("stages.%s.gives_up_after", stage), "ours", note);
    free(note);
    note = sim_mem_print("%s: %.2f %%, known to %.2f points", source,
                         100.0 * p->at_once, 100.0 * p->at_once_half);
    add_basis(basis, sim_mem_print("stages.%s.at_once", stage), "ours", note);
    free(note);
}

/* `counted` says what is in the calls. */
static void write_demand(const char *stream, const struct profile_fit *p, double calls,
                         const char *counted, const char *whose, const char *source,
                         struct basis *basis, FILE *to)
{
    char *const dates = fit_out_dates_iso(p->counted_in);
    char *const file = profile_name(whose);
    fprintf(to, "calls = %.0f; counted_in = \"%s\";\n    profile = \"%s\";\n", calls,
            dates, file);
    fprintf(to, "    day_to_day = \"%.2f %%\";", 100.0 * fmin(p->day_to_day, 1.0));
    if (p->has_growth)
        fprintf(to, " growth_per_year = \"%.2f %%\";", 100.0 * p->growth_per_year);
    fputs(" };\n", to);
    char *const note = sim_mem_print("%s: known to %.1f %%, %s", source,
                                     100.0 * p->calls_half, counted);
    add_basis(basis, sim_mem_print("streams.%s.calls", stream), "ours", note);
    add_basis(basis, sim_mem_print("streams.%s.profile", stream), "ours", source);
    add_basis(basis, sim_mem_print("streams.%s.day_to_day", stream), "ours", source);
    free(note);
    free(file);
    free(dates);
}

/* ---- on a base ---- */

/* The base as seen from the directory: up to what both share, and down again. */
static char *path_from(const char *directory, const char *file)
{
    char here[PATH_MAX], there[PATH_MAX];
    if (realpath(directory, here) == NULL || realpath(file, there) == NULL)
        return sim_mem_text(file);
    size_t same = 0;
    for (size_t i = 0; here[i] == there[i] && here[i] != '\0'; i++)
        if (here[i] == '/')
            same = i + 1;
    const size_t length = strlen(here);
    if (strncmp(here, there, length) == 0 && there[length] == '/')
        return sim_mem_text(there + length + 1);
    char *path = sim_mem_text(there + same);
    for (const char *s = here + same; *s != '\0'; s++)
        if (*s == '/' || s == here + same) {
            char *const longer = sim_mem_print("../%s", path);
            free(path);
            path = longer;
        }
    return path;
}

static void write_what_if(const struct fit_out *out, const char *directory,
                          const char *source, FILE *to)
{
    struct basis basis = { 0 };
    char *const base = path_from(directory, out->base);
    fputs("base  = ", to);
    write_text(base, to);
    free(base);
    fputs(";\nstreams: {\n", to);
    for (int s = 0; s < out->scenario->stream_count; s++) {
        const struct fit_stream *const stream = &out->place->streams[s];
        if (stream->line < 0)
            continue;
        fprintf(to, "  %s: { ", out->scenario->streams[s].name);
        write_demand(out->scenario->streams[s].name,
                     &out->fit->lines[stream->line].profile, stream->calls,
                     stream->is_first ? "first attempts, by simulation"
                                      : "redials included",
                     out->scenario->streams[s].name, source, &basis, to);
    }
    fputs("};\nstages: {\n", to);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        const struct scenario_stage *const stage =
            &out->scenario->stages[out->place->stage[i]];
        fprintf(to, "  %s: {\n", stage->name);
        write_mean(stage->name, "talk", &line->talk, &stage->talk, source, &basis, to);
        write_mean(stage->name, "wrap_up", &line->wrap_up, &stage->wrap_up, source,
                   &basis, to);
        if (fit_place_has_patience(line, stage))
            write_patience(stage->name, line, source, &basis, to);
        fputs("  };\n", to);
    }
    fputs("};\n", to);
    if (basis.count > 0) {
        fputs("changes = ( { at = \"basis\"; add = (\n", to);
        write_basis(&basis, to);
        fputs("); } );\n", to);
    }
}

/* ---- without a base ---- */

/* Work in the busiest hour of the usual day, in people. */
static double busiest(const struct fit_line *line, int minutes)
{
    const struct profile_fit *const p = &line->profile;
    const int step = QUARTERS * minutes / DAY_MIN;
    double most = 0.0;
    for (int kind = 0; kind < SCENARIO_DAY_KINDS && line->has_profile; kind++)
        for (int q = 0; q < QUARTERS; q += step)
            most = fmax(most, p->profile.day[kind] * p->profile.quarter[kind][q]);
    const double a_day = line->sum.offered / fmax(p->days_seen, 1.0);
    const double calls_per_hour = most * a_day * QUARTERS / (DAY_MIN / HOUR_MIN);
    return calls_per_hour * (line->talk.mean_s + line->wrap_up.mean_s) / HOUR_S;
}

static void write_team(const struct fit_out *out, struct basis *basis, FILE *to)
{
    double people = 0.0;
    fputs("teams: {\n  staff: { serves = (", to);
    for (int i = 0, count = 0; i < out->fit->line_count; i++) {
        if (!out->fit->lines[i].talk.is_known)
            continue;
        char *const name = fit_out_name(out->records->lines[i]);
        fprintf(to, "%s \"%s\"", count++ > 0 ? "," : "", name);
        people += busiest(&out->fit->lines[i], out->records->minutes);
        free(name);
    }
    fprintf(to,
            " ); counts = \"logged_in\";\n"
            "    shifts = ( \"Mon-Sun 00:00-24:00 %.0f\" ); };\n};\n",
            ceil(SPARE * people) + 1.0);
    add_basis(basis, sim_mem_text("teams.staff.shifts"), "assumed",
              "made up: enough for the busiest hour, all day");
}

/* Lines without any answered call have no talk time, and no place here. */
static void write_scenario(const struct fit_out *out, const char *source, FILE *to)
{
    struct basis basis = { 0 };
    char *const dates = fit_out_dates_iso(out->fit->dates);
    struct sim_dist assumed; /* a mean is put in its place */
    const double given[SIM_DIST_PARAMS] = { 1.0 };
    sim_dist_init(SIM_DIST_EXPONENTIAL, given, &assumed);
    fprintf(to, "period = \"%s\";\nstreams: {\n", dates);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        if (!line->talk.is_known)
            continue;
        char *const name = fit_out_name(out->records->lines[i]);
        char *const stream = sim_mem_print("calls_%s", name);
        fprintf(to, "  %s: { enters = \"%s\"; ", stream, name);
        write_demand(stream, &line->profile, line->profile.calls, "redials included",
                     out->records->lines[i], source, &basis, to);
        free(stream);
        free(name);
    }
    fputs("};\nstages: {\n", to);
    for (int i = 0; i < out->fit->line_count; i++) {
        const struct fit_line *const line = &out->fit->lines[i];
        if (!line->talk.is_known)
            continue;
        char *const name = fit_out_name(out->records->lines[i]);
        fprintf(to, "  %s: { type = \"line\"; label = ", name);
        write_text(out->records->lines[i], to);
        fputs(";\n", to);
        write_mean(name, "talk", &line->talk, &assumed, source, &basis, to);
        write_mean(name, "wrap_up", &line->wrap_up, &assumed, source, &basis, to);
        write_patience(name, line, source, &basis, to);
        fputs("  };\n", to);
        free(name);
    }
    fputs("};\n", to);
    write_team(out, &basis, to);
    fputs("basis = (\n", to);
    write_basis(&basis, to);
    fputs(");\n", to);
    free(dates);
}

/* ---- all ---- */

static void write_config(const struct fit_out *out, const char *directory, FILE *to)
{
    const char *const slash = strrchr(out->export, '/');
    char *const dates = fit_out_dates(out->fit->dates);
    char *const source =
        sim_mem_print("%s, %s", slash != NULL ? slash + 1 : out->export, dates);
    const char *const had = out->scenario != NULL ? out->scenario->title : NULL;
    char *const title = had != NULL ? sim_mem_print("%s, fitted to %s", had, source)
                                    : sim_mem_print("Fitted to %s", source);
    fputs("# Made by tenfive fit.  What it is sure of, and how sure, is in the basis "
          "rows.\n",
          to);
    if (out->scenario == NULL)
        fputs("# One stream a line, and one team made up to be enough: put your own in "
              "their place.\n",
              to);
    fputs("title = ", to);
    write_text(title, to);
    fputs(";\n", to);
    if (out->scenario != NULL)
        write_what_if(out, directory, source, to);
    else
        write_scenario(out, source, to);
    free(title);
    free(source);
    free(dates);
}

static void add_profile(const struct fit_out *out, const char *directory,
                        const char *whose, const struct scenario_profile *profile,
                        struct output *output)
{
    char *const name = profile_name(whose);
    FILE *const to = output_add_in(output, directory, name);
    if (to != NULL)
        write_profile(profile, out->records->minutes, to);
    output_close(output);
    free(name);
}

static void add_profiles(const struct fit_out *out, const char *directory,
                         struct output *output)
{
    if (out->scenario == NULL) {
        for (int i = 0; i < out->fit->line_count; i++)
            if (out->fit->lines[i].has_profile)
                add_profile(out, directory, out->records->lines[i],
                            &out->fit->lines[i].profile.profile, output);
        return;
    }
    for (int s = 0; s < out->scenario->stream_count; s++) {
        const struct fit_stream *const stream = &out->place->streams[s];
        if (stream->line < 0)
            continue;
        const struct scenario_profile profile = fit_place_profile(
            &out->fit->lines[stream->line].profile, &out->scenario->streams[s]);
        add_profile(out, directory, out->scenario->streams[s].name, &profile, output);
    }
}

void fit_out_files(const struct fit_out *out, const char *directory,
                   struct output *output)
{
    output_directory(output, directory);
    add_profiles(out, directory, output);
    FILE *to = output_add_in(output, directory, "fitted.cfg");
    if (to != NULL)
        write_config(out, directory, to);
    output_close(output);
    to = output_add_in(output, directory, "fit.json");
    if (to != NULL)
        fit_out_json(out, to);
    output_close(output);
}
