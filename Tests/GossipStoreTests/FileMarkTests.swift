import Foundation
import GossipWire
import TestSupport
import Testing

@testable import GossipStore

@Suite("A file and its write-ahead log") struct FileMarkTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
    }

    /// A run that stores so many messages and ends, or is killed: then its -wal stays.
    private func run(_ count: UInt64, isKilled: Bool = false, checkpoints: Int = 0) throws {
        let log = try MessageLog.open(path: path, at: 1)
        let start = log.lastArrival
        for number in 1...count {
            let message = try Samples.message(author: 1, sequence: start + number)
            _ = try log.append([Incoming(message: message, via: .own)], at: 1)
            if number <= UInt64(checkpoints) { try log.checkpoint() }
        }
        guard isKilled else { return try log.close(clean: true, at: 2) }
        // What a kill leaves: the files as they are now.
        try keep("killed")
        try log.close(clean: true, at: 2)
        try putBack("killed")
    }

    private func keep(_ name: String, _ ends: [String] = ["", "-wal"]) throws {
        for end in ends where FileManager.default.fileExists(atPath: path + end) {
            try FileManager.default.copyItem(atPath: path + end, toPath: folder.file(name + end))
        }
    }

    private func putBack(_ name: String, _ ends: [String] = ["", "-wal"]) throws {
        for end in ends {
            try? FileManager.default.removeItem(atPath: path + end)
            try FileManager.default.copyItem(atPath: folder.file(name + end), toPath: path + end)
        }
        try? FileManager.default.removeItem(atPath: path + "-shm")
    }

    private func opened() throws -> UInt64 {
        let log = try MessageLog.open(path: path, at: 3)
        defer { try? log.close(clean: true, at: 4) }
        return log.lastArrival
    }

    @Test("What a kill leaves opens whole, however many checkpoints there were", arguments: 0...4)
    func killed(checkpoints: Int) throws {
        try run(5)
        try run(5, isKilled: true, checkpoints: checkpoints)
        #expect(try opened() == 10)
        #expect(try opened() == 10)
    }

    @Test("An older copy put back under a newer -wal is refused, and nothing is changed")
    func olderFile() throws {
        try run(5)
        try keep("older")
        try run(5)
        try run(5, isKilled: true)
        try putBack("older", [""])
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let error = #expect(throws: StoreError.self) { try opened() }
        #expect(error?.code == .corrupt, "\(String(describing: error))")
        #expect(error?.reason.contains("belongs to another state of this file") == true)
        #expect(error?.hint.contains("gossip-log restore") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        try putBack("killed")
        #expect(try opened() == 15)
    }

    @Test("A copy made while a node ran, put back under the -wal of a later checkpoint, is refused")
    func copyOfARunningNode() throws {
        try run(5)
        let log = try MessageLog.open(path: path, at: 1)
        func add(_ number: UInt64) throws {
            let message = try Samples.message(author: 1, sequence: number)
            _ = try log.append([Incoming(message: message, via: .own)], at: 1)
        }
        try add(6)
        try log.checkpoint()
        try keep("early")
        try add(7)
        try log.checkpoint()
        try add(8)
        try keep("late")
        try log.close(clean: true, at: 2)
        try putBack("late", ["-wal"])
        try putBack("early", [""])
        #expect(throws: StoreError.self) { try opened() }
        try putBack("late")
        #expect(try opened() == 8)
    }

    @Test("A newer file with an older -wal, and the -wal of another log, are refused")
    func otherJournals() throws {
        try run(5)
        try run(5, isKilled: true)
        try keep("first")
        try run(5)
        try keep("newer", [""])
        try putBack("first", ["-wal"])
        try putBack("newer", [""])
        #expect(throws: StoreError.self) { try opened() }
        let other = try TemporaryFolder()
        let foreign = try MessageLog.open(path: other.file("b.sqlite"), at: 1)
        _ = try foreign.append(
            [Incoming(message: try Samples.message(author: 2, sequence: 1), via: .own)],
            at: 1
        )
        try putBack("newer", [""])
        try? FileManager.default.removeItem(atPath: path + "-wal")
        try FileManager.default.copyItem(atPath: other.file("b.sqlite-wal"), toPath: path + "-wal")
        #expect(throws: StoreError.self) { try opened() }
        try foreign.close(clean: true, at: 2)
    }

    @Test("An older copy under a -wal that has all since is whole, and opens")
    func copyThatLacksNothing() throws {
        try run(5)
        try keep("older", [""])
        try run(5, isKilled: true)
        try putBack("older", [""])
        #expect(try opened() == 10)
    }
}
