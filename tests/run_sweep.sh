#!/bin/sh
# tenfive sweep and merge as people use them: what they print and write, exit status,
# parts that are joined, runs that are killed.
# Usage: tests/run_sweep.sh TENFIVE SOURCE_ROOT [JSON_CHECK]; speaks TAP.
set -u
tenfive=$(realpath "$1")
root=$(realpath "$2")
json_check=${3:+$(realpath "$3")}
subcommand=sweep
. "$(dirname "$0")/tap.sh"

cat >force.cfg <<'END'
title = "Spill"; marking = "OFFICIAL"; period = "2022-03-07..2022-03-08";
streams: { public_101: { enters = "desk"; calls = 1300; }; };
stages: { desk: { type = "line"; label = "Desk"; talk = "3 min"; gives_up_after = "7 min"; }; };
teams: { staff: { label = "Handlers"; serves = ( "desk" ); counts = "on_duty"; cost_per_hour = 24;
  shifts = ( "Mon-Sun 00:00-24:00 3" ); less: { breaks = "9 %"; }; }; };
targets: { fast: { label = "Desk in 1 min"; line = "desk"; within = "1 min"; at_least = "80 %"; };
  tail: { label = "Desk, 95 %"; line = "desk"; measure = "wait_percentile"; percentile = "95 %"; at_most = "20 min"; }; };
END
talk='stages.desk.talk=150 s:4 min:30 s'
calls='streams.public_101.calls*=0.9:1.1:0.1'
shifts='teams.staff.shifts="Mon-Sun 00:00-24:00 2","Mon,Tue 00:00-24:00 4"'

# same DIR DIR: whether two sweeps wrote the same bytes.
same()
{
    for name in sweep.json points.csv report.html results.xlsx; do
        cmp "$1/$name" "$2/$name" || return 1
    done
}

# --- what is printed and written ---
gives 0 force.cfg --vary "$talk" -n 4 -o one && [ ! -s err ] && [ "$(wc -L <out)" -le 100 ] &&
    says out Spill OFFICIAL '4 points: every combination of 1 setting' 'base' '240 s' 'points meet every target' \
        'The cheapest that does is point' && [ -s one/report.html ] && [ -s one/results.xlsx ]
report "a grid of one setting is a table of points"
head -n 1 one/points.csv | grep -q 'stages.desk.talk (s),fast,tail,target.fast.value (share)' &&
    [ "$(wc -l <one/points.csv)" -eq 6 ] && sed -n 6p one/points.csv | grep -q '^4,240,' &&
    sed -n 2p one/points.csv | grep -q '^base,,'
report "points.csv has a row a point, the base first"
gives 0 force.cfg --design tornado --vary "$talk" --vary "$calls" --vary "$shifts" -n 3 -o tornado &&
    [ "$(wc -L <out)" -le 100 ] && says out '6 points: the two ends of each of 3 settings' 'the widest first' \
    'streams.public_101.calls, times' 'Mon,Tue 00:00-24:00 4' points
report "a tornado is told by its widest setting"
gives 0 force.cfg --design lhs --points 9 --vary "$talk" --vary "$calls" --vary "$shifts" -n 2 -o lhs \
    -m line.desk.mean_wait -m target.fast.p_met -m flow.desk.entered && [ "$(wc -L <out)" -le 100 ] &&
    says out '9 points: a Latin hypercube over 3 settings' 'Rank correlations' '+0.' '-0.' '±'
report "a Latin hypercube has rank correlations"
# Each of 9 strata once: 4 values 2 or 3 times, 3 values 3 times, 2 values 4 or 5 times.
tail -n +3 lhs/points.csv | cut -d , -f 2 | sort | uniq -c | awk '$1 < 2 || $1 > 3 { bad = 1 } END { exit bad || NR != 4 }' &&
    tail -n +3 lhs/points.csv | cut -d , -f 3 | sort | uniq -c | awk '$1 != 3 { bad = 1 } END { exit bad || NR != 3 }'
report "a Latin hypercube takes every value equally often"
gives 0 force.cfg --vary "$talk" --vary "$calls" --vary "$shifts" -n 1 --json - && grep -q '"points": 24' out
report "a grid has every combination"
if [ -n "$json_check" ]; then
    bad=0
    for name in one tornado lhs; do
        "$json_check" "$root/tools/sweep.schema.json" $name/sweep.json >/dev/null 2>>err || bad=1
    done
    [ $bad -eq 0 ]
    report "the JSON of every design obeys its schema"
    # A point is what simulate says of the same what-if.
    "$tenfive" simulate force.cfg --set 'stages.desk.talk=180 s' -n 4 --json alone.json >/dev/null 2>&1
    "$json_check" "$root/tools/result.schema.json" alone.json target.fast.value.value target.tail.value.value \
        target.fast.value.half_width team.staff.cost_year >alone 2>>err
    "$json_check" "$root/tools/sweep.schema.json" one/sweep.json points.1.figures.0.value points.1.figures.1.value \
        points.1.figures.0.half_width points.1.figures.3.value >swept 2>>err
    [ -s alone ] && cmp alone swept
    report "a point is what simulate says of the same what-if"
fi
"$tenfive" report one/sweep.json -o again >out 2>err && cmp again/report.html one/report.html &&
    cmp again/results.xlsx one/results.xlsx
report "page and workbook come from the JSON alone"

gives 0 force.cfg --vary 'stages.desk.talk=3 min:3 min:1 min' -n 1 && says out '1 point: every combination of 1 setting' &&
    ! grep -q '0 more' out
report "one point is no points"
gives 0 force.cfg --vary 'stages.desk.talk=3 min:2 min:-30 s' -n 1 && says out '3 points:' ' 150 ' &&
    gives 2 force.cfg --vary 'teams.staff.less.breaks=8 %:120 %:50 %' -n 1 -o refused/points &&
    says err 'point 3 of 3 is refused' && [ ! -e refused ]
report "steps lead downwards too; refused points leave no directory"

# --- threads, shards ---
sweep="force.cfg -n 4"
"$tenfive" sweep $sweep --vary "$talk" --vary "$calls" --threads 1 -o t1 >one.txt 2>err &&
    "$tenfive" sweep $sweep --vary "$talk" --vary "$calls" --threads 2 -o t2 >two.txt 2>>err &&
    "$tenfive" sweep $sweep --vary "$talk" --vary "$calls" --threads 30 -o t30 >out 2>>err &&
    same t1 t2 && same t1 t30 && cmp one.txt two.txt
report "threads change no byte"
bad=0
for i in 1 2 3; do
    gives 0 $sweep --vary "$talk" --vary "$calls" --shard $i/3 -o parts && says out "Part $i of 3" || bad=1
done
[ $bad -eq 0 ] && subcommand=merge gives 0 parts -o merged && same merged t1 && cmp out one.txt &&
    subcommand=merge gives 0 parts/sweep-3-of-3.shard parts/sweep-1-of-3.shard parts/sweep-2-of-3.shard --json - &&
    cmp out t1/sweep.json
report "shards joined are the single run to the bit"
subcommand=merge gives 2 parts/sweep-1-of-3.shard parts/sweep-3-of-3.shard -o never && [ ! -e never ] &&
    says err 'points of 12 are missing: 2, 5, 8, 11'
report "missing points are named"
subcommand=merge gives 2 parts parts/sweep-2-of-3.shard -o never && [ ! -e never ] &&
    says err 'points of 12 are there twice: 2, 5, 8, 11'
report "points that are there twice are named"
gives 0 $sweep --vary "$talk" --vary "$calls" --shard 1/3 -o seed --seed 2 &&
    gives 0 force.cfg -n 5 --vary "$talk" --vary "$calls" --shard 1/3 -o runs &&
    gives 0 $sweep --vary "$talk" --vary "$calls" --shard 1/3 -o sets --set 'stages.desk.gives_up_after=8 min' &&
    gives 0 $sweep --vary "$talk" --vary 'streams.public_101.calls*=0.9:1.1:0.2' --shard 1/3 -o vary
for part in "seed/another seed (2, not 1)" "runs/another number of replications (5, not 4)" "sets/another --set" \
    "vary/other settings are varied"; do
    subcommand=merge gives 2 parts/sweep-2-of-3.shard "${part%%/*}/sweep-1-of-3.shard" -o never &&
        says err "is not of the same sweep" "${part#*/}" && [ ! -e never ] || bad=1
done
[ $bad -eq 0 ]
report "parts of another sweep are refused, with what differs"
echo nonsense >sweep-9-of-9.shard
subcommand=merge gives 2 sweep-9-of-9.shard -o never && says err 'is not a part of a sweep' &&
    subcommand=merge gives 2 nowhere -o never && says err 'cannot read' && mkdir empty &&
    subcommand=merge gives 2 empty && says err 'holds no part'
report "files that are no parts are refused"

# --- resuming ---
lines()
{
    wc -l <"$1"
}
cp -r t1 torn && head -n 6 t1/sweep.journal >torn/sweep.journal && rm torn/*.json torn/*.csv &&
    printf '0123456789abcdef P {"point": 4, "val' >>torn/sweep.journal &&
    gives 0 $sweep --vary "$talk" --vary "$calls" -o torn && same torn t1 &&
    [ "$(lines torn/sweep.journal)" -eq "$(lines t1/sweep.journal)" ] && cp torn/sweep.journal finished &&
    gives 0 $sweep --vary "$talk" --vary "$calls" -o torn && cmp finished torn/sweep.journal && same torn t1
report "a torn last line is dropped and its point run again"
cp -r t1 broken && sed '7s/"value": 0/"value": 1/' t1/sweep.journal >broken/sweep.journal &&
    ! cmp -s t1/sweep.journal broken/sweep.journal && gives 0 $sweep --vary "$talk" --vary "$calls" -o broken && same broken t1
report "a damaged line is not believed"
long="force.cfg -n 1000 --vary stages.desk.talk=1:60:1 -q"
"$tenfive" sweep $long -o killed >out 2>err &
victim=$!
tries=0
while [ $tries -lt 400 ] && { [ ! -s killed/sweep.journal ] || [ "$(lines killed/sweep.journal)" -lt 8 ]; }; do
    sleep 0.05
    tries=$((tries + 1))
done
kill -9 $victim
wait $victim 2>/dev/null
before=$(lines killed/sweep.journal)
"$tenfive" sweep $long -o whole >whole.txt 2>err && cp killed/sweep.journal before &&
    "$tenfive" sweep $long -o killed >out 2>err && same killed whole && cmp out whole.txt &&
    [ "$before" -ge 8 ] && [ "$before" -lt 63 ] && [ "$(lines killed/sweep.journal)" -eq 63 ] &&
    head -n "$before" killed/sweep.journal | cmp - before
report "a killed sweep goes on where it was, and ends as if nothing had happened"
"$tenfive" sweep $long -o stopped >out 2>err &
victim=$!
tries=0
while [ $tries -lt 400 ] && { [ ! -s stopped/sweep.journal ] || [ "$(lines stopped/sweep.journal)" -lt 8 ]; }; do
    sleep 0.05
    tries=$((tries + 1))
done
kill -INT $victim
wait $victim
[ $? -eq 130 ] && says err 'of 60 points are finished and kept in stopped/sweep.journal' &&
    [ ! -e stopped/points.csv ] && gives 0 $long -o stopped && same stopped whole
report "a stopped sweep keeps what is finished and says how to go on"
cp force.cfg moving.cfg
"$tenfive" sweep moving.cfg -n 1000 --vary stages.desk.talk=1:60:1 -q -o moved >out 2>err &
victim=$!
tries=0
while [ $tries -lt 400 ] && { [ ! -s moved/sweep.journal ] || [ "$(lines moved/sweep.journal)" -lt 5 ]; }; do
    sleep 0.05
    tries=$((tries + 1))
done
sed 's/"7 min"/"8 min"/' force.cfg >moving.new && mv moving.new moving.cfg
wait $victim
[ $? -eq 2 ] && says err 'its files have changed since the sweep began' && [ ! -e moved/sweep.json ]
report "files that change under way end the sweep"
gives 2 $sweep --vary "$talk" --vary "$calls" -o t1 --seed 7 && says err 'is the journal of another sweep' \
    'another seed (1, not 7)' --restart && gives 2 $sweep --vary "$talk" -o t1 && says err 'other settings are varied' &&
    same t1 t2 && gives 0 $sweep --vary "$talk" -o t2 --restart && [ "$(lines t2/points.csv)" -eq 6 ]
report "a journal of another sweep is refused unless it is begun anew"
sed 's/"7 min"/"8 min"/' force.cfg >other.cfg && cp force.cfg kept.cfg && cp other.cfg force.cfg &&
    gives 2 $sweep --vary "$talk" -o t2 && says err 'another scenario, or its files have changed' '--restart'
report "files that have changed are noticed"
cp kept.cfg force.cfg

# --- mistakes ---
gives 2 force.cfg --vary 'stages.desk.talk=1 min:-1 min:-1 min' -o never && [ ! -e never/sweep.journal ] && gives 2 force.cfg \
    --vary 'teams.staff.less.breaks=80 %:120 %:20 %' -o never && [ ! -s out ] && [ ! -e never/sweep.journal ] &&
    says err 'point 3 of 3 is refused: teams.staff.less.breaks = 120 %' '--set teams.staff.less.breaks=120 %' 'nothing was run'
report "a point that is refused is named before anything runs"
bad=0
refuses()
{
    text=$1
    shift
    gives 2 force.cfg "$@" -o never && says err "$text" && [ ! -e never/sweep.journal ] || bad=1
}
refuses '--vary PATH=FROM:TO:STEP must be given'
refuses 'must be PATH=FROM:TO:STEP' --vary 'stages.desk.talk=8 min'
refuses 'must have the same unit' --vary 'stages.desk.talk=8 min:9 min:1'
refuses 'the step must not be 0' --vary 'stages.desk.talk=8:9:0'
refuses 'the step leads away from TO' --vary 'stages.desk.talk=8:9:-1'
refuses 'this setting is varied already' --vary "$talk" --vary 'stages.desk.talk*=1,2'
refuses 'a value of the list is empty' --vary 'stages.desk.talk=1,,2'
refuses 'must be grid, tornado or lhs' --vary "$talk" --design sobol
refuses 'needs --points N' --vary "$talk" --design lhs
refuses '--points goes with --design lhs only' --vary "$talk" --points 3
refuses 'the scenario has no figure "line.nowhere.mean_wait"' --vary "$talk" -m line.nowhere.mean_wait
refuses 'must be i/n' --vary "$talk" --shard 3/2
refuses 'more than 100000 points' --vary 'stages.desk.talk=1:1000:1' --vary 'stages.desk.gives_up_after=1:1000:1'
[ $bad -eq 0 ] && gives 2 force.cfg --vary "$talk" --shard 1/2 && says err '--shard needs -o DIR'
report "what cannot be meant is refused with the rule"
gives 3 force.cfg --vary "$talk" -o /proc/nowhere && [ ! -s out ]
report "a directory that cannot be written is a failure before the run"

# --- ranks, where the program was built with MPI ---
if ldd "$tenfive" | grep -q libmpi && command -v mpirun >/dev/null; then
    ranks()
    {
        count=$1
        shift
        NO_COLOR=1 OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe -n "$count" "$@" 2>err </dev/null
    }
    bad=0
    for count in 2 4; do
        ranks $count "$tenfive" sweep $sweep --vary "$talk" --vary "$calls" -o mpi$count >out && same mpi$count t1 &&
            cmp out one.txt && [ ! -e mpi$count/sweep.journal.1 ] || bad=1
    done
    [ $bad -eq 0 ]
    report "ranks change no byte"
    cp -r t1 left && head -n 5 t1/sweep.journal >left/sweep.journal &&
        { head -n 1 t1/sweep.journal; sed -n '8,10p' t1/sweep.journal; } >left/sweep.journal.1 &&
        ranks 3 "$tenfive" sweep $sweep --vary "$talk" --vary "$calls" -o left >out && same left t1 &&
        [ "$(lines left/sweep.journal)" -eq "$(lines t1/sweep.journal)" ] && [ ! -e left/sweep.journal.1 ]
    report "what ranks of a killed run left is taken up"
    ranks 2 "$tenfive" sweep force.cfg --vary 'stages.desk.talk=8:9:0' -o never
    [ $? -eq 2 ] && [ "$(grep -c 'the step must not be 0' err)" -eq 1 ]
    report "ranks complain once"
fi
echo "1..$number"
