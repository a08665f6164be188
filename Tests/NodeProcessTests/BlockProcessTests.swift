import GossipNode
import GossipStore
import GossipText
import GossipWire
import TestSupport
import Testing

/// An author that a node blocks: its messages go there, and the logs are equal except for it.
@Suite("Blocking between processes")
struct BlockProcessTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func ask(_ arguments: String...) throws -> TemporaryFolder.Answer {
        try folder.ask(arguments)
    }

    private func count(_ db: String) throws -> Int {
        try LogReader.open(path: folder.file(db)).count()
    }

    /// The output of a successful command of `gossip-log`.
    private func query(_ arguments: String...) throws -> String {
        let process = try NodeProcess(
            arguments,
            in: folder,
            executable: NodeProcess.executable("gossip-log")
        )
        #expect(try process.exitCode() == 0, "\(process.errors)")
        return process.output.joined(separator: "\n")
    }

    @Test("A running node removes and refuses the author, and is equal except for it")
    func running() throws {
        let a = try folder.node("a.sqlite", "--name", "ann")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address, "--name", "bob")
        try a.live()
        try b.live()
        for number in 1...3 { b.send(#"{"body":"\#(number)"}"#) }
        for _ in 1...3 { try a.line("message") { $0.event == "message" } }
        let key = try #require(try IdentityFile(besideLog: folder.file("b.sqlite")).load()).author
        let block = try ask("block", "--db", "a.sqlite", "bob")
        #expect(block.code == 0, "\(block.errors)")
        #expect(block.output.contains("is blocked: 3 messages of it go"), "\(block.output)")
        let list = try ask("block", "--db", "a.sqlite", "-o", "json")
        #expect(try JSONTree(list.output)["blocks"]?.elements.first?["author"]?.text == key.hex)
        #expect(try ask("block", "--db", "a.sqlite", "bob").output.contains("blocked already"))
        b.send(#"{"body":"refused"}"#)
        try b.lines(4, "published") { $0.event == "published" }
        a.send(#"{"body":"taken"}"#)
        #expect(try b.line("message") { $0.event == "message" }.body == "taken")
        try a.line("published") { $0.event == "published" }
        #expect(try count("a.sqlite") == 1)
        #expect(try ask("block", "--db", "a.sqlite", "bob", "--undo").code == 0)
        // All four of them, after the three that came before.
        try a.lines(7, "messages again") { $0.event == "message" }
        #expect(try a.stop() == 0)
        #expect(try b.stop() == 0)
    }

    @Test("Without a node the messages go at once; a node that starts leaves the author out")
    func stopped() throws {
        let a = try folder.node("a.sqlite", "--name", "ann")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--peer", address, "--name", "bob")
        let back = try b.listening()
        try a.live()
        try b.live()
        for number in 1...3 { b.send(#"{"body":"\#(number)"}"#) }
        for _ in 1...3 { try a.line("message") { $0.event == "message" } }
        #expect(try a.stop() == 0)
        let key = try #require(try IdentityFile(besideLog: folder.file("b.sqlite")).load()).author
        let block = try ask("block", "--db", "a.sqlite", String(key.hex.prefix(10)), "-o", "json")
        #expect(try JSONTree(block.output)["messages"]?.number == 3, "\(block.errors)")
        #expect(try count("a.sqlite") == 0)
        let again = try folder.node("a.sqlite", "--peer", back)
        let proof = try again.line("catch-up") { $0.event == "catch-up" && $0.done == true }
        #expect(proof.received == 0)
        #expect(try again.stop() == 0)
        #expect(try b.stop() == 0)
        let sessions = try query("sessions", "--db", "a.sqlite")
        #expect(sessions.contains("proved equal, except for 1 author"), "\(sessions)")
        let compare = try query("compare", "a.sqlite", "b.sqlite")
        #expect(compare.contains("equal, except for 1 author: both hold the same 0"), "\(compare)")
    }

    @Test("Each wrong use has its sentence and changes nothing")
    func wrongUse() throws {
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        #expect(try a.stop() == 0)
        let own = try #require(try IdentityFile(besideLog: folder.file("a.sqlite")).load()).author
        for (arguments, code, says) in [
            (["nobody"], 1, "no author in a.sqlite has the name or a key"),
            (["--undo"], 2, "--undo needs the author"),
            ([""], 2, "an empty word"),
            ([own.hex], 1, "that is this node itself"),
        ] {
            let answer = try folder.ask(["block", "--db", "a.sqlite"] + arguments)
            #expect(Int(answer.code) == code && answer.errors.contains(says), "\(answer)")
        }
        let absent = try ask("block", "--db", "absent.sqlite", "x")
        #expect(absent.code == 1 && !absent.errors.isEmpty)
        #expect(try ask("block", "--db", "a.sqlite").output == "no author is blocked")
        let unknown = Identity(number: 9).author.hex
        let block = try ask("block", "--db", "a.sqlite", unknown)
        #expect(block.code == 0 && block.output.contains("0 messages of it go"), "\(block)")
        let undo = try ask("block", "--db", "a.sqlite", String(unknown.prefix(12)), "--undo")
        #expect(undo.code == 0 && undo.output.contains("no longer blocked"), "\(undo)")
    }
}
