#!/bin/sh
# Every shipped scenario reads without a complaint and gives what its `expect` says.
# Usage: run_scenarios.sh TENFIVE SOURCE_ROOT; prints TAP.
set -u
tenfive=$(realpath "$1")
cd "$2/scenarios" || exit 1
set -- *.cfg
echo "1..$#"
number=0
for file; do
    number=$((number + 1))
    replications=20
    case $file in # a force's year is long
        avon-*|essex-2016-*) replications=4 ;;
        essex-2022-23.cfg) replications=2 ;;
        [!0-9]*) replications=10 ;;
    esac
    if ! grep -q '^expect' "$file"; then
        echo "not ok $number $file has no expect"
    elif out=$("$tenfive" simulate "$file" --replications $replications --quiet \
        --require-expect --json /dev/null 2>&1); then
        echo "ok $number $file"
    else
        echo "not ok $number $file"
        echo "$out" | sed 's/^/# /'
    fi
done
