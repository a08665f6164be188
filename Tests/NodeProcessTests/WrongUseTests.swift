import Foundation
import Glibc
import GossipWire
import TestSupport
import Testing

/// Wrong use and bad surroundings: a sentence, the right exit code, and nothing lost.
@Suite("Wrong use of the program")
struct WrongUseTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(
        "Bad flags end with code 2 and say what is wrong",
        arguments: [
            (["--db", "a.sqlite", "--frobnicate"], "--frobnicate"),
            (["rnu"], "gossip-node: there is no command \"rnu\". Did you mean run?"),
            (["--db", "a.sqlite", "c.sqlite"], "two logs are named"),
            ([":6009"], "there is no command \":6009\""),
            (
                ["--db", "a.sqlite", "--peer", ":6009"],
                "Write HOST:PORT, for example 127.0.0.1:5000"
            ),
            (["--db", "a.sqlite", "--listen", "127.0.0.1"], "the port is missing"),
            (["--db", "a.sqlite", "--listen", "1.2.3:5000"], "1.2.3"),
            (["--db", "a.sqlite", "--peer", "::1:5000"], "brackets"),
            (["--db", "a.sqlite", "--peer", "127.0.0.1:0"], "port 0"),
            (["--db", "a.sqlite", "--peer", "127.0.0.1:70000"], "70000"),
            (["--db", "a.sqlite", "--format", "xml"], "xml"),
            (["--db", "a.sqlite", "--log-level", "loud"], "loud"),
            (["--db", "a.sqlite", "--topic", String(repeating: "t", count: 128)], "128 bytes"),
            (["--db", "a.sqlite", "--name", String(repeating: "n", count: 65)], "65 bytes"),
            (["--db", "a.sqlite", "--keep", "30"], "\"30\" is not an age. Write 90s"),
            (["--db", "a.sqlite", "--keep", "2 days ago"], "is not an age"),
            (["--db", "a.sqlite", "--keep", "0 days"], "is below one minute"),
            (["--db", "a.sqlite", "--keep", "59s"], "is below one minute"),
            (["--db", "a.sqlite", "--keep-size", "1G"], "\"1G\" is not a size. Write 500MB"),
            (["--db", "a.sqlite", "--keep-size", "5"], "\"5\" is not a size. Write 500MB"),
            (["--db", "a.sqlite", "--keep-size", "5kB"], "\"5kB\" is below 1 MB"),
            (["--db", ""], "--db"),
            ([], "Name it with --db FILE, or for all commands with GOSSIP_DB."),
            (
                ["--db", "a.sqlite", "--listen", "0.0.0.0:0"],
                "make one (gossip-node keygen --output network.key)"
            ),
            (["--db", "a.sqlite", "--insecure"], "--network-key-file network.key"),
            (["--db", "a.sqlite", "--open", "--network-key-file", "k"], "Leave one out"),
            (["--db", "a.sqlite", "--network-key-file", ""], "is empty"),
        ]
    )
    func badFlags(
        arguments: [String],
        mentions: String
    ) throws {
        let node = try folder.run(arguments)
        #expect(try node.exitCode() == 2)
        #expect(node.errors.hasPrefix("gossip-node: "))
        #expect(node.errors.contains(mentions))
        #expect(node.output.isEmpty)
    }

    @Test("A port in use is named, with what to do")
    func portInUse() throws {
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let b = try folder.node("b.sqlite", "--listen", address)
        #expect(try b.exitCode() == 1)
        #expect(
            b.errors == """
                gossip-node: cannot listen on \(address): address already in use. \
                Is another node running? Choose another with --listen.

                """
        )
    }

    @Test("A second node on one log is refused")
    func secondNode() throws {
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        let b = try folder.node("a.sqlite")
        #expect(try b.exitCode() == 1)
        #expect(b.errors.hasPrefix("gossip-node: "))
        #expect(b.errors.contains("a.sqlite"))
        a.send(#"{"body":"still here"}"#)
        try a.line("published") { $0.event == "published" }
    }

    @Test("A file that is no log is left as it is")
    func otherFile() throws {
        let text = String(repeating: "my diary\n", count: 500)
        try text.write(toFile: folder.file("a.sqlite"), atomically: true, encoding: .utf8)
        let node = try folder.node("a.sqlite")
        #expect(try node.exitCode() == 1)
        #expect(node.errors.contains("a.sqlite"))
        #expect(try String(contentsOfFile: folder.file("a.sqlite"), encoding: .utf8) == text)
    }

    @Test("A log of a newer version is refused by both programs, unchanged")
    func newerLog() throws {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        #expect(try node.stop() == 0)
        // SQLite keeps the version of the schema in bytes 60 to 63.
        let url = URL(fileURLWithPath: folder.file("a.sqlite"))
        var log = try Data(contentsOf: url)
        log.replaceSubrange(60..<64, with: [0, 0, 0, 99])
        try log.write(to: url)

        let newer = try folder.node("a.sqlite")
        #expect(try newer.exitCode() == 3)
        #expect(newer.errors.contains("newer"))
        let query = try NodeProcess(
            ["--db", "a.sqlite"],
            in: folder,
            executable: NodeProcess.executable("gossip-log")
        )
        #expect(try query.exitCode() == 5)
        #expect(query.errors.contains("newer"))
        #expect(try Data(contentsOf: url) == log)
    }

    @Test("A folder that does not exist is named")
    func missingFolder() throws {
        let node = try folder.node("nowhere/a.sqlite")
        #expect(try node.exitCode() == 1)
        #expect(node.errors.contains("nowhere/a.sqlite"))
    }

    @Test("A key that others can read is refused, with what to do")
    func readableKey() throws {
        let created = try folder.run(["identity", "--db", "a.sqlite"])
        #expect(try created.exitCode() == 0)
        chmod(folder.file("a.sqlite.key"), 0o644)
        let node = try folder.node("a.sqlite")
        #expect(try node.exitCode() == 1)
        #expect(node.errors.contains("chmod 600 \(folder.file("a.sqlite.key"))"))
    }

    @Test("The key is made once, readable by its owner only, and is the node's")
    func newKey() throws {
        let first = try folder.run(["identity", "--db", "a.sqlite", "--format", "json"])
        #expect(try first.exitCode() == 0)
        var status = stat()
        #expect(stat(folder.file("a.sqlite.key"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        let node = try folder.node("a.sqlite")
        let started = try node.line("started") { $0.event == "started" }
        #expect(first.output.first?.contains(try #require(started.node)) == true)
    }

    @Test("A name that does not resolve is an event, and the node lives on")
    func unresolvedName() throws {
        let node = try folder.node("a.sqlite", "--peer", "no-such-host.invalid:5000")
        _ = try node.listening()
        let error = try node.line("error") { $0.event == "error" }
        #expect(error.message?.contains("no-such-host.invalid") == true)
        node.send(#"{"body":"alive"}"#)
        try node.line("published") { $0.event == "published" }
    }

    @Test(
        "A bad line gives an error event and nothing else",
        arguments: [
            (#"{"body":1}"#, "\"body\" must be a string"),
            (#"{"body":"a","body_base64":"YQ=="}"#, "exactly one of"),
            (#"{}"#, "exactly one of"),
            (#"{"body":"a","colour":"red"}"#, "unknown field \"colour\""),
            (#"{"body":"a","body":"b"}"#, "twice"),
            (#"{"body":"a","lifetime":-1}"#, "\"lifetime\" must be"),
            (#"{"body":"a","lifetime":"1"}"#, "\"lifetime\" must be"),
            (#"{"body":"a","tag":7}"#, "\"tag\" must be a string"),
            (#"{"body_base64":"*"}"#, "not base64"),
            (#"{"body":"a"} x"#, "nothing may follow"),
            (#"{"body":"\ud800"}"#, "surrogate"),
            (#"["body"]"#, "must begin with {"),
            ("", "must begin with {"),
        ]
    )
    func badLine(line: String, says: String) throws {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        node.send(line)
        let error = try node.line("error") { $0.event == "error" }
        #expect(error.message?.contains(says) == true, "\(error.message ?? "")")
        #expect(error.message?.hasPrefix("line 1 of standard input") == true)
        node.send(#"{"body":"good"}"#)
        let published = try node.line("published") { $0.event == "published" }
        #expect(published.sequence == 1)
    }

    @Test("Invalid UTF-8, too large a body and an endless line are refused, the rest is not")
    func badInput()
        throws
    {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        node.send(Array(#"{"body":""#.utf8) + [0xff, 0xfe] + Array("\"}\n".utf8))
        #expect(try node.line("error") { $0.event == "error" }.message?.contains("UTF-8") == true)
        let large = String(repeating: "x", count: Message.bodyLengthMax + 1)
        node.send("{\"body\":\"\(large)\"}")
        #expect(try node.line("error") { $0.event == "error" }.message?.contains("1 MiB") == true)
        node.send([UInt8](repeating: 0x20, count: 8 << 20) + [0x0a])
        #expect(
            try node.line("error") { $0.event == "error" }.message?.contains("longer than") == true
        )
        node.send(#"{"body":"good"}"#)
        try node.line("published") { $0.sequence == 1 }
    }
}
