import Testing

@testable import gossip_log

@Suite("Search in bodies")
struct BodyPatternTests {
    private func matches(_ pattern: String, _ body: String) throws -> Bool {
        try matches(pattern, Array(body.utf8))
    }

    private func matches(
        _ pattern: String,
        _ body: [UInt8],
        isCaseSensitive: Bool? = true
    ) throws -> Bool {
        let pattern = try BodyPattern(pattern, isCaseSensitive: isCaseSensitive)
        return body.withUnsafeBytes { pattern.matches($0) }
    }

    @Test(
        "Plain text and regular expressions find",
        arguments: [
            ("disk", "the disk is full"), ("the", "the disk"), ("full", "is full"),
            ("", "anything"),
            ("", ""), ("d.sk", "the disk"), ("^the", "the disk"), ("full$", "is full"),
            ("(?i)DISK", "the disk"), ("a|b", "xbx"), (#"\d{3}"#, "code 404"), ("é", "café"),
            ("aab", "aaab"), (#"a\.b"#, "a.b"), ("世", "世界"),
        ]
    )
    func found(pattern: String, body: String) throws {
        #expect(try matches(pattern, body))
    }

    @Test(
        "And do not find what is not there",
        arguments: [
            ("disk", "DISK"), ("disk", "dis"), ("disk", ""), ("^disk", "the disk"),
            (#"\d"#, "none"),
            (#"a\.b"#, "axb"),
        ]
    )
    func notFound(pattern: String, body: String) throws {
        #expect(try !matches(pattern, body))
    }

    @Test(
        "Without a capital letter case makes no difference, as in journalctl",
        arguments: [
            ("disk", "DISK", true), ("disk", "Disk full", true), ("Disk", "disk", false),
            ("disk", "dis", false), (#"\S+isk"#, "DISK", true), (#"\bdisk\b"#, "the Disk.", true),
            ("é", "É", true), ("É", "é", false), ("世", "世界", true), ("[a-c]x", "BX", true),
            ("[A-C]x", "bx", false), ("k", "\u{212A}", true),
            (#"(?=d)isk|(?=d)disk"#, "DISK", true),
            ("{`", "[@", false), (#"\p{Lu}"#, "X", true), (#"\x41"#, "a", true),
            ("a|b", "B", true), ("404", "404", true),
        ]
    )
    func smartCase(pattern: String, body: String, isFound: Bool) throws {
        #expect(try matches(pattern, Array(body.utf8), isCaseSensitive: nil) == isFound)
    }

    @Test("What is said about case decides, whatever the pattern")
    func saidCase() throws {
        let body = Array("the DISK".utf8)
        #expect(try !matches("disk", body, isCaseSensitive: true))
        #expect(try matches("Disk", body, isCaseSensitive: false))
        #expect(try matches("(?i)disk", body, isCaseSensitive: true))
    }

    /// The name of the way that a pattern is searched by, when case makes a difference.
    private func way(_ pattern: String, isCaseSensitive: Bool? = true) throws -> String {
        switch try BodyPattern(pattern, isCaseSensitive: isCaseSensitive).search {
        case .bytes: "bytes"
        case .automaton(_, let needed): needed == nil ? "automaton" : "text, automaton"
        case .engine(_, let needed): needed == nil ? "engine" : "text, engine"
        }
    }

    @Test(
        "A pattern is parsed once for all ways, and by the engine only where that alone knows it",
        arguments: [
            ("plain text", "bytes"), ("[0-9]{6}|zz+", "automaton"),
            ("(?:pump) [0-9]+", "text, automaton"), ("[é]+x", "engine"),
            ("café [0-9]", "text, engine"),
            ("(ab)[äö]", "text, engine"), (#"(a)\1"#, "engine"), ("(?=a)bcd", "engine"),
        ]
    )
    func ways(pattern: String, expected: String) throws {
        #expect(try way(pattern) == expected)
    }

    @Test(
        "Where case makes no difference, a text is looked for first all the same",
        arguments: [
            ("plain text", "text, automaton"), ("404", "bytes"), ("世界", "bytes"),
            ("café", "text, engine"), ("PLAIN", "bytes"),
        ]
    )
    func waysWithoutCase(pattern: String, expected: String) throws {
        #expect(try way(pattern, isCaseSensitive: nil) == expected)
    }

    @Test("Bodies that are no text can be searched too")
    func binary() throws {
        let body: [UInt8] = [0xFF, 0x00] + Array("needle".utf8) + [0xFE]
        #expect(try matches("needle", body, isCaseSensitive: nil))
        #expect(try matches("n..dle", body))
    }

    @Test("A pattern that is none says so", arguments: ["(", "[", "*", "a{2,1}"])
    func invalid(pattern: String) {
        #expect {
            try BodyPattern(pattern)
        } throws: { error in
            guard let failure = error as? CommandFailure else { return false }
            return failure.exit == .failure && failure.message.contains("regular expression")
        }
    }
}
