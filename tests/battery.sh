#!/bin/sh
# A few tests of the dieharder battery on the keyed draws; "FAILED" there is a chance of
# one in a million for good bits, "WEAK" one in a hundred, which is no fault.
# Usage: tests/battery.sh RNG_STREAM; speaks TAP.
set -u
stream=$1
if ! command -v dieharder >/dev/null; then
    echo "1..0 # SKIP dieharder is not installed"
    exit 0
fi

# birthdays, ones in bytes, parking lot, runs, craps; monobit, runs; bits' distribution.
set -- caller:0 caller:8 caller:10 caller:15 caller:16 caller:100 caller:101 \
    purpose:0 purpose:8 purpose:15 purpose:101 interval:0 interval:8 interval:101 \
    replication:8 visit:8 seed:8 seed:0 count:8 count:101 low:8 low:15 reversed:0 reversed:8
echo "1..$#"
number=0
for case in "$@"; do
    number=$((number + 1))
    order=${case%:*} test=${case#*:}
    rows=$("$stream" "$order" | dieharder -g 200 -S 1 -d "$test" |
        grep -E 'PASSED|WEAK|FAILED')
    if [ -n "$rows" ] && ! echo "$rows" | grep -q FAILED; then
        echo "ok $number - dieharder's test $test of order $order"
    else
        echo "not ok $number - dieharder's test $test of order $order"
    fi
    echo "$rows" | sed 's/^/# /'
done
