# Makes a manual page of one that swift-argument-parser has written: its examples and statuses become
# sections, and the page of a program holds the flags of its default command and lists the others.
#
# Usage: awk -v program=NAME [-v default=PAGE] [-v sections=FILE] -v folder=FOLDER -f page.awk PAGE
#
# The page of a program is the one with a default command; `sections` holds what its help does not say.

# read_default PAGE: the synopsis, text and flags of the default command.
function read_default(page, line, section) {
    while ((getline line <page) > 0) {
        if (line ~ /^\.Sh /) section = line
        else if (section == ".Sh SYNOPSIS" && line != ".Nm") synopsis = synopsis line "\n"
        else if (section == ".Sh DESCRIPTION") {
            if (line ~ /^\.Bl /) in_flags = 1
            if (in_flags) flags = flags line "\n"
            else text = text line "\n"
        }
    }
    close(page)
    in_flags = 0
}

# summary COMMAND: the one line that a command's page says of it.
function summary(command, page, line, found) {
    page = folder "/" program "-" command ".1"
    while ((getline line <page) > 0)
        if (line ~ /^\.Nd /) {
            found = substr(line, 5)
            gsub(/^"|"$/, "", found)
        }
    close(page)
    return found
}

function print_file(path, line) {
    while ((getline line <path) > 0) print line
    close(path)
}

function print_statuses(i) {
    print ".Sh \"EXIT STATUS\""
    if (!status_count) {
        print "The statuses are those of"
        print ".Xr " program " 1 ."
        return
    }
    print ".Bl -tag -width 3n"
    for (i = 1; i <= status_count; i++) print ".It " status[i] "\n" meaning[i]
    print ".El"
}

function print_examples(i) {
    if (!example_count) return
    print ".Sh EXAMPLES\n.Bd -literal -offset indent"
    for (i = 1; i <= example_count; i++) print example[i]
    print ".Ed"
}

function print_commands(i) {
    print ".Sh COMMANDS\nEach has a page, and says its flags with"
    print ".Fl -help ."
    print ".Bl -tag -width 10n"
    for (i = 1; i <= command_count; i++) print ".It Cm " command[i] "\n" summary(command[i])
    print ".El"
}

function finish() {
    if (default) print_commands()
    if (sections) print_file(sections)
    print_statuses()
    print_examples()
}

BEGIN { if (default) read_default(default) }

{ line[NR] = $0 }

/^\.Xr / && $2 ~ "^" program "-" { command[++command_count] = substr($2, length(program) + 2) }

END {
    for (i = 1; i <= NR; i++) {
        $0 = line[i]
        if (/^\.Sh /) {
            block = ""
            in_list = 0
            section = $0
            if (section == ".Sh \"EXIT STATUS\"") { finish(); continue }
            print
            if (default && section == ".Sh SYNOPSIS")
                printf ".Nm\n%s.Nm\n.Ar command\n.Op Ar argument ...\n", synopsis
            continue
        }
        if (section == ".Sh \"EXIT STATUS\"" || (default && section == ".Sh SYNOPSIS")) continue
        if (section != ".Sh DESCRIPTION") { print; continue }
        if (/^\.Bl /) {
            if (default) printf ".Pp\n%s%s", text, flags
            in_list = 1
        }
        if (in_list) { if (!default) print; continue }
        if (/^All flags: /) continue
        if ($0 == ".Pp") { paragraph = 1; block = ""; continue }
        if ($0 == "EXAMPLES" || $0 == "EXIT CODES") { block = $0; paragraph = 0; continue }
        if (block == "EXAMPLES" && /^  /) { example[++example_count] = substr($0, 3); continue }
        if (block == "EXIT CODES" && match($0, /^  [0-9]+  /)) {
            status[++status_count] = $1
            meaning[status_count] = substr($0, RLENGTH + 1)
            continue
        }
        if (paragraph) print ".Pp"
        paragraph = 0
        print
    }
}
