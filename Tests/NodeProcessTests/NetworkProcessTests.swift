import Foundation
import Glibc
import GossipText
import GossipWire
import TestSupport
import Testing

/// The network of a node: how its key is made and named, and whom it keeps out.
@Suite("The network of processes")
struct NetworkProcessTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func ask(_ arguments: String...) throws -> TemporaryFolder.Answer {
        try folder.ask(arguments)
    }

    private func keygen(_ name: String) throws {
        #expect(try ask("keygen", "--output", name).code == 0)
    }

    @Test("keygen prints the text of a key file, another key each time")
    func printed() throws {
        let (first, second) = (try ask("keygen"), try ask("keygen"))
        #expect(first.code == 0 && first.errors.isEmpty)
        #expect(first.output.hasPrefix("# Network "))
        #expect(try NetworkKeys(text: first.output) != NetworkKeys(text: second.output))
    }

    @Test("keygen makes a file for its owner only, and never takes the place of one")
    func written() throws {
        let made = try ask("keygen", "--output", "network.key")
        #expect(made.code == 0)
        let network = try #require(
            made.output.split(separator: "\n").first?.split(separator: " ").last
        )
        #expect(made.output == "network  \(network)\nkey      network.key (new)")
        var status = stat()
        #expect(stat(folder.file("network.key"), &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        let text = try String(contentsOfFile: folder.file("network.key"), encoding: .utf8)
        #expect(text.hasPrefix("# Network \(network): "))
        let again = try ask("keygen", "--output", "network.key")
        #expect(again.code == 1)
        #expect(
            again.errors == """
                gossip-node: there is a file network.key already, and it is left as it is: it may be the key \
                of a network. Choose another name.

                """
        )
        #expect(try String(contentsOfFile: folder.file("network.key"), encoding: .utf8) == text)
    }

    @Test("A key file that is open to others, holds something else or is not there ends with 1")
    func refused() throws {
        try keygen("a.key")
        chmod(folder.file("a.key"), 0o644)
        let opened = try ask("--db", "a.sqlite", "--network-key-file", "a.key")
        #expect(opened.code == 1 && opened.errors.contains("Run: chmod 600 a.key"))
        let short = "gossip-log network key 1 " + String(repeating: "a", count: 63)
        try FileBytes.write(Array(short.utf8), to: folder.file("b.key"))
        chmod(folder.file("b.key"), 0o600)
        let wrong = try ask("--db", "a.sqlite", "--network-key-file", "b.key")
        #expect(
            wrong.code == 1 && wrong.errors.hasPrefix("gossip-node: the network key file b.key ")
        )
        let absent = try ask("--db", "a.sqlite", "--network-key-file", "c.key")
        #expect(absent.code == 1)
        #expect(
            absent.errors == """
                gossip-node: there is no network key file c.key. Copy it from another node of the network, or \
                make a new network: gossip-node keygen --output c.key

                """
        )
    }

    @Test("Without words the network is that of this machine; --open is said; a key has a name")
    func told() throws {
        try keygen("network.key")
        for (name, flags, line) in [
            ("loopback", [], "any process of this machine may join"),
            ("open", ["--open"], "open to everybody who reaches this node"),
        ] as [(String, [String], String)] {
            let node = try folder.run(
                ["--db", "\(name).sqlite", "--listen", "127.0.0.1:0"] + flags
            )
            try node.text("  started   ")
            let status = try asked("\(name).sqlite")
            #expect(status.text.hasSuffix("\n\(line)"))
            #expect(status.network == name)
            #expect(try node.stop() == 0)
            #expect(node.output.contains { $0.contains("  \(line)") })
        }
        let node = try folder.node("key.sqlite", "--network-key-file", "network.key")
        let started = try node.line("started") { $0.event == "started" }
        let network = try #require(started.network)
        #expect(network.count == 32)
        #expect(try asked("key.sqlite").text.hasSuffix("\nnetwork \(network)"))
        #expect(try asked("key.sqlite").network == network)
    }

    /// The status of the node that runs on a log.
    private func asked(_ log: String) throws -> (text: String, network: String?) {
        let text = try ask("status", "--db", log)
        #expect(text.code == 0, "\(text)")
        let json = try JSONTree(try ask("status", log, "-o", "json").output)
        return (text.output, json["network"]?.text)
    }

    @Test("Nodes with one key are live with each other, one of them named by the environment")
    func oneKey() throws {
        try keygen("network.key")
        let a = try folder.node("a.sqlite", "--network-key-file", "network.key")
        let address = try a.listening()
        let b = try NodeProcess(
            ["GOSSIP_NETWORK_KEY_FILE=network.key", NodeProcess.executable.path]
                + ["--db", "b.sqlite", "--listen", "127.0.0.1:0", "--peer", address]
                + ["--input", "json", "--format", "json"],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/env")
        )
        try b.live()
        a.send(#"{"body":"hello"}"#)
        #expect(try b.line("message") { $0.event == "message" }.body == "hello")
    }

    @Test("A node with another key is as good as absent, and gets nothing")
    func otherKey() throws {
        try keygen("a.key")
        try keygen("b.key")
        let a = try folder.node("a.sqlite", "--network-key-file", "a.key")
        let address = try a.listening()
        a.send(#"{"body":"secret"}"#)
        try a.line("published") { $0.event == "published" }
        let b = try folder.node("b.sqlite", "--network-key-file", "b.key", "--peer", address)
        let alone = try b.line("alone") { $0.state == "alone" }
        #expect(alone.reason == "none of 1 peer answers (\(address): no answer)")
        #expect(try b.stop() == 0)
        #expect(!b.output.contains { $0.contains("secret") || $0.contains("\"up\"") })
    }
}
