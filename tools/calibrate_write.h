/* The fitted scenarios as files: what-ifs on top of the scenarios they come from. */
#ifndef TOOLS_CALIBRATE_WRITE_H
#define TOOLS_CALIBRATE_WRITE_H

#include "model/calibrate/calibrate.h"
#include "tools/output.h"

struct calibrate_write {
    const struct calibration *calibration; /* borrowed, as all here */
    const struct trial *trial;
    const struct calibrate_result *result;
    const char *directory; /* null: that of the calibration's file */
    int replications;
    uint64_t seed;
};

/* Where each fitted scenario goes, in fresh memory, each and as a whole. */
char **calibrate_write_paths(const struct calibrate_write *write);

/* Adds the files to *output; false: output->fault says why.  A scenario is read once
 * more for its title and its basis. */
bool calibrate_write_files(const struct calibrate_write *write, char *const *paths,
                           struct output *output);

#endif
