import GossipWire

/// Messages of many authors, each signed as it must be, as fast as they can be made.
class SignedSpam {
    private let link: HostileLink
    private var authors: [HostileAuthor]
    private var number = 0
    private let body: [UInt8]
    private let countPerDatagram: Int

    init(_ targets: Targets, bodyBytes: Int, perDatagram count: Int) throws {
        link = try HostileLink(to: targets.first)
        // Of one author's messages in a row one signature is checked: so many authors.
        authors = (0..<512).map { _ in HostileAuthor() }
        body = [UInt8](repeating: 0x78, count: bodyBytes)
        countPerDatagram = count
    }

    func turn(at now: UInt64, _ tally: inout AttackTally) throws {
        link.turn(at: now, &tally)
        guard link.isUp else { return }
        for _ in 0..<8 {
            var messages: [Message] = []
            for _ in 0..<countPerDatagram {
                number += 1
                messages.append(try authors[number % authors.count].sign(body))
            }
            link.send(messages, &tally)
        }
    }

    /// The disk that one peer may fill in a second.
    static let bounds: Bounds = {
        var bounds = Bounds()
        bounds.memoryBytesMax = 96 << 20
        bounds.diskBytesPerSecondMax = 1 << 20
        return bounds
    }()
}

/// Messages of a kilobyte.
final class Spam: SignedSpam, Attack {
    static let name = "spam"
    static let summary = "signed messages of 1 kB of 512 authors in datagrams, at full rate"
    static let pause: UInt64 = 0

    required init(_ targets: Targets) throws {
        try super.init(targets, bodyBytes: 950, perDatagram: 1)
    }
}

/// Messages of eight bytes.
final class ShortSpam: SignedSpam, Attack {
    static let name = "short-spam"
    static let summary = "signed messages of 8 bytes of 512 authors in datagrams, at full rate"
    static let pause: UInt64 = 0

    required init(_ targets: Targets) throws {
        try super.init(targets, bodyBytes: 8, perDatagram: 6)
    }
}
