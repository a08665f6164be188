import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("The registry of readers beside a log")
struct ConsumerRegistryTests {
    let folder: TemporaryFolder
    let log: MessageLog
    let registry: ConsumerRegistry
    private let files = FileManager.default

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
        registry = ConsumerRegistry(of: log)
    }

    private func cursor(_ name: String, at arrival: UInt64) throws -> String {
        let path = folder.file(name)
        let cursor = ConsumerCursor(log: log.incarnation.hex, arrival: arrival)
        try cursor.text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test("knows each reader once, and how far it is now")
    func known() throws {
        #expect(registry.consumers() == [])
        let first = try cursor("first", at: 3)
        let second = try cursor("second", at: 5)
        for path in [second, first, first] { #expect(registry.enter(cursorFile: path)) }
        #expect(registry.consumers().map(\.cursorFile) == [first, second])
        _ = try cursor("first", at: 7)
        #expect(registry.consumers().map(\.arrival) == [7, 5])
        // The reader of the log finds the same.
        let reader = try LogReader.open(path: log.path)
        #expect(try ConsumerRegistry(of: reader).consumers() == registry.consumers())
    }

    @Test("forgets what is gone, damaged, or of another log, only when it is told to")
    func forgotten() throws {
        let gone = try cursor("gone", at: 1)
        let damaged = try cursor("damaged", at: 1)
        let other = try cursor("other", at: 1)
        let kept = try cursor("kept", at: 1)
        for path in [gone, damaged, other, kept] { registry.enter(cursorFile: path) }
        try files.removeItem(atPath: gone)
        try "rubbish".write(toFile: damaged, atomically: true, encoding: .utf8)
        try ConsumerCursor(log: String(repeating: "0", count: 32), arrival: 1).text
            .write(toFile: other, atomically: true, encoding: .utf8)
        let count = { try files.contentsOfDirectory(atPath: registry.folder).count }
        #expect(registry.consumers().map(\.cursorFile) == [kept])
        #expect(try count() == 4)
        #expect(registry.consumers(forgettingGone: true).map(\.cursorFile) == [kept])
        #expect(try count() == 1)
    }

    @Test("is not held up by what stands where a cursor was, nor by what it did not make")
    func foreignFiles()
        throws
    {
        let pipe = folder.file("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        registry.enter(cursorFile: pipe)
        registry.enter(cursorFile: "/dev/zero")
        registry.enter(cursorFile: folder.file(""))
        try "".write(toFile: registry.folder + "/note", atomically: true, encoding: .utf8)
        #expect(registry.consumers(forgettingGone: true) == [])
        #expect(try files.contentsOfDirectory(atPath: registry.folder) == ["note"])
    }

    @Test("A log that goes by two names has one registry")
    func twoNames() throws {
        let alias = folder.file("alias.sqlite")
        try files.createSymbolicLink(atPath: alias, withDestinationPath: log.path)
        registry.enter(cursorFile: try cursor("reader", at: 2))
        let reader = try LogReader.open(path: alias)
        #expect(try ConsumerRegistry(of: reader).consumers().map(\.arrival) == [2])
    }
}

@Suite("What a reader has not read of what goes")
struct UnreadTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    /// Twenty messages, signed in another order than they arrive in: the times 1,000 to 20,000.
    private func fill() throws -> [Message] {
        let author = Identity()
        var messages: [Message] = []
        for number in 0..<20 {
            let time = UInt64((number * 7) % 20 + 1) * 1_000
            messages.append(
                author.sign(
                    try Draft(body: [UInt8(number)], lifetime: number == 4 ? 1 : 0),
                    sequence: UInt64(number) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: time
                )
            )
        }
        _ = try log.append(messages.map { Incoming(message: $0, via: .relay) }, at: 1)
        return messages
    }

    @Test("is counted by both, the cursor of the reader and the horizon")
    func counted() throws {
        let messages = try fill()
        let reader = try LogReader.open(path: log.path)
        for horizon in stride(from: UInt64(0), through: 22_000, by: 1_000) {
            for arrival in 0...21 {
                let expected = messages.dropFirst(arrival).count { $0.time < horizon }
                let counted = try reader.count(before: horizon, afterArrival: UInt64(arrival))
                #expect(counted == expected)
            }
            let prunable = messages.enumerated().filter { $0.element.time < horizon }
            let newest = prunable.map { UInt64($0.offset) + 1 }.max() ?? 0
            #expect(try log.newestPrunable(before: horizon) == newest)
        }
    }

    @Test("and what is gone behind a cursor, exactly, by horizons and by lifetimes")
    func gone() throws {
        let messages = try fill()
        let reader = try LogReader.open(path: log.path)
        #expect(try reader.countGone(afterArrival: 0) == 0)
        #expect(try log.newestPrunable(endingThrough: messages[4].time + 1_000) == 5)
        _ = try log.expire(through: messages[4].time + 1_000)
        #expect(
            try (0...6).map { try reader.countGone(afterArrival: $0) } == [1, 1, 1, 1, 1, 0, 0]
        )
        _ = try log.prune(before: 11_000)
        for arrival in 0...20 {
            let gone = messages.enumerated().count {
                $0.offset >= arrival && ($0.element.time < 11_000 || $0.offset == 4)
            }
            #expect(try reader.countGone(afterArrival: UInt64(arrival)) == gone)
        }
        _ = try log.prune(before: 100_000)
        #expect(try reader.countGone(afterArrival: 5) == 15)
        #expect(try reader.lastArrivalGiven() == 20)
        #expect(try reader.arrivalBeforeFirst() == 20)
    }
}
