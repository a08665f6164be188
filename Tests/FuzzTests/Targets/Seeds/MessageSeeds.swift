import GossipWire
import TestSupport

/// Messages with and without a topic, a lifetime, a body and a predecessor.
enum MessageSeeds {
    static var all: [Seed] {
        guard let plain = try? Draft(body: []),
            let full = try? Draft(topic: "tides/é", body: [0, 255, 10, 128], lifetime: 60)
        else { preconditionFailure("the drafts are short") }
        let identity = Identity(number: 5)
        let first = identity.sign(plain, sequence: 1, previous: .zero, time: 0)
        let second = identity.sign(full, sequence: 2, previous: first.id, time: 1_800_000_000_000)
        let last = identity.sign(
            full,
            sequence: .max,
            previous: second.id,
            time: Message.timeLimit - 1
        )
        return [
            Seed("empty", first.encoded), Seed("full", second.encoded),
            Seed("extreme", last.encoded),
        ]
    }

    /// Whole, cut, damaged and joined archives.
    static var archives: [Seed] {
        var whole: [UInt8] = []
        Archive.appendHeading(to: &whole)
        for message in SampleLog.shared.messages.prefix(2) { Archive.append(message, to: &whole) }
        Archive.appendEnd(count: 2, to: &whole)
        var damaged = whole
        damaged[60] ^= 1
        damaged[26] ^= 1
        return [
            Seed("whole", [255] + whole), Seed("pieces", [6] + whole),
            Seed("cut", [30] + whole.dropLast(40)), Seed("damaged", [9] + damaged),
            Seed("joined", [99] + whole + whole),
            Seed("line", [0] + Array(#"{"id":1,"encoded":"AQAB\u002b=="}"#.utf8)),
        ]
    }
}
