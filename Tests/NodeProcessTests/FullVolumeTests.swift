import Foundation
import TestSupport
import Testing

/// A volume without a free byte: the reserve beside the log is what a node and `gossip-log` live on.
@Suite(
    "A volume without a free byte",
    .enabled(if: SmallDisk.isAvailable, SmallDisk.unavailable)
)
struct FullVolumeTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A full volume with a log of a thousand messages, whose node has stopped in order or was killed.
    private func fullVolume(killed isKilled: Bool) throws -> FullVolume {
        let volume = try FullVolume(in: folder)
        let node = try volume.node()
        _ = try node.listening()
        let body = String(repeating: "x", count: 1_000)
        // What is handed over at once may have one time, and what has one time is pruned together.
        for count in stride(from: 50, through: 1_000, by: 50) {
            for _ in 0..<50 { node.send("{\"body\":\"\(body)\"}") }
            try node.lines(count, "published") { $0.event == "published" }
        }
        if isKilled { try node.crash() } else { #expect(try node.stop() == 0) }
        try volume.fill()
        #expect(try volume.freeBytes() == 0)
        return volume
    }

    /// Starts a node on the full volume, which must say that it takes no message, and refuse one.
    private func requireRefusal(by node: NodeProcess, saying text: String) throws {
        let started = try node.line("started") { $0.event == "started" }
        #expect(started.messages == 1_000)
        let told = try node.line("the trouble") { $0.event == "error" }
        #expect(told.message?.contains(text) == true, "\(told.message ?? "")")
        node.send(#"{"body":"one more"}"#)
        let refused = try node.line("a refusal") { $0.event == "error" }
        #expect(refused.message?.contains("disk") == true)
    }

    /// Hands one message after the other to a node until it takes one.
    private func publish(on node: NodeProcess) throws -> Int? {
        while true {
            node.send(#"{"body":"one more"}"#)
            let outcome = try node.line("an outcome") {
                $0.event == "published" || $0.event == "error"
            }
            if outcome.event == "published" { return outcome.sequence }
        }
    }

    @Test(
        "A node starts again and again, says that it takes no message, answers and stops in order"
    )
    func aNodeStarts() throws {
        let volume = try fullVolume(killed: false)
        for _ in 0..<3 {
            let node = try volume.node()
            try requireRefusal(by: node, saying: "no space is left on the disk")
            let query = try volume.query("list", "-n", "3", "-o", "id")
            #expect(try query.exitCode() == 0, "\(query.errors)")
            #expect(query.output.count == 3)
            #expect(try node.stop() == 0)
            #expect(!node.output.contains { $0.contains("\"event\":\"published\"") })
            try volume.fill()
        }
    }

    @Test(
        "What a killed node has left in the write-ahead log is taken into the file, and space is back"
    )
    func whatAKilledNodeHasLeftIsTakenIntoTheFile() throws {
        let volume = try fullVolume(killed: true)
        let node = try volume.node()
        let started = try node.line("started") { $0.event == "started" }
        #expect(started.messages == 1_000)
        #expect(try publish(on: node) == 1_001)
        #expect(try node.stop() == 0)
        #expect(try volume.freeBytes() > 500_000)
    }

    @Test(
        "Every command that reads works, while no node runs",
        arguments: [false, true]
    )
    func everyCommandThatReadsWorks(killed: Bool) throws {
        let volume = try fullVolume(killed: killed)
        let commands = [
            "list", "stats", "sessions", "verify", "gaps", "peers", "forks", "summary", "export",
            "doctor",
        ]
        for command in commands {
            let query = try volume.query(command)
            // 1 is an answer: nothing found, or the doctor's finding that the disk is full.
            #expect(try query.exitCode() <= 1, "\(command): \(query.errors)")
        }
    }

    @Test(
        "prune gives space back to the volume, and the node takes messages again",
        arguments: [false, true]
    )
    func pruneGivesSpaceBack(killed: Bool) throws {
        let volume = try fullVolume(killed: killed)
        let prune = try volume.query("prune", "--max-count", "100")
        #expect(try prune.exitCode() == 0, "\(prune.errors)")
        #expect(prune.errors.contains("of the disk are free again"))
        #expect(try volume.freeBytes() > 500_000)
        let verify = try volume.query("verify")
        #expect(try verify.exitCode() == 0, "\(verify.output) \(verify.errors)")
        let node = try volume.node()
        let started = try node.line("started") { $0.event == "started" }
        let messages = try #require(started.messages)
        #expect((100..<1_000).contains(messages))
        #expect(try publish(on: node) == 1_001)
        #expect(try node.stop() == 0)
    }

    @Test(
        "A log without a reserve is only read, alone, until there is room",
        arguments: [false, true]
    )
    func aLogWithoutAReserveIsOnlyRead(killed: Bool) throws {
        let volume = try fullVolume(killed: killed)
        _ = try volume.process("rm", "disk/a.sqlite.reserve").exitCode()
        try volume.fill()
        let node = try volume.node()
        try requireRefusal(by: node, saying: "It is only read until then")
        let query = try volume.query("list", "-n", "3", "-o", "id")
        #expect(try query.exitCode() == 0, "\(query.errors)")
        #expect(query.output.count == 3)
        let second = try volume.node()
        #expect(try second.exitCode() == 1)
        #expect(second.errors.contains("another node uses it"), "\(second.errors)")
        #expect(try node.stop() == 0)
        let prune = try volume.query("prune", "--max-count", "100")
        #expect(try prune.exitCode() == 2)
        #expect(prune.errors.contains("no space is left on the disk"), "\(prune.errors)")

        _ = try volume.process("rm", "disk/filler").exitCode()
        let again = try volume.node()
        #expect(try publish(on: again) == 1_001)
        #expect(try again.stop() == 0)
    }

    @Test("A first start there is refused with a sentence")
    func aFirstStartThereIsRefused() throws {
        let volume = try fullVolume(killed: false)
        let program = NodeProcess.executable.path
        let node = try volume.process(program, "--db", "disk/b.sqlite", "--listen", "127.0.0.1:0")
        #expect(try node.exitCode() == 1)
        #expect(node.errors.lowercased().contains("no space"), "\(node.errors)")
    }

    @Test("The reserve is made again when there is space, and a copy of the log needs none of it")
    func theReserveIsMadeAgain() throws {
        let volume = try fullVolume(killed: false)
        let node = try volume.node()
        try requireRefusal(by: node, saying: "no space is left on the disk")
        _ = try volume.process("rm", "disk/filler").exitCode()
        #expect(try publish(on: node) == 1_001)
        #expect(try node.stop() == 0)
        let size = try volume.process("stat", "-c", "%s", "disk/a.sqlite.reserve")
        #expect(try size.exitCode() == 0)
        #expect(size.output == ["393216"])
        let backup = try volume.query("backup", "copy.sqlite")
        #expect(try backup.exitCode() == 0, "\(backup.errors)")
        let copied = try volume.process("sh", "-c", "echo copy.sqlite*")
        _ = try copied.exitCode()
        #expect(copied.output == ["copy.sqlite"])
    }

    @Test("A volume that may only be read is read, and a node says that it cannot write there")
    func aVolumeThatMayOnlyBeRead() throws {
        let volume = try fullVolume(killed: false)
        let mount = try volume.process("mount", "-o", "remount,ro", "disk")
        #expect(try mount.exitCode() == 0, "\(mount.errors)")
        let query = try volume.query("list", "-n", "3", "-o", "id")
        #expect(try query.exitCode() == 0, "\(query.errors)")
        #expect(query.output.count == 3)
        let node = try volume.node()
        #expect(try node.exitCode() == 1)
        #expect(
            node.errors.contains("read-only") || node.errors.contains("Read-only"),
            "\(node.errors)"
        )
    }
}
