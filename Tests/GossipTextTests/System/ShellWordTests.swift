import Testing

@testable import GossipText

@Suite("A word for a shell")
struct ShellWordTests {
    @Test(
        "stands in quotation marks where the shell would read it otherwise",
        arguments: [
            ("a.sqlite", "a.sqlite"), ("/var/lib/gossip/né-1.db", "/var/lib/gossip/né-1.db"),
            ("", "''"), ("my log.db", "'my log.db'"), ("it's", "'it'\\''s'"),
            ("$HOME;ls", "'$HOME;ls'"),
            ("~x", "'~x'"), ("a\nb", "'a\nb'"),
        ]
    )
    func quoted(word: String, quoted: String) {
        #expect(ShellWord.quoted(word) == quoted)
    }
}
