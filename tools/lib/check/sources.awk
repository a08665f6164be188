# Prints each file that Package.swift gives to a target by name and that is not there. SwiftPM only
# warns, and only in the build that asks for the target.
# Usage: awk -f sources.awk Package.swift

# The text in quotes behind a label.
function value(label,   text) {
    text = substr($0, index($0, label ": \""))
    sub(/^[^"]*"/, "", text)
    sub(/".*/, "", text)
    return text
}

/(^ *|\()name: "/ { folder = "Sources/" value("name") }
/(^ *|, )path: "/ { folder = value("path") }
/(^ *|, )sources: \[/ { isListing = 1 }

isListing {
    rest = $0
    sub(/^.*sources: \[/, "", rest)
    while (match(rest, /"[^"]*"/)) {
        file = folder "/" substr(rest, RSTART + 1, RLENGTH - 2)
        if (system("test -e '" file "'") != 0)
            print FILENAME ":" FNR ": sources: there is no " file
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (/\]/) isListing = 0
}
