internal import GossipWire

/// The terms on which two nodes have let each other into a stream.
package struct StreamTerms: Equatable, Sendable {
    /// True when the records of the network differ: both sides exchange them before anything else.
    package let exchangesRecords: Bool
    /// True when the stream may carry sessions; otherwise it ends with the exchange.
    package let carriesSessions: Bool

    init(own: StreamVerdict, theirs: StreamVerdict) {
        carriesSessions = !own.isForRecordsAlone && !theirs.isForRecordsAlone
        if let ours = own.records, let theirs = theirs.records {
            exchangesRecords = ours != theirs
        } else {
            exchangesRecords = false
        }
    }
}

extension StreamVerdict {
    /// The verdict as it is told, with the digest of the own records.
    init(_ verdict: PeerVerdict, records: UInt64?) {
        if let refusal = verdict.refusal {
            let mayExchange = verdict.mayExchange
            self =
                records.flatMap { mayExchange ? .recordsAlone(records: $0) : nil }
                ?? .refused(refusal)
        } else {
            self = .admitted(records: records)
        }
    }

    fileprivate var isForRecordsAlone: Bool {
        if case .recordsAlone = self { true } else { false }
    }

    fileprivate var records: UInt64? {
        switch self {
        case .admitted(let records): records
        case .recordsAlone(let records): records
        case .refused: nil
        }
    }
}
