package import GossipWire
internal import PlantedFaults

/// One side of the exchange of a network's records on a stream, as a value.
///
/// Both sides do the same at once: each names the records that count for it, sends those lacking at the other, and ends.
/// Afterwards both have the same, or a further exchange brings it about: see <doc:Members>.
///
/// ```
/// ids ─▶       names of its own
///     ◀─ ids   names of the peer's
/// records ─▶   up to 256 at a time
/// end ─▶
/// ```
package struct RecordExchange: Sendable {
    /// Something to do.
    package enum Action: Equatable, Sendable {
        /// Send a frame.
        case send(SyncFrame)
        /// Check these records, and take in those that are authentic.
        case check([NetworkRecord])
        /// Take the keys of a member into use, where the records say so.
        case follow(NetworkKeys)
    }

    private let roster: Roster
    private let keys: NetworkKeys?
    /// True for a peer that is known to be a member.
    private var isMember: Bool { keys != nil }
    private var hasAnswered = false
    private var isToldAll = false
    private var takenCount = 0

    /// Begins an exchange.
    ///
    /// - Parameters:
    ///   - roster: The records of this node as they are now.
    ///   - keys: The keys of the network, for a peer that is known to be a member; `nil` for another.
    ///   - actions: The first frame is appended.
    package init(of roster: Roster, keys: NetworkKeys?, _ actions: inout [Action]) {
        self.roster = roster
        self.keys = keys
        actions.append(.send(.recordIDs(roster.recordIDs)))
    }

    /// True when the peer has been sent all that it lacked, and has sent all.
    package var isOver: Bool { hasAnswered && isToldAll }

    /// Takes in a frame of the peer.
    ///
    /// - Parameters:
    ///   - frame: The frame.
    ///   - actions: What follows is appended, in this order.
    /// - Throws: ``SyncFailure/outOfTurn(_:)`` for a frame of another time, and for records without end.
    package mutating func receive(
        _ frame: SyncFrame,
        _ actions: inout [Action]
    ) throws(SyncFailure) {
        switch frame {
        case .recordIDs(let ids):
            guard !hasAnswered else { throw .outOfTurn("names of records") }
            hasAnswered = true
            answer(ids, &actions)
        case .records(let records):
            takenCount += records.count
            guard !isToldAll, takenCount <= SyncFrame.recordIDCountMax else {
                throw .outOfTurn("records")
            }
            // Of one that is no member yet the rest is left for another time: each costs a signature.
            let isHeard = isMember || takenCount <= roster.limits.waitingMax
            if isHeard { actions.append(.check(records)) }
        case .recordsEnd(let keys):
            guard !isToldAll else { throw .outOfTurn("the end of records") }
            isToldAll = true
            if let keys { actions.append(.follow(keys)) }
        default: throw .outOfTurn("something before the records")
        }
    }

    private func answer(_ ids: [RecordID], _ actions: inout [Action]) {
        let hides = roster.limits.faults.has(.hidesRecords)
        var rest = hides ? [] : roster.records(without: ids)[...]
        while !rest.isEmpty {
            actions.append(.send(.records(Array(rest.prefix(SyncFrame.recordCountMax)))))
            rest = rest.dropFirst(SyncFrame.recordCountMax)
        }
        actions.append(.send(.recordsEnd(roster.rotation == nil ? nil : keys)))
    }
}
