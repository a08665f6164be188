@testable import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Bounds on the rows of peers") struct PeerRowBoundTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func record(
        _ address: String,
        _ node: Int,
        source: PeerSource = .discovered,
        seen: UInt64?
    ) -> PeerRecord {
        PeerRecord(
            identity: PeerIdentity(
                address: address,
                node: AuthorKey(UInt64(node), 0, 0, 1)
            ),
            name: "peer \(node)",
            source: source,
            lastSeenMilliseconds: seen
        )
    }

    @Test(
        "An address that claims ever new keys keeps its latest four rows",
        arguments: [PeerSource.discovered, .configured]
    )
    func anAddressKeepsItsLatestFourRows(_ source: PeerSource) throws {
        for node in 1...100 {
            try log.savePeers([record("192.0.2.1:5000", node, source: source, seen: UInt64(node))])
        }
        let kept = try log.loadPeers().compactMap(\.name)
        #expect(kept == ["peer 100", "peer 99", "peer 98", "peer 97"])
    }

    @Test(
        "A host with ever new ports pushes out its own rows, not those of others or of the operator"
    )
    func aHostPushesOutItsOwnRows() throws {
        var honest: [PeerRecord] = []
        for host in 1...100 {
            honest.append(record("192.0.2.\(host):5000", host, seen: 1))
            honest.append(record("[2001:db8::\(host)]:5000", host, seen: 1))
        }
        honest.append(record("203.0.113.9:1", 7, source: .configured, seen: nil))
        try log.savePeers(honest)
        for start in stride(from: 1_000, to: 6_000, by: 500) {
            let hostile = (start..<start + 500).map { port in
                record("203.0.113.9:\(port)", port, seen: UInt64(port))
            }
            _ = try log.append([], at: 2, saving: hostile)
        }
        let loaded = try log.loadPeers()
        #expect(loaded.count == MessageLog.peerRowsMax)
        #expect(Set(loaded.map(\.identity)).isSuperset(of: honest.map(\.identity)))
        #expect(loaded.contains { $0.identity.address == "203.0.113.9:5999" })
    }

    @Test("Peers that were never reached go first, and no number goes to another")
    func peersThatWereNeverReachedGoFirst() throws {
        let reached = record("203.0.113.9:1", 1, seen: 1)
        try log.savePeers([reached])
        var numbers: Set<PeerNumber> = []
        for port in 2..<1_502 {
            let identity = PeerIdentity(address: "192.0.2.1:\(port)", node: nil)
            #expect(numbers.insert(try log.peerNumber(for: identity)).inserted)
        }
        let loaded = try log.loadPeers()
        #expect(loaded.count == MessageLog.peerRowsMax)
        #expect(loaded.first?.identity == reached.identity)
    }
}
