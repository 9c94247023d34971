#!/bin/sh
# Breaks each rule of layers.sh in a tree of its own and sees that it says so.
# Usage: tests/layers_broken.sh SOURCE_ROOT COMPILER; speaks TAP.
set -u
root=$1
compiler=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# broken RULES FILE TEXT: a tree of one FILE that holds TEXT breaks exactly these rules.
broken()
{
    rm -rf "$work/tree"
    mkdir -p "$work/tree/sim" "$work/tree/model/scenario"
    printf '%s\n' "$3" >"$work/tree/$2"
    found=$(sh "$root/tests/layers.sh" "$work/tree" "$work/fault.o" |
        sed -n 's/^not ok \([0-9]*\).*/\1/p')
    case_number=$((case_number + 1))
    if [ "$found" = "$1" ]; then
        echo "ok $case_number - $2 with $3"
    else
        echo "not ok $case_number - $2 with $3"
        echo "$found" | sed "s/^/# broken rule /"
    fi
}

printf 'int global_fault = 3;\n' >"$work/data.c"
printf 'int *counter(void);\nint *counter(void)\n{\n    static int n;\n    return &n;\n}\n' \
    >"$work/bss.c"
# A constant table of addresses is none.
printf 'extern const char *const names[];\nconst char *const names[] = { "a" };\n' \
    >"$work/const.c"
case_number=0
echo 1..16
$compiler -fPIC -c -o "$work/fault.o" "$work/const.c" || exit 1
broken 1 sim/rng.h '#include "model/world/tally.h"'
broken 1 sim/rng.c '#include <libintl.h>'
broken 2 model/fault.h '#include "tools/report.h"'
broken 3 model/check.c '#include <libconfig.h>'
broken 3 model/scenario/read.h '#include <jansson.h>'
broken 4 sim/rng.h 'int sim_rng_call(int agents);'
broken 4 sim/rng.h 'int sim_rng_caller_key;'
broken 5 sim/rng.h 'int sim_rng_999;'
broken 6 sim/rng.c 'void f(void) { printf("x"); }'
broken 6 model/fault.c 'void f(void) { fputs("x", stderr); }'
broken 6 model/fault.c 'void f(void) { exit(1); }'
broken 7 model/fault.c 'char *f(void) { return getenv("X"); }'
broken 7 sim/rng.c 'long f(void) { return time(NULL); }'
broken '' model/scenario/read.c '#include <libconfig.h> /* printf("not code") */'
$compiler -fPIC -c -o "$work/fault.o" "$work/data.c" || exit 1
broken 8 model/none.c '/* initialised */'
$compiler -fPIC -c -o "$work/fault.o" "$work/bss.c" || exit 1
broken 8 model/none.c '/* zero */'
exit 0
