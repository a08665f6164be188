import GossipWire
import NodeProcesses

/// Announced ids that share 16 of their bytes, any two of their four words.
final class Collisions: Attack {
    static let name = "collisions"
    static let summary = "announces ids that share 16 bytes, 1.2 MB a second"

    private let link: HostileLink
    private var rate = AttackRate(perSecond: 1_000)
    private var number = 0
    private static let pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]

    init(_ targets: Targets) throws { link = try HostileLink(to: targets.first) }

    func turn(at now: UInt64, _ tally: inout AttackTally) {
        link.turn(at: now, &tally)
        guard link.isUp else { return }
        let time = Clock.wallMilliseconds()
        for _ in 0..<rate.due(at: now) {
            let shared = Self.pairs[number % Self.pairs.count]
            let ids = (0..<IDList.countMax).map { _ in Self.id(shared, time) }
            link.announce(ids, &tally)
            number += 1
        }
    }

    private static func id(_ shared: (Int, Int), _ time: UInt64) -> MessageID {
        let words = (0..<4).map { word -> UInt64 in
            let isShared = word == shared.0 || word == shared.1
            // The time is in the first word, and must be of this minute to be waited for.
            if word == 0 {
                let begin = isShared ? time & ~0x3fff : time - .random(in: 0..<1_000)
                return begin << 16 | (isShared ? 7 : .random(in: 0...0xffff))
            }
            return isShared ? 7 : .random(in: 0 ... .max)
        }
        return MessageID(words[0], words[1], words[2], words[3])
    }
}
