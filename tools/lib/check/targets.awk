# Prints each Swift target of Package.swift that lacks the settings every room shares.
# Usage: awk -f targets.awk Package.swift

function finish() {
    if (first && !strict)
        print FILENAME ":" first ": warnings: this target lacks 'swiftSettings: strict'," \
            " which makes warnings errors"
    first = 0
    strict = 0
}

/treatAllWarnings\(as: \.error\)/ { errors = 1 }
/^        \.(target|executableTarget|testTarget|systemLibrary|plugin|macro)\(/ { finish() }
/^        \.(target|executableTarget|testTarget)\(/ { first = FNR }
/swiftSettings: strict/ { strict = 1 }
/publicHeadersPath|cSettings/ { first = 0 } # a target in C

END {
    finish()
    if (!errors)
        print FILENAME ":1: warnings: '.treatAllWarnings(as: .error)' is gone from the settings"
}
