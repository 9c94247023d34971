#!/bin/sh
# Texts that would act rather than be shown: control characters, marks that turn the
# direction of writing, formulas, markup, very long ones.  What reaches terminal, tables
# and JSON, and whether it is read back.  Usage: tests/run_hostile.sh TENFIVE; speaks TAP.
# Where LibreOffice is installed, it opens the tables.
set -u
tenfive=$(realpath "$1")
subcommand=
. "$(dirname "$0")/tap.sh"

escape=$(printf '\033')
bell=$(printf '\007')
csi=$(printf '\302\233')
override=$(printf '\342\200\256')
odd="$escape[31mred$bell$csi"'2J '"$override"'gpj <script>alert(1)</script> &amp; \"q\" שלום مركز'
long=$(printf '%0388d' 0 | sed 's/0000/long /g')

# scenario FILE: with an odd text wherever there is one.
scenario()
{
    cat >"$1" <<END
title   = "=$odd";
marking = "-1+1$odd";
period  = "2024-02-05";
warm_up = "1 h";
streams: { public: { label = "@SUM(1)$odd"; enters = "menu"; calls = 240; counted_in = "2024-02-05"; }; };
stages: {
  menu: { type = "menu"; label = "=menu|$odd"; options: {
      ask:  { share = "80 %"; time = "20 s"; next = "desk"; };
      gone: { share = "20 %"; time = "10 s"; next = "left"; }; }; };
  desk: { type = "line"; label = "+$odd"; talk = "${talk:-3 min}"; gives_up_after = "5 min"; };
};
teams: { staff: { label = "\r=1+1$odd"; serves = ( "desk" ); shifts = ( "Mon-Sun 00:00-24:00 3" );
    cost_per_hour = 24; }; };
targets: {
  first:  { label = "＝1+1\ttab\nline $odd"; line = "desk"; within = "5 min"; at_least = "50 %"; };
  second: { label = "$long"; line = "desk"; measure = "mean_wait"; at_most = "5 min"; };
};
basis  = ( ( "streams.public.calls", "published", "=HYPERLINK(\"http://x\",\"$odd\")" ),
           ( "stages.desk.talk", "ours", "'=1+1" ), ( "stages.desk.gives_up_after", "ours", " =1+1" ) );
expect = ( ( "line.desk.offered", 192.0, 60.0 ) );
END
}

# acts FILE...: whether anything in it but line breaks would act on a terminal.
acts()
{
    LC_ALL=C grep -aP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]' \
        "$@" >found
}

# acts_in_table FILE...: the same, tabs and carriage returns in cells aside.
acts_in_table()
{
    LC_ALL=C grep -aP '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]' \
        "$@" >found
}

scenario odd.cfg
acts odd.cfg && acts_in_table odd.cfg
report "the scenario has what acts"

# --- terminal ---
gives 0 simulate odd.cfg -n 3 -o results && is_empty err && ! acts out &&
    says out '<script>alert(1)</script> &amp; "q" שלום مركز' '?[31mred' && [ "$(wc -L <out)" -le 110 ]
report "simulate shows none of it on a terminal, and letters of any direction"
gives 0 check odd.cfg && ! acts out && says out '<script>alert(1)</script> &amp; "q" שלום مركز'
report "nor does check"
gives 0 plan odd.cfg -o plan -q && ! acts out && says out 'שלום مركز'
report "nor does plan"
gives 0 verify plan/plan.cfg -q && ! acts out &&
    gives 0 plan odd.cfg -o tabbed -q --set "title=a$(printf '\t')b" && says tabbed/plan.cfg 'title = "a\tb: plan' &&
    gives 0 check tabbed/plan.cfg
report "a plan is read back with its texts"
talk=$odd
scenario "bad$escape[31m.cfg"
talk=
gives 2 check "bad$escape[31m.cfg" && is_empty out && ! acts err && says err 'talk' 'שלום مركز'
report "complaints show none of it, of values and names of files"

# --- tables and JSON ---
ls results/*.csv plan/*.csv >tables && [ "$(wc -l <tables)" -ge 12 ] && ! acts_in_table results/*.csv plan/*.csv
report "tables have none of it but tabs and line breaks"
says results/run.csv "\"'=" "\"'-1+1" '""q""' && says results/targets.csv "'＝1+1" &&
    says results/inputs.csv "\"'=HYPERLINK(" ",''=1+1," "\"' =1+1\"" &&
    ! grep -qE "(^|,)\"?[=+@]|(^|,)\"?-[^0-9.]" results/*.csv plan/*.csv
report "no text of a table begins like a formula"
# The very texts stand in the JSON, escaped.
says results/result.json '"title": "=\u001b[31mred\u0007\u009b2J \u202egpj <script>alert(1)</script> &amp; \"q\"' &&
    ! acts results/result.json
report "JSON keeps the texts, escaped"
if command -v soffice >/dev/null 2>&1; then
    # as_text FILE...: opens tables in LibreOffice and keeps them as XML, in opened/.
    as_text()
    {
        rm -rf opened && timeout -s KILL 120 soffice "-env:UserInstallation=file://$work/office" --headless \
            --convert-to fods --outdir opened "$@" >out 2>err
    }
    printf '\357\273\277name,value\na,=1+1\n' >bare.csv && as_text bare.csv && grep -q 'table:formula' opened/bare.fods
    report "LibreOffice takes a bare formula for one"
    as_text results/*.csv && [ "$(find opened -name '*.fods' | wc -l)" -eq "$(find results -name '*.csv' | wc -l)" ] &&
        ! grep -l 'table:formula' opened/*.fods && says opened/inputs.fods '=HYPERLINK(' &&
        says opened/run.fods '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;' '-1+1'
    report "LibreOffice opens the tables with texts as texts"
fi

# --- read back ---
printf 'means,column,line\ndate,date,\ntime,time,\nline,line,\noffered,offered,\nanswered,answered,\nabandoned,abandoned,\n' >map.csv
printf "queue,'=999 \"CALLS\",desk\nqueue,../../%s,\n" 'up' >>map.csv
sed -i "s/'=999 \"CALLS\"/\"'=999 \"\"CALLS\"\"\"/" map.csv
{
    echo 'date,time,line,offered,answered,abandoned'
    for hour in 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23; do
        echo "2024-02-05,$hour:00,\"=999 \"\"CALLS\"\"\",10,9,1"
        echo "2024-02-05,$hour:00,../../up,10,9,1"
    done
} >export.csv
gives 0 fit export.csv --map map.csv --json - && says out '"desk"' && ! acts out
report "an apostrophe that guards a name in a table is no part of it"
sed "s/,$//" map.csv | grep -v ^queue >bare.map && gives 0 fit export.csv -o fitted && ! acts out &&
    [ "$(find fitted -name '*up.csv' | wc -l)" -eq 1 ] && [ ! -e ../../up ] && ! find fitted | grep -q '[^a-zA-Z0-9._/-]'
report "names of queues lead to no file outside, and to plain names of files"
gives 0 simulate odd.cfg -n 1 --export made.csv --trace trace.csv -q && ! acts_in_table made.csv trace.csv &&
    gives 0 fit made.csv --scenario odd.cfg -o again -q && gives 0 check again/fitted.cfg && ! acts out
report "what fit makes of such a scenario is read back"
printf '# %s\nday,time,people\n' "$odd" >staff.csv
for hour in 00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23; do
    echo "Mon-Sun,$hour:00,$hour$csi"
done >>staff.csv
gives 2 check odd.cfg --set 'teams.staff.staff="staff.csv"' --set 'teams.staff.shifts=()' && ! acts err
report "complaints about tables show none of it"
echo "1..$number"
