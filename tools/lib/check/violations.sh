# The violations that the self-test plants: for each rule a function plant_RULE. Sourced by
# self-test.sh, never run.

# plant FILE: writes standard input there.
plant() {
    mkdir -p "$(dirname "$1")"
    cat >"$1"
}

plant_top_level() {
    plant docs/essay.md <<<'An essay.'
    expect_caught top_level docs:1 "a new folder at the top"
}

plant_imports() {
    local import
    for import in 'import Foundation' 'public import NIOCore' '@preconcurrency import Glibc' \
        'import struct GossipWire.Message' '@_spi(Inner) @testable internal import Crypto'; do
        plant Sources/Negentropy/Bad.swift <<<"$(printf '// Why\n\n%s\n' "$import")"
        expect_caught imports Sources/Negentropy/Bad.swift:3 "'$import' in Negentropy"
    done
    plant Sources/GossipWire/Bad.swift <<<'import Foundation'
    expect_caught imports Sources/GossipWire/Bad.swift:1 "Foundation in GossipWire"
    plant Sources/GossipCore/Bad.swift <<<'import Foundation'
    expect_caught imports Sources/GossipCore/Bad.swift:1 "Foundation in GossipCore"
    plant Sources/GossipCore/Up.swift <<<'import GossipStore'
    expect_caught imports Sources/GossipCore/Up.swift:1 "an arrow that points up"
    plant Tests/GossipCoreTests/Bad.swift <<<'import GossipNode'
    expect_caught imports Tests/GossipCoreTests/Bad.swift:1 "a test that reaches past its room"
    plant Sources/Attic/Box.swift <<<'let box = 1'
    expect_caught imports Sources/Attic/Box.swift:1 "a room nobody listed"
    rmdir Sources/Attic
}

plant_names() {
    plant Sources/GossipCore/Sum.swift <<<'let sum = 1'
    expect_caught names Sources/Negentropy/Sum.swift:1 "a name twice" Sources/GossipCore/Sum.swift
    plant Sources/GossipCore/Sum.swift <<<'let sum = 1'
    expect_caught names Sources/GossipCore/Sum.swift:1 "a name twice, the other file"
}

# lines COUNT: so many lines of a comment.
lines() { awk -v last="$1" 'BEGIN { for (i = 1; i <= last; i++) print "// line" }'; }

plant_files() {
    local i
    lines $((file_lines_max + 1)) | plant Sources/Negentropy/Long.swift
    expect_caught files "Sources/Negentropy/Long.swift:$((file_lines_max + 1))" "a long file"
    lines $((file_lines_p90 + 1)) | plant Sources/Negentropy/Long.swift
    expect_caught files Sources:1 "a tenth of long files" Sources/Negentropy/Long.swift
    for i in {1..9}; do
        lines $((file_lines_median + 1)) | plant Sources/Negentropy/Long/Long$i.swift
    done
    expect_caught files Sources:1 "a long file in the middle" Sources/Negentropy/Long
}

# long_body HEAD TAIL: a declaration of one line more than allowed.
long_body() {
    printf 'struct Long {\n    %s {\n' "$1"
    awk -v count=$((function_lines_max - 1)) 'BEGIN { for (i = 0; i < count; i++) print "        work()" }'
    printf '    }\n}\n'
}

plant_functions() {
    local head
    for head in 'func work()' 'static func work<T: P>(_ t: T) async throws(E) -> [T]' \
        '@Test("a } brace { in text") func work()' 'init?(bytes: [UInt8])' \
        'public subscript(index: Int) -> Int' 'var body: Int'; do
        plant Sources/Negentropy/Long.swift <<<"$(long_body "$head")"
        expect_caught functions Sources/Negentropy/Long.swift:2 "a long '$head'"
    done
    {
        printf 'func work(\n    _ a: Int\n)\n    throws -> Int\nwhere Int: Sendable\n{\n'
        awk -v count=$((function_lines_max)) 'BEGIN { for (i = 0; i < count; i++) print "    #if x" }'
        printf '}\n'
    } | plant Sources/Negentropy/Long.swift
    expect_caught functions Sources/Negentropy/Long.swift:1 "a long one with a signature of many lines"
    {
        printf 'func work() {\n'
        awk -v count="$function_lines_p90" 'BEGIN { for (i = 0; i < count; i++) print "    work()" }'
        printf '}\n'
    } | plant Sources/Negentropy/Long.swift
    expect_caught functions Sources:1 "a tenth of long ones" Sources/Negentropy/Long.swift
}

plant_prose() {
    local head line
    for head in What Whether Which Who That Where How; do
        plant Sources/Negentropy/Bad.swift <<<"$(printf '// Why.\n\n/// %s it is.\nlet a = 1\n' "$head")"
        expect_caught prose Sources/Negentropy/Bad.swift:3 "a doc comment that begins with '$head'"
    done
    for line in '/// A sum, no longer whole.  It is there no any more.' '// All but for the last.' \
        'let a = 1 // In a file of its own.' '/// Keys of their own.' '/// A log of one'"'"'s own.' \
        '// It is kept while it is used, if it is large, unless it is old.'; do
        plant Sources/Negentropy/Bad.swift <<<"$(printf '/// A sum.\n///\n%s\n' "$line")"
        expect_caught prose Sources/Negentropy/Bad.swift:3 "'$line'"
    done
    plant Sources/Negentropy/Bad.swift <<<"$(printf '// A word that is not there any\n// more.\n')"
    expect_caught prose Sources/Negentropy/Bad.swift:1 "a phrase over two lines"
    plant Sources/Negentropy/Sums.docc/Sums.md <<<"$(printf '# Sums\n\nA sum of its own.\n')"
    expect_caught prose Sources/Negentropy/Sums.docc/Sums.md:3 "an article" Sources/Negentropy/Sums.docc
    plant tools/wordy <<<"$(printf '#!/usr/bin/env bash\n# In a folder of its own.\n')"
    expect_caught prose tools/wordy:2 "a script"
}

plant_test_names() {
    local test
    for test in '@Test func sumIsZero() {}' '@Test(arguments: [1]) func sum(a: Int) {}' '@Test' \
        '@Suite struct Tests {}' '@Test func `the sum is zero`() {}'; do
        plant Tests/GossipCoreTests/Bad.swift <<<"$(printf 'import Testing\n\n%s\n' "$test")"
        expect_caught test_names Tests/GossipCoreTests/Bad.swift:3 "'$test'"
    done
    plant Tests/GossipCoreTests/Bad.swift <<<"$(printf '@Test(\n    arguments: [1]\n) func sum() {}\n')"
    expect_caught test_names Tests/GossipCoreTests/Bad.swift:1 "arguments and no name"
}

plant_leftovers() {
    local word
    for word in TO''DO FIX''ME; do
        plant tools/unfinished.sh <<<"# $word: later"
        expect_caught leftovers tools/unfinished.sh:1 "a note of unfinished work"
    done
}

plant_sleeps() {
    local call
    for call in 'try await Task.sleep(for: .seconds(1))' 'usleep(10)' 'sleep(1) // wait'; do
        plant Tests/GossipCoreTests/Slow.swift <<<"$call"
        expect_caught sleeps Tests/GossipCoreTests/Slow.swift:1 "'$call' in a test"
    done
}

plant_warnings() {
    local lawful
    lawful=$(cat Package.swift)
    sed '/^            name: "GossipCore"/{n;n;d}' <<<"$lawful" >Package.swift
    expect_caught warnings Package.swift:14 "a target without the strict settings"
    sed 's/treatAllWarnings(as: .error)/treatAllWarnings(as: .warning)/' <<<"$lawful" >Package.swift
    expect_caught warnings Package.swift:1 "warnings that are only warnings"
    printf '%s\n' "$lawful" >Package.swift
}

plant_sources() {
    local lawful
    lawful=$(cat Package.swift)
    sed 's|name: "GossipWire"|name: "GossipWire", sources: ["Width.swift", "Gone.swift"]|' \
        <<<"$lawful" >Package.swift
    expect_caught sources Package.swift:13 "a file that is gone"
    printf '%s\n' "$lawful" >Package.swift
}

plant_scripts() {
    plant tools/broken <<<"$(printf '#!/usr/bin/env bash\n\nif true; then\necho )\n')"
    expect_caught scripts tools/broken:4 "a script that does not parse"
}

plant_format() {
    plant Sources/Negentropy/Untidy.swift <<<"$(printf 'let a = 1\nlet b  =  2\n')"
    expect_caught format Sources/Negentropy/Untidy.swift:2 "untidy layout"
    plant Sources/Negentropy/Forced.swift <<<"$(printf 'let c = Int("1")!\n')"
    expect_caught format Sources/Negentropy/Forced.swift:1 "a forced unwrap"
}

plant_dependencies() {
    local lawful
    lawful=$(cat Package.swift)
    sed '/^            dependencies: \["Negentropy"\]/d' <<<"$lawful" >Package.swift
    expect_caught dependencies Package.swift:1 "an import that Package.swift does not declare"
    printf '%s\n' "$lawful" >Package.swift
}
