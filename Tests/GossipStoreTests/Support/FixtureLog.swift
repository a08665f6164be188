import GossipStore
import GossipWire
import Negentropy
import Testing

@testable import GossipStore

/// A small log with something in every table, of which the fixtures hold one file for every version of
/// the schema.
enum FixtureLog {
    /// The file of a version.
    static func path(_ version: String) -> String {
        var parts = #filePath.split(separator: "/").dropLast(2).map(String.init)
        parts += ["Fixtures", "\(version).log"]
        return "/" + parts.joined(separator: "/")
    }

    /// Its messages in the order of their ids: a fork at 4, a gap at 6.
    static func messages() throws -> [Message] {
        var messages = try Samples.run(count: 8).filter { $0.sequence != 6 }
        messages.append(try Samples.message(sequence: 4, time: 1_003, body: "another four"))
        messages += try Samples.run(author: 2, count: 4, time: 1_001)
        return messages.sorted { $0.id < $1.id }
    }

    static func peer() throws -> PeerRecord {
        PeerRecord(
            identity: PeerIdentity(address: "127.0.0.1:5010", node: try Samples.key(2)),
            name: "harbour",
            source: .configured,
            status: .down,
            firstSeenMilliseconds: 900,
            lastSeenMilliseconds: 950,
            roundTripMicroseconds: 120,
            failures: 1,
            cursor: PeerCursor(
                incarnation: LogIncarnation(
                    high: 0x0505_0505_0505_0505,
                    low: 0x0505_0505_0505_0505
                ),
                arrival: 77
            )
        )
    }

    static func catchUp() throws -> CatchUpRecord {
        let fingerprint = try #require(Fingerprint(bytes: [UInt8](repeating: 3, count: 16)))
        return CatchUpRecord(
            run: 1,
            peer: PeerNumber(rawValue: 1),
            startedMilliseconds: 910,
            endedMilliseconds: 920,
            needed: 12,
            received: 12,
            sent: 0,
            roundTrips: 2,
            proof: EqualityProof(count: 12, fingerprint: fingerprint, milliseconds: 919)
        )
    }

    /// Writes the log with the newest schema; done once for each version, by hand:
    /// `GOSSIP_WRITE_FIXTURE=v0001 swift test --filter FixtureLog`.
    static func write(to path: String) throws {
        let log = try MessageLog.open(path: path, at: 800, version: "fixture")
        try log.savePeers([peer()])
        let number = try log.peerNumber(for: peer().identity)
        let incoming = try messages().map {
            Incoming(message: $0, via: .catchUp, peer: number)
        }
        _ = try log.append(incoming, at: 915)
        try log.recordCatchUp(catchUp())
        try log.identifyRun(node: Samples.key(1), name: "anna")
        try log.connection.execute(
            "UPDATE meta SET incarnation = x'\(String(repeating: "07", count: 16))'"
        )
        try log.close(clean: true, at: 930)
    }
}
