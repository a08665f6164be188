public import GossipWire
public import PlantedFaults

/// The judge of bundles: the verdicts do not depend on what else waits to be verified.
///
/// A datagram is judged by itself, one signature for each author in it, so that its messages can go on
/// together as they came. Frames of sessions are judged several at once: of an author's consecutive
/// messages only the last signature is checked. So are datagrams while many of them wait. Then most
/// messages are announced in place of going on at once. See <doc:Authenticity>.
public struct Judge {
    /// Waiting datagrams from which on they are judged together: a few milliseconds of checking.
    public static let backlogCount = 16
    /// Bytes from which on a message is checked by itself.
    ///
    /// To hash it costs more than the rest of the check, and to mark it as checked later writes it anew.
    public static let longBytes = 64 << 10

    private let isConvicted: (AuthorKey) -> Bool
    private let isSigned: (Message) -> Bool
    private let faults: Faults

    /// Makes a judge.
    ///
    /// - Parameters:
    ///   - isConvicted: True for an author whose messages are checked one by one.
    ///   - faults: The planted bugs.
    ///   - isSigned: The check of one signature.
    public init(
        isConvicted: @escaping (AuthorKey) -> Bool,
        faults: Faults = Faults(),
        isSigned: @escaping (Message) -> Bool = { MessageVerifier.verify($0) }
    ) {
        self.isConvicted = isConvicted
        self.faults = faults
        self.isSigned = isSigned
    }

    /// Judges bundles, and returns the messages in their order.
    public func judge(_ bundles: [Bundle]) -> [Judged] {
        let isBacklogged = bundles.count { !$0.isFrame } >= Self.backlogCount
        let joined = bundles.filter { $0.isFrame || isBacklogged }.flatMap(\.ingests)
        let together = verdicts(joined.map(\.message))
        var next = 0
        var judged: [Judged] = []
        judged.reserveCapacity(bundles.reduce(0) { $0 + $1.ingests.count })
        for bundle in bundles {
            let found: ArraySlice<Verdict>
            if bundle.isFrame || isBacklogged {
                found = together[next..<next + bundle.ingests.count]
                next += bundle.ingests.count
            } else {
                found = verdicts(bundle.ingests.map(\.message))[...]
            }
            for (ingest, verdict) in zip(bundle.ingests, found) {
                judged.append(judge(ingest, verdict, in: bundle))
            }
        }
        return judged
    }

    private func verdicts(_ messages: [Message]) -> [Verdict] {
        MessageVerifier.judge(messages, faults: faults, signature: isSigned)
    }

    private func judge(_ ingest: Ingest, _ verdict: Verdict, in bundle: Bundle) -> Judged {
        switch verdict {
        case .signed: return Judged(ingest, .signed)
        case .vouched:
            if faults.has(.judgesByBatch) { return Judged(ingest, .signed) }
            let isLong = ingest.message.encoded.count >= Self.longBytes
            guard isLong || isConvicted(ingest.message.author) else {
                return Judged(ingest, .vouched)
            }
            return isSigned(ingest.message)
                ? Judged(ingest, .signed) : Judged(ingest, .forged, blamesCarrier: false)
        case .forged:
            return Judged(ingest, .forged, blamesCarrier: !isShown(ingest.message, in: bundle))
        }
    }

    /// True when the sender has shown an authentic successor of a message that is not taken in.
    private func isShown(_ message: Message, in bundle: Bundle) -> Bool {
        guard !bundle.companions.isEmpty else { return false }
        let all = [message] + bundle.ingests.map(\.message).filter { $0.id != message.id }
        return verdicts(all + bundle.companions).first == .vouched
    }
}
