import Foundation
import Glibc
import GossipNode
import GossipStore
import GossipText
import GossipWire
import TestSupport
import Testing

/// A network with members: made, entered, and closed to all others.
@Suite("The members of a network of processes")
struct MembersProcessTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func ask(_ arguments: String...) throws -> TemporaryFolder.Answer {
        try folder.ask(arguments)
    }

    private func create(_ db: String, _ name: String) throws {
        #expect(try ask("create", "--db", db, "--name", name).code == 0)
    }

    /// A code of the node that runs on a log.
    private func invite(_ db: String, _ options: String...) throws -> String {
        let process = try folder.run(["invite", "--db", db, "-o", "json"] + options)
        #expect(try process.exitCode() == 0, "\(process.errors)")
        let answer = try JSONTree(process.output.joined())
        return try #require(answer["code"]?.text)
    }

    /// The members as `name role` in the order of the command.
    private func members(_ db: String) throws -> [String] {
        let answer = try ask("members", "--db", db, "-o", "json")
        #expect(answer.code == 0, "\(answer.errors)")
        let members = try JSONTree(answer.output)["members"]?.elements ?? []
        return members.map { "\($0["name"]?.text ?? "") \($0["role"]?.text ?? "")" }
    }

    /// The files that belong to a log.
    private func files(of db: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix(db) }
    }

    private func identity(of db: String) throws -> Identity {
        try #require(try IdentityFile(besideLog: folder.file(db)).load())
    }

    /// Changes a log that no node uses.
    private func change(_ db: String, _ body: (MessageLog) throws -> Void) throws {
        let log = try MessageLog.open(path: folder.file(db), at: 1, keepsRunToken: true)
        try body(log)
        try log.close(clean: true, at: 1)
    }

    @Test("A node that is invited joins, and messages reach it")
    func joined() throws {
        try create("a.sqlite", "first")
        var status = stat()
        #expect(stat(folder.file("a.sqlite.network"), &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let code = try invite("a.sqlite", "--address", address)
        let join = try ask("join", "--db", "b.sqlite", "--name", "second", code)
        #expect(join.code == 0, "\(join.errors)")
        #expect(join.output.contains("inviter  first "))
        #expect(join.output.contains("gossip-node --db b.sqlite"))
        #expect(stat(folder.file("b.sqlite.network"), &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        try a.line("notice") { $0.event == "notice" }
        #expect(try members("a.sqlite") == ["first founder", "second member"])
        #expect(try members("b.sqlite") == ["first founder", "second member"])
        let b = try folder.node("b.sqlite")
        try b.live()
        a.send(#"{"body":"hello"}"#)
        #expect(try b.line("message") { $0.event == "message" }.body == "hello")
        let used = try ask("join", "--db", "c.sqlite", code)
        #expect(used.code == 1)
        #expect(
            used.errors == """
                gossip-node: the code is used up: others have joined with it. Ask for a new one.

                """
        )
        #expect(try files(of: "c.sqlite") == [])
    }

    @Test("Whoever has written into the log before the network was made may write in it")
    func earlierAuthors() throws {
        let other = Identity(number: 77)
        let chain = try other.chain(2, from: 1_700_000_000_000)
        try change("a.sqlite") { log in
            _ = try log.append(chain.map { Incoming(message: $0, via: .imported) }, at: 2)
        }
        let founding = try ask("create", "--db", "a.sqlite", "--name", "first")
        #expect(founding.code == 0, "\(founding.errors)")
        #expect(founding.output.contains("messages of 1 other author: members keep them too"))
        #expect(try members("a.sqlite") == ["first founder", " author"])
        let reader = try LogReader.open(path: folder.file("a.sqlite"))
        #expect(try reader.foreignAuthors() == [])
        #expect(try reader.logDescription().takesIn(other.author))
        #expect(try !reader.logDescription().takesIn(Identity(number: 78).author))
    }

    @Test("In a network that lets anyone write messages of guests reach the other members")
    func guests() throws {
        let founding = try ask("create", "--db", "a.sqlite", "--name", "first", "--authors", "any")
        #expect(founding.code == 0 && founding.output.contains("authors   any, within budgets"))
        let a = try folder.node("a.sqlite")
        let code = try invite("a.sqlite", "--address", try a.listening())
        #expect(try ask("join", "--db", "b.sqlite", "--name", "second", code).code == 0)
        let shown = try ask("members", "--db", "b.sqlite")
        #expect(shown.output.contains("\nauthors any, within budgets\n"))
        let chain = try Identity(number: 77).chain(2, from: 1_700_000_000_000)
        try change("b.sqlite") { log in
            let guests = try log.append(chain.map { Incoming(message: $0, via: .imported) }, at: 2)
            #expect(guests == [.stored(arrival: 1), .stored(arrival: 2)])
        }
        let b = try folder.node("b.sqlite")
        try b.live()
        _ = try b.stop()
        _ = try a.stop()
        let reader = try LogReader.open(path: folder.file("a.sqlite"))
        #expect(try reader.count() == 2 && reader.foreignAuthors().isEmpty)
        #expect(LogVerifier(reader, depth: .full).run().problems == [])
    }

    @Test("A third member that an invited admin lets in links with the founder too")
    func chain() throws {
        try create("a.sqlite", "first")
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        let code = try invite("a.sqlite", "--address", address, "--admin")
        #expect(try ask("join", "--db", "b.sqlite", "--name", "second", code).code == 0)
        let b = try folder.node("b.sqlite")
        try b.live()
        let further = try invite("b.sqlite")
        #expect(try ask("join", "--db", "c.sqlite", "--name", "third", further).code == 0)
        #expect(try b.stop() == 0)
        let c = try folder.node("c.sqlite", "--peer", address)
        try c.live()
        #expect(try members("c.sqlite") == ["first founder", "second admin", "third member"])
    }

    @Test("Each bad code has its own sentence, and changes nothing")
    func badCodes() throws {
        try create("a.sqlite", "first")
        let a = try folder.node("a.sqlite")
        let address = try #require(PeerAddress(try a.listening()))
        let good = try invite("a.sqlite")
        let wrong = try InvitationCode(addresses: [address]).text
        let last: Character = good.last == "x" ? "y" : "x"
        for (code, sentence) in [
            ("hello", "the code does not begin with gl1-"),
            (good.dropLast() + "\(last)", "the code is mistyped: its checksum does not fit"),
            (String(good.dropLast(9)), "the code is too short"),
            (wrong, "the node at \(address) does not know this code. It is wrong"),
        ] {
            let join = try ask("join", "--db", "b.sqlite", "--name", "second", code)
            #expect(join.code == 1)
            #expect(join.errors.hasPrefix("gossip-node: \(sentence)"), "\(join.errors)")
        }
        let name = try ask("join", "--db", "b.sqlite", "--name", "sec\tond", good)
        #expect(name.code == 2)
        #expect(name.errors.contains("holds characters that act on a terminal or do not show"))
        let taken = try ask("join", "--db", "b.sqlite", "--name", "first", good)
        #expect(taken.code == 1 && taken.errors.contains("another member has this name"))
        #expect(try files(of: "b.sqlite") == [])
        #expect(try ask("join", "--db", "b.sqlite", good).code == 0)
    }

    @Test("A log of another network is refused, and stays in its own")
    func otherNetwork() throws {
        try create("a.sqlite", "first")
        try create("b.sqlite", "other")
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        let join = try ask("join", "--db", "b.sqlite", try invite("a.sqlite"))
        #expect(join.code == 1)
        #expect(join.errors.hasPrefix("gossip-node: the code is for another network than that of"))
        #expect(try members("b.sqlite") == ["other founder"])
    }

    @Test("A log has one network: a second one, and one of flags, are refused")
    func oneNetwork() throws {
        try create("a.sqlite", "first")
        let again = try ask("create", "--db", "a.sqlite")
        #expect(again.code == 1 && again.errors.contains(" already, and a log belongs to one"))
        let open = try ask("--db", "a.sqlite", "--open", "--listen", "127.0.0.1:0")
        #expect(open.code == 2 && open.errors.contains("Leave out --open and --network-key-file"))
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        let meanwhile = try ask("create", "--db", "a.sqlite")
        #expect(meanwhile.code == 1)
        #expect(meanwhile.errors.contains("Stop it first: gossip-node stop --db a.sqlite"))
    }

    @Test("To invite takes a running node, a network with members, and an admin")
    func noInvitation() throws {
        let absent = try ask("invite", "--db", "a.sqlite")
        #expect(absent.code == 3 && absent.errors.contains("no node runs on a.sqlite. Start one"))
        let a = try folder.node("a.sqlite")
        _ = try a.listening()
        let none = try ask("invite", "--db", "a.sqlite")
        #expect(none.code == 1 && none.errors.contains("its log has entered no network"))
        let list = try ask("members", "--db", "a.sqlite")
        #expect(list.code == 1 && list.errors.contains("belongs to no network with members"))
        try create("b.sqlite", "first")
        let b = try folder.node("b.sqlite")
        _ = try b.listening()
        #expect(try ask("join", "--db", "c.sqlite", try invite("b.sqlite")).code == 0)
        let c = try folder.node("c.sqlite")
        _ = try c.listening()
        let member = try ask("invite", "--db", "c.sqlite")
        #expect(member.code == 1 && member.errors.contains("it is no admin of the network"))
    }

    @Test("A node that was removed is refused, and both sides say why")
    func removed() throws {
        try create("a.sqlite", "first")
        let founding = try folder.node("a.sqlite")
        let code = try invite("a.sqlite", "--address", try founding.listening())
        #expect(try ask("join", "--db", "b.sqlite", code).code == 0)
        #expect(try founding.stop() == 0)
        let founder = try identity(of: "a.sqlite")
        try change("a.sqlite") { log in
            let removal = MemberRemoval(
                signedBy: founder,
                network: try #require(try log.network()),
                node: try identity(of: "b.sqlite").author,
                epoch: 2,
                cut: .nothing
            )
            try log.saveNetworkRecords(adding: [.removal(removal)])
        }
        let b = try folder.node("b.sqlite")
        let there = try b.listening()
        // As text: the reason comes when the handshake is done, in a line about the state.
        let a = try folder.run(["--db", "a.sqlite", "--listen", "127.0.0.1:0", "--peer", there])
        try a.text("was removed from the network")
        #expect(try a.stop() == 0 && b.stop() == 0)
        let back = try folder.node("a.sqlite")
        let here = try back.listening()
        let again = try folder.run(["--db", "b.sqlite", "--listen", "127.0.0.1:0", "--peer", here])
        try again.text("refuses this node, which was removed from the network")
        #expect(try again.stop() == 0 && back.stop() == 0)
    }

    @Test("A node with the keys of the network and no pass does not start in it")
    func noPass() throws {
        try create("a.sqlite", "first")
        let log = folder.file("a.sqlite")
        for suffix in ["", ".network"] {
            try FileManager.default.copyItem(
                atPath: log + suffix,
                toPath: folder.file("b.sqlite") + suffix
            )
        }
        let b = try ask("--db", "b.sqlite", "--listen", "127.0.0.1:0")
        #expect(b.code == 1 && b.errors.contains("this node has no pass that counts"))
        unlink(log + ".network")
        let a = try ask("--db", "a.sqlite", "--listen", "127.0.0.1:0")
        #expect(a.code == 1 && a.errors.contains("its keys are missing, there is no file"))
    }
}
