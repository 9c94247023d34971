#!/bin/sh
# Installs into a fresh directory and uses what is there as a stranger would: a program
# against the library by pkg-config, each header on its own, the command, its man page
# and its completion.
# Usage: tests/install.sh SOURCE_ROOT BUILD_ROOT COMPILER MESON; speaks TAP.
set -u
source=$1
build=$2
compiler=$3
meson=$4
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0

# verdict STATUS NAME
verdict()
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$work/log"
    fi
}

DESTDIR=$work "$meson" install -C "$build" --no-rebuild --quiet >"$work/log" 2>&1
verdict $? "meson installs"
pc=$(find "$work" -name tenfive.pc)
prefix=$(sed -n 's/^prefix=//p' "$pc")
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
flags()
{
    pkg-config --define-variable=prefix="$work$prefix" "$@" tenfive
}

cat >"$work/ten.c" <<'END'
#include <model/theory/erlang.h>
#include <sim/rng.h>
#include <stdio.h>
int main(void)
{
    const struct erlang_load load = { 0.15, 300.0, 300.0, 48 };
    struct erlang_grade grade;
    if (erlang_a(&load, 10.0, &grade) != ERLANG_OK)
        return 1;
    printf("%.5f %.5f %u\n", grade.p_abandon, grade.within_offered,
           sim_rng_poisson(3.0, 0.5));
    return 0;
}
END
# shellcheck disable=SC2046
{
    $compiler $(flags --cflags) -o "$work/ten" "$work/ten.c" $(flags --libs) &&
        "$work/ten" | tee "$work/said" && grep -qx '0.03248 0.73066 3' "$work/said"
} >"$work/log" 2>&1
verdict $? "ten lines compile with pkg-config, link and run"

# shellcheck disable=SC2046
(cd "$work$prefix/include/tenfive" && find . -name '*.h' | while read -r header; do
    echo "#include \"$header\"" |
        $compiler -std=c17 $(flags --cflags) -fsyntax-only -x c - ||
        echo "$header" >>"$work/bad"
done) >"$work/log" 2>&1
[ ! -e "$work/bad" ]
verdict $? "every installed header compiles on its own"

man=$work$prefix/share/man/man1/tenfive.1
completion=$work$prefix/share/bash-completion/completions/tenfive
program=$work$prefix/bin/tenfive
"$program" --version >"$work/log" 2>&1
verdict $? "the program starts"

# Commands and options, as the program's own help lists them.
commands=$("$program" --help | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p')
for command in $commands; do
    grep -q "^\.B $command\$" "$man" || echo "man page: no command $command"
    [ "$command" = help ] ||
        "$program" "$command" --help |
        sed -n 's/^ *\(-[a-zA-Z],\)\{0,1\} *\(--[a-z-]*\).*/\2/p' |
            while read -r option; do
                written=$(echo "$option" | sed 's/-/\\-/g')
                grep -qF -e "$written" "$man" || echo "man page: no $option of $command"
            done
done >"$work/log" 2>&1
[ -n "$commands" ] && [ ! -s "$work/log" ]
verdict $? "the man page knows every command and option"

cat >"$work/complete.bash" <<'END'
. "$2"
complete_words()
{
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _tenfive "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}" && echo "${COMPREPLY[*]}"
}
fail() { echo "$1"; exit 1; }
[ "$(complete_words "$1" sim)" = simulate ] || fail "no simulate"
[[ " $(complete_words "$1" simulate --s) " == *" --seed "* ]] || fail "no --seed"
[[ " $(complete_words "$1" check -) " == *" -q "* ]] || fail "no -q"
cd "$3" || exit 1
[[ $(complete_words "$1" simulate scenarios/avon) == scenarios/avon*.cfg ]] || fail "no file"
END
bash "$work/complete.bash" "$program" "$completion" "$source" >"$work/log" 2>&1
verdict $? "bash completes commands, options and scenario files"
echo "1..$number"
