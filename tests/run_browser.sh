#!/bin/sh
# Pages of every kind of result, opened in a browser: see tests/browser/check.js.
# Usage: tests/run_browser.sh TENFIVE SOURCE_ROOT WORK_DIRECTORY; speaks TAP.  Skipped
# where node, npm or Chromium is missing; with BROWSER_TEST=required that is a failure.
set -u
tenfive=$(realpath "$1") root=$(realpath "$2")
mkdir -p "$3" && modules=$(realpath "$3") || exit 1
here=$root/tests/browser
subcommand=
. "$root/tests/tap.sh"

missing()
{
    [ "${BROWSER_TEST:-}" = required ] && echo "Bail out! $1" && exit 1
    echo "1..0 # SKIP $1"
    exit 0
}

chromium=
for name in chromium chromium-browser google-chrome; do
    [ -n "$chromium" ] || chromium=$(command -v $name)
done
[ -n "$chromium" ] || missing "Chromium is not installed"
for name in node npm; do
    command -v $name >/dev/null || missing "$name is not installed"
done

# What drives the browser, from locked versions, kept from one run to the next.
if ! cmp -s "$here/package-lock.json" "$modules/installed"; then
    cp "$here/package.json" "$here/package-lock.json" "$modules" || exit 1
    (cd "$modules" && timeout -k 5 300 npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >log.txt 2>&1 &&
        cp package-lock.json installed) || missing "npm could not fetch what drives the browser: $(tail -n 1 "$modules/log.txt")"
fi

marking='OFFICIAL - SENSITIVE <only & all>'
# makes NAME ARGUMENT...: a result with its page; a target that is not met is no fault.
makes()
{
    name=$1
    shift
    "$tenfive" "$@" --set "marking=\"$marking\"" -q -o "$name" >out 2>err </dev/null
    status=$?
    [ $status -le 1 ] && [ -s "$name/report.html" ] && return
    echo "Bail out! exit $status: tenfive $*"
    sed 's/^/# /' err
    exit 1
}

# Texts that would act, were they not texts.
override=$(printf '\342\200\256')
script='</script><script>window.hacked=1</script>'
image='<img src=x onerror=window.hacked=2>'
cat >hostile.cfg <<END
title   = "=1+1 $script";
period  = "2024-02-05";
warm_up = "1 h";
streams: { public: { label = "@SUM(1) $image"; enters = "menu"; calls = 240; counted_in = "2024-02-05"; }; };
stages: {
  menu: { type = "menu"; label = "menu\" onmouseover=\"window.hacked=3"; options: {
      ask:  { share = "80 %"; time = "20 s"; next = "desk"; };
      gone: { share = "20 %"; time = "10 s"; next = "left"; }; }; };
  desk: { type = "line"; label = "desk $override gpj.exe $image"; talk = "3 min"; gives_up_after = "5 min"; };
};
teams: { staff: { label = "\${7*7} {{7*7}} $script"; serves = ( "desk" ); shifts = ( "Mon-Sun 00:00-24:00 3" );
    cost_per_hour = 24; }; };
targets: {
  first:  { label = "-1+1 $image $override"; line = "desk"; within = "5 min"; at_least = "50 %"; };
  second: { label = "<!-- & &amp; <svg onload=window.hacked=4>"; line = "desk"; measure = "mean_wait"; at_most = "5 min"; };
};
basis  = ( ( "stages.desk.talk", "ours", "javascript:window.hacked=5 $script" ) );
END

scenarios=$root/scenarios
makes week simulate "$scenarios/avon-somerset-2022.cfg" -n 4 --set 'period="2022-07-04..2022-07-10"'
makes plan plan "$scenarios/12-plan.cfg" --quick --effort 1
makes comparison compare "$scenarios/avon-somerset-2022.cfg" "$scenarios/avon-somerset-2022-mornings.cfg" -n 3 \
    --set 'period="2022-07-04..2022-07-10"'
makes map sweep "$scenarios/01-one-queue.cfg" -n 2 --vary 'streams.public.calls*=0.9:1.1:0.1' \
    --vary 'stages.desk.talk*=0.9:1.1:0.1'
makes tornado sweep "$scenarios/01-one-queue.cfg" -n 2 --design tornado --vary 'streams.public.calls*=0.9:1.1:0.1' \
    --vary 'stages.desk.talk*=0.9:1.1:0.1'
makes hostile simulate hostile.cfg -n 3
cat >hostile/texts.json <<END
["=1+1 $script", "@SUM(1) $image", "\${7*7} {{7*7}} $script", "<!-- & &amp; <svg onload=window.hacked=4>"]
END

timeout -k 10 1500 node "$here/check.js" "$chromium" "$modules" "$marking" week=week plan=plan comparison=comparison \
    map=map tornado=tornado hostile=hostile
