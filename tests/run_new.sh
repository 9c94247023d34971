#!/bin/sh
# tenfive new as people use it: answers from a terminal, lines, a file or none; what is
# written; every combination of answers through check, and some through simulate.
# Usage: tests/run_new.sh TENFIVE; speaks TAP.
set -u
tenfive=$(realpath "$1")
subcommand=
. "$(dirname "$0")/tap.sh"

files='our-force.cfg answers.txt profile-999.csv profile-101.csv staff-handlers.csv
    staff-switchboard.csv export.csv export-map.csv'

# lines STATUS ANSWER...: one answer a line, into the directory lined.
lines()
{
    expected=$1
    shift
    rm -rf lined
    printf '%s\n' "$@" | "$tenfive" new lined >out 2>err
    status=$?
    [ $status -eq "$expected" ] || {
        echo "# exit $status instead of $expected"
        return 1
    }
}

# answered STATUS LINE...: from a file of such lines, into the directory made.
answered()
{
    expected=$1
    shift
    rm -rf made
    printf '%s\n' "$@" >given.txt
    gives "$expected" new made --answers given.txt
}

# is_sound FILE: whether check has nothing to say against it.
is_sound()
{
    gives 0 check "$1" && is_empty err
}

# --- defaults ---
gives 0 new ours --defaults && is_empty err && says out 'Written into ours' \
    'tenfive check ours/our-force.cfg' 'tenfive simulate' 'tenfive fit' &&
    for file in $files; do [ -s "ours/$file" ] || exit 1; done
report "--defaults asks nothing, writes all files and says what next"
is_sound ours/our-force.cfg && says out 'No mistakes, 0 warnings' 0\ our\ own
report "the defaults pass check without a word"
says ours/our-force.cfg 'calls = 344640' '"published", "Avon & Somerset 2022 (as-999-2022)"' \
    'enters = "menu"' 'share = "31.8 %"' 'gives_up_after = "500 s"' 'at_least = "90 %"'
report "defaults are the published figures, and said to be so"
gives 0 simulate ours/our-force.cfg -n 1 --set 'period="2022-03"' &&
    says out '999 in 10 s' '101 abandoned'
report "the defaults simulate"
gives 0 simulate ours/our-force.cfg -n 1 --set 'period="2022-03"' &&
    sed '/of [0-9]* inputs/d' out >shifts.out && gives 0 simulate ours/our-force.cfg -n 1 --set 'period="2022-03"' \
    --set 'teams.handlers.staff="ours/staff-handlers.csv"' --set 'teams.handlers.shifts=()' \
    --set 'teams.switchboard.staff="ours/staff-switchboard.csv"' --set 'teams.switchboard.shifts=()' &&
    sed '/of [0-9]* inputs/d' out | diff - shifts.out
report "the staff tables have the people of the shifts"
gives 0 fit ours/export.csv --map ours/export-map.csv --scenario ours/our-force.cfg -o fitted &&
    says out 'line_999' 'switchboard' 'line_101' '6 min 00 s' && gives 0 check fitted/fitted.cfg
report "the export and its map are read by fit"
! grep -rq "$(printf '\t')" ours && [ "$(head -c 3 ours/profile-999.csv | od -An -tx1)" = ' ef bb bf' ] &&
    [ "$(grep -c '^# ' ours/export-map.csv)" -ge 3 ] && [ "$(wc -L <ours/answers.txt)" -le 100 ]
report "tables say above their heading what goes where"

# --- refusals ---
gives 2 new ours --defaults && says err 'ours/our-force.cfg" is there already' '--force' &&
    is_empty out
report "files that are there are not replaced"
rm ours/our-force.cfg && cp ours/answers.txt kept && echo mine >>ours/answers.txt &&
    gives 2 new ours --defaults && [ ! -e ours/our-force.cfg ] && says ours/answers.txt mine &&
    gives 0 new ours --defaults --force && cmp -s ours/answers.txt kept
report "one file that is there is enough; --force replaces"
gives 2 new && says err 'directory is missing' && gives 2 new a b && gives 2 new a --default &&
    says err --defaults && gives 2 new a --defaults --answers kept && [ ! -e a ]
report "wrong usage is a mistake, and nothing is written"
gives 0 new --help && says out --answers 'Exit status' && [ "$(wc -L <out)" -le 80 ]
report "--help fits 80 columns"
touch file && gives 3 new file --defaults && says err 'file' 'nothing was replaced'
report "a directory that cannot be made is a failure of the machine"

# --- lines of stdin ---
lines 0 'West Force' '' 2023 no no '100 a day' '2,000 a week' '5 min + 90 s' '7 min' '4 min' \
    '8 and 4' 37.5 '36,700 a year' '' '80 % in 2 min' && says lined/west-force.cfg \
    'title   = "West Force 2023"' 'calls = 36500' 'calls = 104286' 'mean = "90 s"' \
    'enters = "line_101"' 'offered_after = "4 min"' 'hours_per_fte = 37.5' 'cost_per_hour = 18.76' \
    'within = "2 min"' 'at_least = "80 %"' '"streams.public_999.calls", "ours"' && is_empty err &&
    is_sound lined/west-force.cfg
report "answers come one a line, and are what the scenario has"
[ -e lined/staff-handlers.csv ] && [ ! -e lined/staff-switchboard.csv ] && ! grep -q switchboard lined/west-force.cfg lined/export-map.csv
report "what the force has not got is not written"
lines 2 'West Force' '' 2023 && says err 'ends before answer 4 (menu)' && [ ! -e lined ]
report "input that ends too soon writes nothing"
lines 2 'West Force' '' twenty && says err 'answer 3 (year)' 1990 && [ ! -e lined ]
report "an answer that is not understood is named, and nothing is written"
lines 2 a '' '' no no '' '' '' '' '' '' '' '' '' '' more && says err 'more than the 15' && [ ! -e lined ]
report "more answers than questions are a mistake"

# --- a file of answers ---
gives 0 new again --answers ours/answers.txt && for file in $files; do
    cmp "ours/$file" "again/$file" || exit 1
done
report "answers.txt makes the same again, to the byte"
lines 0 'West Force' '' 2023 no no '100 a day' '2,000 a week' '5 min + 90 s' '7 min' '4 min' \
    '8 and 4' 37.5 '36,700 a year' '' '80 % in 2 min' && gives 0 new west --answers lined/answers.txt &&
    diff -r lined west
report "so do answers of one's own"
answered 2 'handers = 5' 'calls_999 = many' 'name' 'year=2022' 'year=2023' &&
    says err 'given.txt:1: error: "handers" is no question (did you mean "handlers"?)' \
        'given.txt:3: error' 'given.txt:5: error: "year" is answered already, line 4' && [ ! -e made ]
report "mistakes in a file of answers are all named with their lines"
answered 0 'switchboard = no' 'time_switchboard = 90 s' && says err 'given.txt:2: warning: time_switchboard'
report "an answer that is not asked for is warned about"
gives 2 new made2 --answers nothing.txt && says err nothing.txt && [ ! -e made2 ]
report "a file of answers that is not there is a mistake"

# --- every form ---
bad=0
for line in 'year = 1066' 'year = 2022.5' 'menu = yes' 'menu = 96 %' 'menu = -1 %' 'switchboard = perhaps' \
    'calls_999 = 944' 'calls_999 = 0.5 a day' 'calls_999 = 1e9 a year' 'calls_999 = 12,34 a day' \
    'calls_999 = 5 a decade' 'time_999 = 0.5 s' 'time_999 = 3 h + 2 h' 'time_999 = 08:30' 'call_backs = yes' \
    'call_backs = 2 days' 'handlers = 0' 'handlers = 4 and 9' 'handlers = 4.5' 'handlers = 9 and 0' \
    'handlers = Mon-Fri 08:00-18:00 9' 'handlers = Mon-Sun 00:00-24:00' 'handlers = 4001' \
    'handlers = Mon-Sun 00:00-24:00 4000; Mon-Sun 00:00-24:00 1' 'hours = 0' 'hours = 169' 'cost = cheap' \
    'cost = -1' 'cost = 5 a week' 'target_999 = 100 % in 10 s' 'target_999 = 5 % abandoned' \
    'target_101 = 90 %' 'target_101 = 90 % in 2 h' "name = $(printf 'a\033[31mb')" "name = $(printf 'a\377')" \
    "name = $(printf 'a\342\200\256b')" "marking = $(printf '%0101d' 0)"; do
    answered 2 "$line" && says err 'given.txt:1: error: ' && [ ! -e made ] || {
        bad=1
        echo "# accepted: $line"
    }
done
[ $bad -eq 0 ]
report "what is out of range or of another form is refused, with what was expected"
answered 0 'calls_999 = 940/day' 'calls_101 = 50,000 calls per month' 'time_999 = 6 min and 2 min' \
    'call_backs = NO' 'handlers = 30, 12' 'cost = £20' 'target_101 = at most 5 % abandoned' 'hours = 37 h' &&
    says made/our-force.cfg 'calls = 343100' 'calls = 600000' 'cost_per_hour = 20.00' 'at_most = "5 %"' &&
    ! grep -q 'call_back: ' made/our-force.cfg
report "answers may be put in several ways"
answered 0 'switchboard_people = Mon-Fri 08:00-18:00 6; Sun 10:00-12:00 0; Sat 09:00-13:15 3' &&
    says made/our-force.cfg 'open = ( "Mon-Fri 08:00-18:00", "Sat 09:00-13:15" ); closed_to = "line_101"' &&
    says made/staff-switchboard.csv 'Sat,13:00,3' 'Sat,13:15,0' && is_sound made/our-force.cfg
report "a switchboard that closes sends its callers to the handlers"

answered 0 'target_101 = 4 % abandoned' && says made/our-force.cfg 'out_of = ( "switchboard" ); at_most = "4 %"' &&
    answered 0 'switchboard = no' 'target_101 = 4 % abandoned' && says made/our-force.cfg 'out_of = ( "line_101" )'
report "abandoned is of those who came to the first person"

# --- sizes ---
answered 0 'handlers = 20 and 4' &&
    says err 'with 4 people at night' '% of callers would find nobody free' 'work for'
report "too few people are told at once, with how many callers would wait"
answered 0 'handlers = 6' && says err 'with 6 people by day'
report "the worse part of the day is told"
answered 0 'handlers = 300 and 200' && says err 'only' '% of the time'
report "so are far too many"
answered 0 'target_999 = 90 % in 5 s' && says err "BT's operator alone"
report "a target that BT alone breaks is told"
answered 0 'calls_999 = 1 a day' 'calls_101 = 1 a day' && is_sound made/our-force.cfg &&
    gives 0 simulate made/our-force.cfg -n 1 --set 'period="2022-03"' && answered 0 'calls_999 = 10000000 a year' \
    'calls_101 = 10000000 a year' && is_empty err && is_sound made/our-force.cfg
report "the smallest and the largest force are sound"

# --- every combination ---
bad=0
for menu in no '0 %' '31.8 %' '95 %'; do
    for switchboard in yes no; do
        for call_backs in no '0 s' '3 min'; do
            for target in '5 % abandoned' '90 % in 5 min'; do
                for calls in '1 a day' '200 a day' '5,000,000 a year'; do
                    answered 0 "menu = $menu" "switchboard = $switchboard" "call_backs = $call_backs" \
                        "target_101 = $target" "calls_999 = $calls" "calls_101 = $calls" 'time_999 = 6 min' &&
                        is_empty err && is_sound made/our-force.cfg && { [ "$calls" != '200 a day' ] ||
                        { gives 0 simulate made/our-force.cfg -n 1 --set 'period="2022-03-07..2022-03-13"' &&
                            is_empty err && says out '999 in 10 s'; }; } || {
                        bad=1
                        echo "# menu $menu, switchboard $switchboard, call-backs $call_backs, $target, $calls"
                        break 5
                    }
                done
            done
        done
    done
done
[ $bad -eq 0 ]
report "every combination of answers passes check without a word, and simulates"

# --- names ---
answered 0 'name = <b>"A" & \B\ = $(touch gone); `x`' 'marking = =SUM(A1)' &&
    gives 0 check made/b-a-b-touch-gone-x.cfg && is_empty err && [ ! -e gone ] &&
    says out '<b>"A" & \B\ = $(touch gone); `x` 2022' '=SUM(A1)'
report "a name may have any signs, and is read back as it was"
rm -rf 'a b' && gives 0 new "a b/it's" --defaults && says out "tenfive check 'a b/it'\\''s/our-force.cfg'"
report "commands are told as a shell takes them"
answered 0 'name = שלום' && [ -e made/force.cfg ]
report "a name without a plain letter has a file all the same"

# --- a terminal ---
if script -qec true /dev/null >/dev/null 2>&1; then
    # typed TEXT: keys, a line at a time as a person types.
    typed()
    {
        rm -rf typed
        printf "$1" | while IFS= read -r key || [ -n "$key" ]; do
            printf '%s\n' "$key"
            sleep 0.02
        done | script -qec "$tenfive new typed; echo status \$?" /dev/null >out 2>err
    }
    typed 'East\n\n22\n2021\nperhaps\nback\n\nno\nback\n20 %%\nno\n\n\n\n\n\n6\n\n\n\n\n\n' &&
        says out 'status 0' 'Not understood: a year from 1990' 'Mind: with 6 people' 'Enter keeps 6' &&
        says typed/answers.txt 'year = 2021' 'menu = 20 %' 'switchboard = no' 'handlers = 6' &&
        [ "$(grep -c . typed/answers.txt)" -eq 18 ]
    report "on a terminal it asks again with the reason, and goes back"
    typed 'East\n\n\004' && says out 'nothing is written' 'status 130' && [ ! -e typed ]
    report "on a terminal the end of the input writes nothing"
    rm -f out
    {
        printf 'East\n\n'
        waited=0
        until grep -qs 'Which year' out || [ $waited -ge 600 ]; do
            waited=$((waited + 1))
            sleep 0.1
        done
        printf '\003'
        sleep 1
    } | script -qec "$tenfive new typed; echo status \$?" /dev/null >out 2>err
    says out 'Which year' && ! grep -qF Written out && [ ! -e typed ]
    report "nor does Ctrl-C"
    mkdir -p typed && touch typed/x && (cd typed && mkdir -p typed && touch typed/east.cfg) &&
        (cd typed && printf 'East\n' | script -qec "$tenfive new typed; echo status \$?" /dev/null >../out) &&
        says out 'east.cfg" is there already' 'status 2'
    report "a file that is there is told as soon as the name is known"
fi
echo "1..$number"
