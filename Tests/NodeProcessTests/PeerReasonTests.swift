import Foundation
import Glibc
import TestSupport
import Testing

/// The reasons that a node tells of peers that are not there.
@Suite("Reasons of absent peers")
struct PeerReasonTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("A port that no program has is refused, in the event and in the state")
    func refused() throws {
        // Nobody listens at the reserved port numbers below 40.
        let node = try folder.node("a.sqlite", "--peer", "127.0.0.1:38")
        let down = try node.line("down") { $0.event == "peer" && $0.status == "down" }
        #expect(down.peer == "127.0.0.1:38" && down.reason == "refused")
        let alone = try node.line("alone") { $0.state == "alone" }
        #expect(alone.known == 1 && alone.reached == 0 && alone.equal == 0)
        #expect(alone.reason == "none of 1 peer answers (127.0.0.1:38: refused)")
        #expect(!node.output.contains { $0.contains("\"live\"") })
    }

    @Test("Of many that do not answer three are named, and the number of the others")
    func many() throws {
        let peers = (31..<36).flatMap { ["--peer", "127.0.0.1:\($0)"] }
        let node = try folder.run(
            ["--db", "a.sqlite", "--listen", "127.0.0.1:0", "--format", "json"] + peers
        )
        let alone = try node.line("alone") { $0.state == "alone" }
        #expect(
            alone.reason
                == "none of 5 peers answers (127.0.0.1:31: refused, 127.0.0.1:32: refused, "
                + "127.0.0.1:33: refused and 2 more)"
        )
    }

    @Test("A host that takes datagrams and says nothing gives no answer")
    func noAnswer() throws {
        let silent = try folder.node("a.sqlite")
        let address = try silent.listening()
        silent.signal(SIGSTOP)
        defer { silent.signal(SIGCONT) }
        let node = try folder.node("b.sqlite", "--peer", address)
        let down = try node.line("down") { $0.event == "peer" && $0.status == "down" }
        #expect(down.reason == "no answer")
        let alone = try node.line("alone") { $0.state == "alone" }
        #expect(alone.reason == "none of 1 peer answers (\(address): no answer)")
    }

    @Test(
        "A host to which there is no way has no route",
        .enabled(if: SmallDisk.isAvailable, SmallDisk.unavailable)
    )
    func noRoute() throws {
        // A network without any interface that is up.
        let node = try NodeProcess(
            ["--user", "--map-root-user", "--net", NodeProcess.executable.path]
                + ["--db", "a.sqlite", "--format", "json", "--listen", "0.0.0.0:5000"]
                + ["--open", "--peer", "10.9.9.9:5000"],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/unshare")
        )
        let alone = try node.line("alone") { $0.state == "alone" }
        #expect(alone.reason == "none of 1 peer answers (10.9.9.9:5000: no route)")
    }

    @Test(
        "A peer that was killed is refused, one that stopped has left; each is up once, with its name"
    )
    func lost() throws {
        let node = try folder.node("a.sqlite", "--name", "anna")
        let address = try node.listening()
        for (number, signal) in [SIGTERM, SIGKILL].enumerated() {
            let name = "ben \(number)"
            let peer = try folder.node("\(number).sqlite", "--peer", address, "--name", name)
            try peer.live()
            let up = try peer.lines(1, "up") { $0.event == "peer" }
            #expect(up.map(\.status) == ["up"] && up.map(\.name) == ["anna"])
            peer.signal(signal)
            _ = try peer.exitCode()
            let down = try node.line("down") { $0.event == "peer" && $0.status == "down" }
            #expect(down.reason == (signal == SIGTERM ? "left" : "refused"))
            #expect(down.name == name)
            let told = try node.lines(1, "up") { $0.name == name && $0.status == "up" }
            #expect(told.count == 1)
        }
    }

    @Test("An address that is this node's is warned of once and not counted as known")
    func itself() throws {
        let node = try folder.node("a.sqlite", "--listen", "127.0.0.1:0")
        let port = try #require(try node.listening().split(separator: ":").last)
        #expect(try node.stop() == 0)
        // It listens on all addresses: that this is its own shows only when its greeting comes back.
        for (listen, flag) in [
            ("127.0.0.1:\(port)", "--static"), ("0.0.0.0:\(port)", "--open"),
        ] {
            let again = try folder.node(
                "a.sqlite",
                "--listen",
                listen,
                flag,
                "--peer",
                "127.0.0.1:\(port)"
            )
            let alone = try again.line("alone") { $0.state == "alone" }
            #expect(alone.known == 0 && alone.reason == "no peer is known")
            let warnings = try again.lines(1, "a warning") { $0.event == "warning" }
            #expect(
                warnings.map(\.message)
                    == ["127.0.0.1:\(port) is this node itself. Leave it out of --peer."]
            )
            #expect(!again.output.contains { $0.contains("\"status\"") })
            #expect(try again.stop() == 0)
        }
    }
}
