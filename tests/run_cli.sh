#!/bin/sh
# tenfive simulate as people use it: exit status, what goes where, files, signals.
# Usage: tests/run_cli.sh TENFIVE SOURCE_ROOT [JSON_CHECK]; speaks TAP.  Without
# JSON_CHECK (which needs jansson) the JSON is not held against its schema.
set -u
tenfive=$(realpath "$1")
root=$2
json_check=${3:+$(realpath "$3")}
schema=$root/tools/result.schema.json
desk=$root/tests/cli/desk.cfg
. "$(dirname "$0")/tap.sh"

# figure FILE KEY: the first number after the key.
figure()
{
    sed -n "s/.*\"$2\": \\({\"value\": \\)\\{0,1\\}\\([-0-9.e+][-0-9.e+]*\\).*/\\2/p" "$1" |
        head -n 1
}

# --- words ---
gives 0 --help && says out 'Examples:' 'simulate' 'check' 'erlang' && is_empty err
report "--help shows examples and commands on stdout"
gives 0 simulate --help && says out 'Examples:' '--replications N' '--threads N' &&
    is_empty err && [ "$(wc -L <out)" -le 80 ]
report "a command's --help shows its options within 80 columns"
cp out help && gives 0 help simulate && cmp -s out help && gives 0 --version &&
    says out 'tenfive ' 'GSL'
report "help COMMAND is the same, --version tells the libraries too"
gives 2 simulat "$desk" && says err 'did you mean "simulate"?' && is_empty out
report "an unknown command is a mistake, with what was meant"
gives 2 && is_empty out && gives 2 frobnicate && says err 'tenfive --help'
report "no command, or one like nothing else, points to the help"
gives 2 simulate "$desk" --replication 3 && is_empty out &&
    says err 'unknown option --replication: did you mean --replications?'
report "an unknown option is a mistake, with what was meant"
bad=0
for option in --replications=0 --replications=1.5 --replications=1e3 --replications=-3 \
    --replications= --replications=100001 --replications=0x10 --seed=-1 --seed=abc \
    --seed=9007199254740992 --threads=0 --threads=1025 --precision=0.1 --precision=0% \
    '--precision=0 points' --precision=nan --quiet=yes --json= --trace-replication=-1 \
    --trace-replication=3 --trace=-; do
    gives 2 simulate "$desk" "$option" && is_empty out && says err "${option%%=*}" || {
        bad=1
        echo "# accepted: $option"
    }
done
[ $bad -eq 0 ]
report "numbers are read strictly"
gives 2 simulate "$desk" --seed 1 --seed 2 && says err 'given twice' &&
    gives 2 simulate && says err 'scenario file is missing' &&
    gives 2 simulate "$desk" "$desk" && says err 'one argument too many' &&
    gives 2 simulate "$desk" --seed && says err '--seed needs a value'
report "options twice, files missing or too many and values missing are mistakes"
gives 2 simulate nothing.cfg && is_empty out && says err nothing.cfg
report "a scenario that is not there is a mistake of input"
sed 's/talk = "3 min"/talk = "-3 min"/' "$desk" >bad.cfg
gives 2 simulate bad.cfg -o never && is_empty out && says err 'bad.cfg:13: error:' &&
    [ ! -e never ]
report "a mistake in the scenario names file and line, and nothing is written"

gives 2 simulate "$desk" --set 'teams.staff.shifts=Mon-Sun 00:00-24:00 4000' \
    --set 'teams.staff.shifts+=Mon-Sun 12:00-13:00 1' && is_empty out &&
    says err 'error: team "staff"' 4001
report "more people than can be carried are a mistake of input"

# --- the page ---
gives 0 simulate "$desk" && is_empty err &&
    says out '=Desk, "one" day' OFFICIAL '20 simulated days' 'seed 1' 'NOT met' 'Café' \
        '±' 'Expected figures: 2 of 2' '30 October 2022' && [ "$(wc -L <out)" -le 100 ]
report "the page has title, marking, seed, verdicts, and at most 100 columns"
cp out page
LC_ALL=C "$tenfive" simulate "$desk" >out 2>err && ! LC_ALL=C grep -q '[^ -~]' out &&
    says out '+-' '>= 50 %' 'Caf? desk'
report "where the locale has no UTF-8 the page is plain ASCII"
long='Long words that would never fit beside so many numbers on one page'
gives 0 simulate "$desk" --set "stages.desk.label=$long" --set "title=$long, $long" &&
    [ "$(wc -L <out)" -le 100 ] && says out 'Long words' && [ "$(sed -n 3p out)" = OFFICIAL ]
report "long labels and titles are broken into lines"
gives 0 simulate "$desk" --set 'teams.staff.shifts=Mon-Sun 00:00-24:00 1' --json warned.json &&
    says err 'warning: ' 'more work than people' && says out ' about the scenario' &&
    says warned.json 'more work than people' &&
    gives 0 simulate "$desk" --set 'teams.staff.shifts=Mon-Sun 00:00-24:00 1' --quiet &&
    is_empty err && says out ' about the scenario'
report "warnings are on stderr, counted on the page and kept in the JSON"
if script -qec true /dev/null >/dev/null 2>&1; then
    colour=$(printf '\033\\[[0-9;]*m')
    TERM=xterm script -qec "$tenfive simulate $desk" /dev/null </dev/null >out
    grep -q "$colour" out && says out 'of 20 simulated' 's left'
    report "on a terminal there is colour and progress"
    TERM=xterm NO_COLOR=1 script -qec "$tenfive simulate $desk --quiet" /dev/null \
        </dev/null >out
    ! grep -q "$colour" out && says out 'NOT met' && ! grep -q 's left' out
    report "NO_COLOR and --quiet are heeded there"
fi

# --- JSON ---
gives 0 simulate "$desk" --json - && is_empty err && [ "$(head -n 1 out)" = '{' ] &&
    says out '"schema": "tenfive-result-3"' && ! grep -q 'NOT met' out && cp out one.json
report "--json - writes JSON and no table"
gives 0 simulate "$desk" --json file.json && cmp -s out page && cmp -s file.json one.json
report "--json FILE writes the same beside the table"
if [ -n "$json_check" ]; then
    "$json_check" "$schema" one.json scenario.title stream.public.label partial \
        replications.done by.day.units.0.quarter_hours inputs.0.path \
        by.hour_of_week.team.staff.people.value.166 >out 2>err &&
        printf '%s\n' '"=Desk, \"one\" day"' '"@public"' false 20 100 '"period"' 5 |
        cmp -s - out
    report "the JSON obeys its schema"
    gives 0 simulate "$desk" --set 'targets.hard.each=month' -n 1 --json cut.json &&
        "$json_check" "$schema" cut.json target.hard.usual_low target.hard.p_met \
            target.hard.partial >values 2>err &&
        printf 'null\nnull\n1\n' | cmp -s - values && ! grep -qwE 'nan|inf' out
    report "also where there is nothing to say"
    gives 0 simulate "$root/tests/data/everything.cfg" -n 2 -o all \
        --set 'streams.c999.calls*=9' --set 'streams.c101.calls*=9' &&
        "$json_check" "$schema" all/result.json hang_ups.desk.label line.desk.label \
            clock.l999_from_bt.line short.line.l999.team >values 2>err &&
        printf '"desk"\n"desk"\n"l999"\n"staff"\n' | cmp -s - values &&
        says out 'hung up at' 'journeys from' 'by people short' 'no staffing could beat' &&
        ! grep -qwE 'nan|inf' out all/*.csv all/result.json &&
        awk -F, 'FNR == 1 { columns = NF } NF != columns { bad = 1 } END { exit bad }' \
            all/hang-ups.csv all/short.csv all/waits.csv all/half-hours.csv \
            all/extreme-days.csv
    report "also with everything that a scenario can have"
fi
gives 0 simulate "$desk" --json two.json --threads 2 && cmp -s one.json two.json &&
    gives 0 simulate "$desk" --json three.json --threads 3 && cmp -s one.json three.json &&
    gives 0 simulate "$desk" --json again.json --threads 1 && cmp -s one.json again.json
report "any number of threads and any repetition give the same bits"
gives 0 simulate "$desk" --seed 2 --json other.json && ! cmp -s one.json other.json &&
    says other.json '"seed": 2'
report "another seed gives another result"
sed '$a run: { seed = 2; replications = 7; };' "$desk" >run.cfg
gives 0 simulate run.cfg --json run.json && gives 0 simulate "$desk" --seed 2 -n 7 --json \
    as.json && sed '/"role": /d; s/"hash": "[^"]*"//; s/"file": "[^"]*"//' run.json >run.txt &&
    sed '/"role": /d; s/"hash": "[^"]*"//; s/"file": "[^"]*"//' as.json | cmp -s - run.txt &&
    gives 0 simulate run.cfg --seed 3 -n 2 --json other.json &&
    says other.json '"seed": 3' && says other.json '"planned": 2' &&
    gives 0 simulate run.cfg --seed 1 --json other.json && says other.json '"seed": 1' &&
    says other.json '"planned": 7' && gives 0 simulate run.cfg --set run.seed=5 -n 3 \
    --json other.json && says other.json '"seed": 5' '"planned": 3'
report "a scenario may say its seed and replications; the command line wins"
gives 0 simulate run.cfg -n 1 --export run.csv && gives 0 simulate "$desk" -n 1 --seed 2 \
    --export as.csv && cmp -s run.csv as.csv && gives 0 simulate run.cfg -n 1 --trace run.csv &&
    gives 0 simulate "$desk" -n 1 --seed 2 --trace as.csv && cmp -s run.csv as.csv
report "exports and traces have the scenario's seed too"
gives 0 simulate "$desk" -n 2 --set period.typical_of=2022 --json other.json &&
    gives 0 simulate "$desk" -n 2 --set period.typical_of=2022 &&
    says out 'mean week of 1 January 2022 to 31 December 2022' &&
    says other.json '"path": "period.typical_of", "value": "2022", "changed": true'
report "the page says when demand is that of a typical week"
gives 0 simulate "$desk" --set 'streams.public.calls*=2' --json set.json &&
    says set.json '"path": "streams.public.calls", "value": "3862", "changed": true' &&
    says set.json '"streams.public.calls*=2"' '"role": "scenario", "bytes": ' '"text": "' &&
    gives 2 simulate "$desk" --set 'streams.publik.calls=1' && says err publik &&
    is_empty out
report "--set changes a setting and refuses a path that is not there"

# --- verdicts ---
gives 1 simulate "$desk" --require-targets && cmp -s out page
report "--require-targets fails when one is not met, after printing everything"
gives 0 simulate "$desk" --require-targets --set 'targets.hard.at_least=1 %'
report "and passes when all are"
gives 0 simulate "$desk" --require-expect &&
    gives 1 simulate "$desk" --require-expect --seed 3 --set 'streams.public.calls=900' &&
    says out 'Expected figures:' 'not so' 'line.desk.offered is'
report "--require-expect holds the result to what the scenario expects"
gives 0 simulate "$desk" --precision '3 points' --json precise.json &&
    says precise.json '"precision_reached": true' '"partial": false' '"planned": 2560'
report "--precision ends a run by itself"

# --- directories ---
gives 0 simulate "$desk" -o results/deep && cmp -s results/deep/result.json one.json &&
    [ "$(ls results/deep | tr '\n' ' ')" = "by-day.csv by-hour-of-week.csv by-month.csv \
by-period.csv by-quarter-hour.csv by-week.csv extreme-days.csv flow.csv half-hours.csv \
inputs.csv report.html result.json results.xlsx run.csv targets-each.csv targets.csv teams.csv \
waits.csv " ] && [ -z "$(ls -A results | grep -v deep)" ]
report "-o makes the directory and writes all files"
gives 0 report results/deep/result.json -o again && says out again/report.html &&
    "$tenfive" report - -q -o streamed <results/deep/result.json >out && is_empty out &&
    cmp -s again/report.html results/deep/report.html &&
    cmp -s again/results.xlsx results/deep/results.xlsx &&
    cmp -s streamed/report.html results/deep/report.html &&
    [ "$(ls again | tr '\n' ' ')" = "report.html results.xlsx " ]
report "report makes the same page and workbook of the stored result"
sed 's/tenfive-result-[0-9]*/tenfive-result-2/' one.json >old.json
head -c 5000 one.json >half.json
grep -v '^  "file": ' one.json >less.json
sed 's/"schema": "[^"]*"/"schema": "tenfive-soup-1"/' one.json >soup.json
gives 2 report old.json -o none && is_empty out &&
    says err 'old.json: ' 'tenfive-result-2' 'another version' 'again' &&
    gives 2 report half.json -o none && says err 'half.json: line ' ', column ' &&
    gives 2 report soup.json -o none && says err 'soup.json: ' 'tenfive-soup-1' &&
    gives 2 report less.json -o none && says err 'less.json: scenario.file must be' &&
    gives 2 report - <one.json && says err 'needs -o' &&
    gives 2 report nowhere.json && says err 'nowhere.json: No such file' && [ ! -e none ]
report "report refuses what it cannot show, and writes nothing"
LC_ALL=C awk -F, 'FNR == 1 { columns = NF; if (substr($0, 1, 3) != "\357\273\277") bad = 1 }
    NF != columns { bad = 1 } END { exit bad }' results/deep/by-*.csv &&
    [ "$(wc -l <results/deep/by-quarter-hour.csv)" -eq 401 ] &&
    says results/deep/by-day.csv "2022-10-30,2022-10-30,1,100,whole,stream,public,'@public," &&
    says results/deep/by-period.csv ",line,desk,Café desk,$(figure one.json offered)," &&
    says results/deep/run.csv "\"'=Desk, \"\"one\"\" day\"" &&
    says results/deep/inputs.csv "published,'-1 on a list"
report "tables have a heading, equal rows, ISO dates and no formulas"
cp -r results/deep before
gives 3 simulate "$desk" -o /dev/null/results && is_empty out &&
    says err 'cannot' 'Not a directory' && touch occupied &&
    gives 3 simulate "$desk" -o occupied && is_empty out && says err occupied &&
    gives 3 simulate "$desk" --json . -n 100000 && says err 'Is a directory' &&
    gives 3 simulate "$desk" --json no/where.json -n 100000 && says err 'No such file'
report "what cannot be written is told before the run"
# A limit on the size of files stands in for a full disk.
(
    trap '' XFSZ
    ulimit -f 40
    gives 3 simulate "$desk" --seed 5 -o results/deep
) && is_empty out && says err 'cannot write' 'File too large; nothing was replaced' &&
    diff -r before results/deep >diff && [ "$(ls -A results/deep | wc -l)" -eq 18 ] &&
    (
        trap '' XFSZ
        ulimit -f 40
        gives 3 simulate "$desk" --json one.json
    ) && is_empty out && cmp -s one.json file.json
report "when the disk is full the old results stay, and nothing else"
bad=0
for command in "simulate $desk" "simulate $desk --json -" "--help" "--version" \
    "simulate --help" "check $desk"; do
    # shellcheck disable=SC2086
    "$tenfive" $command >/dev/full 2>err
    [ $? -eq 3 ] && says err 'cannot write to stdout: No space left on device' || {
        bad=1
        echo "# $command"
    }
done
[ $bad -eq 0 ]
report "a full stdout is a failure of the machine"
"$tenfive" simulate "$desk" --json closed.json >&- 2>err
[ $? -eq 3 ] && cmp -s closed.json one.json && says err 'cannot write to stdout'
report "a closed stdout is a failure too, and the files are whole"
# Only what lies in the scratch directory is named as an output: a fault that replaced a
# device would be felt by the whole machine.
mkfifo pipe
cat pipe >piped &
gives 0 simulate "$desk" --json pipe && wait $! && [ -p pipe ] && cmp -s piped one.json &&
    ln -s one.json link.json && gives 0 simulate "$desk" --seed 9 --json link.json &&
    [ -L link.json ] && says one.json '"seed": 9'
report "pipes are written directly and links are followed"

# --- the trace ---
# So many calls that people are waiting, and hanging up, at every time of the day.
busy='streams.public.calls*=2'
gives 0 simulate "$desk" -n 1 --set "$busy" --json plain.json &&
    gives 0 simulate "$desk" -n 1 --set "$busy" --json traced.json --trace trace.csv &&
    cmp -s plain.json traced.json
report "a trace changes no result"
# The same figures by another road: summed up from the events.
tail -n +2 trace.csv | awk -F, -v before=-1e9 -v offered="$(figure plain.json offered)" '
    $2 < before { print "order"; bad = 1 } { before = $2 }
    $5 == "enters" && $6 == "desk" { in_period[$3] = $2 >= 0 && $2 < 90000; n += in_period[$3] }
    $5 == "answered" && $6 == "desk" && in_period[$3] { answered++; wait += $8 }
    $5 == "hangs up" && $6 == "desk" && in_period[$3] { lost++ }
    END { print n, answered, lost, wait / answered
          exit bad || n != offered || n != answered + lost }' >out
report "its events are in order of time and add up"
set -- $(cat out)
for part in answered abandoned mean_wait; do
    figure plain.json $part
done >parts
set -- "$@" $(cat parts)
awk -v a="$2" -v b="$5" -v c="$3" -v d="$6" -v e="$4" -v f="$7" \
    'BEGIN { exit !(a == b && c == d && e - f < 0.001 && f - e < 0.001) }'
report "answered, abandoned and mean wait from the events are those of the result"
gives 0 simulate "$desk" --trace other.csv --trace-replication 1 -n 1 &&
    ! cmp -s trace.csv other.csv && [ "$(head -n 1 other.csv)" = "local time,seconds since \
the period began,call,stream,event,place,team,wait (s)" ] &&
    (
        trap '' XFSZ
        ulimit -f 40
        gives 3 simulate "$desk" --trace full.csv -n 1
    ) && is_empty out && says err 'cannot write "full.csv": File too large' &&
    [ ! -e full.csv ]
report "another replication has other events, and a full disk is told"

# --- stopping ---
"$tenfive" simulate "$desk" -n 100000 --threads 2 --json part.json -o part >out 2>err &
pid=$!
sleep 2
threads=$(ls /proc/$pid/task | wc -l)
kill -INT $pid
wait $pid
status=$?
[ "$threads" -eq 3 ] # two that simulate and one that waits for signals
report "--threads says how many threads simulate"
[ $status -eq 0 ] && says part.json '"partial": true' && says out 'PARTIAL: stopped' &&
    says part/run.csv 'partial: ' && says part/by-day.csv ',partial: ' && says err 'stopping'
report "Ctrl-C keeps what is complete, marked as partial everywhere"
done_count=$(figure part.json done)
echo "# $done_count replications were complete"
gives 0 simulate "$desk" -n "$done_count" --threads 1 --json whole.json
strip='/"replications"/d;/"partial"/d'
[ "$done_count" -lt 100000 ] && sed "$strip" part.json >a && sed "$strip" whole.json >b &&
    cmp -s a b
report "and that is what a run of so many replications gives"
cp -r before kept
"$tenfive" simulate "$desk" --set streams.public.calls=30000000 \
    --set 'teams.staff.shifts=Mon-Sun 00:00-24:00 3000' -n 1 -o kept >out 2>err &
pid=$!
sleep 1
kill -INT $pid
sleep 0.3
kill -INT $pid
wait $pid
status=$?
[ $status -eq 130 ] && is_empty out && diff -r before kept >>err
report "a second Ctrl-C ends at once and leaves the old results"

echo "1..$number"
