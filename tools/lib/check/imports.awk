# Prints each import that the table of rooms does not allow.
# Usage: awk -f imports.awk rooms.txt FILE.swift…

function room_of(path,   parts, count) {
    count = split(path, parts, "/")
    if (parts[1] == "migrations" || count < 3) return parts[1]
    return parts[1] "/" parts[2]
}

# Adds the modules of a table line, from word `from` on, to what `room` may import.
function allow(room, from,   i, j, count, members) {
    known[room] = 1
    for (i = from; i <= NF; i++) {
        if ($i !~ /^@/) { allowed[room, $i] = 1; continue }
        count = split(group[substr($i, 2)], members, " ")
        for (j = 1; j <= count; j++) allowed[room, members[j]] = 1
    }
}

# A group may itself name groups that stand above it.
function define_group(   i, list) {
    list = ""
    for (i = 3; i <= NF; i++) list = list " " ($i ~ /^@/ ? group[substr($i, 2)] : $i)
    group[$2] = list
}

# The room that Tests/FooBarTests is about: FooBar or foo-bar, in Sources or tools; "" for no test.
function tested_by(room,   name, kebab) {
    if (room !~ /^Tests\/.*Tests$/) return ""
    name = substr(room, 7, length(room) - 11)
    if (("Sources/" name) in known) return "Sources/" name
    kebab = name
    while (match(kebab, /[a-z][A-Z]/))
        kebab = substr(kebab, 1, RSTART) "-" substr(kebab, RSTART + 1)
    kebab = tolower(kebab)
    if (("tools/" kebab) in known) return "tools/" kebab
    return "Sources/" kebab
}

function may_import(room, module,   tested, name) {
    if ((room, module) in allowed) return 1
    tested = tested_by(room)
    if (tested == "") return 0
    name = tested
    sub(/^.*\//, "", name)
    gsub(/-/, "_", name)
    if (module == name) return 1
    if ((" " group["testing"] " ") ~ (" " module " ")) return 1
    return (tested, module) in allowed
}

FILENAME == ARGV[1] {
    if ($0 ~ /^[ \t]*(#|$)/) next
    if ($1 == "group") define_group()
    else allow($1, 2)
    next
}

FNR == 1 {
    room = room_of(FILENAME)
    if (!(room in known) && tested_by(room) == "" && !(room in reported)) {
        reported[room] = 1
        print FILENAME ":1: imports: " room " is not in tools/lib/check/rooms.txt;" \
            " add it there with the modules it may import"
    }
}

/^[ \t]*((@[A-Za-z_]+(\([^)]*\))?|public|package|internal|fileprivate|private)[ \t]+)*import[ \t]/ {
    line = $0
    sub(/^.*import[ \t]+/, "", line)
    sub(/^(struct|class|enum|protocol|typealias|func|let|var|actor)[ \t]+/, "", line)
    sub(/[^A-Za-z0-9_].*$/, "", line)
    if (!may_import(room, line))
        print FILENAME ":" FNR ": imports: " room " may not import " line \
            " (the house of the architecture; the list is tools/lib/check/rooms.txt)"
}
