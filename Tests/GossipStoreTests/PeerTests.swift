import GossipStore
import GossipWire
import TestSupport
import Testing

@Suite("Peers") struct PeerTests {
    let folder: TemporaryFolder
    let log: MessageLog

    init() throws {
        folder = try TemporaryFolder()
        log = try MessageLog.open(path: folder.file("a.sqlite"), at: 1)
    }

    private func identity(_ port: Int, _ node: UInt8? = nil) throws -> PeerIdentity {
        PeerIdentity(address: "127.0.0.1:\(port)", node: try node.map(Samples.key))
    }

    @Test("A peer keeps its number")
    func aPeerKeepsItsNumber() throws {
        let number = try log.peerNumber(for: identity(1, 1))
        #expect(try log.peerNumber(for: identity(1, 1)) == number)
        #expect(try log.peerNumber(for: identity(2, 1)) != number)
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(try again.peerNumber(for: identity(1, 1)) == number)
    }

    @Test("An address gets its node when it is known")
    func anAddressGetsItsNodeWhenItIsKnown() throws {
        let unknown = try log.peerNumber(for: identity(1))
        #expect(try log.peerNumber(for: identity(1)) == unknown)
        #expect(try log.peerNumber(for: identity(1, 7)) == unknown)
        #expect(try log.loadPeers().map(\.identity) == [identity(1, 7)])
        #expect(try log.peerNumber(for: identity(1)) == unknown)
    }

    @Test("Another node at an address is another peer")
    func anotherNodeAtAnAddressIsAnotherPeer() throws {
        let first = try log.peerNumber(for: identity(1, 1))
        let second = try log.peerNumber(for: identity(1, 2))
        #expect(first != second)
        #expect(try log.peerNumber(for: identity(1)) == second)
    }

    @Test("What is known of peers is there after a restart")
    func whatIsKnownOfPeersIsThereAfterARestart() throws {
        let cursor = PeerCursor(
            incarnation: LogIncarnation(high: 0x0404_0404_0404_0404, low: 0x0404_0404_0404_0404),
            arrival: 99
        )
        let record = PeerRecord(
            identity: try identity(1, 1),
            name: "harbour",
            source: .discovered,
            status: .suspect,
            firstSeenMilliseconds: 10,
            lastSeenMilliseconds: 20,
            roundTripMicroseconds: 300,
            failures: 2,
            cursor: cursor
        )
        let bare = PeerRecord(identity: try identity(2), source: .configured)
        try log.savePeers([record, bare])
        try log.close(clean: true, at: 2)
        let again = try MessageLog.open(path: log.path, at: 3)
        #expect(Set(try again.loadPeers()) == [record, bare])
        #expect(Set(try LogReader.open(path: log.path).peers()) == [record, bare])
    }

    @Test("Saving again replaces what was known")
    func savingAgainReplacesWhatWasKnown() throws {
        var record = PeerRecord(identity: try identity(1, 1), source: .configured, failures: 3)
        try log.savePeers([record])
        record.failures = 0
        record.name = "quay"
        _ = try log.append([], at: 2, saving: [record])
        #expect(try log.loadPeers() == [record])
    }

    @Test("A configured peer stays configured, whatever discovers it")
    func aConfiguredPeerStaysConfigured() throws {
        for source in [PeerSource.discovered, .configured, .discovered] {
            try log.savePeers([PeerRecord(identity: try identity(1, 1), source: source)])
        }
        #expect(try log.loadPeers().map(\.source) == [.configured])
    }

    @Test("A peer was first seen when it was seen for the first time")
    func aPeerWasFirstSeenWhenItWasSeenForTheFirstTime() throws {
        for time: UInt64? in [nil, 20, 30, nil] {
            try log.savePeers([
                PeerRecord(
                    identity: try identity(1, 1),
                    source: .discovered,
                    lastSeenMilliseconds: time
                )
            ])
        }
        let peer = try #require(try log.loadPeers().first)
        #expect(peer.firstSeenMilliseconds == 20)
        #expect(peer.lastSeenMilliseconds == 30)
    }

    @Test("What a record leaves open stays as it was")
    func whatARecordLeavesOpenStaysAsItWas() throws {
        let cursor = PeerCursor(
            incarnation: LogIncarnation(high: 0x0404_0404_0404_0404, low: 0x0404_0404_0404_0404),
            arrival: 99
        )
        var known = PeerRecord(
            identity: try identity(1, 1),
            name: "harbour",
            source: .configured,
            firstSeenMilliseconds: 10,
            lastSeenMilliseconds: 20,
            roundTripMicroseconds: 300,
            cursor: cursor
        )
        try log.savePeers([known])
        try log.savePeers([PeerRecord(identity: try identity(1), source: .configured, failures: 4)])
        known.failures = 4
        #expect(try log.loadPeers() == [known])
    }

    @Test("The last good peers come first")
    func theLastGoodPeersComeFirst() throws {
        let seen: [(port: Int, failures: Int, last: UInt64?, status: PeerStatus)] = [
            (1, 0, 100, .down), (2, 3, 900, .down), (3, 0, 500, .suspect), (4, 0, nil, .unknown),
            (5, 0, 50, .up),
        ]
        try log.savePeers(
            seen.map {
                PeerRecord(
                    identity: try identity($0.port),
                    source: .configured,
                    status: $0.status,
                    lastSeenMilliseconds: $0.last,
                    failures: $0.failures
                )
            }
        )
        #expect(
            try log.loadPeers().map(\.identity.address)
                == [5, 3, 1, 4, 2].map { "127.0.0.1:\($0)" }
        )
    }

    @Test(
        "Peers that never answered are forgotten, those dead for a month unless configured; no number goes to another"
    )
    func peersThatNeverAnsweredAreForgottenThoseDeadForAMonthUnlessConfigured() throws {
        let month: UInt64 = 30 * 86_400_000
        func record(_ port: Int, _ source: PeerSource, seen: UInt64?) throws -> PeerRecord {
            PeerRecord(
                identity: try identity(port, UInt8(port)),
                source: source,
                status: .down,
                lastSeenMilliseconds: seen
            )
        }
        let latest = 10 * month
        try log.savePeers([
            record(1, .discovered, seen: latest - month - 1),
            record(2, .configured, seen: latest - month - 1),
            record(3, .discovered, seen: latest - month),
            record(4, .discovered, seen: nil),
            record(5, .configured, seen: nil),
            record(6, .discovered, seen: latest),
            record(7, .discovered, seen: 1),
        ])
        let newest = try log.peerNumber(for: identity(7, 7))
        #expect(try log.forgetDeadPeers() == 3)
        let left = try log.loadPeers().map(\.identity.address)
        #expect(Set(left) == Set([2, 3, 6, 7].map { "127.0.0.1:\($0)" }))
        #expect(try log.peerNumber(for: identity(8, 8)) != newest)
        #expect(try log.forgetDeadPeers() == 1, "the newest row then was another")
        #expect(try log.forgetDeadPeers() == 0)
    }
}
