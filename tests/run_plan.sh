#!/bin/sh
# tenfive plan and tenfive verify as people use them: exit status, what goes where, what
# simulate makes of it, signals.  Usage: tests/run_plan.sh TENFIVE SOURCE_ROOT
# [JSON_CHECK]; speaks TAP.  Without JSON_CHECK (which needs jansson) the JSON is not
# looked into.
set -u
tenfive=$(realpath "$1")
schema=$(realpath "$2")/tools/plan.schema.json
json_check=${3:+$(realpath "$3")}
subcommand=plan
. "$(dirname "$0")/tap.sh"

# A small room, open for five hours, two days; nobody waits overnight.
mkdir in
cat >in/room.cfg <<'END'
title = "A room"; marking = "OFFICIAL";
period: { from = "2024-03-04"; to = "2024-03-05"; };
streams: { public: { enters = "desk"; calls = 400; open = ( "Mon-Sun 09:00-14:00" ); }; };
stages: { desk: { type = "line"; label = "Desk"; talk = "5 min"; gives_up_after = "6 min"; }; };
teams: { desk: { label = "Room"; serves = ( "desk" ); shifts = ( "Mon-Sun 08:00-18:00 6" ); cost_per_hour = 31; }; };
targets: { quick: { label = "in a minute"; line = "desk"; within = "60 s"; at_least = "80 %"; of = "offered"; };
  lost: { label = "lost"; line = "desk"; measure = "abandoned"; hung_up_after = "0 s"; of = "offered"; at_most = "12 %"; }; };
plan: { teams: { desk: { changes_every = "1 h"; at_most = 30; }; }; };
END
fast='--effort 0.3 --quick'

# json FILE PATH...: whether it obeys the schema; the values go to json.out.
json()
{
    if [ -z "$json_check" ]; then
        return 0
    fi
    "$json_check" "$schema" "$@" >json.out 2>json.err || {
        sed 's/^/# /' json.err
        return 1
    }
}

# --- words ---
gives 0 --help && says out 'usage: tenfive plan SCENARIO' '--frontier[=N]' '--effort N' 'Ctrl-C' &&
    is_empty err && [ "$(wc -L <out)" -le 80 ]
report "plan --help fits in 80 columns"
"$tenfive" verify --help >out 2>err && says out 'usage: tenfive verify PLAN' '--seed N' &&
    is_empty err && [ "$(wc -L <out)" -le 80 ]
report "verify --help fits in 80 columns"
gives 2 && says err 'a scenario file is missing' && gives 2 in/room.cfg --frontier=1 &&
    says err '--frontier must be a whole number from 2 to 50' && gives 2 in/room.cfg --efort=2 &&
    says err 'did you mean --effort?' && is_empty out
report "mistakes on the command line are told"

# --- a plan ---
gives 0 in/room.cfg $fast -o out.d --json also.json && is_empty err && [ "$(wc -L <out)" -le 100 ] &&
    says out 'A room' 'OFFICIAL' 'meet both targets; re-tested on fresh' 'Room: people on the phones' &&
    [ "$(ls out.d | tr '\n' ' ')" = "plan.cfg plan.json report.html results.xlsx staffing.csv " ]
report "a plan is printed, and its files are written"
cmp -s also.json out.d/plan.json && says also.json '"schema": "tenfive-plan-2"' '"end": "certified"' '"marking": "OFFICIAL"' &&
    json also.json plans.0.test.replications
report "--json is plan.json, and obeys the schema"
says out.d/plan.cfg '# CERTIFIED' 'base  = "../in/room.cfg";' 'title = "A room: plan, as dated";' 'held = true;' \
    'teams.desk.net'
report "the plan file stands on the scenario"
"$tenfive" simulate out.d/plan.cfg --json again.json --require-expect -q >simulated 2>err &&
    says simulated 'Expected figures: 3 of 3 as expected' 'A room: plan' && is_empty err
report "simulate finds the tested figures again"
targets_of()
{
    sed -n '/^ "target": {/,/^ }/p' "$1"
}
# Digits of a figure: found by the plan, found by simulate.
found()
{
    sed -n "/\"target\": \"$1\"/,/\"best_reachable\"/s/.*\"value\": {\"value\": \([0-9.]*\).*/\1/p" also.json | cut -c1-14
}
again()
{
    targets_of again.json | sed -n "/\"$1\": {/,/\"p_met\"/s/.*\"value\": {\"value\": \([0-9.]*\).*/\1/p" | cut -c1-14
}
[ -n "$(found quick)" ] && [ "$(found quick)" = "$(again quick)" ] && [ -n "$(found lost)" ] &&
    [ "$(found lost)" = "$(again lost)" ]
report "to twelve digits"
gives 0 in/room.cfg $fast --threads 1 --json - && cp out one.json && is_empty err &&
    gives 0 in/room.cfg $fast --threads 3 --json - && cmp -s one.json out && cmp -s one.json also.json
report "the plan is the same with any number of threads, and twice"
gives 0 in/room.cfg $fast --seed 5 --json - && ! cmp -s one.json out && says out '"seed": 5,'
report "another seed has other callers"

gives 0 in/room.cfg --effort 0.1 --frontier=2 -o full && says out 'Removing one person' 'what if' 'other ways' && head -n 1 full/prices.csv | grep -q 'team,date,from,to,people,in a minute' &&
    [ "$(wc -l <full/prices.csv)" -gt 10 ] && json full/plan.json plans.0.minimality.0.result plans.0.prices.0.change.0 \
    plans.0.rivals.0.method plans.0.sensitivities.0.if plans.0.frontier.1.hours &&
    "$tenfive" simulate full/plan.cfg --require-expect -q >out 2>err
report "without --quick it is said what else would have been, and what it takes"

# --- the files of the plan are inputs ---
cat >by-table.cfg <<'END'
base = "in/room.cfg";
teams: { desk: { net = ( "out.d/staffing.csv" ); }; };
END
"$tenfive" simulate by-table.cfg -n "$(sed -n 's/.*replications = \([0-9]*\);.*/\1/p' out.d/plan.cfg | head -n 1)" \
    --seed "$(sed -n 's/^run: { seed = \([0-9]*\);.*/\1/p' out.d/plan.cfg)" --json table.json -q >out 2>err &&
    [ -n "$(targets_of table.json)" ] && [ "$(targets_of table.json)" = "$(targets_of again.json)" ]
report "staffing.csv staffs the same"
mkdir elsewhere && cp -r in out.d elsewhere && sed 's/title = "A room"/title = "A hall"/' in/room.cfg >elsewhere/in/room.cfg &&
    "$tenfive" simulate elsewhere/out.d/plan.cfg -n 2 -q >out 2>err && says out 'A room: plan' &&
    "$tenfive" verify elsewhere/out.d/plan.cfg >out 2>err && says out 'HAS CHANGED SINCE' HOLDS
report "a plan moves with its scenario, and verify sees that it changed"

# --- verify ---
touch a-file
"$tenfive" verify out.d/plan.cfg -o a-file >out 2>err
[ $? -eq 3 ] && [ ! -s out ] && says err 'cannot make the directory "a-file"' && ! grep -q 'nothing was replaced' err &&
    [ ! -s a-file ]
report "verify sees before the test that it cannot write"
"$tenfive" verify out.d/plan.cfg >out 2>err && says out 'A room: plan' OFFICIAL 'passed its own test' 'is as it was then' \
    'Re-tested on fresh callers: HOLDS' 'in a minute' && is_empty err && [ "$(wc -L <out)" -le 100 ] && cp out once &&
    "$tenfive" verify out.d/plan.cfg --threads 1 >out 2>err && cmp -s once out
report "verify tests the plan on other callers, the same each time"
seed=$(sed -n 's/^run: { seed = \([0-9]*\);.*/\1/p' out.d/plan.cfg)
! grep -q "$seed" once && "$tenfive" verify out.d/plan.cfg --seed 99 --json verify.json >out 2>err && says out 'seed 99' &&
    says verify.json '"end": "certified"' '"seed": 99' && json verify.json plans.0.needs.0.found.value.value
report "verify takes a seed, and writes JSON"
"$tenfive" verify out.d/plan.cfg --seed "$seed" >out 2>err
[ $? -eq 2 ] && is_empty out && says err "that of the plan's own test"
report "verify refuses the callers of the plan's own test"
"$tenfive" verify out.d/plan.cfg --set 'streams.public.calls*=1.6' >out 2>err
[ $? -eq 1 ] && says out 'DOES NOT HOLD: ' FAILS && is_empty err
report "a plan that does not hold is exit status 1"
"$tenfive" verify in/room.cfg >out 2>err
[ $? -le 1 ] && says out 'This file is no plan' 'in a minute'
report "verify tests any scenario that has targets"
printf 'base = "out.d/plan.cfg"; title = "on it";\n' >on-it.cfg
"$tenfive" verify on-it.cfg >out 2>err
says out 'This file is no plan' && is_empty err
report "what stands on a plan has no certificate"

# --- what cannot be ---
gives 1 in/room.cfg $fast --set plan.teams.desk.at_most=1 -o never && says out 'CANNOT BE MET' &&
    says never/plan.cfg 'NOT CERTIFIED' && ! grep -q 'held = true' never/plan.cfg && json never/plan.json plans.0.blocked_by
report "what the most people cannot meet is said, with exit status 1"
sed 's/within = "60 s"/within = "60 furlongs"/' in/room.cfg >in/bad.cfg
gives 2 in/bad.cfg -o bad.d && is_empty out && says err 'in/bad.cfg:6: error: ' && [ ! -e bad.d ]
report "a mistake in the scenario is told with its line, and nothing is written"
sed '/^targets/,/^plan/d' in/room.cfg >in/aimless.cfg
gives 2 in/aimless.cfg -o bad.d && is_empty out && says err 'there is no target to plan for' && [ ! -e bad.d ]
report "a scenario without a target cannot be planned"
gives 3 in/room.cfg $fast -o /dev/null/x && is_empty out && gives 3 in/room.cfg $fast --json nowhere/x.json && is_empty out
report "a place that cannot be written is told before the work"

# --- weeks, months, sets ---
weeks='period.to=2024-04-28'
gives 0 in/room.cfg --quick --effort 0.2 --set $weeks --set streams.public.calls=11200 --set plan.week=each_month -o months &&
    says out 'March 2024' 'April 2024' && [ -e months/plan-2024-03.cfg ] && [ -e months/plan-2024-04.cfg ] &&
    [ -e months/staffing-2024-04.csv ] && says months/plan.cfg 'NOT CERTIFIED as a whole' &&
    says months/plan-2024-04.cfg '{ at = "streams.public.calls"; set = 11200; }' 'sets = ( "period.to=2024-04-28", ' &&
    json months/plan.json plans.1.week.name
report "months are planned one by one, and have files"
[ "$(cat months/plan-*.cfg | grep -c '^run: ')" -eq 2 ] && [ "$(cat months/plan-*.cfg | grep '^run: ' | sed 's/;.*//' | sort -u | wc -l)" -eq 2 ]
report "each month is tested on callers of its own"
same=0
for month in months/plan-2024-03.cfg months/plan-2024-04.cfg; do
    "$tenfive" simulate $month --require-expect -q >simulated 2>err || same=1
    "$tenfive" verify $month -q >verified 2>err
    says verified 'is as it was then' || same=1
done
"$tenfive" simulate months/plan.cfg -n 2 -q >simulated 2>err && ! grep -q 'Expected figures' simulated && [ $same -eq 0 ]
report "each month's file gives its figures, that of all runs"

# --- signals ---
"$tenfive" plan in/room.cfg --set streams.public.calls=30000 --set plan.teams.desk.at_most=900 \
    --set period.to=2024-04-28 --set plan.week=each_month --effort 4000 -o stopped >out 2>err </dev/null &
pid=$!
sleep 3
kill -INT $pid
wait $pid
status=$?
if [ $status -eq 130 ]; then # a slow machine: there was nobody yet
    says err 'no results' && [ ! -e stopped/plan-2024-03.cfg ]
else
    [ $status -eq 1 ] && grep -qi 'not certified' out && says stopped/plan-2024-03.cfg '# NOT CERTIFIED: stopped' 'teams.desk.net' &&
        [ ! -e stopped/plan-2024-04.cfg ] && [ ! -e stopped/plan.cfg ] && says stopped/plan.json '"end": "stopped"' && json stopped/plan.json plans.0.end
fi
report "Ctrl-C gives the best so far, marked as such"
if script -qec true /dev/null >/dev/null 2>&1; then
    TERM=xterm script -qec "$tenfive plan in/room.cfg $fast" /dev/null </dev/null >out
    says out 'fresh callers: best' ' runs'
    report "on a terminal there is progress"
fi

echo "1..$number"
