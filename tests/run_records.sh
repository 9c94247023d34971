#!/bin/sh
# tenfive simulate --export, fit and backtest as people use them.
# Usage: tests/run_records.sh TENFIVE SOURCE_ROOT [JSON_CHECK]; speaks TAP.  Without
# JSON_CHECK (which needs jansson) the JSON is not held against its schemas.
set -u
tenfive=$(realpath "$1")
root=$2
json_check=${3:+$(realpath "$3")}
templates=$root/scenarios/templates
desk=$root/tests/cli/desk.cfg
. "$(dirname "$0")/tap.sh"

# --- the export ---
gives 0 simulate "$desk" -n 1 --export acd.csv && [ "$(wc -l <acd.csv)" -eq 101 ] &&
    says acd.csv 'date,time,line,offered,answered,abandoned,answered 0-10,' &&
    [ "$(grep -c '^2022-10-30,01:[03]0,desk,' acd.csv)" -eq 4 ]
report "--export writes half hours by line, the hour that comes twice twice"
gives 0 simulate "$desk" -n 1 --export again.csv --threads 2 && cmp -s acd.csv again.csv &&
    gives 0 simulate "$desk" -n 1 --seed 2 --export other.csv && ! cmp -s acd.csv other.csv
report "the same seed gives the same export, another another"
gives 2 simulate "$desk" --export - && says err '--export must be a file' &&
    gives 3 simulate "$desk" --export nowhere/acd.csv && says err nowhere
report "an export that cannot be written is said before the run"

# --- fit ---
gives 0 fit "$templates/acd-export.csv" --map "$templates/acd-map.csv" --quiet && is_empty err &&
    says out '2 lines by hour, 7 March 2022 to 13 March 2022' 'switchboard' '514.3' '92.0 %' \
        '288 hang-ups' 'too few callers hung up' 'redial' && [ "$(wc -L <out)" -le 100 ]
report "fit reads the shipped export with its map"
gives 0 fit "$templates/acd-export.csv" --map "$templates/acd-map.csv" -o made &&
    says err 'column "Team Leader" is not used' &&
    ! grep -rqE 'A\. N\. Other|01632' made out err &&
    gives 0 check made/fitted.cfg && is_empty err && gives 0 simulate made/fitted.cfg -n 2 &&
    says made/profile-switchboard.csv 'day,,1.16667,1.16667,1.16667,1.16667,1.16667,0.58333'
report "what it writes is a scenario that runs, without names or numbers"
gives 0 fit acd.csv --scenario "$desk" -o on -q && gives 0 check on/fitted.cfg --quiet &&
    says on/fitted.cfg '"ours"' 'base  = "' 'streams: {' && cp -r on elsewhere &&
    gives 0 fit acd.csv --scenario "$desk" --json - && says out '"schema": "tenfive-fit-1"' \
        '"public": {"line": "desk"' && cp out one.json && gives 0 fit acd.csv \
        --scenario "$desk" --json two.json && cmp -s one.json two.json
report "with a base it is a what-if on it, with basis rows; JSON has the same"
gives 0 fit acd.csv --dates 2022-10 && gives 2 fit acd.csv --dates 2023 &&
    says err 'no row of these dates' && gives 2 fit acd.csv --dates soon && says err soon
report "--dates fits a part, and must have rows"

sed 's/talk = "3 min"/call_back: { offered_after = "30 s"; accepted = "80 %"; set_up = "9 s"; }; &/' \
    "$desk" >backs.cfg && gives 0 simulate backs.cfg -n 1 --export backs.csv &&
    gives 0 fit backs.csv --scenario backs.cfg -o backs && says out 'desk: who waits for a call-back' &&
    ! grep -q 'stages.desk.gives_up_after' backs/fitted.cfg && gives 0 check backs/fitted.cfg
report "patience is not taken from a line with call-backs"

again=$root/tests/data/again.cfg
gives 0 simulate "$again" -n 1 --export again.csv && gives 0 fit again.csv --scenario "$again" -o first &&
    is_empty err && says out 'First attempts: offered calls include' 'Of what desk received, 14.' &&
    ! grep -q 'calls must come down' out && [ "$(wc -L <out)" -le 100 ] &&
    says first/fitted.cfg '"ours"' 'first attempts, by simulation' 'redials included' &&
    awk '/ public: .* calls = / { sub(/.* calls = /, ""); found = $0 + 0 }
        END { exit !(found > 117600 && found < 122400) }' first/fitted.cfg &&
    says first/fit.json '"calling_again": 0.14' '"calling_again": null' '"rounds": ' &&
    cp out one && gives 0 fit again.csv --scenario "$again" --threads 2 && cmp -s out one
report "where callers come back, calls are first attempts"
gives 0 backtest "$again" again.csv -n 5 --fit-on 2024-02..2024-03 --judge-on 2024-04 \
    --set streams.public.calls=90000 && says out 'Those who call again were taken out' &&
    ! grep -q 'desk, all dates: offered' out
report "backtest takes them out as well"
sed 's/^  urgent: .*/  urgent: { enters = "urgent_line"; calls = 200000; };/
    s/gives_up_after = "2 min"/overflow: { after = "30 s"; to = "desk"; }; &/' "$again" >more.cfg
grep -v ',urgent_line,' again.csv | head -n 700 >x.csv
gives 2 fit x.csv --scenario more.cfg -o never --json never.json -q && is_empty out &&
    says err 'x.csv:2: error: line "desk": first attempts not found: after 6 rounds' &&
    [ ! -e never ] && [ ! -e never.json ] &&
    gives 2 backtest more.cfg x.csv -n 5 --fit-on 2024-02-05..2024-02-10 -o never -q &&
    says err 'first attempts not found' && [ ! -e never ]
report "first attempts that cannot be found are said, and nothing is written"

# --- mistakes ---
bad=0
# refuses NAME EXPECTED: x.csv with a base is refused with this complaint, nothing written
refuses()
{
    gives 2 fit x.csv --scenario "$desk" -o never --json never.json && is_empty out &&
        says err "$2" && [ ! -e never ] && [ ! -e never.json ] || {
        echo "# $1"
        bad=1
    }
}
: >x.csv
refuses empty 'x.csv: error: is empty'
sed '1s/offered/offerd/' acd.csv >x.csv
refuses heading 'x.csv:1: error: unknown column "offerd", did you mean "offered"?'
cut -d, -f1-4,6- acd.csv >x.csv
refuses missing 'x.csv:1: error: there is no column "answered"'
awk -F, -v OFS=, 'NR == 7 { $4 = -3 } 1' acd.csv >x.csv
refuses negative 'x.csv:7: error: column "offered": must be a whole number'
awk -F, -v OFS=, 'NR == 8 { $7 += 1 } 1' acd.csv >x.csv
refuses bands 'x.csv:8: error: column "answered": must be the sum of its bands'
awk -F, -v OFS=, 'NR == 9 { $25 = "n/a" } 1' acd.csv >x.csv
refuses number 'x.csv:9: error: column "talk total": must be a number'
sed 's/,back,/,bakc,/' acd.csv >x.csv
refuses line 'x.csv:3: error: unknown line "bakc": the scenario has no line of that name (did you mean "back"?)'
awk 'NR == 1; NR > 1 { a[NR] = $0 } END { for (i = NR; i > 1; i--) print a[i] }' acd.csv >x.csv
refuses order 'must come after 2022-10-30 23:30, line 3: rows of a line are in order of time'
awk '{ print } NR == 20 { print }' acd.csv >x.csv
refuses twice 'x.csv:21: error: 2022-10-30 03:30 of "desk" is there already'
head -n 1 acd.csv >x.csv
refuses rows 'x.csv: error: has no row of any line'
[ $bad -eq 0 ]
report "every mistake of an export has its line, and nothing is written"
gives 2 fit acd.csv --map nothing.csv && says err nothing.csv && gives 2 fit &&
    says err 'interval export is missing' && gives 2 fit acd.csv --scenario nothing.cfg &&
    says err nothing.cfg && sed 's/^offered,/offred,/' "$templates/acd-map.csv" >map.csv &&
    gives 2 fit acd.csv --map map.csv && says err 'map.csv:5: error:' 'did you mean offered?'
report "so have those of a map, and files that are not there"

# --- backtest ---
gives 0 backtest "$desk" acd.csv -n 20 --seed 9 -o bt && is_empty err && [ "$(wc -L <out)" -le 100 ] &&
    says out 'desk' 'within 5 min, of answered' 'hours of the week' 'by luck alone' \
        'nothing was fitted' &&
    says bt/backtest.csv 'line,level,interval,measure,unit,actual' 'desk,hour_of_week,Sun 12:00,offered,calls an hour' &&
    says bt/backtest.json '"schema": "tenfive-backtest-2"' '"fitted_on": null'
report "backtest shows actual beside simulated and writes all of it"
sed -n 's/^\([0-9]*\) of \([0-9][0-9]*\) figures are outside.*/\1 \2/p' out >misses
awk 'NF == 2 && $1 > 0.12 * $2 { exit 1 } END { exit NR != 1 }' misses
report "the scenario that made the export is hardly missed"
touch a-file
gives 3 backtest "$desk" acd.csv -n 5 -o a-file && is_empty out && [ ! -s a-file ] &&
    says err 'cannot make the directory "a-file"' && ! grep -q -e 'nothing was replaced' -e simulated err
report "backtest sees before it simulates that it cannot write"
gives 0 backtest "$desk" acd.csv -n 20 --seed 9 --set 'stages.desk.talk=5 min' --json slow.json &&
    says out 'MISS: less' 'desk, all dates: mean wait was' &&
    cp out one && gives 0 backtest "$desk" acd.csv -n 20 --seed 9 --set 'stages.desk.talk=5 min' \
        --threads 2 && cmp -s out one
report "another is, plainly, and any number of threads shows the same"
gives 0 backtest "$desk" acd.csv -n 20 --seed 9 --set 'stages.desk.talk=5 min' --fit-on 2022-10-30 &&
    says out 'Fitted on 30 October 2022, which the judged dates share' &&
    ! grep -q 'desk, all dates: mean wait was' out
report "--fit-on puts it right, and says when it proves nothing"
gives 2 backtest "$desk" acd.csv --judge-on 2023 -o never && says err 'no row of these dates' &&
    [ ! -e never ] && gives 2 backtest "$desk" && gives 2 backtest "$desk" x.csv -o never &&
    says err 'x.csv: error: has no row' && [ ! -e never ]
report "mistakes write nothing"

if [ -n "$json_check" ]; then
    # obeys NAME FILE PATH...: whether FILE obeys tools/NAME.schema.json; values go to out.
    obeys()
    {
        name=$1
        shift
        "$json_check" "$root/tools/$name.schema.json" "$@" >out 2>err
    }
    obeys fit first/fit.json streams.urgent.calling_again lines.desk.patience.law &&
        [ "$(tr '\n' ' ' <out)" = 'null "exponential" ' ] && obeys fit made/fit.json base rounds &&
        [ "$(tr '\n' ' ' <out)" = 'null 0 ' ] && obeys fit one.json && obeys fit backs/fit.json
    report "the JSON of fit obeys its schema"
    obeys backtest bt/backtest.json fitted_on lines.desk.of rows.0.level &&
        [ "$(tr '\n' ' ' <out)" = 'null "answered" "period" ' ] && obeys backtest slow.json
    report "the JSON of backtest obeys its schema"
    sed 's/"miss": [a-z]*/"miss": 1/' slow.json >wrong.json
    ! obeys backtest wrong.json && says err 'rows.0.miss' && sed 's/"calling_again"/"again"/' \
        first/fit.json >wrong.json && ! obeys fit wrong.json && says err again
    report "and others do not"
fi
echo "1..$number"
