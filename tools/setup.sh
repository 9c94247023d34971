#!/bin/sh
# tools/setup.sh run    installs what is missing, builds tenfive for this machine into
#                       ./build and simulates Avon & Somerset 2022, with page, workbook
#                       and tables in ./build/avon-somerset-2022
# tools/setup.sh test   installs what the tests need as well and passes them: plain with
#                       two compilers (once with MPI), in Chromium and LibreOffice, under
#                       AddressSanitizer and UBSan, and a minute of fuzzing; the last line
#                       counts all of them
#
# For Debian 12 and its kin, as root or with sudo.  Asks nothing, may be run again.
# Elsewhere: install the packages named below and run meson yourself.
set -u

to_build="gcc libc6-dev meson ninja-build pkg-config libgsl-dev libconfig-dev libglpk-dev
libjansson-dev libxlsxwriter-dev zlib1g-dev"
command -v npm >/dev/null || to_build="$to_build nodejs npm" # for charts that respond
to_test="libcmocka-dev clang libclang-rt-14-dev clang-format dieharder chromium
fonts-dejavu-core poppler-utils libreoffice-calc openmpi-bin libopenmpi-dev"
fuzz_seconds=${FUZZ_SECONDS:-60}

say()
{
    printf '\n== %s\n' "$*"
}

die()
{
    printf 'setup.sh: %s\n' "$*" >&2
    exit 3
}

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

apt()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q "$@"
}

# install_packages PACKAGE...: those that are missing, without touching the rest.
install_packages()
{
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "No apt here: going on with what is installed"
        return
    fi
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)
        [ "$status" = "install ok installed" ] || missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        say "All packages are installed: nothing to do"
        return
    fi
    say "Installing$missing"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "needs root or sudo to install:$missing"
    fi
    apt -o APT::Update::Error-Mode=any update ||
        die "cannot fetch the package lists: is there a network, and may you use sudo?"
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $missing ||
        die "could not install:$missing"
}

# configure DIRECTORY OPTION...: once; later runs only rebuild what has changed.
configure()
{
    [ -f "$1/build.ninja" ] || meson setup "$@" >"$1.log" 2>&1 || {
        cat "$1.log"
        return 1
    }
    rm -f "$1.log"
}

run()
{
    # shellcheck disable=SC2086
    install_packages $to_build
    say "Building for this machine into ./build"
    configure build --buildtype=release -Dc_args=-march=native || die "cannot configure"
    ninja --quiet -C build tools/tenfive || die "cannot build"
    scenario=scenarios/avon-somerset-2022.cfg
    results=build/avon-somerset-2022
    say "build/tools/tenfive simulate $scenario -o $results"
    build/tools/tenfive simulate "$scenario" -o "$results" || exit
    say "The page is $PWD/$results/report.html, the workbook results.xlsx beside it"
}

passed=0
failed=0

# count FILE: adds up the outcome that meson has written; a build that broke has none.
count()
{
    if [ ! -f "$1" ]; then
        failed=$((failed + 1))
        return
    fi
    # The whole file may be one line, so matches are counted, not lines.
    # shellcheck disable=SC2046
    set -- $(awk '{ n += gsub(/<testcase /, ""); f += gsub(/<failure|<error/, "")
                    s += gsub(/<skipped/, "") }
                  END { print n - f - s, f + 0, s + 0 }' "$1")
    echo "$1 passed, $2 failed, $3 skipped"
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# check NAME COMPILER TEST_OPTIONS MESON_OPTION...: one build and its tests.
check()
{
    directory=build-test/$1
    say "Tests, $1"
    rm -f "$directory"/meson-logs/testlog*.junit.xml
    compiler=$2
    test_options=$3
    shift 3
    # shellcheck disable=SC2086
    CC=$compiler configure "$directory" "$@" && ninja --quiet -C "$directory" &&
        meson test -C "$directory" --no-rebuild --print-errorlogs $test_options
    count "$directory"/meson-logs/testlog*.junit.xml # named after the setup
}

# Each tests/fuzz/fuzz_*.c for its share of the time, counted as a test.
fuzz()
{
    set -- tests/fuzz/fuzz_*.c
    say "Fuzzing $# readers for $fuzz_seconds s in all"
    for source in "$@"; do
        target=$(basename "$source" .c)
        if FUZZ_BUILD=$PWD/build-test/fuzz sh tests/fuzz/run.sh \
            $((fuzz_seconds / $#)) "${target#fuzz_}"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
}

test_all()
{
    # shellcheck disable=SC2086
    install_packages $to_build $to_test
    mkdir -p build-test
    export BROWSER_TEST=required # its tools are installed, so it must not be skipped
    check gcc gcc '--setup all' --buildtype=release
    check clang-native clang '--setup quick' --buildtype=release -Dc_args=-march=native \
        -Dmpi=enabled
    check gcc-sanitized gcc '--setup quick -t 5' --buildtype=debugoptimized \
        -Db_sanitize=address,undefined
    fuzz
    echo
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

cd "$(dirname "$0")/.." || exit 3
case ${1-} in
run) run ;;
test) test_all ;;
*)
    sed -n '2,/^$/s/^# \{0,1\}//p' tools/setup.sh | sed '/^set /,$d'
    exit 2
    ;;
esac
