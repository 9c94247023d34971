/* tenfive sweep SCENARIO --vary PATH=FROM:TO:STEP ...: the same callers through a
 * scenario under many settings; tenfive merge: parts of a sweep that ran apart, joined.
 *
 * Everything is text between the two: a sweep has a head (what was asked, and of what),
 * a base and points, each the JSON that stands in sweep.json.  Journals, shards and
 * ranks carry these texts, so whatever way they came together, the bytes are the same.
 */
#ifndef TOOLS_SWEEP_H
#define TOOLS_SWEEP_H

/* argv[0] is the command's word.  Return the exit status, enum tenfive_exit. */
int sweep_main(int argc, char **argv);
int merge_main(int argc, char **argv);

#endif
