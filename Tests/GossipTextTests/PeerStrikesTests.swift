import GossipWire
import Testing

@testable import GossipText

@Suite("Strikes of a peer, told") struct PeerStrikesTests {
    private let now: UInt64 = 1_800_000_000_000

    private func record(
        strikes: Int = 0,
        mutedFor mute: UInt64 = 0,
        failedSessions: Int = 0,
        shunnedFor wait: UInt64 = 0
    ) -> StrikeRecord {
        StrikeRecord(
            node: AuthorKey(1, 2, 3, 4),
            strikes: strikes,
            mutedUntil: mute == 0 ? 0 : now + mute,
            failedSessions: failedSessions,
            shunnedUntil: wait == 0 ? 0 : now + wait,
            forgivenAt: now + 86_400_000
        )
    }

    private func words(_ record: StrikeRecord) -> String? {
        PeerStrikes(record, now: now)?.words(now: now)
    }

    @Test("in words: how many, and for how long nothing is taken in, or no session opened")
    func inWords() {
        #expect(words(record(strikes: 3, mutedFor: 41_200)) == "3 strikes, muted for 42 s")
        #expect(words(record(strikes: 1)) == "1 strike")
        #expect(
            words(record(failedSessions: 2, shunnedFor: 4_000))
                == "2 failed sessions, not dialled for 4 s"
        )
        #expect(
            words(record(strikes: 1, mutedFor: 60_000, failedSessions: 1, shunnedFor: 2_000))
                == "1 strike, 1 failed session, muted for 1 min"
        )
    }

    @Test("not at all once they are forgiven")
    func forgiven() {
        #expect(PeerStrikes(record(strikes: 3), now: now + 86_400_000) == nil)
        #expect(PeerStrikes(nil, now: now) == nil)
    }

    @Test("for programs, and read back by another")
    func json() throws {
        let strikes = try #require(
            PeerStrikes(
                record(strikes: 3, mutedFor: 41_000, failedSessions: 2, shunnedFor: 4_000),
                now: now
            )
        )
        var object = JSONObject()
        strikes.add(to: &object)
        let tree = try JSONTree(String(decoding: object.closed, as: UTF8.self))
        #expect(tree["strikes"]?.number == 3)
        #expect(tree["muted_until"]?.text == TimeFormat.machine(now + 41_000))
        #expect(tree["failed_sessions"]?.number == 2)
        #expect(tree["shunned_until"]?.text == TimeFormat.machine(now + 4_000))
        #expect(PeerStrikes(tree, now: now) == strikes)
        #expect(PeerStrikes(try JSONTree("{}"), now: now) == nil)
    }
}
