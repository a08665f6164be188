import Foundation
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import gossip_log

@Suite("peers that broke the protocol")
struct PeerStrikeReportTests {
    private let log: TestLog
    private let now = UInt64(Date().timeIntervalSince1970 * 1_000)

    init() throws {
        log = try TestLog()
        try log.log.savePeers([
            PeerRecord(
                identity: PeerIdentity(address: "127.0.0.1:5010", node: log.alice.author),
                source: .configured
            ),
            PeerRecord(
                identity: PeerIdentity(address: "127.0.0.1:5011", node: log.bob.author),
                source: .discovered
            ),
        ])
    }

    private func save(_ node: AuthorKey, mutedFor mute: UInt64, forgivenAt: UInt64) throws {
        let record = StrikeRecord(
            node: node,
            strikes: 3,
            mutedUntil: now + mute,
            failedSessions: 0,
            shunnedUntil: 0,
            forgivenAt: forgivenAt
        )
        _ = try log.log.append([], at: 2, strikes: [record])
    }

    private func run(_ arguments: String...) throws -> CommandRun.Result {
        try CommandRun.result(["peers", "--db", log.path] + arguments)
    }

    @Test("have a column of their own, which is not there without them")
    func column() throws {
        #expect(try run().lines[0].hasSuffix("CURSOR"))
        try save(log.alice.author, mutedFor: 7_200_000, forgivenAt: now + 86_400_000)
        let lines = try run().lines
        #expect(lines[0].hasSuffix("STRIKES"))
        let alice = lines.first { $0.contains("127.0.0.1:5010") }
        #expect(alice?.contains("3 strikes, muted for ") == true)
        let bob = lines.first { $0.contains("127.0.0.1:5011") }
        #expect(bob?.contains("strike") == false)
    }

    @Test("are told to programs as long as they are not forgiven")
    func json() throws {
        try save(log.alice.author, mutedFor: 7_200_000, forgivenAt: now + 86_400_000)
        try save(log.bob.author, mutedFor: 0, forgivenAt: now - 1)
        let lines = try run("-o", "json").lines
        let alice = lines.first { $0.contains("127.0.0.1:5010") }
        #expect(alice?.contains(#""strikes":3,"muted_until":"#) == true)
        let bob = lines.first { $0.contains("127.0.0.1:5011") }
        #expect(bob?.contains("strikes") == false)
    }
}
