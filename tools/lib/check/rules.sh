# The rules of the house that the compiler does not know. Sourced after output.sh, never run.
# Each rule is a function that looks at the tree in the current folder and prints one line for each
# violation, as file:line: rule: reason. No line, no violation.

readonly file_lines_max=400 function_lines_max=60

# Rules that read files: fractions of a second each.
readonly reading_rules=(top_level imports files functions leftovers sleeps warnings scripts)
# Rules that run the toolchain.
readonly toolchain_rules=(format dependencies)

readonly check_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

# each_file NAME_PATTERN… : paths of the project's files with such names, in order.
each_file() {
    local -a names=()
    local pattern place
    local -a places=()
    for pattern; do names+=(-o -name "$pattern"); done
    for place in Sources Tests tools migrations Package.swift README.md .ci; do
        [ ! -e "$place" ] || places+=("$place")
    done
    find "${places[@]}" -type f \( "${names[@]:1}" \) | LC_ALL=C sort
}

swift_files() { each_file '*.swift'; }

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

# A file is about one thing.
rule_files() {
    { swift_files; script_files; } | run_on_files awk -v limit="$file_lines_max" '
        function finish() {
            if (lines > limit)
                print file ":" lines ": files: " lines " lines; a file has at most " limit
        }
        FNR == 1 { finish(); file = FILENAME }
        { lines = FNR }
        END { finish() }'
}

# A function fits a screen.
rule_functions() {
    swift_files | grep -v '^Package.swift$' |
        run_on_files awk -v limit="$function_lines_max" -f "$check_folder/functions.awk"
}

# What is unfinished is written down as an issue, not left in the source.
rule_leftovers() {
    each_file '*' | grep -v '/Fixtures/' | run_on_files grep -nIHwE 'TO[D]O|FIX[M]E|XX[X]' |
        awk -F: '{ print $1 ":" $2 ": leftovers: finish it, or write an issue" }'
}

# A test waits for a condition or turns a clock of its own; time that passes proves nothing.
rule_sleeps() {
    swift_files | grep '^Tests/' | run_on_files awk '
        { code = $0; gsub(/"([^"\\]|\\.)*"/, "", code); sub(/\/\/.*/, "", code) }
        code ~ /(^|[^A-Za-z0-9_])(u|nano)?sleep\(/ && code !~ /func sleep\(/ {
            print FILENAME ":" FNR ": sleeps: a test does not sleep; wait for a condition"
        }'
}

# Warnings are errors in every target.
rule_warnings() { awk -f "$check_folder/targets.awk" Package.swift; }

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
    local -a places=()
    local place
    for place in Sources Tests tools migrations Package.swift; do
        [ ! -e "$place" ] || places+=("$place")
    done
    swift format lint --strict --recursive --parallel --no-color-diagnostics "${places[@]}" 2>&1 |
        sed -E "s|^$PWD/||; s|^([^:]+:[0-9]+):[0-9]+: [a-z]+: |\1: format: |"
}

# A target imports only what Package.swift says it depends on.
rule_dependencies() {
    local report
    report=$(swift build --build-tests --explicit-target-dependency-import-check error 2>&1) ||
        { grep -E 'error:' <<<"$report" || tail -n 5 <<<"$report"; } |
        sed -E 's|^error: (Target .* imports )|Package.swift:1: dependencies: \1|'
}
