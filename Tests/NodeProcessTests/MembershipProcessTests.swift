import Foundation
import GossipNode
import GossipStore
import GossipText
import GossipWire
import TestSupport
import Testing

/// Members admitted and removed, at running nodes and at logs without one.
@Suite("Changes of the members of a network of processes")
struct MembershipProcessTests {
    let network: ProcessNetwork

    init() throws {
        network = try ProcessNetwork()
    }

    /// A founder, an admin that it let in, a member that this admin let in, and the founder's address.
    private func three() throws -> (NodeProcess, NodeProcess, NodeProcess, address: String) {
        let a = try network.found("a.sqlite", "first")
        let address = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite", "--admin")
        let b = try network.folder.node("b.sqlite", "--peer", address)
        try b.live()
        try network.join("c.sqlite", "third", by: "b.sqlite")
        let c = try network.folder.node("c.sqlite", "--peer", address)
        try c.live()
        return (a, b, c, address)
    }

    @Test(
        "A member that another admin let in is known to all that run, and its removal ends its links"
    )
    func spread() throws {
        let (a, b, c, address) = try three()
        try a.line("joined") { $0.message == "third has joined the network" }
        #expect(try network.members("a.sqlite").contains("third member"))
        c.send(#"{"body":"before"}"#)
        #expect(try a.line("message") { $0.event == "message" }.body == "before")

        let removal = try network.ask("remove", "--db", "a.sqlite", "third")
        #expect(removal.code == 0, "\(removal.errors)")
        #expect(removal.output.hasPrefix("removed  third "))
        #expect(removal.output.contains("kept of its messages: up to number 1"))
        try b.line("removed") { $0.message == "third was removed from the network by first" }
        #expect(try network.members("b.sqlite").contains(" removed"))
        try c.line("refused") { event in
            event.status == "down"
                && event.reason == "refuses this node, which was removed from the network"
        }
        #expect(try c.stop() == 0)
        let again = try network.folder.run([
            "--db", "c.sqlite", "--listen", "127.0.0.1:0", "--peer", address,
        ])
        try again.text("refuses this node, which was removed from the network")
        #expect(try again.stop() == 0)
    }

    @Test("A member is removed at a log that no node uses, and the others hear of it")
    func offline() throws {
        let a = try network.found("a.sqlite", "first")
        _ = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite")
        try network.join("c.sqlite", "third", by: "a.sqlite")
        #expect(try a.stop() == 0)
        let removal = try network.ask("remove", "--db", "a.sqlite", "third", "-o", "json")
        #expect(removal.code == 0, "\(removal.errors)")
        #expect(try JSONTree(removal.output)["role"]?.text == "removed")
        let b = try network.folder.node("b.sqlite")
        let founder = try network.folder.node("a.sqlite", "--peer", try b.listening())
        try founder.live()
        // It has never heard of the third, and so of no name.
        let key = try network.key(of: "c.sqlite").prefix(8)
        try b.line("removed") { $0.message == "\(key) was removed from the network by first" }
    }

    @Test(
        "An admin of whom a member has not heard lets in a node that this member then lets in too"
    )
    func unheardAdmin() throws {
        let a = try network.found("a.sqlite", "first")
        _ = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite", "--admin")
        // It goes before the second has let in anybody, and never meets it.
        try network.join("c.sqlite", "third", by: "a.sqlite")
        let c = try network.folder.node("c.sqlite")
        let there = try c.listening()
        try c.live()
        #expect(try a.stop() == 0)
        let b = try network.folder.node("b.sqlite")
        _ = try b.listening()
        try network.join("d.sqlite", "fourth", by: "b.sqlite")
        #expect(try b.stop() == 0)
        let d = try network.folder.node("d.sqlite", "--peer", there)
        try d.line("live") { $0.state == "live" }
        c.send(#"{"body":"hello"}"#)
        #expect(try d.line("message") { $0.event == "message" }.body == "hello")
    }

    @Test("Each removal that does not count has its sentence, and changes nothing")
    func refusals() throws {
        let a = try network.found("a.sqlite", "first")
        let address = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite", "--admin")
        let b = try network.folder.node("b.sqlite", "--peer", address)
        try b.live()
        try network.join("c.sqlite", "third", by: "b.sqlite")
        let before = try network.members("b.sqlite")
        for (db, member, sentence) in [
            ("a.sqlite", "nobody", "no member is called nobody"),
            ("a.sqlite", "first", "this is the node itself"),
            ("b.sqlite", "first", "that node is an older admin than this one"),
            ("c.sqlite", "first", "this node is no admin of the network"),
        ] {
            let removal = try network.ask("remove", "--db", db, member)
            #expect(removal.code == 1)
            #expect(
                removal.errors.hasPrefix("gossip-node: cannot remove: \(sentence)"),
                "\(removal.errors)"
            )
        }
        try a.line("joined") { $0.message == "third has joined the network" }
        let open = try network.ask("remove", "--db", "a.sqlite", "second")
        #expect(open.code == 1 && open.errors.contains("Say --reissue to sign them again"))
        #expect(try network.members("a.sqlite") == before)
        let kept = try network.ask("remove", "--db", "a.sqlite", "second", "--reissue")
        #expect(kept.code == 0 && kept.output.contains("signed again: 1 of its records"))
        #expect(
            try network.members("a.sqlite") == ["first founder", "third member", " removed"]
        )
    }

    @Test("With an admin go those that it let in, unless their passes are signed again")
    func dependents() throws {
        let (a, b, c, _) = try three()
        c.send(#"{"body":"before"}"#)
        #expect(try a.line("message") { $0.event == "message" }.body == "before")
        let removal = try network.ask("remove", "--db", "a.sqlite", "second", "--no-reissue")
        #expect(removal.code == 0, "\(removal.errors)")
        #expect(removal.output.contains("removed with it: 1 node that it had let in"))
        #expect(try network.members("a.sqlite") == ["first founder", " removed", " removed"])
        for removed in [b, c] {
            try removed.line("refused") { event in
                event.status == "down"
                    && event.reason == "refuses this node, which was removed from the network"
            }
        }
        // What it had written is still what every member keeps.
        let reader = try LogReader.open(path: network.folder.file("a.sqlite"))
        #expect(try reader.foreignAuthors() == [] && reader.count() == 1)
    }

    @Test("Messages of others stay where they are, until an admin lets their author in")
    func foreignAuthors() throws {
        let a = try network.found("a.sqlite", "first")
        let address = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite")
        let other = Identity(number: 77)
        let path = network.folder.file("b.sqlite")
        let log = try MessageLog.open(path: path, at: 1, keepsRunToken: true)
        let members = try #require(log.authorList)
        try log.takeIn(only: nil)
        let chain = try other.chain(3, from: 1_700_000_000_000)
        _ = try log.append(chain.map { Incoming(message: $0, via: .imported) }, at: 2)
        try log.takeIn(only: members)
        try log.close(clean: true, at: 3)
        let b = try network.folder.node("b.sqlite", "--peer", address)
        try b.line("foreign") { event in
            event.message?.hasPrefix("the log holds messages of 1 author who may not write")
                ?? false
        }
        try b.live()
        b.send(#"{"body":"mine"}"#)
        #expect(try a.line("mine") { $0.event == "message" }.body == "mine")
        let admission = try network.ask(
            "admit",
            "--db",
            "a.sqlite",
            "--author-only",
            other.author.hex
        )
        #expect(admission.code == 0, "\(admission.errors)")
        let bodies = try (0..<3).map { _ in try a.line("theirs") { $0.event == "message" }.body }
        #expect(bodies.count == 3)
    }

    @Test("The code on paper makes a member an admin above the founder")
    func recovered() throws {
        let founding = try network.ask("create", "--db", "a.sqlite", "--name", "first")
        let code = try #require(
            founding.output.split(separator: "\n").first { $0.hasPrefix("recovery") }?
                .split(separator: " ").last.map(String.init)
        )
        let a = try network.folder.node("a.sqlite")
        _ = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite")
        #expect(try a.stop() == 0)
        let wrong = try network.ask("recover", "--db", "b.sqlite", RecoveryCode().text)
        #expect(wrong.code == 1 && wrong.errors.contains("is not that of the network"))
        let recovery = try network.ask("recover", "--db", "b.sqlite", code)
        #expect(recovery.code == 0, "\(recovery.errors)")
        let removal = try network.ask("remove", "--db", "b.sqlite", "first", "--reissue")
        #expect(removal.code == 0, "\(removal.errors)")
        #expect(try network.members("b.sqlite") == ["second admin", " removed"])
    }

    @Test("A new key reaches the members that run, and one that was off when it comes back")
    func rotated() throws {
        let a = try network.found("a.sqlite", "first")
        let address = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite")
        try network.join("c.sqlite", "third", by: "a.sqlite")
        let former = try network.keys(of: "a.sqlite")
        let b = try network.folder.node("b.sqlite", "--peer", address)
        try b.live()
        let rotation = try network.ask("rotate", "--db", "a.sqlite")
        #expect(rotation.code == 0, "\(rotation.errors)")
        #expect(rotation.output.hasSuffix("has a new key; one older key counts on"))
        try b.line("key") { $0.message?.hasPrefix("the network has a new key") ?? false }
        let keys = try network.keys(of: "a.sqlite")
        #expect(keys.count == 2 && keys.newest != former.newest)
        #expect(try network.keys(of: "b.sqlite") == keys)
        #expect(try network.keys(of: "c.sqlite") == former)
        let c = try network.folder.node("c.sqlite", "--peer", address)
        try c.line("key") { $0.message?.hasPrefix("the network has a new key") ?? false }
        #expect(try network.keys(of: "c.sqlite") == keys)

        #expect(try c.stop() == 0)
        #expect(try network.ask("rotate", "--db", "b.sqlite").errors.contains("is no admin"))
        let last = try network.ask("rotate", "--db", "a.sqlite", "--forget-old")
        #expect(last.output.hasSuffix("has a new key; 0 older keys count on"))
        try b.line("key") { $0.message?.hasPrefix("the network has a new key") ?? false }
        #expect(try network.keys(of: "b.sqlite").count == 1)
    }

    @Test("A node that was removed is let in again by its key, and an author alone is no peer")
    func admitted() throws {
        let a = try network.found("a.sqlite", "first")
        let address = try a.listening()
        try network.join("b.sqlite", "second", by: "a.sqlite")
        let key = try network.key(of: "b.sqlite")
        #expect(try network.ask("remove", "--db", "a.sqlite", "second").code == 0)
        let admission = try network.ask("admit", "--db", "a.sqlite", "--name", "back", key)
        #expect(admission.code == 0, "\(admission.errors)")
        #expect(admission.output.hasPrefix("admitted  back \(key) as member"))
        let b = try network.folder.node("b.sqlite", "--peer", address)
        try b.live()
        let again = try network.ask("admit", "--db", "a.sqlite", key)
        #expect(again.code == 1 && again.errors.contains("is member already"))
        let author = Identity(number: 9).author.hex
        #expect(try network.ask("admit", "--db", "a.sqlite", "--author-only", author).code == 0)
        #expect(try network.members("a.sqlite").contains(" author"))
        #expect(try network.ask("admit", "--db", "a.sqlite", "abc").code == 2)
    }
}
