#!/bin/sh
# A workbook as another program opens it: LibreOffice reads every sheet and its figures
# are those of the document.  Usage: tests/run_workbook.sh MAKE_BOOK; speaks TAP; skipped
# where LibreOffice is not installed.
set -u
make_book=$(realpath "$1")
tenfive=$make_book
. "$(dirname "$0")/tap.sh"
office=$(command -v libreoffice || command -v soffice) || {
    echo '1..0 # SKIP LibreOffice is not installed'
    exit 0
}

# converts FORMAT: made.xlsx into what is asked for, in `done`.
converts()
{
    timeout -s KILL 120 "$office" "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to "$1" --outdir done made.xlsx >out 2>err </dev/null
}

"$make_book" made.xlsx 365 >out 2>err
report "the workbook of a year is written"

# Fields apart by commas, texts in quotes, UTF-8, numbers in full, all sheets.
mkdir done
converts 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1' &&
    [ "$(ls done | wc -l)" -eq 11 ] && ! grep -qi -e 'error' -e 'repair' out err
report "LibreOffice opens it and finds every sheet"

says 'done/made-Service.csv' '"as seen","1242.318","13","2614.25","190.37","3","94.3217%","0.2%","-0.8012","0.4","24.5","2985413.2","1.2345","0.1"'
report "a number of each unit is the document's"

says done/made-Summary.csv '"95.123%","0.1","99.67%","✓ met"' '"171.4","2","0%","✗ NOT met"' \
    '"cost of the staffing",,"2985413.2"' '"=tenfive simulate a&s.cfg"'
report "the summary has the headline's numbers and verdicts"

# Calls of day d are 731.4 + 92.7 sin((d - 1) / 58).
awk -F '","' '/^"day [0-9]/ {
    day = substr($1, 6) - 1
    off = $4 - (731.4 + 92.7 * sin(day / 58))
    if (off > 1e-9 || off < -1e-9) wrong++
    seen++
} END { exit !(seen == 365 && wrong == 0) }' 'done/made-By day.csv'
report "the figures of every day are the document's"

says 'done/made-=1+1 -x------ <&> "q" too long.csv' '"=1+2","0.5"' '"+44 101","1.5"' '"@SUM(A1)","3.5"' \
    '"=HYPERLINK(""http://example.org"",""click"")"' '"escape _x0041_ stays"' '"</script><script>alert(1)</script>"'
report "hostile text is text after reading"

converts pdf && [ "$(head -c 4 done/made.pdf)" = %PDF ]
report "it prints"

if command -v pdftotext >/dev/null; then
    pdftotext -layout done/made.pdf out && says out 'OFFICIAL & SENSITIVE' '£2,985,413' &&
        ! grep -q '##' out
    report "every number fits into its column"
fi
echo "1..$number"
