/* Any bytes as each of the three tables: no crash, no leak, and what is accepted keeps
 * the promises of model/scenario/tables.h. */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/scenario/tables.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void profile(const char *path, struct sim_diag *diag)
{
    struct scenario_profile got;
    const size_t before = diag->errors;
    if (!tables_profile(path, "fuzz.csv", diag, &got)) {
        assert(diag->errors > before);
        return;
    }
    for (int day = 0; day < SCENARIO_DAY_KINDS; day++) {
        double sum = 0.0;
        for (int i = 0; i < 96; i++)
            sum += got.quarter[day][i];
        assert(fabs(sum - 1.0) < 1e-9);
        assert(got.day[day] >= 0.0 && isfinite(got.day[day]));
    }
}

static void staff(const char *path, struct sim_diag *diag)
{
    static const char *const names[] = { "switchboard", "handlers" };
    const struct tables_teams teams = { names, 2, 1 };
    struct tables_shifts got;
    if (!tables_staff(path, "fuzz.csv", diag, &teams, &got)) {
        assert(diag->errors > 0);
        return;
    }
    assert(got.count > 0);
    for (int i = 0; i < got.count; i++) {
        const struct scenario_shift *shift = &got.shifts[i];
        assert(shift->people >= 0 && shift->people <= SCENARIO_MOST_PEOPLE);
        assert(shift->span.from_min >= 0 && shift->span.from_min < 1440);
        assert(shift->span.to_min > shift->span.from_min && shift->span.to_min < 2880);
        assert(shift->span.from_min % 15 == 0 && shift->span.to_min % 15 == 0);
        assert(shift->span.days != 0 && shift->at.line > 0);
    }
    free(got.shifts);
}

static void law(const char *path, struct sim_diag *diag)
{
    struct tables_points got;
    struct sim_dist dist;
    if (!tables_law(path, "fuzz.csv", diag, &got)) {
        assert(diag->errors > 0);
        return;
    }
    assert(sim_dist_table_init(got.time_s, got.below, got.count, &dist));
    free(got.time_s);
    free(got.below);
}

/* Every table with a diag of its own: an exact repeat of a complaint is dropped. */
static void with_diag(void (*read)(const char *path, struct sim_diag *diag),
                      const char *path)
{
    struct sim_diag diag = { 0 };
    read(path, &diag);
    for (size_t i = 0; i < diag.count; i++)
        free(sim_diag_line(&diag.items[i]));
    sim_diag_done(&diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int file = memfd_create("fuzz", 0);
    assert(file >= 0 && write(file, data, size) == (ssize_t) size);
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    with_diag(profile, path);
    with_diag(staff, path);
    with_diag(law, path);
    close(file);
    return 0;
}
