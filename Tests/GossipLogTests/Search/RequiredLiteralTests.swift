import Testing

@testable import gossip_log

@Suite("What every match of a pattern holds")
struct RequiredLiteralTests {
    @Test(
        "The longest run of plain characters",
        arguments: [
            ("error: .*", "error: "), ("^disk [0-9]+ full$", "disk "), (#"\d+ items"#, " items"),
            (#"a\.b\.c"#, "a.b.c"), ("abc*", "ab"), ("abc+d", "abc"), ("abc?xyz1", "xyz1"),
            ("ab{0,2}cde", "cde"), ("[^abc]def", "def"), ("[]abc", nil), ("world.世界世界", "world"),
        ]
    )
    func found(pattern: String, expected: String?) {
        #expect(RequiredLiteral.find(in: pattern) == expected.map { Array($0.utf8) })
    }

    @Test(
        "Nothing is required where it is not certain",
        arguments: [
            "abc|def", "(abc)?", "(?i)abc", "(?x) a b", #"\Qabc\E"#, #"\u{61}bc"#, "a*", ".", "",
            #"[\]]abc"#, "[a[bc]]d", "a{2", #"(?#x)abc"#,
        ]
    )
    func notFound(pattern: String) {
        #expect(RequiredLiteral.find(in: pattern) == nil)
    }
}
