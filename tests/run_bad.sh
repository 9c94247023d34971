#!/bin/sh
# Every wrong scenario gets its complaints and exit status 2, within seconds.
# Usage: tests/run_bad.sh SOURCE_ROOT COMMAND...; the command is followed by the name of
# a scenario file, for example "tenfive check".  Speaks TAP.
#
# tests/bad/*.cfg begin with a line "# expect: COMPLAINT" for each complaint, in order:
# the beginning of a line that is printed.  Anything else that is printed as an error or
# a warning fails the test.
set -u
root=$1
shift
program=$(realpath "$1") || exit 1
shift
cd "$root/tests" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0

# complain FILE: runs the command, keeps complaints and exit status.
complain()
{
    timeout "${BAD_SECONDS:-20}" "$@" >"$work/out" 2>&1
    status=$?
    grep -aE '^[^ ]*:? ?(error|warning): ' "$work/out" >"$work/got"
}

# verdict NAME: passes when the complaints begin as expected, one by one.
verdict()
{
    number=$((number + 1))
    if [ "$status" -eq 2 ] && [ -s "$work/expected" ] && awk '
        NR == FNR { want[++n] = $0; next }
        { if (++m > n || index($0, want[m]) != 1) wrong = 1 }
        END { exit wrong || m != n }' "$work/expected" "$work/got"
    then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        echo "# exit status $status, expected 2 and:"
        sed 's/^/#   /' "$work/expected"
        echo "# got:"
        head -n 20 "$work/out" | sed 's/^/#   /'
    fi
}

# made NAME FILE EXPECTED: a file that is made here.
made()
{
    echo "$3" >"$work/expected"
    complain "$command" "$2"
    verdict "$1"
}

command=$work/command
{ echo '#!/bin/sh'; printf 'exec'; printf " '%s'" "$program" "$@"; echo ' "$@"'; } >"$command"
chmod +x "$command"

for file in bad/*.cfg; do
    sed -n 's/^# expect: //p' "$file" >"$work/expected"
    complain "$command" "$file"
    verdict "$(basename "$file" .cfg)"
done

made 'a file that is not there' "$work/none.cfg" \
    "tenfive: error: cannot read $work/none.cfg: No such file"
made 'a directory' "$work" "tenfive: error: cannot read $work: it is a directory"
mkfifo "$work/pipe"
made 'a pipe' "$work/pipe" "tenfive: error: cannot read $work/pipe: it is not an ord"
made 'a device' /dev/zero "tenfive: error: cannot read /dev/zero: it is not an ord"
truncate -s 17M "$work/huge.cfg"
made 'a huge file' "$work/huge.cfg" \
    "tenfive: error: cannot read $work/huge.cfg: it is larger than 16 MB"
seq 100000 | gzip -nc >"$work/random.cfg"
echo >"$work/expected" "$work/random.cfg: error: this is no text file"
complain "$command" "$work/random.cfg"
verdict 'a compressed file'

awk 'BEGIN { for (i = 0; i < 1000000; i++) print "a" i " = 1;" }' >"$work/many.cfg"
made 'a million settings' "$work/many.cfg" \
    "$work/many.cfg:1001: error: more than 1,000 settings in one group"
awk 'BEGIN { printf "a = ("; for (i = 0; i < 1000000; i++) print "1,"; print "1);" }' \
    >"$work/list.cfg"
made 'a list of a million' "$work/list.cfg" \
    "$work/list.cfg:500000: error: more than 500,000 values"
awk 'BEGIN { printf "a = "; for (i = 0; i < 1000000; i++) printf "(" }' >"$work/deep.cfg"
made 'brackets, a million deep' "$work/deep.cfg" \
    "$work/deep.cfg:1: error: brackets are nested more than 30 deep"
awk 'BEGIN { printf "title = \""; for (i = 0; i < 1000000; i++) printf "long "; \
    print "\"; @include \"../no.cfg\"" }' >"$work/long.cfg"
made 'a text of 5 MB' "$work/long.cfg" "$work/long.cfg:1: error: cannot read"
awk 'BEGIN { for (i = 0; i < 40; i++) print "@include \"b.inc\"" }' >"$work/bomb.cfg"
for next in b:c c:d d:e e:f; do
    awk -v to="${next#*:}" \
        'BEGIN { for (i = 0; i < 40; i++) print "@include \"" to ".inc\"" }' \
        >"$work/${next%:*}.inc"
done
: >"$work/f.inc"
echo >"$work/expected" "$work/"
complain "$command" "$work/bomb.cfg"
verdict 'includes that multiply'
# many NAME WHERE COUNT ENTRY EXPECTED: small.cfg with COUNT more of an object.
many()
{
    awk -v where="$2" -v count="$3" -v entry="$4" -v base="$root/tests/data/small.cfg" '
        BEGIN {
            print "base = \"" base "\";"
            print where
            for (i = 0; i < count; i++) print (entry ~ /^=/ ? "n" i " " entry : entry)
            print where ~ /\($/ ? ");" : "};"
            if (where ~ /(desk|staff)/) print "}; };"
        }' >"$work/$1.cfg"
    echo "$work/$1.cfg:$5" >"$work/expected"
    timeout "${BAD_SECONDS:-20}" "$command" "$work/$1.cfg" >"$work/out" 2>&1
    status=$?
    grep -aE ': error: .*at most|must have' "$work/out" >"$work/got"
    verdict "too many $1"
}
many streams 'streams: {' 32 '= { enters = "ivr"; calls = 5; };' \
    '34: error: streams: at most 32 are possible, got 33'
many stages 'stages: {' 254 '= { type = "delay"; time = 1; next = "left"; };' \
    '256: error: stages: at most 252 are possible, got 257'
many lines 'stages: {' 31 '= { type = "line"; talk = 5; };' \
    '33: error: stages: at most 32 lines are possible, got 33'
many ways 'stages: { desk: { then: {' 63 '= 0;' \
    '65: error: line "desk": then must have 1 to 64 members, got 65'
many teams 'teams: {' 16 '= { serves = "desk"; shifts = "Mon 1"; };' \
    '18: error: teams: at most 16 are possible, got 17'
many targets 'targets: {' 32 '= { line = "desk"; within = 5; at_least = 0.8; };' \
    '34: error: targets: at most 32 are possible, got 33'
many outages 'outages: {' 17 '= { stages = "all"; dates = "2022-03-08"; };' \
    '19: error: outages: at most 16 are possible, got 17'
many absences 'teams: { staff: { absences: {' 501 '= { dates = "2022-03-08"; people = 1; };' \
    '503: error: team "staff": absences: at most 500 are possible'
many shifts 'teams: { staff: { shifts = (' 200001 '"Mon 08:00-09:00 0",' \
    '200003: error: team "staff": at most 200000 shift lines are possible'
echo "1..$number"
