import GossipCore
import GossipWire
import Negentropy
import Testing

@testable import GossipSimulator

@Suite("The modelled log") struct SimulatedLogTests {
    private let log = SimulatedLog(incarnation: LogIncarnation(high: 1, low: 1))
    private let author: SimulatedAuthor
    private var messages: [Message] = []

    init() throws {
        var random = SplitMix64(seed: 1)
        author = SimulatedAuthor(&random)
        var chain = OwnChain(head: nil, floor: nil)
        for number in 0..<6 {
            let draft = try Draft(body: [UInt8(number)], lifetime: number == 4 ? 1 : 0)
            let time = 1_000 + UInt64(number) * 10
            messages.append(author.sign(draft, after: chain, time: time))
            chain.append(messages[number])
        }
        for message in messages { _ = log.append(message) }
    }

    private var held: [MessageID] { log.messages.map(\.id) }

    @Test("moves its horizon in steps, each of which is true")
    func steps() {
        let first = log.prune(before: 1_030, countMax: 2)
        #expect(first.removed == Array(messages[0..<2]))
        #expect(!first.isDone)
        #expect(log.scope == Scope(horizon: 1_020))
        let second = log.prune(before: 1_030, countMax: 2)
        #expect(second.isDone)
        #expect(held == messages[3...].map(\.id))
        #expect(log.items().count == 3)
        #expect(log.items().sum(of: 0..<3) == log.sum)
    }

    @Test("refuses what it has pruned, and never moves a bound back")
    func refuses() {
        _ = log.prune(before: 1_030, countMax: 500)
        _ = log.prune(before: 1_010, countMax: 500)
        #expect(log.append(messages[2]) == .pruned)
        #expect(log.append(messages[3]) == .duplicate)
        #expect(log.scope.horizon == 1_030)
    }

    @Test("lets go what has ended, and that alone")
    func expires() {
        #expect(log.nextEnd == 2_040)
        #expect(log.expire(through: 2_039, countMax: 500).removed == [])
        #expect(log.expire(through: 2_040, countMax: 500).removed == [messages[4]])
        #expect(log.append(messages[4]) == .pruned)
        #expect(log.nextEnd == nil)
        #expect(log.count == 5)
    }

    @Test("removes what is above a cut in steps, and takes it again once that is lifted")
    func cuts() {
        log.cut(author.key, above: 2)
        #expect(log.append(messages[5]) == .duplicate)
        #expect(log.removeCut(countMax: 3)?.removed == messages[3...].reversed())
        #expect(log.scope.cuts.sequence(of: author.key) == 3)
        #expect(log.append(messages[3]) == .cut)
        #expect(log.removeCut(countMax: 3)?.isDone == true)
        #expect(log.removeCut(countMax: 3) == nil)
        #expect(held == messages[..<2].map(\.id) && log.scope.cuts == log.targetCuts)
        #expect(log.liftCut(of: author.key))
        log.forgetRemoved()
        #expect(log.append(messages[3]) == .stored(arrival: 7))
    }

    @Test("remembers the author's head and its arrival numbers when all has gone")
    func head() throws {
        let horizon = log.horizon(bringingBelow: 0)
        _ = log.prune(before: horizon, countMax: 500)
        #expect(log.count == 0)
        #expect(log.heads[author.key]?.id == messages[5].id)
        let head = try #require(log.heads[author.key])
        let chain = OwnChain(head: head, floor: nil)
        let next = author.sign(try Draft(body: [9]), after: chain, time: 2_000)
        #expect(log.append(next) == .stored(arrival: 7))
    }

    @Test("a backup has the bounds of its time")
    func backup() {
        let backup = log.backup()
        _ = log.prune(before: 1_030, countMax: 500)
        #expect(backup.scope == .everything)
        #expect(backup.count == 6)
    }
}
