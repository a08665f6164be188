# Shows that each rule catches what it is there for. Sourced after rules.sh, never run.
#
# A small tree that keeps every rule is made in a temporary folder; every rule must be silent on it.
# Then one violation at a time is planted, the rule must name its file and line, and it is removed.
# The violations stand in violations.sh.
source "$check_folder/violations.sh"

run_self_test() {
    local rule
    heading "Planting a violation of each rule"
    tree=$(mktemp -d "${TMPDIR:-/tmp}/gossip-log-check.XXXXXX")
    trap 'rm -rf "$tree"' EXIT
    missed=0
    make_lawful_tree "$tree"
    cd "$tree"
    for rule; do expect_silence "$rule" "the lawful tree"; done
    for rule; do
        "plant_$rule"
        expect_silence "$rule" "the tree after the violations were removed"
    done
    [ $missed -eq 0 ] || die "$missed expectations failed: the check cannot be relied on."
    good "every rule is silent on lawful source and catches its violations"
}

make_lawful_tree() {
    mkdir -p "$1"/{Sources/{Negentropy,GossipWire,GossipCore},Tests/GossipCoreTests,migrations,tools}
    cp "$root/.swift-format" "$1"
    echo '# Lawful' >"$1/README.md"
    cat >"$1/Package.swift" <<'END'
// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "lawful",
    targets: [
        .target(name: "Negentropy", swiftSettings: strict),
        .target(name: "GossipWire", swiftSettings: strict),
        .target(
            name: "GossipCore",
            dependencies: ["Negentropy"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GossipCoreTests",
            dependencies: ["GossipCore", "Negentropy"],
            swiftSettings: strict
        ),
    ]
)
END
    mkdir -p "$1/Sources/gossip-log" "$1/Tests/GossipLogTests"
    printf 'import ArgumentParser\n' >"$1/Sources/gossip-log/GossipLog.swift"
    printf '@testable import gossip_log\n' >"$1/Tests/GossipLogTests/GossipLogTests.swift"
    echo 'let width = 1' >"$1/Sources/GossipWire/Width.swift"
    cat >"$1/Sources/Negentropy/Sum.swift" <<'END'
/// A sum, with a member of each form that the rule on function sizes knows.
///
/// What begins a later sentence is free; so is code such as `which who that any more`, and
/// "what a quotation says, if it is one, unless it is none".
///
/// ```
/// but for code
/// ```
public struct Sum {
    var total = 0  // Why: its own value.

    var doubled: Int {
        total * 2
    }

    /// An empty sum.
    public init() {}

    mutating func add<Number: BinaryInteger>(
        _ number: Number
    ) -> Int
    where Number: Sendable {
        let text = "func import sleep() { } // any more"
        total += Int(number) + text.count
        return total
    }
}
END
    cat >"$1/Sources/GossipCore/Core.swift" <<'END'
public import Negentropy

/// A core.
public func makeCore() -> Sum { Sum() }
END
    cat >"$1/Tests/GossipCoreTests/CoreTests.swift" <<'END'
import Foundation
import Negentropy
import Testing

@testable import GossipCore

// A test that would sleep(1) is caught.
@Test("A core is made") func made() { #expect("sleep(1)" != "\(makeCore())") }

@Test(
    "A core is made of each of the numbers, whatever they are, in the order that they come in here",
    arguments: [1]
) func madeOf(number: Int) {}
END
    printf '#!/usr/bin/env bash\necho lawful\n' >"$1/tools/lawful"
}

expect_silence() {
    local report
    report=$("rule_$1" 2>&1 || true)
    [ -z "$report" ] && return
    missed=$((missed + 1))
    bad "${1//_/ }: complains about $2:"
    printf '%s\n' "$report"
}

# expect_caught RULE FILE:LINE WHAT [PLANTED]: the rule names the line; PLANTED is then removed, by
# default the file.
expect_caught() {
    local rule=$1 line=$2 report
    report=$("rule_$rule" 2>&1 || true)
    if grep -qF "$line: ${rule//_/ }: " <<<"$report"; then
        good "${rule//_/ }: $3"
    else
        missed=$((missed + 1))
        bad "${rule//_/ }: $3, expected at $line, was not caught; it said: ${report:-nothing}"
    fi
    rm -rf "${4:-${line%%:*}}"
}
