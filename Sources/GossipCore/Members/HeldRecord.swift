internal import GossipWire

/// A record whose signature is good, in its place.
struct HeldRecord: Sendable {
    /// The thing that a record is about: of one signer, one record about each counts.
    enum Subject: Hashable, Sendable {
        case node(AuthorKey)
        case charter
        case rotation
        /// A record of an unknown kind is about itself alone.
        case other(RecordID)
    }

    let record: NetworkRecord
    let id: RecordID
    /// The number of its arrival; later ones have higher numbers.
    let arrival: UInt64

    init(_ record: NetworkRecord, id: RecordID, arrival: UInt64) {
        self.record = record
        self.id = id
        self.arrival = arrival
    }

    /// The thing that the record is about.
    var subject: Subject { Self.subject(of: record, id: id) }

    /// The thing that a record is about.
    static func subject(of record: NetworkRecord, id: RecordID) -> Subject {
        switch record {
        case .pass(let pass): .node(pass.node)
        case .removal(let removal): .node(removal.node)
        case .charter: .charter
        case .rotation: .rotation
        case .other: .other(id)
        }
    }

    /// The place of a record among those about the same: the highest epoch, then a removal.
    var weight: Weight { Weight(record) }

    /// True when a signer's record takes the place of this one; the order of arrival decides nothing.
    func yields(to record: NetworkRecord, id other: RecordID) -> Bool {
        let (own, new) = (weight, Weight(record))
        return own == new ? id < other : own < new
    }

    /// The order of records about the same.
    struct Weight: Comparable {
        let epoch: UInt64
        let isRemoval: Bool

        init(_ record: NetworkRecord) {
            epoch = record.epoch ?? 0
            isRemoval = if case .removal = record { true } else { false }
        }

        static func < (left: Weight, right: Weight) -> Bool {
            (left.epoch, left.isRemoval ? 1 : 0) < (right.epoch, right.isRemoval ? 1 : 0)
        }
    }
}
