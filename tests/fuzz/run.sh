#!/bin/sh
# Fuzzes the readers of what users write, each from its seed corpus, for SECONDS in all
# (building not counted).  Needs clang.  Builds outside the tree, or in the directory
# FUZZ_BUILD if that is set, so that the next run need not build again.
# Usage: tests/fuzz/run.sh SECONDS [TARGET ...]; exits 1 on a finding.
set -eu
if [ $# -lt 1 ] || ! [ "$1" -ge 1 ] 2>/dev/null; then
    echo "usage: tests/fuzz/run.sh SECONDS [csv|scenario|text ...]" >&2
    exit 2
fi
command -v clang >/dev/null || { echo "tests/fuzz/run.sh: needs clang" >&2; exit 2; }
seconds=$1
shift
[ $# -gt 0 ] || set -- text csv scenario
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=${FUZZ_BUILD:-$work/build}
share=$(((seconds + $# - 1) / $#))

if [ ! -f "$build/build.ninja" ]; then
    CC=clang meson setup "$build" "$root" --buildtype=debugoptimized \
        -Db_sanitize=address,undefined -Db_lundef=false \
        -Dc_args=-fsanitize=fuzzer-no-link >"$work/log" ||
        { cat "$work/log"; exit 1; }
fi
ninja -C "$build" model/libmodel.a sim/libsim.a >"$work/log" ||
    { cat "$work/log"; exit 1; }

export LSAN_OPTIONS="suppressions=$here/lsan.supp:print_suppressions=0"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
found=0
for target in "$@"; do
    clang -std=c17 -D_GNU_SOURCE -g -O1 -Wall -Wextra -Werror -I"$root" -I"$build" \
        -I"$build/sim" -fsanitize=fuzzer,address,undefined "$here/fuzz_$target.c" \
        "$build/model/libmodel.a" "$build/sim/libsim.a" \
        $(pkg-config --libs libconfig gsl) -lm -pthread -o "$work/fuzz_$target"
    # New inputs and findings go to a copy of the corpus; the tree is not written to.
    mkdir "$work/$target"
    cp -r "$here/corpus_$target" "$work/$target/corpus"
    cp "$root"/scenarios/templates/*.csv "$work/$target"
    [ ! -f "$here/base.cfg" ] || cp "$here/base.cfg" "$work/$target"
    echo "fuzz_$target: $share s from $(ls "$here/corpus_$target" | wc -l) seeds"
    if (cd "$work/$target" && "$work/fuzz_$target" -max_total_time="$share" \
        -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
        -dict="$here/$target.dict" -artifact_prefix=finding- corpus) >"$work/log" 2>&1
    then
        grep -E 'number_of_executed_units|new_units_added' "$work/log"
    else
        found=1
        tail -n 60 "$work/log"
        for finding in "$work/$target"/finding-*; do
            [ -f "$finding" ] || continue
            echo "$(basename "$finding"), in base64:"
            base64 "$finding"
        done
    fi
done
exit $found
