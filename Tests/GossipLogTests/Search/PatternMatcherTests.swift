import TestSupport
import Testing

@testable import gossip_log

@Suite("The automaton of regular expressions")
struct PatternMatcherTests {
    private func matches(_ matcher: PatternMatcher, _ text: String) -> Bool {
        Array(text.utf8).withUnsafeBytes { matcher.matches($0) }
    }

    @Test(
        "Leaves to Swift's engine what it does not know",
        arguments: [
            #"(a)\1"#, "(?=a)", "a(?i)b", #"\b*a"#, #"[\b]"#, #"\p{L}"#, "a*+", "a**", "[a&&b]",
            "[[a]]",
            "é", "(?<name>a)", "a{1000}", "[z-a]", #"\x41"#, "(", "[]", "{2}", "(?#x)",
        ]
    )
    func unknown(pattern: String) {
        #expect(PatternMatcher(pattern) == nil)
    }

    @Test(
        "Reads bytes as Swift reads them into a String, also those that are no text",
        arguments: 1...4
    )
    func decoding(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes: [UInt8] = [
            0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE4, 0xED,
            0xEF,
            0xF0, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                bytes.randomElement(using: &random) ?? 0
            }
            var scalars: [Unicode.Scalar] = []
            text.withUnsafeBytes { text in
                var index = 0
                while index < text.count {
                    let next = UTF8Scalar(text, at: index)
                    scalars.append(next.scalar)
                    index += next.length
                }
            }
            let expected = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
            #expect(scalars == expected, "\(text)")
        }
    }

    @Test(
        "A word ends where a letter, a digit or _ meets anything else",
        arguments: [
            (#"\berror\b"#, "an error.code", true), (#"\berror\b"#, "errors", false),
            (#"\berror\b"#, "error", true), (#"\berror\b"#, "it's error's", true),
            (#"\berror\b"#, "my_error", false), (#"\berror\b"#, "éerror", false),
            (#"\b"#, "", false), (#"\B"#, "", true), (#"\b"#, "-", false), (#"^\ba"#, "a", true),
            (#"a\B"#, "a", false), (#"a\B."#, "ab", true), (#"\b$"#, "a", true),
        ]
    )
    func words(pattern: String, text: String, isFound: Bool) throws {
        #expect(matches(try #require(PatternMatcher(pattern)), text) == isFound)
        let body = try BodyPattern(pattern)
        #expect(Array(text.utf8).withUnsafeBytes { body.matches($0) } == isFound)
    }

    @Test(
        "Knows classes beyond ASCII",
        arguments: [
            (#"^\w+$"#, "naïve_世界٣", true), (#"\W"#, "naïve_世界٣", false), (#"^\d$"#, "٣", true),
            (#"\d"#, "²", false), (#"^a\sb$"#, "a\u{A0}b", true), (#"^\S+$"#, "a\u{2003}b", false),
            ("^.$", "\u{2028}", false), ("^.$", "😀", true), ("^[^a-z]{2}$", "é世", true),
            (#"e\w\w"#, "e\u{301}\u{200D}", true), ("(?i)^k$", "\u{212A}", true),
            ("^k$", "\u{212A}", false), ("(?i)s", "ſ", false),
        ]
    )
    func beyond(pattern: String, text: String, isFound: Bool) throws {
        #expect(matches(try #require(PatternMatcher(pattern)), text) == isFound)
    }

    @Test("A pattern that makes more states than are kept still answers")
    func manyStates() throws {
        let found = try #require(PatternMatcher("a[ab]{12}c"))
        var random = SeededGenerator(seed: 1)
        for _ in 0..<50 {
            let letters = (0..<400).map { _ in Bool.random(using: &random) ? "a" : "b" }
            let text = letters.joined()
            #expect(matches(found, text) == false)
            #expect(matches(found, text + "a" + letters.prefix(12).joined() + "c") == true)
        }
    }

    @Test("Says what Swift's engine says, of random patterns and ASCII texts", arguments: 1...8)
    func sameAnswers(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var compared = 0
        while compared < 150 {
            let pattern = Self.pattern(depth: 3, &random)
            // The engine has other boundaries.
            guard pattern.utf8.count <= Self.lengthMax, !pattern.contains(#/\\[bB]/#),
                let matcher = PatternMatcher(pattern),
                let regex = try? Regex(pattern)
            else { continue }
            compared += 1
            let engine = regex.matchingSemantics(.unicodeScalar)
            for _ in 0..<12 {
                let text = Self.text(of: Self.letters, &random)
                let expected = try engine.firstMatch(in: text) != nil
                #expect(
                    matches(matcher, text) == expected,
                    "\(pattern) in \(text.debugDescription)"
                )
            }
        }
    }

    @Test(
        "Says what a search that tries everything says, of any patterns and texts",
        arguments: 1...8
    )
    func exhaustive(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var compared = 0
        while compared < 150 {
            let pattern = Self.pattern(depth: 3, &random)
            guard pattern.utf8.count <= Self.lengthMax, let matcher = PatternMatcher(pattern),
                let node = PatternParser.parse(pattern)?.node
            else { continue }
            compared += 1
            for _ in 0..<12 {
                let text = Self.text(of: Self.letters + Self.beyondEngine, &random)
                let search = ExhaustiveSearch(text, ignoresCase: pattern.hasPrefix("(?i)"))
                #expect(
                    matches(matcher, text) == search.finds(node),
                    "\(pattern) in \(text.debugDescription)"
                )
            }
        }
    }

    @Test("Reads nothing that Swift's engine refuses", arguments: 1...8)
    func refusals(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var read = 0
        while read < 1_000 {
            let pattern = (0..<Int.random(in: 1...7, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            guard PatternParser.parse(pattern) != nil else { continue }
            read += 1
            #expect(throws: Never.self, "\(pattern)") { try Regex(pattern) }
        }
    }

    /// Every character of ASCII, escaped and not, and what begins and ends the constructs.
    private static let pieces =
        (0x20...0x7E).map { String(Unicode.Scalar(UInt8($0))) }
        + (0x20...0x7E).map { #"\"# + String(Unicode.Scalar(UInt8($0))) }
        + [
            "(", "(?:", ")", ")", "[", "[^", "]", "]", "-", "{2}", "{1,2}", "{2,}", "*?", "++", "|",
            "^", "$", "é", "世", "a-z", "(?i)",
        ]

    private static func pattern(depth: Int, _ random: inout SeededGenerator) -> String {
        let atoms = [
            "a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", #"\d"#, #"\w"#, #"\s"#, #"\D"#, "1", " ",
            #"\."#, "[b-]", #"[\d.]"#, #"\b"#, #"\B"#, #"\W"#, #"\S"#,
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

    /// The limit on texts: trying everything, as the engine does too, takes a time that grows with each
    /// repetition within another.
    private static let lengthMax = 16
    private static let letters = [
        "a", "b", "c", "A", "B", "1", "2", " ", ".", "-", "\n", "\t", "_",
    ]
    /// To the engine `\r\n` is one character, and two.
    private static let beyondEngine = [
        "\r",
        "é", "世", "😀", "²", "٣", "\u{301}", "\u{A0}", "\u{2028}", "\u{212A}",
    ]

    private static func text(of letters: [String], _ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
            letters.randomElement(using: &random) ?? "a"
        }.joined()
    }
}

extension PatternMatcher {
    fileprivate convenience init?(_ pattern: String) {
        guard let pattern = PatternParser.parse(pattern) else { return nil }
        self.init(pattern)
    }
}

/// A search by the meaning of a pattern alone: every end of every part from every offset.
private struct ExhaustiveSearch {
    private let symbols: [UInt8]

    init(_ text: String, ignoresCase: Bool) {
        var alphabet = ScalarAlphabet(ignoresCase: ignoresCase)
        symbols = text.unicodeScalars.map { alphabet.symbol($0) }
    }

    func finds(_ node: PatternNode) -> Bool {
        (0...symbols.count).contains { !ends(of: node, from: $0).isEmpty }
    }

    private func isWord(_ index: Int) -> Bool {
        symbols.indices.contains(index) && ScalarSet.word.contains(symbols[index])
    }

    private func ends(of node: PatternNode, from start: Int) -> Set<Int> {
        switch node {
        case .empty: return [start]
        // No automaton is made of these.
        case .scalar, .beyondAutomaton: return []
        case .set(let set):
            return start < symbols.count && set.contains(symbols[start]) ? [start + 1] : []
        case .start: return start == 0 ? [start] : []
        case .end: return start == symbols.count ? [start] : []
        case .boundary: return isWord(start - 1) != isWord(start) ? [start] : []
        case .noBoundary: return isWord(start - 1) == isWord(start) ? [start] : []
        case .sequence(let parts):
            return parts.reduce([start]) { starts, part in ends(of: part, from: starts) }
        case .choice(let choices): return Set(choices.flatMap { ends(of: $0, from: start) })
        case .repeated(let part, let min, let max):
            var reached: Set<Int> = [start]
            for _ in 0..<min { reached = ends(of: part, from: reached) }
            var all = reached
            var left = (max ?? .max) - min
            while left > 0, !reached.isEmpty {
                reached = ends(of: part, from: reached).subtracting(all)
                all.formUnion(reached)
                left -= 1
            }
            return all
        }
    }

    private func ends(of node: PatternNode, from starts: Set<Int>) -> Set<Int> {
        Set(starts.flatMap { ends(of: node, from: $0) })
    }
}
