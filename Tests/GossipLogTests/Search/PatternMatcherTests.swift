import Testing

@testable import gossip_log

@Suite("The automaton of regular expressions")
struct PatternMatcherTests {
    private func matcher(_ pattern: String) -> PatternMatcher? {
        PatternParser.parse(pattern).flatMap(PatternProgram.init).map(PatternMatcher.init)
    }

    private func matches(_ matcher: PatternMatcher, _ text: String) -> Bool? {
        Array(text.utf8).withUnsafeBytes { matcher.matches($0) }
    }

    @Test(
        "Leaves to Swift's engine what it does not know",
        arguments: [
            #"(a)\1"#, "(?=a)", "a(?i)b", #"\bword"#, #"\p{L}"#, "a*+", "a**", "[a&&b]", "[[a]]",
            "é", "(?<name>a)", "a{1000}", "[z-a]", #"\x41"#, "(", "[]", "{2}", "(?#x)",
        ]
    )
    func unknown(pattern: String) {
        #expect(matcher(pattern) == nil)
    }

    @Test("Is not asked about text beyond ASCII, unless it has found the pattern before")
    func beyond() throws {
        let found = try #require(matcher("a+b"))
        #expect(matches(found, "xaab é") == true)
        #expect(matches(found, "é aab") == nil)
    }

    @Test("A pattern that makes more states than are kept still answers")
    func manyStates() throws {
        let found = try #require(matcher("a[ab]{12}c"))
        var random = TestGenerator(state: 1)
        for _ in 0..<50 {
            let letters = (0..<400).map { _ in Bool.random(using: &random) ? "a" : "b" }
            let text = letters.joined()
            #expect(matches(found, text) == false)
            #expect(matches(found, text + "a" + letters.prefix(12).joined() + "c") == true)
        }
    }

    @Test("Says what Swift's engine says, of random patterns and texts", arguments: 1...8)
    func sameAnswers(seed: UInt64) throws {
        var random = TestGenerator(state: seed)
        var compared = 0
        while compared < 150 {
            let pattern = Self.pattern(depth: 3, &random)
            guard let matcher = matcher(pattern), let regex = try? Regex(pattern) else { continue }
            compared += 1
            let engine = regex.matchingSemantics(.unicodeScalar)
            for _ in 0..<12 {
                let text = Self.text(&random)
                let expected = try engine.firstMatch(in: text) != nil
                #expect(
                    matches(matcher, text) == expected,
                    "\(pattern) in \(text.debugDescription)"
                )
            }
        }
    }

    private static func pattern(depth: Int, _ random: inout TestGenerator) -> String {
        let atoms = [
            "a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", #"\d"#, #"\w"#, #"\s"#, #"\D"#, "1", " ",
            #"\."#, "[b-]", #"[\d.]"#,
        ]
        let quantifiers = ["", "", "", "*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "+?"]
        let parts = (0..<Int.random(in: 1...3, using: &random)).map { _ -> String in
            let quantifier = quantifiers.randomElement(using: &random) ?? ""
            guard depth > 0, Int.random(in: 0..<4, using: &random) == 0 else {
                return (atoms.randomElement(using: &random) ?? "a") + quantifier
            }
            let opening = Bool.random(using: &random) ? "(" : "(?:"
            return opening + pattern(depth: depth - 1, &random) + ")" + quantifier
        }
        let joint = Int.random(in: 0..<3, using: &random) == 0 ? "|" : ""
        let body = parts.joined(separator: joint)
        guard depth == 3 else { return body }
        return (Int.random(in: 0..<6, using: &random) == 0 ? "(?i)" : "")
            + (Int.random(in: 0..<4, using: &random) == 0 ? "^" : "") + body
            + (Int.random(in: 0..<4, using: &random) == 0 ? "$" : "")
    }

    private static func text(_ random: inout TestGenerator) -> String {
        let letters = ["a", "b", "c", "A", "B", "1", "2", " ", ".", "-", "\n", "\t", "_", "\r"]
        return (0..<Int.random(in: 0...9, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
        }.joined()
    }
}

/// SplitMix64: the same numbers from the same seed.
struct TestGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
