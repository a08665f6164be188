import Foundation
import GossipCore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

@Suite("A log that goes back in time", .hangGuard)
struct OwnRecordTests {
    let folder: TemporaryFolder
    private let files = FileManager.default

    init() throws {
        folder = try TemporaryFolder()
    }

    private func draft(_ text: String) throws -> Draft {
        try Draft(body: Array(text.utf8))
    }

    /// Copies the files of a log to other names, as a backup does.
    private func copy(_ from: String, to: String, endings: [String]) throws {
        for ending in endings {
            let target = folder.file(to + ending)
            try? files.removeItem(atPath: target)
            guard files.fileExists(atPath: folder.file(from + ending)) else { continue }
            try files.copyItem(atPath: folder.file(from + ending), toPath: target)
        }
    }

    /// Publishes a few messages and keeps a backup of what was there after the first two.
    private func history(_ backedUp: [String]) async throws {
        let first = try await RunningNode(folder.file("a.sqlite"))
        _ = try await first.node.publish([draft("one"), draft("two")])
        try await first.stop()
        try copy("a.sqlite", to: "backup", endings: backedUp)
        let second = try await RunningNode(folder.file("a.sqlite"))
        _ = try await second.node.publish([draft("three"), draft("four")])
        try await second.stop()
    }

    @Test("A restored log does not make the key use a number twice")
    func restoredLog() async throws {
        try await history([""])
        try copy("backup", to: "a.sqlite", endings: ["", "-wal", "-shm"])
        let restored = try await RunningNode(folder.file("a.sqlite"))
        #expect(try await restored.node.status.messageCount == 2)
        #expect(try await restored.node.publish(draft("five")).sequence == 5)
        try await restored.stop()
    }

    @Test("Nor does a log that was set aside")
    func logSetAside() async throws {
        try await history([""])
        for ending in ["", "-wal", "-shm"] {
            try? files.removeItem(atPath: folder.file("a.sqlite" + ending))
        }
        let empty = try await RunningNode(folder.file("a.sqlite"))
        #expect(try await empty.node.publish(draft("five")).sequence == 5)
        try await empty.stop()
    }

    @Test("With all its files restored, a node asks its peers before it publishes")
    func restoredFiles()
        async throws
    {
        let endings = ["", ".key", ".own"]
        try await history(endings)
        // Somebody else has the newest messages.
        let author = try await RunningNode(folder.file("a.sqlite"))
        let other = try await RunningNode(folder.file("b.sqlite"), peers: [author.address])
        try await other.live()
        #expect(try await other.node.status.messageCount == 4)
        try await author.stop()

        try copy("backup", to: "a.sqlite", endings: endings + ["-wal", "-shm"])
        let restored = try await RunningNode(folder.file("a.sqlite"), peers: [other.address])
        #expect(try await restored.node.publish(draft("five")).sequence == 5)
        #expect(try await restored.node.status.messageCount == 5)
        try await restored.stop()
        try await other.stop()
    }

    @Test("The record says what it was told, and that it is a copy")
    func record() throws {
        let author = Identity().author
        let path = folder.file("a.own")
        let head = OwnHead(sequence: 7, id: MessageID(1, 2, 3, 4))
        let token = [UInt8](repeating: 9, count: 16)
        let file = try OwnRecordFile(path, of: author, OwnRecord(runToken: token, head: nil))
        #expect(OwnRecordFile.load(path, of: author)?.record.head == nil)
        file.note(head)
        let found = try #require(OwnRecordFile.load(path, of: author))
        #expect(found.record == OwnRecord(runToken: token, head: head))
        #expect(!found.isCopied)
        #expect(OwnRecordFile.load(path, of: Identity().author) == nil)

        try copy("a.own", to: "b.own", endings: [""])
        #expect(OwnRecordFile.load(folder.file("b.own"), of: author)?.isCopied == true)
    }

    @Test("A run in doubt leaves a record that puts the next one in doubt, until it publishes")
    func doubtOutlivesACrash() throws {
        let author = Identity().author
        let path = folder.file("a.own")
        let record = OwnRecord(runToken: [UInt8](repeating: 9, count: 16), head: nil)
        let file = try OwnRecordFile(path, of: author, record, isInDoubt: true)
        #expect(OwnRecordFile.load(path, of: author)?.isCopied == true)
        file.note(OwnHead(sequence: 1, id: MessageID(1, 2, 3, 4)))
        #expect(OwnRecordFile.load(path, of: author)?.isCopied == false)
    }

    @Test("A copy is known also when it has got the inode of the file it was made from")
    func reusedInode()
        throws
    {
        let author = Identity().author
        let token = [UInt8](repeating: 9, count: 16)
        var copies = 0
        for number in 0..<20 {
            let path = folder.file("\(number).own")
            // Ends the run: nobody has the file open when it is removed.
            _ = try OwnRecordFile(path, of: author, OwnRecord(runToken: token, head: nil))
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            try files.removeItem(atPath: path)
            try bytes.write(to: URL(fileURLWithPath: path))
            if OwnRecordFile.load(path, of: author)?.isCopied == true { copies += 1 }
        }
        #expect(copies == 20)
    }

    @Test(
        "A record that makes no sense counts as none",
        arguments: ["", "gossip-log own 1 x", String(repeating: "0", count: 221)]
    )
    func senselessRecord(text: String) throws {
        let path = folder.file("a.own")
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(OwnRecordFile.load(path, of: Identity().author) == nil)
    }
}
