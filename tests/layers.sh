#!/bin/sh
# Who may use whom: tools/ -> model/ -> sim/, and what the two lower layers must not do.
# Usage: tests/layers.sh SOURCE_ROOT [LIBRARY.a ...]; speaks TAP.  The libraries are
# looked at for variables that can be written to; leave them out in a sanitizer build,
# whose instrumentation has such variables of its own.
set -u
root=$1
shift
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Code alone, as "file:line:text": comments are blanked, the insides of strings as well
# unless the line is an include.
code()
{
    find "$@" -name '*.[ch]' | sort | while read -r file; do
        perl -0777 -e '
            my ($name, $text) = ($ARGV[0], do { local @ARGV = @ARGV; <> });
            $text =~ s{/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\x27(?:\\.|[^\x27\\\n])*\x27}
                      { my $part = $&; my $lines = $part =~ tr/\n//;
                        $part =~ m{^/} ? " " . "\n" x $lines : $part }gse;
            my $line = 0;
            for (split /\n/, $text, -1) {
                $line++;
                s/"(?:\\.|[^"\\])*"/""/g unless /^\s*#\s*include/;
                print "$name:$line:$_\n" if /\S/;
            }' "$file"
    done
}

# verdict NUMBER NAME: reads what offends from stdin; nothing there is a pass.
verdict()
{
    cat >"$work/offences"
    if [ -s "$work/offences" ]; then
        echo "not ok $1 - $2"
        sed 's/^/# /' "$work/offences"
    else
        echo "ok $1 - $2"
    fi
}

cd "$root" || exit 1
sim=$work/sim model=$work/model both=$work/both
code sim >"$sim"
code model >"$model"
# What only makes a table while building may print.
grep -v '^sim/ziggurat_table\.c:' "$sim" | cat - "$model" >"$both"
include='^[^:]*:[0-9]*:[[:space:]]*#[[:space:]]*include[[:space:]]*'
c_library='assert|complex|ctype|errno|float|immintrin|inttypes|limits|math|stdalign'
c_library="$c_library|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|pthread"
c_library="$c_library|sched|signal|threads|unistd"

echo "1..$([ $# -gt 0 ] && echo 8 || echo 7)"
grep -E "$include" "$sim" |
    grep -vE "$include(\"sim/[^\"]*\"|<gsl/[^>]*>|<($c_library)\.h>)" |
    verdict 1 "sim/ includes only sim/, gsl and the C library"
grep -E "$include\"" "$model" | grep -vE "$include\"(sim|model)/" |
    verdict 2 "model/ includes only model/ and sim/"
grep -E "${include}[<\"](libconfig|jansson|xlsxwriter|glpk)" "$both" |
    grep -vE '^model/scenario/read[a-z_]*\.[ch]:[0-9]*:.*<libconfig' |
    grep -vE '^model/planner/linear_program\.c:[0-9]*:.*<glpk' |
    verdict 3 "only model/scenario/read* knows the file format's library, one file GLPK"
words='calls?|callers?|agents?|ivr|switchboard'
grep -iE "(^|[^a-z0-9])($words)([^a-z0-9]|\$)" "$sim" |
    verdict 4 "sim/ has no word for call or agent"
grep -E '[A-Za-z_](999|101)([^0-9]|$)' "$sim" |
    verdict 5 "sim/ has no number that one calls in a name"
prints='v?f?printf|f?puts|f?putc|putchar|perror|_?exit|abort|system'
standard='stdout|stderr|stdin'
grep -v '^sim/mem\.c:' "$both" |
    grep -E "(^|[^A-Za-z0-9_.>])(($prints) *\(|($standard)([^A-Za-z0-9_]|\$))" |
    verdict 6 "sim/ and model/ neither print nor end the program"
reads='getenv|time|clock|clock_gettime|gettimeofday|localtime(_r)?|mktime|setlocale'
grep -E "(^|[^A-Za-z0-9_.>])($reads|s?rand(om)?) *\(" "$both" |
    verdict 7 "sim/ and model/ read neither clock nor environment"
# Constants that hold addresses are in .data.rel.ro: written once, by the loader.
[ $# -eq 0 ] || objdump -t "$@" |
    grep -E ' O ([.](data|bss|tdata|tbss)|[*]COM[*])' | grep -vF ' .data.rel.ro' |
    verdict 8 "sim/ and model/ have no writable variable outside functions"
exit 0
