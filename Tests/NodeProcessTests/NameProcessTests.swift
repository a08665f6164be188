import TestSupport
import Testing

/// The names that a node knows of authors.
@Suite("Names at a node")
struct NameProcessTests {
    @Test("A message has its author's name, also one that was announced in an earlier run only")
    func names() throws {
        let folder = try TemporaryFolder()
        let a = try folder.node("a.sqlite", "--name", "anna")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address)
        try b.live()
        a.send(#"{"body":"one"}"#)
        #expect(try b.line("one") { $0.body == "one" }.name == "anna")
        #expect(try b.stop() == 0)
        #expect(try a.stop() == 0)
        // It announces no name now.
        let again = try folder.node("a.sqlite", "--listen", address)
        _ = try again.listening()
        let restarted = try folder.node("b.sqlite", "--peer", address)
        try restarted.live()
        again.send(#"{"body":"two"}"#)
        #expect(try restarted.line("two") { $0.body == "two" }.name == "anna")
    }

    @Test("A name that would not show, or looks like a key, is refused with the reason")
    func refused() throws {
        let folder = try TemporaryFolder()
        for (name, reason) in [
            ("a\u{200B}b", "act on a terminal or do not show"),
            ("👩\u{200D}💻", "act on a terminal or do not show"),
            ("deadbeef", "looks like the start of a key"),
            (" anna", "spaces at an end"),
        ] {
            let node = try folder.run(["--db", "a.sqlite", "--name", name])
            #expect(try node.exitCode() == 2)
            let said = node.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(said.contains(reason) && said.contains("--name"), "\(node.errors)")
        }
    }
}
