#!/bin/sh
# tenfive compare as people use it: what it prints and writes, exit status.
# Usage: tests/run_compare.sh TENFIVE SOURCE_ROOT [JSON_CHECK]; speaks TAP.  Without
# JSON_CHECK (which needs jansson) the JSON is not looked into.
set -u
tenfive=$(realpath "$1")
schema=$(realpath "$2")/tools/comparison.schema.json
json_check=${3:+$(realpath "$3")}
subcommand=compare
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
  shifts = ( "Mon-Sun 07:00-19:00 11", "Mon-Sun 19:00-07:00 9" ); less: { breaks = "9 %"; }; cost_per_hour = 24; };
  others: { label = "Others"; serves = ( "line_999" ); shifts = "Mon-Sun 03:00-04:00 1"; }; };
targets: { t999: { label = "999 in 10 s"; line = "line_999"; within = "10 s"; at_least = "90 %"; };
  lost: { label = "101 abandoned"; line = "desk"; measure = "abandoned"; at_most = "10.7 %"; };
  tail: { label = "999, 95 %"; line = "line_999"; measure = "wait_percentile"; percentile = "95 %"; at_most = "20 s"; }; };
basis = ( ( "stages.desk.talk", "ours", "timed" ) );
END
# profile FILE WEIGHT: half hours, those of the morning with this weight.
profile()
{
    { echo when,all,Mon,Tue,Wed,Thu,Fri,Sat,Sun,Bank
      printf '%s,1,,,,,,,,\n' Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
      echo day,,1,1,1,1,1,1,1,1
      for half in $(seq 0 47); do
          weight=$([ "$half" -lt 24 ] && echo "$2" || echo 1)
          printf '%02d:%02d,,%s' $((half / 2)) $((half % 2 * 30)) "$weight"
          printf ",$weight%.0s" 2 3 4 5 6 7 8
          echo
      done; } >"$1"
}
cat >people.cfg <<'END'
base = "force.cfg"; title = "More people";
changes = ( { at = "teams.staff.shifts"; add = "Mon-Sun 07:00-19:00 2"; } );
END
cat >talk.cfg <<'END'
base = "force.cfg"; title = "Shorter talks";
changes = ( { at = "stages.desk.talk"; times = 0.9; } );
END

sed 's/force.cfg/people.cfg/' talk.cfg >on-people.cfg

# --- the page ---
gives 0 force.cfg people.cfg && [ ! -s err ] && [ "$(wc -L <out)" -le 100 ] &&
    says out Comparison OFFICIAL 'A  Spill (force.cfg)' 'B  More people (people.cfg)' \
        'B answers 0.' 'points more 999 within 10 s (' 'points fewer callers to hanging' \
        'for 2 more seats: 168 hours a week, 4.5 FTE, £' 'No difference at all in 999, 95 %.' \
        'changed in B' 'teams.staff.shifts' 'people.cfg:2' assumed 'With callers of their own' \
        'All met the same callers' 'B - A' journeys && tr '\n' ' ' <out >one.line &&
    grep -qE '\(101 abandoned: [0-9.]+ to [0-9.]+\)' one.line && grep -qE -- '-[0-9.]+ points \(-' one.line
report "two scenarios in words and tables of at most 100 columns"
says one.line '101 abandoned: NOT met in A, met in B.'
report "verdicts that are not the same are told"
gives 0 force.cfg force.cfg --json same.json && says out 'B does what A does as far as can be told, with as many people.' \
    'No difference at all in 999 in 10 s, 101 abandoned, 999, 95 %.' 'B has the same inputs as A.' &&
    ! grep -q 'With callers of their own' out
report "a scenario against itself does not differ at all"
cat >calls.cfg <<'END'
title = "Calls"; period = "2022-03-07..2022-03-07"; streams: { calls: { enters = "desk"; calls = 300; counted_in = "2022-03-07..2022-03-07"; }; };
stages: { desk: { type = "line"; talk = "3 min"; }; }; teams: { staff: { serves = ( "desk" ); shifts = ( "Mon-Sun 00:00-24:00 3" ); }; };
END
sed 's/24:00 3/24:00 0/' calls.cfg >nobody.cfg && sed 's/t999:/s999:/; s/lost:/drop:/; s/tail:/end:/' force.cfg >renamed.cfg &&
    gives 0 force.cfg renamed.cfg -n 2 -q && tr '\n' ' ' <out >one.line &&
    says one.line 'No figure is in both A and B, so neither can be held against the other; B comes with as many people.' &&
    ! grep -q 'does what' out && gives 0 calls.cfg nobody.cfg -n 2 -q &&
    says out 'Where both have figures B does what A does' 'Not in both, or asked differently: desk: mean wait.'
report "scenarios without a figure in common are not called alike"
gives 0 force.cfg force.cfg people.cfg people.cfg talk.cfg talk.cfg force.cfg people.cfg -n 2 &&
    says out 'H  More people' && [ "$(wc -L <out)" -le 100 ]
report "up to eight scenarios"
gives 0 force.cfg people.cfg -n 1 && says out 'One simulated period alone does not show its noise' \
    '(one replication)' && ! grep -q '±' out
report "one replication shows no noise"
gives 0 force.cfg people.cfg -p '50 points' -p '90 %' && says out '20 simulated' &&
    gives 0 force.cfg people.cfg -n 30 -p '0.01 points' && says out '30 simulated' &&
    gives 0 force.cfg people.cfg -n 30 -p '0.01 %' && says out '30 simulated'
report "a run ends at a checkpoint when differences are precise"
sed 's/^title.*marking/run = { seed = 5; replications = 3; }; title = "x"; marking/; s/run = /run: /' force.cfg >run.cfg
gives 0 run.cfg run.cfg && says out '3 simulated' 'seed 5' && gives 0 run.cfg run.cfg -n 2 --seed 4 &&
    says out '2 simulated' 'seed 4'
report "the first scenario says seed and replications, the command line before it"
gives 0 force.cfg people.cfg --set 'teams.staff.less.breaks=12 %' --json set.json &&
    ! grep -q '"path": "teams.staff.less.breaks", *"before"' set.json && says set.json '12 %'
report "a --set is made to every scenario"

# --- what-ifs together ---
gives 0 force.cfg people.cfg talk.cfg --stack --json stack.json && says out 'D = B + C' 'B alone' 'C alone' together interplay \
    'D  More people + Shorter talks (people.cfg+talk.cfg)' 'less the sum of each alone'
report "--stack adds all what-ifs together, and their interplay"
gives 0 force.cfg people.cfg talk.cfg people.cfg+talk.cfg --json plus.json && cmp stack.json plus.json
report "ONE+TWO is the same by hand"
gives 0 force.cfg talk.cfg+people.cfg --json other.json && says out 'Shorter talks + More people' && ! grep -q interplay out
report "without its parts alone there is no interplay"
gives 0 people.cfg force.cfg talk.cfg people.cfg+talk.cfg -n 2 && ! grep -q interplay out &&
    gives 0 talk.cfg people.cfg on-people.cfg people.cfg+on-people.cfg -n 2 && ! grep -q interplay out
report "nor where the parts are no what-ifs of the first"
cp talk.cfg a+b.cfg
gives 0 force.cfg a+b.cfg && says out 'B  Shorter talks (a+b.cfg)'
report "a file whose name has a plus is that file"
cat >set.cfg <<'END'
base = "force.cfg"; title = "Another";
stages: { desk: { talk = "9 min"; }; };
END
sed 's/Spill/Another force/' force.cfg >elsewhere.cfg
sed 's/force.cfg/elsewhere.cfg/' talk.cfg >of-another.cfg
gives 2 force.cfg talk.cfg set.cfg --stack -o never && [ ! -s out ] && [ ! -e never ] &&
    says err 'set.cfg:2: error: "stages.desk.talk" is set here and changed by another what-if (talk.cfg:2)' &&
    gives 0 force.cfg set.cfg+talk.cfg && gives 0 force.cfg people.cfg+on-people.cfg &&
    gives 2 force.cfg talk.cfg+on-people.cfg && says err 'on-people.cfg is a what-if of people.cfg, on which' &&
    gives 2 force.cfg talk.cfg+elsewhere.cfg && says err 'only a what-if, which has a base' &&
    gives 2 force.cfg talk.cfg of-another.cfg --stack && says err 'of-another.cfg is a what-if of elsewhere.cfg' &&
    gives 2 elsewhere.cfg talk.cfg people.cfg --stack && says err 'talk.cfg is no what-if of elsewhere.cfg'
report "what cannot be put together is a mistake, with the reason"

# Lists that are cut off where they are shown differ all the same.
long=$(for hour in $(seq 10 23); do printf '"Mon-Sun %s:00-%s:30 1", ' "$hour" "$hour"; done)
sed "s/shifts = ( /&$long/" force.cfg >long.cfg && sed 's/force.cfg/long.cfg/' people.cfg >long-people.cfg
gives 0 long.cfg long-people.cfg -n 2 -o long && says out 'teams.staff.shifts' '(long)' 'Mon-Sun 07:00-19:00 2' &&
    says long/inputs-changed.csv '..."' long-people.cfg,2
report "a change at the end of a long list is told by its line"

# --- what is only in one ---
cat >line.cfg <<'END'
base = "force.cfg"; title = "A desk more";
streams: { extra: { label = "Extra"; enters = "back"; calls = 90; }; };
stages: { back: { type = "line"; label = "Back desk"; talk = "3 min"; }; };
teams: { back: { label = "Back team"; serves = ( "back" ); shifts = "Mon-Sun 00:00-24:00 2"; cost_per_hour = 20; }; };
targets: { new: { label = "Back in 20 s"; line = "back"; within = "20 s"; at_least = "50 %"; };
  t999: { within = "20 s"; }; };
END
gives 0 force.cfg line.cfg --json new.json && says out 'Back desk' 'Back team' 'targets.new' 'streams.extra.calls' \
    'asked differently: 999 in 10 s' 'targets.t999' &&
    [ "$(wc -L <out)" -le 100 ] && tr '\n' ' ' <out >one.line && says one.line 'for 2 more seats: 336 hours a week, 9.1 FTE, £' &&
    gives 0 line.cfg force.cfg && tr '\n' ' ' <out >one.line && says one.line 'for 2 fewer seats: 336 hours a week' && says out 'Back desk' streams.extra.calls targets.new && [ "$(wc -L <out)" -le 100 ]
report "lines, teams and targets that only one has are shown, and not compared"
gives 2 force.cfg people.cfg --set 'period=2022-03-07' -o never --precision x && [ ! -e never ] &&
    sed 's/2022-03-08/2022-03-09/' force.cfg >longer.cfg &&
    gives 2 force.cfg longer.cfg -o never && [ ! -s out ] && [ ! -e never ] &&
    says err 'force.cfg simulates 2022-03-07..2022-03-08, but longer.cfg 2022-03-07..2022-03-09' 'same callers' &&
    gives 0 force.cfg longer.cfg -n 2 --set period=2022-03-07..2022-03-08
report "other dates are a mistake, unless --set makes them the same"

# --- what theory gives ---
cat >queue.cfg <<'END'
title = "Queue"; period = "2022-03-07..2022-05-15"; warm_up = "1 d";
streams: { calls: { enters = "desk"; calls = 33600; counted_in = "2022-03-07..2022-05-15"; }; };
stages: { desk: { type = "line"; talk: { law = "exponential"; mean = "3 min"; }; }; };
teams: { staff: { serves = ( "desk" ); shifts = "Mon-Sun 00:00-24:00 2"; }; };
targets: { wait: { line = "desk"; measure = "mean_wait"; at_most = "5 min"; }; };
END
cat >one-more.cfg <<'END'
base = "queue.cfg"; title = "One more"; changes = ( { at = "teams.staff.shifts"; add = "Mon-Sun 00:00-24:00 1"; } );
END
sed 's/"One more".*/"Quicker"; changes = ( { at = "stages.desk.talk.mean"; times = 0.9; } );/' one-more.cfg >quicker.cfg
if [ -n "$json_check" ]; then
    # A load of 1 Erlang waits 60 s for two people and 180/22 s for three: C(2, 1) = 1/3 and
    # C(3, 1) = 1/11, over (n - 1) / 180 s.
    gives 0 queue.cfg one-more.cfg --json queue.json && "$json_check" "$schema" queue.json \
        differences.0.figures.0.value.low differences.0.figures.0.value.high >bounds 2>err &&
        awk -v want="$(awk 'BEGIN { print 180 / 22 - 60 }')" 'NR == 1 { low = $1 } NR == 2 { high = $1 }
            END { print low, want, high; exit !(low < want && want < high && high - low < 4) }' bounds >out
    report "one person more than two shortens the wait as Erlang C says"
    gives 0 queue.cfg quicker.cfg -n 5 --set 'teams.staff.shifts=Mon-Sun 00:00-24:00 40' --json quick.json &&
        "$json_check" "$schema" quick.json figures.1.path figures.7.path figures.8.path figures.9.path >paths &&
        printf '"%s"\n' line.desk.offered stream.calls.mean_wait_all team.staff.staffed_hours team.staff.busy_hours |
        cmp -s - paths && "$json_check" "$schema" quick.json figures.9.values.0.value \
        differences.0.figures.9.value.value differences.0.figures.1.value.high >values &&
        awk '{ v[NR] = $1 } END { off = v[2] + 0.1 * v[1]; exit off * off > 1e-10 * v[1] * v[1] || v[3] != 0 }' values
    report "talks a tenth shorter are a tenth less work, and the same calls"
fi

# --- JSON ---
gives 0 force.cfg people.cfg talk.cfg --stack --threads 1 --json - && cp out one.json && cmp one.json stack.json &&
    gives 0 force.cfg people.cfg talk.cfg --stack --threads 3 --json - && cmp out one.json
report "threads change no byte"
if [ -n "$json_check" ]; then
    ok=0
    for file in stack.json same.json new.json set.json queue.json; do
        "$json_check" "$schema" $file >out 2>err || ok=1
    done
    [ $ok -eq 0 ]
    report "the JSON obeys its schema"
    bad=0
    for figure in 0 1 3 6 12; do
        "$json_check" "$schema" stack.json differences.0.figures.$figure.value.value \
            differences.1.figures.$figure.value.value differences.2.figures.$figure.value.value \
            interplays.0.figures.$figure.value.value figures.$figure.values.0.value \
            figures.$figure.values.3.value >values 2>err &&
            awk '{ v[NR] = $1 } END { off = v[4] - (v[3] - v[2] - v[1]); gap = v[3] - (v[6] - v[5])
                 exit v[3] == 0 || off * off > 1e-20 || gap * gap > 1e-20 }' values || bad=1
    done
    [ $bad -eq 0 ]
    report "together is the sum of each alone and the interplay"
    "$json_check" "$schema" same.json differences.0.figures.0.value differences.0.figures.4.value \
        differences.0.people.seats differences.0.changes >out 2>err &&
        printf '%s\n' '{"value":0,"half_width":0,"low":0,"high":0}' \
            '{"value":0,"half_width":0,"low":0,"high":0}' 0 '[]' | cmp -s - out
    report "nothing at all is exactly nothing"
    "$json_check" "$schema" stack.json differences.0.figures.0.value.half_width figures.0.values.0.half_width \
        figures.0.values.1.half_width differences.0.figures.0.independent_replications >values 2>err &&
        awk '{ v[NR] = $1 } END { want = 20 * (v[2] * v[2] + v[3] * v[3]) / (v[1] * v[1])
             exit want < 25 || (want / v[4] - 1) ^ 2 > 1e-16 }' values
    report "how many independent replications it is worth follows from the variances"
    "$json_check" "$schema" stack.json scenarios.0.target.t999.value.value figures.0.values.0.value \
        differences.0.people differences.0.changes.0.basis differences.1.changes.0.basis differences.1.changes.0.before \
        differences.1.changes.0.after >out 2>err && [ "$(sed -n 1p out)" = "$(sed -n 2p out)" ] &&
        says out '"seats":2' '"hours_week":168' '"ours"' '"8 min"' '"432 s"' && [ "$(sed -n 4p out)" = null ]
    report "figures are those of simulate, people and changes are told"
    "$tenfive" simulate people.cfg --json alone.json >out 2>err && "$json_check" "$schema" stack.json \
        scenarios.1.target.t999 >compared 2>err &&
        "$json_check" "$(dirname "$schema")/result.schema.json" alone.json target.t999 >simulated && cmp compared simulated
    report "a scenario's targets are what simulate gives, to the bit"
fi

if [ -n "$json_check" ]; then
    # line.back: its figures follow those of the lines that both have.
    "$json_check" "$schema" new.json figures.12.path figures.12.values.0 differences.0.figures.12.value \
        differences.0.figures.12.words figures.0.values.1.half_width differences.0.figures.0.value >values 2>err &&
        printf '"%s"\n%s\n%s\n"-"\n' line.back.offered null null >wanted && head -n 4 values | cmp -s - wanted &&
        [ "$(sed -n 6p values)" = null ] && [ "$(sed -n 5p values)" != null ]
    report "what only one has is no difference"
fi

# --- files ---
gives 0 force.cfg people.cfg talk.cfg --stack -o dir/deep --json file.json && cmp file.json stack.json &&
    cmp dir/deep/comparison.json stack.json &&
    [ "$(ls dir/deep | tr '\n' ' ')" = 'comparison.json differences.csv inputs-changed.csv report.html results.xlsx ' ] &&
    says dir/deep/differences.csv 'B,A,difference,target.t999.value,999 in 10 s,share,' 'D,A,interplay,' &&
    says dir/deep/inputs-changed.csv 'C,A,stages.desk.talk,8 min,432 s,' talk.cfg,2,ours &&
    says dir/deep/report.html 'Targets side by side' 'What-ifs together' OFFICIAL 'D less A' people.cfg 'points more 999 within 10 s' 'NOT met' \
        'for 2 more seats: 168 hours a week'
report "-o writes JSON, tables, page and workbook"
if [ -n "$json_check" ]; then
    "$json_check" "$schema" stack.json differences.1.figures.15.value.value scenarios.2.target.lost.value.value >values &&
        says dir/deep/report.html "$(awk 'NR == 1 { printf ">%+.1f points <", 100 * $1 }' values)" \
            "data-path=\"scenarios.2.target.lost.value\" data-value=\"$(sed -n 2p values)\"" &&
        [ "$(grep -c '"role": "scenario"' stack.json)" -eq 3 ]
    report "the page has the differences, and headlines by the path of their figure"
fi
if "$tenfive" report --help >/dev/null 2>&1; then
    "$tenfive" report dir/deep/comparison.json -o again >out 2>err && cmp again/report.html dir/deep/report.html &&
        cmp again/results.xlsx dir/deep/results.xlsx
    report "page and workbook are made again from the JSON, to the byte"
fi
cat >hostile.cfg <<'END'
base = "force.cfg"; title = "=1+1 <script>alert(1)</script> \"& '";
streams: { public_101: { label = "@<b>bold</b>"; }; };
targets: { t999: { label = "=cmd|'/c calc'!A1 <img src=x onerror=alert(2)>"; }; };
teams: { staff: { label = "CONTROLred"; }; };
END
control=$(printf '\033[31m')
sed -i "s/CONTROL/$control/" hostile.cfg
gives 0 hostile.cfg people.cfg hostile.cfg -o hostile && ! grep -q "$(printf '\033')" out &&
    ! grep -qE '<script>alert|<img src=x|<b>bold' hostile/report.html && says hostile/report.html '&lt;script&gt;alert' &&
    says hostile/differences.csv "'=cmd|" && ! grep -qE '(^|,)"?=' hostile/differences.csv &&
    { [ -z "$json_check" ] || "$json_check" "$schema" hostile/comparison.json >values 2>err; }
report "hostile names stay text everywhere"
mkdir one two && sed 's/enters = "desk"; calls/enters = "desk"; profile = "profile.csv"; calls/' force.cfg >one/force.cfg &&
    cp one/force.cfg two && profile one/profile.csv 1 && profile two/profile.csv 2
gives 0 one/force.cfg two/force.cfg -n 2 && says out 'table profile.csv' two/profile.csv bytes && gives 0 one/force.cfg one/force.cfg -n 2 &&
    says out 'B has the same inputs as A.'
report "a table of the same name with other figures is a change"

# --- mistakes ---
gives 2 force.cfg && says err 'a scenario file' && gives 2 && gives 2 force.cfg nothing.cfg -o never &&
    says err nothing.cfg && [ ! -s out ] && [ ! -e never ] &&
    gives 2 force.cfg people.cfg --stack && says err '--stack needs a base and from 2 to 6 what-ifs of it, got 1' &&
    gives 2 force.cfg people.cfg --precision 0.1 && says err 'tenfive compare: --precision must be points' &&
    gives 2 force.cfg people.cfg --stak && says err '--stack' &&
    gives 2 force.cfg people.cfg++talk.cfg && [ ! -s out ]
report "bad usage is a mistake with a reason"
gives 3 force.cfg people.cfg --json /nowhere/at/all.json && [ ! -s out ] &&
    gives 3 force.cfg people.cfg -o force.cfg/dir && [ ! -s out ]
report "a file that cannot be written is a failure before the run"
"$tenfive" compare force.cfg people.cfg -n 100000 --json part.json >out 2>err &
pid=$!
sleep 1
kill -INT $pid
wait $pid && says part.json '"partial": true' '"planned": 100000' && says out 'of 100000' "PARTIAL"
report "Ctrl-C keeps the replications that are complete"
"$tenfive" --help >out && says out compare
report "the help names the command"
echo "1..$number"
