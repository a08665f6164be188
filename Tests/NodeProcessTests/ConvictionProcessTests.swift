import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

/// An author signs a message and not the one that it names before it, met by real processes.
@Suite("Wrongly signed messages between processes")
struct ConvictionProcessTests {
    let folder: TemporaryFolder
    /// A message with a void signature, and its signed successor.
    private let pair: [Message]
    /// Messages of another author; a log that has them compares ids, and pulls nothing.
    private let others: [Message]

    init() throws {
        folder = try TemporaryFolder()
        let hourAgo = UInt64(Date().timeIntervalSince1970 * 1_000) - 3_600_000
        pair = try Identity(number: 1).chain(2, voidAt: [0], from: hourAgo)
        others = try Identity(number: 2).chain(30, voidAt: [], from: hourAgo)
    }

    @Test("Logs that took such a message in drop it once it would be sent alone, and end equal")
    func nodesConvictAndAgree() throws {
        for name in ["a.sqlite", "b.sqlite"] { try write(pair, uncheckedFirst: true, to: name) }
        try write([pair[1]] + others, to: "c.sqlite")
        let a = try folder.node("a.sqlite")
        let address = try a.listening()
        // It lacks the first message alone.
        let c = try folder.node("c.sqlite", "--peer", address)
        try c.line("proof") { $0.event == "catch-up" && $0.done == true }
        // It has the message that the others refuse by now.
        let b = try folder.node("b.sqlite", "--peer", address)
        try b.line("proof") { $0.event == "catch-up" && $0.done == true }
        for node in [a, b, c] { #expect(try node.stop() == 0) }
        for name in ["a.sqlite", "b.sqlite", "c.sqlite"] {
            let reader = try LogReader.open(path: folder.file(name))
            #expect(try reader.count() == 31, "\(name)")
            #expect(try reader.record(id: pair[0].id) == nil, "\(name)")
            #expect(LogVerifier(reader, depth: .full).run().problems.isEmpty, "\(name)")
        }
    }

    private func write(
        _ messages: [Message],
        uncheckedFirst: Bool = false,
        to name: String
    ) throws {
        let log = try MessageLog.open(path: folder.file(name), at: 1)
        let batch = messages.enumerated().map { index, message in
            Incoming(message: message, via: .imported, isUnchecked: uncheckedFirst && index == 0)
        }
        #expect(try !log.append(batch, at: 1).contains(.duplicate))
        try log.close(clean: true, at: 2)
    }
}
