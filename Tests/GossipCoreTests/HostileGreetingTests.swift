import GossipCore
import GossipWire
import Negentropy
import Testing

/// The claims of a peer in a stream, which may be anything.
@Suite("Hostile greetings in a stream")
struct HostileGreetingTests {
    private static let greeting = SyncGreeting(
        purpose: .reconcile,
        node: AuthorKey(1, 2, 3, 4),
        token: .none,
        incarnation: LogIncarnation(high: 1, low: 2),
        scope: .everything,
        arrival: 3
    )

    @Test("A welcome may claim any arrival number: it is pulled after, and overflows nothing")
    func anyArrival() throws {
        for arrival: UInt64 in [0, 3, 4, 1 << 63, .max - 16, .max] {
            var session = SyncInitiator(
                reconciling: EmptyLog(),
                greeting: Self.greeting,
                cursor: PeerCursor(incarnation: LogIncarnation(high: 1, low: 2), arrival: 3),
                confirmationSeed: 9
            )
            #expect(try session.nextAction() == .send(.hello(Self.greeting)))
            var welcome = Self.greeting
            welcome.arrival = arrival
            try session.receive(.welcome(welcome))
            let next = try #require(try session.nextAction())
            if arrival > 3 {
                #expect(next == .send(.pull(after: 3)))
            } else {
                #expect(next != .send(.pull(after: 3)))
            }
        }
    }
}

/// A log without messages.
private struct EmptyLog: SyncLog {
    func snapshot(within _: Scope) -> SyncSnapshot<SortedItems> {
        SyncSnapshot(items: SortedItems([]), count: 0, sum: IDSum(), lastArrival: 0)
    }

    func messages(
        _: ArraySlice<MessageID>,
        byteLimit _: Int
    ) -> (messages: [Message], consumed: Int) { ([], 1) }

    func messages(
        after _: UInt64,
        through: UInt64,
        within _: Scope,
        byteLimit _: Int
    ) -> (messages: [Message], last: UInt64) { ([], through) }
}
