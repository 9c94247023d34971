# Shared by the tests of the command: a fresh directory to work in, and TAP.  Sourced,
# with $tenfive set and, where only one of its commands is tried, $subcommand.
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
unset NO_COLOR

number=0
# report NAME: the outcome of the command before.
report()
{
    outcome=$?
    number=$((number + 1))
    if [ $outcome -eq 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        sed 's/^/# out: /' out 2>/dev/null | head -n 30
        sed 's/^/# err: /' err 2>/dev/null | head -n 20
    fi
}

# gives STATUS ARGUMENT...: whether the program exits so; leaves `out` and `err`.
gives()
{
    expected=$1
    shift
    "$tenfive" ${subcommand:-} "$@" >out 2>err </dev/null
    status=$?
    [ $status -eq "$expected" ] || {
        echo "# exit $status instead of $expected: $*"
        return 1
    }
}

# says FILE TEXT...: whether every text is in the file.
says()
{
    file=$1
    shift
    for text in "$@"; do
        grep -qF -- "$text" "$file" || {
            echo "# not in $file: $text"
            return 1
        }
    done
}

is_empty()
{
    [ ! -s "$1" ]
}
