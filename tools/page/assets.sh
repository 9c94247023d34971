#!/bin/sh
# Makes what the program carries for its pages: the script of their charts, bundled with
# npm from locked versions, and an assembler file that holds it and the style sheet.
# Without npm the script is empty and pages are plain.
# Usage: assets.sh SOURCE_DIR WORK_DIR CHARTS_JS ASSETS_S FEATURE [NPM NODE]
#   FEATURE: "enabled": without a script there is no build; "auto" or "disabled": a
#   plain page is good enough, with a warning where npm was there but failed.
set -u
source=$1 work=$2 script=$3 assembler=$4 feature=$5 npm=${6-} node=${7-}

# Waits for a network that does not answer, but not for ever.
limit() {
    if command -v timeout >/dev/null; then timeout -k 5 240 "$@"; else "$@"; fi
}

# Whose code the bundle carries, as their licences ask.
licences() {
    echo '/*!'
    cat node_modules/echarts/NOTICE node_modules/echarts/LICENSE
    cat node_modules/zrender/LICENSE node_modules/tslib/LICENSE.txt
    echo '*/'
}

bundle() (
    cp "$source/package.json" "$source/package-lock.json" "$source"/charts.*.js \
        "$work" && cd "$work" || exit 1
    # A page's parser reads CR LF as LF, and then the hash would not be the script's.
    limit "$npm" ci --ignore-scripts --no-audit --no-fund --prefer-offline \
        --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-timeout=30000 &&
        node_modules/.bin/esbuild charts.src.js --bundle --minify --format=iife \
            --target=es2019 --charset=ascii --legal-comments=none --log-level=warning \
            --outfile=bundle.js &&
        licences >licences.txt &&
        ! grep -q -e '\*/.' -e '<!--' -e '</script' licences.txt &&
        ! grep -q -i -e '<!--' -e '</script' bundle.js &&
        cat licences.txt bundle.js | tr -d '\r' >charts.js &&
        "$node" -e 'const text = require("fs").readFileSync("charts.js");
            const hash = require("crypto").createHash("sha256").update(text);
            process.stdout.write("sha256-" + hash.digest("base64"));' >hash.txt
)

mkdir -p "$work" && : >"$script" || exit 1
hash=
if [ -n "$npm" ]; then
    if bundle >"$work/log.txt" 2>&1; then
        cp "$work/charts.js" "$script" && hash=$(cat "$work/hash.txt") || exit 1
    else
        cat "$work/log.txt" >&2
        [ "$feature" = enabled ] && exit 1
        echo "warning: npm could not fetch or bundle the charts' script; the HTML" \
            "pages will be plain, with all figures but without interaction." \
            "To try again: remove $assembler and build." >&2
    fi
fi

# Paths are from where the compiler is run, the top of the build directory.
cat >"$assembler" <<END
    .section .rodata
    .global page_asset_style, page_asset_script, page_asset_hash
    .hidden page_asset_style, page_asset_script, page_asset_hash
page_asset_style:
    .incbin "${script%/*}/page.css"
    .byte 0
page_asset_script:
    .incbin "$script"
    .byte 0
page_asset_hash:
    .asciz "$hash"
    .section .note.GNU-stack, "", %progbits
END
cp "$source/page.css" "${script%/*}/page.css"
