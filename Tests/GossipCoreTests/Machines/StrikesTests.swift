import GossipWire
import Testing

@testable import GossipCore

@Suite("Strikes") struct StrikesTests {
    private let start = Given.start
    private let liar = Given.key(1)
    private let minute = Nanoseconds.seconds(60)
    private let day = Nanoseconds.seconds(86_400)

    private func none(_ change: (inout Limits) -> Void = { _ in }) -> Strikes {
        Strikes(
            [],
            Given.configuration(isStatic: false, isInDoubt: false, change).limits,
            at: start
        )
    }

    /// A moment so many nanoseconds after the start, with a wall clock that has run as far unless it was set.
    private func moment(_ nanoseconds: UInt64, wallSetBy milliseconds: Int64 = 0) -> Now {
        let wall = Int64(start.wall + nanoseconds / 1_000_000) + milliseconds
        return Now(monotonic: start.monotonic + nanoseconds, wall: UInt64(wall))
    }

    /// Makes a peer earn a strike at a time.
    private func strike(_ strikes: inout Strikes, _ node: AuthorKey, at now: UInt64) {
        for _ in 0..<Limits().deedsMax { _ = strikes.note(.content, of: node, at: now) }
    }

    @Test("Fifteen deeds have no consequence, the sixteenth mutes for a minute")
    func first() {
        var strikes = none()
        for _ in 0..<15 {
            #expect(strikes.note(.content, of: liar, at: start.monotonic) == nil)
        }
        #expect(!strikes.isMuted(liar, at: start.monotonic))
        #expect(strikes.note(.content, of: liar, at: start.monotonic) == .muted)
        #expect(strikes.isMuted(liar, at: start.monotonic + minute - 1))
        #expect(!strikes.isMuted(liar, at: start.monotonic + minute))
        #expect(!strikes.isMuted(Given.key(2), at: start.monotonic))
    }

    @Test("Each strike mutes for twice as long as the one before, a day at most")
    func doubling() {
        var strikes = none()
        var now = start.monotonic
        for number in 0..<14 {
            strike(&strikes, liar, at: now)
            let length = min(day, minute << UInt64(number))
            #expect(strikes.isMuted(liar, at: now + length - 1))
            now += length
            #expect(!strikes.isMuted(liar, at: now))
        }
    }

    @Test("What comes while a peer is muted counts for nothing")
    func meanwhile() {
        var strikes = none()
        for _ in 0..<10 { strike(&strikes, liar, at: start.monotonic) }
        #expect(strikes.record(of: liar, at: start)?.strikes == 1)
    }

    @Test("A session that fails by its peer puts off the next one, for twice as long each time")
    func shunning() {
        var strikes = none()
        var now = start.monotonic
        for number in 0..<15 {
            #expect(strikes.note(.session, of: liar, at: now) == .shunned)
            let end =
                now + min(Nanoseconds.seconds(3_600), Nanoseconds.seconds(2) << UInt64(number))
            #expect(strikes.shunnedUntil(liar) == end)
            now = end
        }
        #expect(!strikes.isMuted(liar, at: now))
        #expect(strikes.note(.session, of: liar, at: now) == .muted)
    }

    @Test("A day without a deed, or after the end of a mute, forgives all")
    func forgiving() {
        var strikes = none()
        strike(&strikes, liar, at: start.monotonic)
        let end = start.monotonic + minute + day
        #expect(strikes.record(of: liar, at: moment(minute + day - 1)) != nil)
        #expect(strikes.record(of: liar, at: moment(minute + day)) == nil)
        strike(&strikes, liar, at: end)
        #expect(!strikes.isMuted(liar, at: end + minute))
    }

    @Test("A record outlives the run: mute, strikes and failed sessions go on")
    func restart() throws {
        var former = none()
        strike(&former, liar, at: start.monotonic)
        let record = try #require(former.record(of: liar, at: start))
        #expect(record.strikes == 1)
        #expect(record.mutedUntil == start.wall + 60_000)
        #expect(record.forgivenAt == start.wall + 60_000 + 86_400_000)
        let later = Now(monotonic: 5, wall: start.wall + 20_000)
        var strikes = Strikes([record], Limits(), at: later)
        let left = Nanoseconds.seconds(40)
        #expect(strikes.isMuted(liar, at: later.monotonic + left - 1))
        #expect(!strikes.isMuted(liar, at: later.monotonic + left))
        strike(&strikes, liar, at: later.monotonic + left)
        #expect(strikes.isMuted(liar, at: later.monotonic + left + 2 * minute - 1))
    }

    @Test("A clock that was set back lengthens no mute, and the record is stored anew")
    func clockSetBack() throws {
        var former = none()
        strike(&former, liar, at: start.monotonic)
        _ = former.note(.session, of: Given.key(2), at: start.monotonic)
        let records = [liar, Given.key(2)].compactMap { former.record(of: $0, at: start) }
        let yesterday = moment(0, wallSetBy: -86_400_000)
        var strikes = Strikes(records, Limits(), at: yesterday)
        #expect(strikes.isMuted(liar, at: start.monotonic + minute - 1))
        #expect(!strikes.isMuted(liar, at: start.monotonic + minute))
        #expect(strikes.shunnedUntil(Given.key(2)) == start.monotonic + Nanoseconds.seconds(2))
        #expect(strikes.takeCorrected() == [liar, Given.key(2)])
        #expect(strikes.takeCorrected() == [])
        let corrected = try #require(strikes.record(of: liar, at: yesterday))
        #expect(corrected.mutedUntil == yesterday.wall + 60_000)
    }

    @Test("A clock that was set forward ends a mute early, and forgives by its day")
    func clockSetForward() throws {
        var former = none()
        strike(&former, liar, at: start.monotonic)
        let record = try #require(former.record(of: liar, at: start))
        let tomorrow = moment(0, wallSetBy: 80_000_000)
        let strikes = Strikes([record], Limits(), at: tomorrow)
        #expect(!strikes.isMuted(liar, at: start.monotonic))
        #expect(strikes.record(of: liar, at: tomorrow)?.strikes == 1)
        let later = Strikes([record], Limits(), at: moment(0, wallSetBy: 90_000_000))
        #expect(later.count == 0)
    }

    @Test("A row that no node writes harms nobody", arguments: [-1, 0, Int.max])
    func crafted(count: Int) {
        let record = StrikeRecord(
            node: liar,
            strikes: count,
            mutedUntil: .max,
            failedSessions: count,
            shunnedUntil: .max,
            forgivenAt: .max
        )
        let limits = Limits()
        let strikes = Strikes([record], limits, at: start)
        let longest = start.monotonic + limits.muteMax
        #expect(!strikes.isMuted(liar, at: longest))
        #expect(strikes.shunnedUntil(liar) <= longest)
    }

    @Test("Invented keys push out the oldest, and no muted one")
    func bound() {
        var strikes = none { $0.strikesMax = 3 }
        strike(&strikes, liar, at: start.monotonic)
        for number in 2..<10 {
            let now = start.monotonic + UInt64(number)
            #expect(strikes.note(.session, of: Given.key(number), at: now) == .shunned)
            #expect(strikes.count <= 3)
        }
        #expect(strikes.isMuted(liar, at: start.monotonic))
        #expect(strikes.shunnedUntil(Given.key(7)) == 0)
        #expect(strikes.shunnedUntil(Given.key(8)) > 0)
        for number in 8..<10 { strike(&strikes, Given.key(number), at: start.monotonic + 10) }
        #expect(strikes.note(.session, of: Given.key(10), at: start.monotonic + 11) == nil)
        #expect(strikes.count == 3)
    }

    @Test("Only what a peer alone can have caused is its deed")
    func deeds() {
        let deeds: [SyncFailure] = [
            .malformed(.truncated), .outOfTurn("want"), .reconciliation("x"), .forged,
            .contradiction, .channel(.otherNode),
        ]
        #expect(deeds.allSatisfy { $0.isDeed })
        let others: [SyncFailure] = [
            .disconnected("x"), .timedOut, .refused(.busy), .noProof, .log("x"),
            .channel(.changed), .channel(.otherNetwork), .channel(.unanswered),
        ]
        #expect(!others.contains { $0.isDeed })
    }
}
