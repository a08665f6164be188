# The rules of the house that the compiler does not know. Sourced after output.sh, never run.
# Each rule is a function that looks at the tree in the current folder and prints one line for each
# violation, as file:line: rule: reason. No line, no violation.

readonly file_lines_max=300 function_lines_max=60
# Of Sources: the middle file, the file that nine in ten are no longer than, and the same of functions.
readonly file_lines_median=60 file_lines_p90=140 function_lines_p90=25
# Words that open a subordinate clause, in one sentence. The rule is one clause; but 'that' also
# points, and 'what' also asks, so only the third such word is sure to be too much.
readonly clause_openers_max=2

# Rules that read files: fractions of a second each.
readonly reading_rules=(
    top_level imports names files functions prose test_names leftovers sleeps warnings sources
    scripts
)
# Rules that run the toolchain.
readonly toolchain_rules=(format dependencies)

readonly check_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

# each_file NAME_PATTERN… : paths of the project's files with such names, in order.
each_file() {
    local -a names=()
    local pattern path
    local -a paths=()
    for pattern; do names+=(-o -name "$pattern"); done
    for path in Sources Tests tools migrations Package.swift README.md .ci; do
        [ ! -e "$path" ] || paths+=("$path")
    done
    find "${paths[@]}" -type f \( "${names[@]:1}" \) | LC_ALL=C sort
}

swift_files() { each_file '*.swift'; }

# The files of the programs and libraries themselves.
sources() { swift_files | grep '^Sources/'; }

# Scripts have no suffix: the first line tells.
script_files() {
    each_file '*.sh'
    local file
    find tools .ci -type f ! -name '*.*' 2>/dev/null | LC_ALL=C sort | while read -r file; do
        ! head -c 64 "$file" | grep -q '^#!.*bash' || printf '%s\n' "$file"
    done
}

# run_on_files COMMAND…: the command with the paths on standard input as its last arguments.
run_on_files() { xargs -r -d '\n' "$@"; }

# lines_of_files: for each path on standard input, its number of lines and itself.
lines_of_files() {
    run_on_files awk '
        function finish() { if (file) print lines, file }
        FNR == 1 { finish(); file = FILENAME }
        { lines = FNR }
        END { finish() }'
}

# long_functions LIMIT: the functions longer than that in the files on standard input.
long_functions() { run_on_files awk -v limit="$1" -f "$check_folder/functions.awk"; }

# lines_of_functions: the same for functions of more than one line.
lines_of_functions() { long_functions 0 | sed -nE 's/^([^:]+):.* has ([0-9]+) lines;.*/\2 \1/p'; }

# quantile PERCENT: of the first numbers of the lines on standard input, the one that so many in a
# hundred do not exceed.
quantile() {
    sort -n | awk -v percent="$1" '
        { value[NR] = $1 }
        END { rank = NR * percent / 100; print NR ? value[int(rank) + (rank > int(rank))] : 0 }'
}

# hold_quantile RULE PERCENT LIMIT: a violation when that quantile is above the limit.
hold_quantile() {
    local lines
    lines=$(quantile "$2")
    [ "$lines" -le "$3" ] ||
        printf 'Sources:1: %s: %s in a hundred of %s have up to %s lines; at most %s\n' \
            "$1" "$2" "$1" "$lines" "$3"
}

# describe_lines NAME: how many there are on standard input, and their sizes.
describe_lines() {
    local list
    list=$(cat)
    printf '%s %s in Sources: median %s lines, p90 %s, longest %s' "$(wc -l <<<"$list")" "$1" \
        "$(quantile 50 <<<"$list")" "$(quantile 90 <<<"$list")" "$(quantile 100 <<<"$list")"
}

# The top level of the repository is fixed; dotfiles aside.
rule_top_level() {
    { git ls-files --cached --others --exclude-standard 2>/dev/null || ls -A; } |
        cut -d/ -f1 | LC_ALL=C sort -u | while read -r entry; do
        case $entry in
        .* | Package.swift | Sources | Tests | migrations | tools | README.md) ;;
        *) printf '%s:1: top level: the top level is fixed; find a room below it for this\n' \
            "$entry" ;;
        esac
    done
}

# Who may import what.
rule_imports() {
    swift_files | grep -v '^Package.swift$' |
        run_on_files awk -f "$check_folder/imports.awk" "$check_folder/rooms.txt"
}

# A name leads to one file.
rule_names() {
    sources | awk -F/ '
        { name = $NF; count[name]++; paths[name] = paths[name] $0 "\n" }
        END {
            for (name in count) {
                if (count[name] < 2) continue
                split(paths[name], path, "\n")
                for (i = 1; i <= count[name]; i++)
                    print path[i] ":1: names: " count[name] " files in Sources have this name"
            }
        }' | LC_ALL=C sort
}

# A file is about one thing; the manifest is about all of them.
rule_files() {
    { swift_files | grep -v '^Package.swift$'; script_files; } | lines_of_files | awk -v limit="$file_lines_max" '
        $1 > limit { print $2 ":" $1 ": files: " $1 " lines; a file has at most " limit }'
    hold_quantile files 50 "$file_lines_median" < <(sources | lines_of_files)
    hold_quantile files 90 "$file_lines_p90" < <(sources | lines_of_files)
}
facts_files() { sources | lines_of_files | describe_lines files; }

# A function fits a screen.
rule_functions() {
    swift_files | grep -v '^Package.swift$' | long_functions "$function_lines_max"
    hold_quantile functions 90 "$function_lines_p90" < <(sources | lines_of_functions)
}
facts_functions() { sources | lines_of_functions | describe_lines functions; }

# Comments and articles in plain words.
rule_prose() {
    { swift_files; script_files; each_file '*.md'; } |
        run_on_files awk -v openers_max="$clause_openers_max" -f "$check_folder/prose.awk"
}

# What is unfinished is written down as an issue, not left in the source.
rule_leftovers() {
    each_file '*' | grep -v '/Fixtures/' | run_on_files grep -nIHwE 'TO[D]O|FIX[M]E|XX[X]' |
        awk -F: '{ print $1 ":" $2 ": leftovers: finish it, or write an issue" }'
}

# A test waits for a condition or turns its own clock; time that passes proves nothing.
rule_sleeps() {
    swift_files | grep '^Tests/' | run_on_files awk '
        { code = $0; gsub(/"([^"\\]|\\.)*"/, "", code); sub(/\/\/.*/, "", code) }
        code ~ /(^|[^A-Za-z0-9_])(u|nano)?sleep\(/ && code !~ /func sleep\(/ {
            print FILENAME ":" FNR ": sleeps: a test does not sleep; wait for a condition"
        }'
}

# A test and a suite say in a sentence, between quotes, what holds: their report is the specification.
rule_test_names() {
    swift_files | grep '^Tests/' | run_on_files awk '
        FNR == 1 { opened = 0 }
        opened && $0 !~ /^ *"/ { complain(opened) }
        { opened = 0 }
        /^ *@(Test|Suite)\($/ { opened = FNR; next }
        /^ *@(Test|Suite)([^A-Za-z(]|$)|^ *@(Test|Suite)\([^"]/ { complain(FNR) }
        function complain(line) {
            print FILENAME ":" line ": test names: a test has a sentence for a name: @Test(\"…\")"
        }'
}

# Warnings are errors in every target.
rule_warnings() { awk -f "$check_folder/targets.awk" Package.swift; }

# A target's list of files names files that are there.
rule_sources() { awk -f "$check_folder/sources.awk" Package.swift; }

# Scripts parse.
rule_scripts() {
    local file report
    script_files | while read -r file; do
        report=$(bash -n "$file" 2>&1) ||
            sed -E "s|^[^:]*: line ([0-9]+): (.*)|$file:\1: scripts: \2|" <<<"$report"
    done
}

# The layout is swift-format's, with the repository's configuration.
rule_format() {
    local -a paths=()
    local path
    for path in Sources Tests tools migrations Package.swift; do
        [ ! -e "$path" ] || paths+=("$path")
    done
    swift format lint --strict --recursive --parallel --no-color-diagnostics "${paths[@]}" 2>&1 |
        sed -E "s|^$PWD/||; s|^([^:]+:[0-9]+):[0-9]+: [a-z]+: |\1: format: |"
}

# A target imports only what Package.swift says it depends on.
rule_dependencies() {
    local report
    report=$(swift build --build-tests --explicit-target-dependency-import-check error 2>&1) ||
        { grep -E 'error:' <<<"$report" || tail -n 5 <<<"$report"; } |
        sed -E 's|^error: (Target .* imports )|Package.swift:1: dependencies: \1|'
}
