#!/bin/sh
# tenfive simulate --attribute as people use it: what it prints and writes, exit status.
# Usage: tests/run_attribute.sh TENFIVE SOURCE_ROOT [JSON_CHECK]; speaks TAP.  Without
# JSON_CHECK (which needs jansson) the JSON is not looked into.
set -u
tenfive=$(realpath "$1")
schema=$(realpath "$2")/tools/attribution.schema.json
json_check=${3:+$(realpath "$3")}
subcommand=simulate
. "$(dirname "$0")/tap.sh"

cat >force.cfg <<'END'
title = "Spill"; marking = "OFFICIAL"; period = "2022-03-07..2022-03-08";
streams: {
  public_999: { enters = "line_999"; calls = 700; };
  public_101: { enters = "desk"; calls = 1300; };
};
stages: {
  line_999: { type = "line"; label = "999"; talk = "6 min"; wrap_up = "2 min"; gives_up_after = "500 s"; };
  desk: { type = "line"; label = "Desk"; talk = "8 min"; gives_up_after = "7 min";
    redial: { then: { line_999 = "25 %"; desk = "40 %"; online = "0 %"; }; after = "10 min"; attempts_at_most = 4; }; };
};
teams: { staff: { label = "Handlers"; serves = ( "line_999", "desk" ); counts = "on_duty"; keep_free: { desk = 2; };
  shifts = ( "Mon-Sun 07:00-19:00 11", "Mon-Sun 19:00-07:00 9" ); less: { breaks = "9 %"; }; }; };
targets: { t999: { label = "999 in 10 s"; line = "line_999"; within = "10 s"; at_least = "90 %"; };
  tail: { label = "999, 95 %"; line = "line_999"; measure = "wait_percentile"; percentile = "95 %"; at_most = "20 s"; }; };
END
cat >what-if.cfg <<'END'
base = "force.cfg"; title = "A worse month";
streams: { public_999: { calls = 800; }; };
changes = ( { at = "stages.desk.talk"; times = 1.2; },
            { at = "teams.staff.shifts"; add = "Mon-Sun 10:00-16:00 2"; } );
END

# --- the page ---
gives 0 force.cfg --attribute 'desk->public_999' && [ ! -s err ] &&
    says out Spill OFFICIAL 'What desk->public_999 cost: redials from Desk to 999' 'points lower' 'calls a day more' \
        'Handlers: ' 'busy hours a day more' '999: offered' without 'Both sides met the same callers' \
        'Percentiles and longest waits' && [ "$(wc -L <out)" -le 100 ] && ! grep -q 'Desk: offered' out
report "an edge is priced in words and as a table of at most 100 columns"
gives 0 force.cfg -a 'desk->online' && says out 'no difference at all in points' '±0' && ! grep -q '±0[.1-9]' out
report "an edge of share 0 costs nothing"
gives 0 what-if.cfg -a changes && [ ! -s err ] && [ "$(wc -L <out)" -le 100 ] &&
    says out '999 in 10 s: ' 'in the base' 'with all changes' 'in turn' 'all together' interplay \
        'volume, then handling,' 'add up'
report "changes are taken apart"
gives 0 what-if.cfg -a volume:public_999 -a absence --set 'teams.staff.less.breaks=12 %' &&
    says out 'What volume:public_999 cost alone' 'What absence cost alone'
report "a --set is one change more of a what-if"
gives 0 force.cfg -a absence && says out 'What absence cost: all absence'
report "absence of a file without a base is all absence"
gives 0 force.cfg -n 1 -a absence && says out 'alone does not show its noise' && ! grep -q '±' out
report "one replication shows no noise"
gives 0 force.cfg -a absence -p '50 points' && says out '20 simulated' &&
    gives 0 force.cfg -a absence -n 30 -p '0.01 points' && says out '30 simulated' &&
    gives 0 force.cfg -a absence -n 30 -p '0.01 %' && says out '30 simulated'
report "a run ends at a checkpoint when differences are precise"

# --- JSON ---
gives 0 what-if.cfg -a changes -a 'desk->line_999' --threads 1 --json - && cp out one.json &&
    gives 0 what-if.cfg -a changes -a 'desk->line_999' --threads 2 --json - && cmp out one.json
report "threads change no byte"
gives 0 what-if.cfg -a changes -a 'desk->line_999' --json file.json -o dir/deep && cmp file.json one.json &&
    cmp dir/deep/attribution.json one.json && says out 'all together'
report "JSON goes into files too"
if [ -n "$json_check" ]; then
    "$json_check" "$schema" one.json >out 2>err
    report "the JSON obeys its schema"
    # Role and busy hours of each price, in the order of the file.
    sed -n '/"costs"/,$p' one.json |
        sed -n 's/.*"role": "\(.*\)",/\1/p; s/.*"team.staff.busy_hours": {"value": \([-0-9.e]*\),.*/\1/p' |
        paste -d ' ' - - >out
    awk '/^alone/ { alone += $2 } /^in_turn/ { turn += $2; n++ } /^all_together/ { all = $2 }
         /^interplay/ { interplay = $2 }
         END { exit n != 3 || all == 0 || (turn - all) ^ 2 > 1e-20 || (all - alone - interplay) ^ 2 > 1e-20 }' out
    report "parts in turn add up to all together, and each alone with the interplay"
fi

# --- mistakes ---
gives 2 force.cfg -a 'desk->nowhere' -o never && [ ! -s out ] && [ ! -e never/attribution.json ] &&
    says err '--attribute desk->nowhere: error:' 'desk->line_999, desk->desk, desk->online'
report "an edge that is not there is a mistake, with those that are"
gives 2 force.cfg -a changes && says err 'nothing is changed' && gives 2 what-if.cfg -a surge &&
    says err 'what is changed: volume (streams.public_999.calls), handling (stages.desk.talk)' &&
    gives 2 force.cfg -a weather && says err 'must be LINE->STAGE, changes or one of volume'
report "what is not changed is a mistake, with what is"
bad=0
for other in '--trace t.csv' '--require-targets' '--require-expect' '--export e.csv'; do
    # shellcheck disable=SC2086 # two words
    gives 2 force.cfg -a absence $other && says err "--attribute does not go with ${other%% *}" &&
        [ ! -e t.csv ] && [ ! -e e.csv ] || bad=1
done
[ $bad -eq 0 ]
report "options that ask for the result itself do not go with prices"
gives 3 force.cfg -a absence --json /nowhere/at/all.json && [ ! -s out ]
report "a file that cannot be written is a failure before the run"
echo "1..$number"
