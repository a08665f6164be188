# Manual pages, made of what the programs say about themselves. Sourced after output.sh, never run.

# build_manual_maker ROOT: builds the maker that comes with swift-argument-parser and sets
# $manual_maker to it.
build_manual_maker() {
    local package=$1/.build/checkouts/swift-argument-parser
    local -a build=(
        swift build --package-path "$package" --scratch-path "$1/.build/manual" -c release
    )
    local report
    [ -d "$package" ] || swift package --package-path "$1" resolve >/dev/null ||
        die "cannot fetch swift-argument-parser, which makes the manual pages."
    manual_maker=$("${build[@]}" --show-bin-path)/generate-manual
    report=$("${build[@]}" --product generate-manual 2>&1) ||
        die "the maker of manual pages does not build." "$(tail -n 5 <<<"$report")"
}

readonly manual_parts=$(cd "$(dirname "${BASH_SOURCE[0]}")/manual" && pwd -P)

# make_manual PROGRAM FOLDER: writes a page for the program and for each of its subcommands, named
# PROGRAM-SUBCOMMAND so that "man gossip-log show" finds it. Asking for help needs no page. The page of
# the program holds the flags of its default command, which is the one that its help calls so.
make_manual() {
    local report name=${1##*/} made page target default
    local -a of_program
    made=$(mktemp -d "${TMPDIR:-/tmp}/gossip-log-manual.XXXXXX")
    report=$("$manual_maker" --multi-page --output-directory "$made" "$1" 2>&1) ||
        die "no manual pages could be made of $1." "$report"
    rm -f "$made/$name.help.1"
    mkdir -p "$2"
    for page in "$made"/*.1; do
        target=$(basename "$page" | sed "s/^$name\./$name-/; s/^$name-1\$/$name.1/")
        # An empty line is no paragraph in this language.
        sed -E -e 's/^$/.Pp/' -e "/^\.Xr $name\.help /d" \
            -e "s/^(\.Xr|\.Dt) ($name)\./\1 \2-/I" "$page" >"$made/$target.mdoc"
    done
    default=$(grep -l '^\.Nd .*(the default)' "$made"/*.mdoc)
    rm -f "$made"/*.1
    for page in "$made"/*.mdoc; do mv "$page" "${page%.mdoc}"; done
    for page in "$made"/*.1; do
        of_program=()
        [ "$(basename "$page")" != "$name.1" ] ||
            of_program=(-v default="${default%.mdoc}" -v sections="$manual_parts/$name.mdoc")
        awk -v program="$name" -v folder="$made" "${of_program[@]}" -f "$manual_parts/page.awk" "$page" \
            >"$2/$(basename "$page")"
    done
    rm -rf "$made"
}
