import Foundation
import Glibc
import TestSupport
import Testing

@testable import GossipStore

/// The room beside a log, which `NodeProcessTests` uses up on a volume without a free byte.
@Suite("The reserve of a log") struct LogReserveTests {
    let folder: TemporaryFolder
    let path: String
    var reserve: String { path + ".reserve" }

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("a.sqlite")
    }

    /// Opens the log and closes it; the trouble with its reserve in between.
    private func obstacle() throws -> StoreError? {
        let log = try MessageLog.open(path: path, at: 1)
        let obstacle = log.reserveObstacle
        #expect(try log.append([try Samples.message(sequence: 1, time: 1)]).count == 1)
        try log.close(clean: true, at: 2)
        return obstacle
    }

    @Test("It is made with the log, of real blocks, and says what it is")
    func itIsMadeWithTheLog() throws {
        #expect(try obstacle() == nil)
        var status = stat()
        #expect(stat(reserve, &status) == 0)
        #expect(Int(status.st_size) >= LogReserve.baseMin)
        #expect(Int(status.st_blocks) * 512 >= Int(status.st_size))
        let start = try FileBytes.read(reserve).prefix { $0 != UInt8(ascii: "\n") }
        #expect(String(decoding: start, as: UTF8.self).hasPrefix("gossip-log reserve"))
    }

    @Test("One that was removed is made again, and one that was cut off is made whole")
    func oneThatWasRemovedIsMadeAgain() throws {
        #expect(try obstacle() == nil)
        let size = try FileBytes.read(reserve).count
        #expect(unlink(reserve) == 0)
        #expect(try obstacle() == nil)
        #expect(try FileBytes.read(reserve).count == size)
        for left in [8_192, 0] {
            #expect(truncate(reserve, off_t(left)) == 0)
            #expect(try obstacle() == nil)
            #expect(try FileBytes.read(reserve).count == size)
        }
    }

    @Test(
        "A file of that name that is somebody else's is left as it is, and the log does without",
        arguments: ["short", String(repeating: "somebody's data ", count: 100_000)]
    )
    func aFileThatIsSomebodyElsesIsLeft(text: String) throws {
        try FileBytes.write(Array(text.utf8), to: reserve)
        let obstacle = try #require(try obstacle())
        #expect(obstacle.description.contains(reserve))
        #expect(obstacle.description.contains("is not the reserve of a log"))
        #expect(try FileBytes.read(reserve) == Array(text.utf8))
    }

    @Test("A link of that name is not followed")
    func aLinkOfThatNameIsNotFollowed() throws {
        let target = folder.file("target")
        try FileBytes.write([0, 0], to: target)
        #expect(symlink(target, reserve) == 0)
        #expect(try obstacle() != nil)
        #expect(try FileBytes.read(target) == [0, 0])
    }

    @Test("What a log grows by has its room before it is stored")
    func whatALogGrowsByHasItsRoom() throws {
        let log = try MessageLog.open(path: path, at: 1)
        let body = String(repeating: "x", count: 500_000)
        for sequence in UInt64(1)...20 {
            _ = try log.append([try Samples.message(sequence: sequence, time: 1, body: body)])
        }
        let size = try FileBytes.read(reserve).count
        #expect(size >= LogReserve.baseMin + 20 * 500_000)
        // The file holds all of it now, and has its room.
        try log.close(clean: true, at: 2)
        #expect(try FileBytes.read(reserve).count < size)
    }
}
