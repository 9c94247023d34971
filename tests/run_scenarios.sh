#!/bin/sh
# Every shipped scenario reads without a complaint and gives what its `expect` says; every
# shipped calibration can be searched, over three days so that it takes no time.
# Usage: run_scenarios.sh TENFIVE SOURCE_ROOT; prints TAP.
set -u
tenfive=$(realpath "$1")
cd "$2/scenarios" || exit 1
set -- *.cfg calibrations/*.cfg
echo "1..$#"
number=0

# report STATUS NAME OUTPUT
report() {
    if [ "$1" = 0 ]; then
        echo "ok $number $2"
    else
        echo "not ok $number $2"
        echo "$3" | sed 's/^/# /'
    fi
}

for file; do
    number=$((number + 1))
    case $file in
    calibrations/*)
        year=$(echo "$file" | grep -o '20[0-9][0-9]')
        out=$("$tenfive" calibrate "$file" --replications 1 --evaluations 1 --quiet \
            --set "period=$year-02-01..$year-02-03" 2>&1)
        [ $? -le 1 ] && echo "$out" | grep -q 'fitted figures are met'
        report $? "$file" "$out"
        continue
        ;;
    avon-* | essex-2016-*) replications=4 ;; # a force's year is long
    essex-2022-23.cfg) replications=2 ;;
    [!0-9]*) replications=10 ;;
    *) replications=20 ;;
    esac
    if ! grep -q '^expect' "$file"; then
        report 1 "$file has no expect" ''
        continue
    fi
    out=$("$tenfive" simulate "$file" --replications $replications --quiet \
        --require-expect --json /dev/null 2>&1)
    report $? "$file" "$out"
done
