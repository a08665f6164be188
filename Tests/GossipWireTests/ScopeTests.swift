import GossipWire
import Negentropy
import Testing

@Suite("Scope") struct ScopeTests {
    /// Scopes around the times that the messages below have.
    static let scopes: [Scope] =
        open
        + open.map { open in
            var closed = open
            closed.isClosedToGuests = true
            return closed
        }
    private static let open: [Scope] = [0, 1_000, 2_000].flatMap { horizon in
        [0, 3_000, 4_000].flatMap { expired in
            [2_000, UInt64.max].map { Scope(horizon: horizon, expired: expired, ceiling: $0) }
        }
    }
    /// Times in milliseconds and lifetimes in seconds on both sides of each bound.
    static let messages: [(time: UInt64, lifetime: UInt32)] =
        [0, 999, 1_000, 1_999, 2_000, 3_000].flatMap { time in
            [0, 1, 2, 3].map { (time, $0) }
        }

    @Test("Both bounds exclude exactly what lies before the horizon and what has expired")
    func bounds() {
        let scope = Scope(horizon: 1_000, expired: 3_000)
        #expect(!scope.keeps(time: 999, lifetime: 0))
        #expect(scope.keeps(time: 1_000, lifetime: 0))
        #expect(!scope.keeps(time: 1_000, lifetime: 2))
        #expect(scope.keeps(time: 1_001, lifetime: 2))
        #expect(Scope.everything.keeps(time: 0, lifetime: 1))
    }

    @Test("The ceiling excludes what is signed at it or after")
    func ceiling() {
        let scope = Scope(ceiling: 2_000)
        #expect(scope.keeps(time: 1_999, lifetime: 0))
        #expect(!scope.keeps(time: 2_000, lifetime: 0))
        #expect(scope.mayKeep(.lowest(atTime: 1_999)))
        #expect(!scope.mayKeep(.lowest(atTime: 2_000)))
        #expect(scope.isUnpruned)
    }

    @Test("An intersection keeps what both scopes keep", arguments: scopes, scopes)
    func intersection(one: Scope, other: Scope) {
        let both = one.intersection(other)
        for (time, lifetime) in Self.messages {
            #expect(
                both.keeps(time: time, lifetime: lifetime)
                    == (one.keeps(time: time, lifetime: lifetime)
                        && other.keeps(time: time, lifetime: lifetime))
            )
        }
        #expect(both.isWithin(one) && both.isWithin(other))
    }

    @Test(
        "One scope is within another where the intersection takes nothing from it",
        arguments: scopes,
        scopes
    )
    func containment(one: Scope, other: Scope) {
        #expect(one.isWithin(other) == (one.intersection(other) == one))
    }

    @Test(
        "Dropping bounds that another scope implies changes no answer in it",
        arguments: scopes,
        scopes
    )
    func narrowing(one: Scope, other: Scope) {
        let narrowing = one.narrowing(other)
        for (time, lifetime) in Self.messages where other.keeps(time: time, lifetime: lifetime) {
            #expect(
                narrowing.keeps(time: time, lifetime: lifetime)
                    == one.keeps(time: time, lifetime: lifetime)
            )
        }
        #expect(one.narrowing(one) == .everything)
    }

    @Test(
        "An id alone excludes a message before the horizon or above the ceiling, whatever its lifetime",
        arguments: scopes
    )
    func ids(scope: Scope) {
        for (time, lifetime) in Self.messages {
            let id = MessageID.lowest(atTime: time)
            let keeps = scope.keeps(time: time, lifetime: lifetime)
            #expect(scope.mayKeep(id) || !keeps)
            if scope.isBoundedByTimeAlone { #expect(scope.mayKeep(id) == keeps) }
            let item = Item(timestamp: time, id: .zero)
            let isBetween = !scope.lowerBound.isAbove(item) && scope.upperBound.isAbove(item)
            #expect(scope.mayKeep(id) == isBetween)
        }
    }

    @Test("The bounds are three big-endian words on the wire, before flags and cuts, and read back")
    func wire() {
        var scope = Scope(horizon: 258, expired: 3, ceiling: 4)
        scope.isClosedToGuests = true
        var bytes: [UInt8] = []
        scope.encode(into: &bytes)
        #expect(
            bytes == [0, 0, 0, 0, 0, 0, 1, 2] + [0, 0, 0, 0, 0, 0, 0, 3] + [0, 0, 0, 0, 0, 0, 0, 4]
                + [1] + [0, 0]
        )
        bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            #expect(Scope(from: &reader) == scope)
            #expect(Scope(from: &reader) == nil)
        }
        // A flag of a later version.
        bytes[24] |= 4
        bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            let later = Scope(from: &reader)
            #expect(later?.isClosedToGuests == true && later != scope)
            var again: [UInt8] = []
            later?.encode(into: &again)
            #expect(again == bytes, "it is carried")
        }
    }
}
