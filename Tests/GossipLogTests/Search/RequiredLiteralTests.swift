import Testing

@testable import gossip_log

@Suite("What every match of a pattern holds")
struct RequiredLiteralTests {
    private func literal(of pattern: String) -> [UInt8]? {
        PatternParser.parse(pattern).flatMap(RequiredLiteral.find)?.needle
    }

    @Test(
        "The longest run of plain characters",
        arguments: [
            ("error: .*", "error: "), ("^disk [0-9]+ full$", "disk "), (#"\d+ items"#, " items"),
            (#"a\.b\.c"#, "a.b.c"), ("abc*", "ab"), ("abc+d", "abc"), ("abc?xyz1", "xyz1"),
            ("ab{0,2}cde", "cde"), ("[^abc]def", "def"), ("[]abc", nil), ("world.世界世界", "world"),
            ("[äö]def", "def"), ("ab*+cde", "cde"), ("(?i)abc-17", "abc-17"),
            ("(?i)DISK full", " full"), ("(?i)Kelvin", "elvin"), (#"[\]]abc"#, "]abc"),
            ("(ab)(?:cd)[e]f", "abcdef"), ("(abc|de)fg", "fg"), ("(abc){2}d", "abc"),
        ]
    )
    func found(pattern: String, expected: String?) {
        #expect(literal(of: pattern) == expected.map { Array($0.utf8) })
    }

    @Test(
        "Nothing is required where it is not certain",
        arguments: [
            "abc|def", "(abc)?", "(?i)k", "(?x) a b", #"\Qabc\E"#, #"\u{61}bc"#, "a*", ".", "",
            "[a[bc]]d", "a{2", #"(?#x)abc"#, "1\u{301}?", "(?i)1\u{301}?", "(?i)é", "(?=abc)",
        ]
    )
    func notFound(pattern: String) {
        #expect(literal(of: pattern) == nil)
    }
}
