# What the scripts say to a person: headings, steps and errors.
# Sourced, never run. Colours only on a terminal, and not when NO_COLOR is set.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$'\033[1m' dim=$'\033[2m' red=$'\033[31m' green=$'\033[32m' yellow=$'\033[33m'
    plain=$'\033[0m'
else
    bold='' dim='' red='' green='' yellow='' plain=''
fi

program=tools/$(basename "$0")

# heading TEXT: the title of a section.
heading() { printf '\n%s%s%s\n' "$bold" "$1" "$plain"; }

# say TEXT…: one line of the story.
say() { printf '  %s\n' "$*"; }

# good TEXT…: something that was checked and holds.
good() { printf '  %s✓%s %s\n' "$green" "$plain" "$*"; }

# bad TEXT…: something that was checked and does not hold.
bad() { printf '  %s✗ %s%s\n' "$red" "$*" "$plain" >&2; }

# die TEXT…: ends with status 1; each argument is one line. Cleaning up at exit reads $failed, and keeps
# the traces of a failure.
failed=no
die() {
    failed=yes
    printf '%s%s: %s%s\n' "$red" "$program" "$1" "$plain" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 1
}

# misuse TEXT: ends with status 2, for a command line that makes no sense.
misuse() {
    printf '%s: %s\nSee %s --help.\n' "$program" "$1" "$program" >&2
    exit 2
}

# needs_value FLAG COUNT: ends with status 2 unless FLAG is followed by a value.
needs_value() { [ "$2" -ge 2 ] || misuse "$1 needs a value."; }

# elapsed SECONDS_BEFORE: "12 s" or "3 min 4 s" since then.
elapsed() {
    local seconds=$((SECONDS - $1))
    if [ "$seconds" -lt 60 ]; then
        printf '%d s' "$seconds"
    else
        printf '%d min %d s' $((seconds / 60)) $((seconds % 60))
    fi
}
