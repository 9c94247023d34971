#!/bin/sh
# tenfive calibrate as people use it: exit status, what goes where, files, signals.
# Usage: tests/run_calibrate.sh TENFIVE; speaks TAP.
set -u
tenfive=$(realpath "$1")
subcommand=calibrate
. "$(dirname "$0")/tap.sh"

# Two months; what is put in is put out by simulate, with the same luck.
mkdir months
cat >months/march.cfg <<'END'
title = "March"; marking = "OFFICIAL";
period: { from = "2024-03-04"; to = "2024-03-05"; };
streams: { public: { enters = "desk"; calls = 1920; counted_in = "2024-03-04..2024-03-05"; }; };
stages: { desk: { type = "line"; talk = "9 min"; wrap_up = "3 min"; gives_up_after = "420 s"; }; };
teams: { desk: { serves = ( "desk" ); shifts = ( "Mon-Sun 00:00-24:00 10" ); less: { not_ready = "8 %"; }; }; };
basis = ( ( "streams.public.calls", "published", "a \"report\"" ),
          ( "stages.desk.gives_up_after", "assumed", "like the neighbours" ) );
END
cat >months/april.cfg <<'END'
base = "march.cfg"; title = "April";
changes = ( { at = "streams.public.calls"; times = 0.9; }, { at = "teams.desk.less.not_ready"; set = "15 %"; } );
END
# figure SCENARIO OBJECT MEASURE: what simulate gives.
figure()
{
    "$tenfive" simulate "$1" -n 6 --seed 4 -q --json truth.json >/dev/null 2>&1
    sed -n "/^ \"${2%%.*}\"/,/^ }/p" truth.json | sed -n "/^  \"${2#*.}\"/,/^  }/p" |
        sed -n "s/^ *\"$3\": {\"value\": \([^,]*\),.*/\1/p"
}
cat >two.cfg <<END
title = "March and April";
scenarios = ( "months/march.cfg", "months/april.cfg" );
replications = 6; seed = 4;
inputs: {
  patience: { at = "stages.desk.gives_up_after"; from = "1 min"; to = "40 min"; };
  march: { at = "teams.desk.less.not_ready"; of = "months/march.cfg"; from = "0 %"; to = "30 %"; };
  april: { at = "teams.desk.less.not_ready"; of = "months/april.cfg"; from = "0 %"; to = "30 %"; };
};
figures: {
  wait: { of = "months/march.cfg"; figure = "line.desk.mean_wait"; value = $(figure months/march.cfg line.desk mean_wait);
    tolerance = "2 s"; source = "the report"; };
  april: { of = "months/april.cfg"; figure = "line.desk.mean_wait"; value = $(figure months/april.cfg line.desk mean_wait);
    tolerance = "2 s"; };
  lost: { of = "months/march.cfg"; figure = "line.desk.abandoned_share"; value = $(figure months/march.cfg line.desk abandoned_share);
    tolerance = "0.3 points"; };
  busy: { of = "months/april.cfg"; figure = "team.desk.occupancy"; value = "10 %"; tolerance = "1 points"; only_checked = true; };
};
write = "done";
END
sed 's/^write.*//' two.cfg >silent.cfg

# --- words ---
gives 0 --help && says out 'usage: tenfive calibrate FILE' '--evaluations N' '--keys' &&
    is_empty err && [ "$(wc -L <out)" -le 80 ]
report "--help shows usage, example and options within 80 columns"
gives 0 --keys && says out 'inputs.NAME' 'figures.NAME' 'only_checked' && is_empty err
report "--keys is the manual of a calibration file"
gives 2 && says err 'a calibration file is missing' && gives 2 two.cfg --evaluation=3 &&
    says err 'did you mean --evaluations?' && gives 2 two.cfg --evaluations=0 && is_empty out
report "mistakes on the command line are told"

# --- a fit ---
gives 0 two.cfg && is_empty err && [ "$(wc -L <out)" -le 100 ] &&
    says out 'March and April' '2 scenarios, 6 replications of each · seed 4' 'fitted: met' \
        '3 of 3 fitted figures are met, with 3 inputs fitted' 'Written: done-march.cfg' \
        'the report' 'predicted: MISSED'
report "what is known is found again, figures only checked do not count"
near()
{
    awk -v got="$1" -v want="$2" -v off="$3" 'BEGIN { d = got - want; exit !(d <= off && -d <= off) }'
}
input()
{
    sed -n "s/^$1 .*[0-9] [s%]  *\([0-9.]*\) [s%]  *±.*/\1/p" out
}
near "$(input patience)" 420 12 && near "$(input march)" 8 0.3 && near "$(input april)" 15 0.3
report "the inputs are those that the figures came from"
says done-march.cfg 'base  = "months/march.cfg";' && rm done-*.cfg
report "a file beside the calibration leads to the scenarios from there"

# --- files ---
gives 0 two.cfg -o results --json fit.json --threads 3 -q && cmp -s fit.json results/calibration.json &&
    [ ! -e done-march.cfg ] && says fit.json '"schema": "tenfive-calibration-1"' '"met": 3'
report "-o DIR takes the files, with the JSON"
gives 0 two.cfg --json - --threads 1 && cp out one.json && gives 0 two.cfg --json - --threads 3 &&
    cmp -s one.json out && is_empty err
report "the JSON is the same with any number of threads"
rm -f done-*.cfg
says results/done-march.cfg 'base  = "../months/march.cfg";' 'title = "March, fitted";' \
    '( "streams.public.calls", "published", "a \"report\"" )' \
    '( "stages.desk.gives_up_after", "fitted", "as \"patience\" of March and April" )' &&
    ! grep -q assumed results/done-march.cfg &&
    says results/done-april.cfg 'base  = "../months/april.cfg";'
report "a fitted scenario stands on the one it comes from, and says what is fitted"
same=0
for month in march april; do
    "$tenfive" simulate results/done-$month.cfg -n 6 --seed 4 --json again.json -q >again 2>&1 ||
        same=1
    for value in $(sed -n '/"figures"/,/^ ]/p' fit.json |
        awk -v m="$month" '/"scenario"/ { on = index($0, m) } on && /"simulated"/ { print $2 }' | tr -d ,); do
        grep -qF ": {\"value\": $value," again.json || {
            echo "# $month does not give $value"
            same=1
        }
    done
done
grep -q 'Expected figures: 2 of 2 as expected' again || grep -q 'Expected figures: 1 of 2' again || same=1
[ $same -eq 0 ]
report "simulating the fitted scenarios gives the figures of the table, to the last digit"
gives 0 silent.cfg --set stages.desk.wrap_up=170 -o set && says set/fitted-march.cfg \
    '{ at = "stages.desk.wrap_up"; set = 170; }' &&
    "$tenfive" check set/fitted-march.cfg >/dev/null 2>err
report "--set goes before the inputs, and into the files"
touch after && ls >before && gives 0 silent.cfg && ls >after && cmp -s before after
report "without write and -o no file is written"
gives 3 two.cfg -o /dev/null/x && is_empty out && gives 3 two.cfg --json nowhere/x.json && is_empty out
report "a place that cannot be written is told before the work"

# --- what is missed or wrong ---
sed 's/only_checked = true;//' silent.cfg >missed.cfg
gives 1 missed.cfg && says out 'MISSED' 'tolerances too high' ' of 4 fitted figures are met, with 3 inputs'
report "a fitted figure that is missed is exit status 1"
gives 1 missed.cfg -e 2 && says out 'The search used all its evaluations'
report "a search that runs out of evaluations says so"
gives 1 missed.cfg -e 2 --replications 1 -o single && ! grep -q '±0\.0 ' out &&
    says out ' ±?  ' '±?: the noise is not known' 'with more replications it is known' &&
    [ "$(grep -c '"half_width": null' single/calibration.json)" -eq 4 ] &&
    gives 1 missed.cfg -e 2 --json - && ! grep -q '"half_width": null' out &&
    gives 1 missed.cfg -e 2 && ! grep -qF '±?' out
report "the noise of one replication is not known, and not said to be none"
sed 's/ april: { of.*//; /tolerance = "2 s"; };/d' silent.cfg >few.cfg
gives 2 few.cfg && is_empty out && says err 'few.cfg:4: error: inputs: 3 unknown inputs cannot be fitted to 2 figures'
report "more inputs than figures are refused, with the line"
sed 's/at = "teams.desk.less.not_ready"; of = "months.april.cfg"/at = "teams.desk.less.not_redy"; of = "months\/april.cfg"/' silent.cfg >slip.cfg
gives 2 slip.cfg && is_empty out && says err 'not_redy' 'did you mean "not_ready"?'
report "an input that no scenario can have is refused"
sed 's/line.desk.abandoned_share/line.desk.abandonned_share/' silent.cfg >slip.cfg
gives 2 slip.cfg && says err 'figure "lost"' 'did you mean "line.desk.abandoned_share"?'
report "a figure that there is not is refused, with what was meant"
sed 's/talk = "9 min"/talk = "-9 min"/' months/march.cfg >months/bad.cfg
sed 's/march.cfg/bad.cfg/g' silent.cfg >bad.cfg
gives 2 bad.cfg -o never && says err 'bad.cfg:2: error: ' 'months/bad.cfg:4: error: ' && [ ! -e never ]
report "a mistake in a scenario is told with both lines, and nothing is written"

# --- signals ---
"$tenfive" calibrate missed.cfg -n 400 -o stopped >out 2>err </dev/null &
pid=$!
sleep 2
kill -INT $pid
wait $pid
status=$?
if [ $status -eq 130 ]; then # a slow machine: not one evaluation was complete
    says err 'no results' && [ ! -e stopped/calibration.json ]
else
    [ $status -eq 1 ] && says out 'PARTIAL: stopped before the search had ended' &&
        says stopped/calibration.json '"partial": true' && [ -e stopped/fitted-march.cfg ]
fi
report "Ctrl-C gives the best so far, marked as such"
if script -qec true /dev/null >/dev/null 2>&1; then
    TERM=xterm script -qec "$tenfive calibrate silent.cfg" /dev/null </dev/null >out
    says out 'of at most 400 evaluations; ' 'figures met, misfit'
    report "on a terminal there is progress"
fi

echo "1..$number"
