# Completion of tenfive in bash.  Commands and options are what the program's own help
# says, so that they cannot disagree.

_tenfive_commands()
{
    "$1" --help 2>/dev/null | sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

_tenfive_options()
{
    "$1" "$2" --help 2>/dev/null |
        sed -n 's/^ *\(-[a-zA-Z],\)\{0,1\} *\(--[a-z-]*\).*/\1\2/p' | tr ',' '\n'
}

_tenfive()
{
    local program=$1 word=$2 previous=$3
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_tenfive_commands "$program") --help --version" -- "$word")
        return
    fi
    case $previous in
    -o | --output)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return
        ;;
    --json | --map | --scenario | --export | --trace | --answers)
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        return
        ;;
    -a | --attribute)
        mapfile -t COMPREPLY < <(compgen -W "volume surge handling people absence outages other changes" -- "$word")
        return
        ;;
    new)
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return
        ;;
    --design)
        mapfile -t COMPREPLY < <(compgen -W "grid tornado lhs" -- "$word")
        return
        ;;
    help)
        mapfile -t COMPREPLY < <(compgen -W "$(_tenfive_commands "$program")" -- "$word")
        return
        ;;
    esac
    case $word in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$(_tenfive_options "$program" "${COMP_WORDS[1]}")" -- "$word")
        ;;
    *)
        # Scenario files, and directories on the way to them; exports and results as well.
        local exports='*'
        case ${COMP_WORDS[1]} in
        fit | backtest) exports='!*.csv' ;;
        merge) exports='!*.shard' ;;
        report) exports='!*.json' ;;
        esac
        mapfile -t COMPREPLY < <(compgen -f -X '!*.cfg' -- "$word"; compgen -f -X "$exports" -- "$word"
            compgen -d -S / -- "$word")
        if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == */ ]]; then
            compopt -o nospace
        fi
        ;;
    esac
}

complete -o filenames -F _tenfive tenfive
