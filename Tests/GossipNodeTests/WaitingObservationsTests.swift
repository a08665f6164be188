import GossipCore
@testable import GossipNode
import GossipWire
import Testing

@Suite("Observations that wait for the writer") struct WaitingObservationsTests {
    private func observation(
        _ port: Int,
        node: UInt64 = 1,
        name: String = "",
        cursor: PeerCursor? = nil
    ) throws -> PeerObservation {
        PeerObservation(
            address: try #require(PeerAddress("127.0.0.1:\(port)")),
            node: AuthorKey(node, 0, 0, 0),
            name: name,
            isConfigured: false,
            status: .up,
            lastSeen: 1,
            roundTripMicroseconds: 0,
            failures: 0,
            cursor: cursor
        )
    }

    @Test("The latest of an address waits, in the place of the first")
    func theLatestOfAnAddressWaits() throws {
        var waiting = WaitingObservations()
        for number in 1...1_000 {
            #expect(waiting.append(try observation(7, node: UInt64(number), name: "\(number)")))
            #expect(waiting.append(try observation(8)))
        }
        let latest = try [observation(7, node: 1_000, name: "1000"), observation(8)]
        #expect(waiting.take() == latest)
        #expect(waiting.isEmpty)
    }

    @Test("A cursor is kept for the same key, and not for another")
    func aCursorIsKeptForTheSameKey() throws {
        let cursor = PeerCursor(incarnation: LogIncarnation(high: 1, low: 2), arrival: 3)
        var waiting = WaitingObservations()
        _ = waiting.append(try observation(7, cursor: cursor))
        _ = waiting.append(try observation(7))
        _ = waiting.append(try observation(8, cursor: cursor))
        _ = waiting.append(try observation(8, node: 2))
        #expect(waiting.take().map(\.cursor) == [cursor, nil])
    }

    @Test("Addresses beyond the bound find no room until the writer has taken the others")
    func addressesBeyondTheBoundFindNoRoom() throws {
        var waiting = WaitingObservations()
        for port in 1...WaitingObservations.countMax {
            #expect(waiting.append(try observation(port)))
        }
        #expect(!waiting.append(try observation(60_000)))
        #expect(waiting.append(try observation(1, name: "known")))
        #expect(waiting.take().count == WaitingObservations.countMax)
        #expect(waiting.append(try observation(60_000)))
    }
}
