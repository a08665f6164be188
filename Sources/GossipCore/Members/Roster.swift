public import GossipWire

/// The members of a network, as the records that were seen have it.
///
/// A value without I/O. What it says follows from the set of records, never from the order in which they
/// came: see <doc:Members>.
public struct Roster: Sendable {
    /// The network.
    public let network: NetworkID
    /// The node that made it.
    public let founder: AuthorKey
    /// The key that makes a new admin when all others are lost.
    public let recovery: AuthorKey
    let limits: RosterLimits

    private(set) var held: [AuthorKey: [HeldRecord.Subject: HeldRecord]] = [:]
    private(set) var judgement: Judgement
    /// Nodes whose pass is beyond the most that may live.
    private(set) var surplus: Set<AuthorKey> = []
    private var ids: Set<RecordID> = []
    private var lastArrival: UInt64 = 0

    /// Makes a roster without records: the founder is its only member.
    public init(founder: AuthorKey, recovery: AuthorKey, limits: RosterLimits = .standard) {
        network = NetworkID(founder: founder, recovery: recovery)
        self.founder = founder
        self.recovery = recovery
        self.limits = limits
        judgement = Judgement([:], founder: founder, recovery: recovery, limits: limits)
    }

    /// Makes the roster of a network from its records, such as those of a log.
    ///
    /// `nil` when no charter of the network is among them. Its keys are proved by the network's name,
    /// whoever has signed it.
    public init?(
        of network: NetworkID,
        records: [NetworkRecord],
        limits: RosterLimits = .standard
    ) {
        let charter = records.lazy.compactMap { record in
            if case .charter(let charter) = record, charter.network == network {
                charter
            } else {
                nil
            }
        }.first
        guard let charter else { return nil }
        self.init(founder: charter.founder, recovery: charter.recovery, limits: limits)
        merge(records)
    }

    /// True when a pass is among the records, whether it counts or waits for its signer.
    func holds(_ pass: Pass) -> Bool {
        ids.contains(RecordID(of: NetworkRecord.pass(pass).encoded))
    }

    /// Takes in records whose signatures may be wrong, such as those of the log.
    ///
    /// Costs a signature check, about 80 µs, for each record that is not held, and then judges all records
    /// anew. So a list costs less than its records one by one.
    ///
    /// - Parameter records: The records, in any order.
    /// - Returns: The fate of each, and what is to be stored.
    @discardableResult
    public mutating func merge(_ records: [NetworkRecord]) -> RosterChange {
        merge(records, areAuthentic: false)
    }

    /// Takes in records whose signatures are good; judges all records anew when one of them is.
    ///
    /// - Parameter records: The records, in any order.
    /// - Returns: The fate of each, and what is to be stored.
    @discardableResult
    public mutating func merge(_ records: AuthenticRecords) -> RosterChange {
        merge(records.records, areAuthentic: true)
    }

    private mutating func merge(_ records: [NetworkRecord], areAuthentic: Bool) -> RosterChange {
        let before = ids
        var change = RosterChange()
        var new: [(index: Int, id: RecordID)] = []
        for (index, record) in records.enumerated() {
            let id = RecordID(of: record.encoded)
            let outcome = take(record, id, isAuthentic: areAuthentic)
            change.outcomes.append(outcome)
            if outcome == .new { new.append((index, id)) }
        }
        guard !new.isEmpty else { return change }
        judgement = Judgement(held, founder: founder, recovery: recovery, limits: limits)
        dropBeyondBounds()
        surplus = Set(liveNodes.dropFirst(limits.liveCountMax))
        for (index, id) in new {
            if ids.contains(id) {
                change.added.append(records[index])
            } else {
                change.outcomes[index] = .noRoom
            }
        }
        change.dropped = before.subtracting(ids).sorted()
        return change
    }

    /// True for a record that would be taken if its signature is good.
    func lacks(_ record: NetworkRecord) -> Bool {
        outcome(of: record, RecordID(of: record.encoded)) == .new
    }

    /// The fate of a record whose signature is good, before there is a question of room.
    private func outcome(of record: NetworkRecord, _ id: RecordID) -> RecordOutcome {
        guard record.network == network else { return .foreign }
        guard record.epoch ?? 0 <= epochMax(of: record.signer) else { return .epochTooHigh }
        guard !ids.contains(id) else { return .known }
        let former = held[record.signer]?[HeldRecord.subject(of: record, id: id)]
        if let former, !former.yields(to: record, id: id) { return .superseded }
        return .new
    }

    private mutating func take(
        _ record: NetworkRecord,
        _ id: RecordID,
        isAuthentic: Bool
    ) -> RecordOutcome {
        let outcome = outcome(of: record, id)
        guard outcome == .new else { return outcome }
        let subject = HeldRecord.subject(of: record, id: id)
        // Last, since it costs the most; and before a place is taken, or a forgery could take it.
        guard isAuthentic || record.isAuthentic else { return .forged }
        if let former = held[record.signer]?[subject] { ids.remove(former.id) }
        lastArrival += 1
        held[record.signer, default: [:]][subject] =
            HeldRecord(record, id: id, arrival: lastArrival)
        ids.insert(id)
        return .new
    }

    /// The highest epoch that a signer may use.
    func epochMax(of signer: AuthorKey) -> UInt64 {
        switch signer {
        case recovery: .max
        case founder: RosterLimits.founderEpochMax
        default: RosterLimits.adminEpochMax
        }
    }

    /// Drops the records without room: those of admins beyond the most that count, and the oldest arrivals
    /// beyond the most that wait.
    private mutating func dropBeyondBounds() {
        let counting = Set(judgement.counting.map(\.id))
        var waiting: [HeldRecord] = []
        for (signer, records) in held {
            let rest = records.values.filter { !counting.contains($0.id) }
            if judgement.ages[signer] == nil {
                waiting += rest
            } else {
                for record in rest { drop(record) }
            }
        }
        guard waiting.count > limits.waitingMax else { return }
        waiting.sort { $0.arrival > $1.arrival }
        for record in waiting.dropFirst(limits.waitingMax) { drop(record) }
    }

    private mutating func drop(_ record: HeldRecord) {
        let signer = record.record.signer
        held[signer]?[record.subject] = nil
        if held[signer]?.isEmpty ?? false { held[signer] = nil }
        ids.remove(record.id)
    }
}
