import Foundation
import Glibc
import GossipText
import TestSupport
import Testing

/// Nodes asked through the socket beside their log, by the commands and by whoever behaves badly.
@Suite("The control socket of processes")
struct ControlSocketTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Runs a command that asks, to its end.
    private func ask(_ arguments: String...) throws -> (code: Int32, output: String, errors: String)
    {
        let process = try NodeProcess(arguments, in: folder)
        let code = try process.exitCode()
        return (code, process.output.joined(separator: "\n"), process.errors)
    }

    /// Publishes by standard input, which shows that the node goes on.
    private func requireAlive(_ node: NodeProcess) throws {
        node.send(#"{"body":"alive"}"#)
        try node.line("published") { $0.event == "published" }
    }

    @Test("A running node says how it stands, in words and in JSON")
    func status() throws {
        let node = try folder.node("a.sqlite")
        try requireAlive(node)
        let text = try ask("status", "--db", "a.sqlite")
        #expect(text.code == 0)
        #expect(text.output.hasPrefix("alone: no peer is known\n1 message in "))
        #expect(
            text.output.hasSuffix(", nothing dropped\nany process of this machine may join")
        )
        let json = try ask("status", "a.sqlite", "-o", "json")
        let state = try JSONTree(json.output)
        #expect(state["why"]?.text == "alone: no peer is known")
        #expect(state["log"]?["messages"]?.number == 1)
        #expect(try ask("status", "--db", "a.sqlite", "--ready").code == 0)
    }

    @Test("A node that waits for a peer answers, and is not ready")
    func notReady() throws {
        let node = try folder.node("a.sqlite", "--peer", "127.0.0.1:39")
        _ = try node.line("alone") { $0.state == "alone" }
        let ready = try ask("status", "--db", "a.sqlite", "--ready")
        #expect(ready.code == 1)
        #expect(ready.output.hasPrefix("alone: none of 1 peer answers (127.0.0.1:39: refused)"))
        #expect(ready.errors.hasPrefix("gossip-node: the node is not ready: alone"))
    }

    @Test("A running node publishes words and standard input, and prints the id")
    func publish() throws {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        let words = try ask("publish", "--db", "a.sqlite", "-t", "chat", "Good", "morning")
        #expect(words.code == 0, "\(words)")
        let pipe = try NodeProcess(["publish", "--db", "a.sqlite", "-o", "json"], in: folder)
        pipe.send("two\nlines")
        pipe.closeInput()
        #expect(try pipe.exitCode() == 0)
        let receipt = try JSONTree(pipe.output.joined())
        #expect(receipt["sequence"]?.number == 2 && receipt["arrival"]?.number == 2)
        let messages = try folder.objects("list", "a.sqlite")
        #expect(messages.map { $0["body"] as? String } == ["Good morning", "two\nlines"])
        #expect(messages.map { $0["topic"] as? String } == ["chat", ""])
        #expect(messages.map { $0["id"] as? String } == [words.output, receipt["id"]?.text])
    }

    @Test("Nothing, too much and no node are refused before anything is published")
    func unpublished() throws {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        let empty = try NodeProcess(["publish", "--db", "a.sqlite"], in: folder)
        empty.closeInput()
        #expect(try empty.exitCode() == 2)
        #expect(empty.errors.contains("standard input is empty"))
        let topic = String(repeating: "t", count: 128)
        #expect(try ask("publish", "--db", "a.sqlite", "-t", topic, "x").code == 2)
        #expect(try ask("publish", "--db", "b.sqlite", "x").code == 3)
        #expect(try ask("status", "--db", "a.sqlite").output.contains("0 messages"))
    }

    @Test("A running node tells its peers in the columns of gossip-log peers")
    func peers() throws {
        let ben = try folder.node("b.sqlite", "--name", "ben")
        let address = try ben.listening()
        let node = try folder.node("a.sqlite", "--peer", address, "--peer", "127.0.0.1:39")
        try node.line("equal") { $0.equal == 1 }
        try node.line("down") { $0.event == "peer" && $0.status == "down" }
        let table = try ask("peers", "a.sqlite").output.split(separator: "\n")
        #expect(table[0].hasPrefix("STATE    ADDRESS") || table[0].hasPrefix("STATE  ADDRESS"))
        #expect(table.contains { $0.hasPrefix("up ") && $0.contains(" ben ") }, "\(table)")
        #expect(table.contains { $0.hasPrefix("down ") && $0.contains("never") }, "\(table)")
        let answer = try JSONTree(try ask("peers", "a.sqlite", "-o", "json").output)
        let peers = answer["peers"]?.elements ?? []
        #expect(Set(peers.map { $0["peer"]?.text }) == [address, "127.0.0.1:39"])
        try node.stop()
        try ben.stop()
    }

    @Test("A node is ended by its socket in order, and both go")
    func stop() throws {
        let node = try folder.node("a.sqlite")
        try requireAlive(node)
        let stopped = try ask("stop", "--db", "a.sqlite")
        #expect(stopped.code == 0 && stopped.output == "stopped", "\(stopped)")
        #expect(try node.exitCode() == 0)
        #expect(access(folder.file("a.sqlite.sock"), F_OK) != 0)
        let again = try ask("stop", "--db", "a.sqlite")
        #expect(again.code == 3)
        #expect(
            again.errors == """
                gossip-node: no node runs on a.sqlite. Start one with gossip-node --db a.sqlite.

                """
        )
    }

    @Test("The socket is the owner's alone, whatever the mask of the process lets others")
    func rights() throws {
        let command = "umask 0 && exec \"$0\" --db a.sqlite --listen 127.0.0.1:0 --format json"
        let node = try NodeProcess(
            ["-c", command, NodeProcess.executable.path],
            in: folder,
            executable: URL(fileURLWithPath: "/bin/sh")
        )
        _ = try node.listening()
        #expect(try ask("status", "--db", "a.sqlite").code == 0)
        var status = stat()
        #expect(lstat(folder.file("a.sqlite.sock"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("The socket of a killed node is replaced by the next; two nodes have two")
    func killed() throws {
        let killed = try folder.node("a.sqlite")
        _ = try killed.listening()
        #expect(try ask("status", "--db", "a.sqlite").code == 0)
        try killed.crash()
        #expect(access(folder.file("a.sqlite.sock"), F_OK) == 0)
        #expect(try ask("status", "--db", "a.sqlite").code == 3)
        let next = try folder.node("a.sqlite")
        let other = try folder.node("b.sqlite")
        try requireAlive(other)
        #expect(try ask("status", "--db", "a.sqlite").output.contains("0 messages"))
        #expect(try ask("status", "--db", "b.sqlite").output.contains("1 message in"))
        #expect(try next.stop() == 0)
        #expect(try ask("status", "--db", "b.sqlite").code == 0)
    }

    @Test("A socket that cannot be made is a warning, and the node lives without")
    func unmade() throws {
        try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("a.sqlite.sock")))
        let node = try folder.node("a.sqlite")
        let warning = try node.line("warning") { $0.event == "warning" }
        #expect(warning.message?.contains("something that is no socket has this name") == true)
        try requireAlive(node)
        let asked = try ask("status", "--db", "a.sqlite", "--timeout", "1ms")
        #expect(asked.code == 3)
        #expect(asked.errors.contains("process \(node.pid) has a.sqlite, and has no socket"))
        #expect(try node.stop() == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("a.sqlite.sock"))).count == 4)
    }

    @Test("A path too long for a socket has it in the folder for such, where clients find it")
    func longPath() throws {
        let name = String(repeating: "x", count: 90) + ".sqlite"
        let node = try NodeProcess(
            ["XDG_RUNTIME_DIR=\(folder.path)", NodeProcess.executable.path]
                + ["--db", name, "--listen", "127.0.0.1:0", "--format", "json"],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/env")
        )
        _ = try node.listening()
        #expect(try ask("status", "--db", name).code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.contains { $0.hasPrefix("gossip-") })
        #expect(try ask("stop", "--db", name).code == 0)
    }

    @Test("Rubbish, silence in masses and a body without end do not disturb the node")
    func badClients() throws {
        let node = try folder.node("a.sqlite")
        _ = try node.listening()
        #expect(try ask("status", "--db", "a.sqlite").code == 0)
        let path = folder.file("a.sqlite.sock")
        var generator = SeededGenerator(seed: 14)
        for _ in 0..<20 {
            let rubbish = try UnixConnection(to: path)
            rubbish.send((0..<1_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
            rubbish.close()
        }
        let wrong = try UnixConnection(to: path)
        wrong.send(Array("GET /v1/state SMTP/9\r\n\r\n".utf8))
        #expect(String(decoding: wrong.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
        wrong.close()
        let silent = try (0..<100).map { _ in try UnixConnection(to: path) }
        try requireAlive(node)
        for connection in silent { connection.close() }
        let endless = try UnixConnection(to: path)
        endless.send(Array("POST /v1/state HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n".utf8))
        endless.send([UInt8](repeating: 0x20, count: 1_000))
        #expect(try ask("status", "--db", "a.sqlite").code == 0)
        #expect(try ask("stop", "--db", "a.sqlite", "--timeout", "30s").code == 0)
        #expect(try node.exitCode() == 0)
        endless.close()
    }
}
