internal import GossipWire
internal import HeapModule
internal import PlantedFaults

/// The judgement of a set of records: those that count, and their meaning.
///
/// It follows from the set alone. Admins are taken one by one, the oldest first. At an admin's turn all older
/// ones have spoken, and no younger one may speak about it. So its own standing is settled. Then its
/// records are weighed, except those about admins settled before.
/// Of the records about a node the highest epoch wins, then a removal, then the older signer.
///
/// ```
/// recovery ─▶ its admins ─▶ founder ─▶ all others by age
///     └ each: is its pass still the winner? ─▶ settled ─▶ its records ─▶ new candidates, all younger
/// ```
struct Judgement: Sendable {
    /// The admins, the oldest first, the recovery key before them.
    private(set) var signers: [AuthorKey] = []
    /// Their ages.
    private(set) var ages: [AuthorKey: Seniority] = [:]
    /// The record that wins, by node.
    private(set) var winners: [AuthorKey: HeldRecord] = [:]
    /// The founder's word about itself, which gives it a name and no right.
    private(set) var founderPass: Pass?
    /// The charter that counts.
    private(set) var charter: Charter?
    /// The rotation that counts.
    private(set) var rotation: KeyRotation?
    /// The records that count, each signer before its records.
    private(set) var counting: [HeldRecord] = []

    private let founder: AuthorKey
    private let limits: RosterLimits
    private var candidates = Heap<Candidate>()

    /// A node that becomes an admin if nobody older has objected by then.
    private struct Candidate: Comparable {
        let age: Seniority
        /// Its pass; `nil` for the founder, who needs none.
        let pass: RecordID?

        static func < (left: Candidate, right: Candidate) -> Bool { left.age < right.age }
        static func == (left: Candidate, right: Candidate) -> Bool { left.age == right.age }
    }

    /// Judges the records, given by signer and subject.
    init(
        _ held: [AuthorKey: [HeldRecord.Subject: HeldRecord]],
        founder: AuthorKey,
        recovery: AuthorKey,
        limits: RosterLimits
    ) {
        self.founder = founder
        self.limits = limits
        candidates.insert(
            Candidate(age: Seniority(rank: .founder, epoch: 0, node: founder), pass: nil)
        )
        settle(Seniority(rank: .recovery, epoch: 0, node: recovery), held)
        while let candidate = candidates.popMin() {
            let node = candidate.age.node
            guard ages[node] == nil, winners[node]?.id == candidate.pass else { continue }
            settle(candidate.age, held)
        }
    }

    private mutating func settle(
        _ age: Seniority,
        _ held: [AuthorKey: [HeldRecord.Subject: HeldRecord]]
    ) {
        ages[age.node] = age
        signers.append(age.node)
        // The newest first: they are the ones that stay when there is no room for all.
        let own = (held[age.node] ?? [:]).values.sorted {
            $0.weight == $1.weight ? $0.id > $1.id : $0.weight > $1.weight
        }
        var others = 0
        for record in own where counting.count < limits.countingMax {
            if case .other = record.record {
                others += 1
                guard others <= limits.othersOfSignerMax else { continue }
            }
            counting.append(record)
            weigh(record, of: age)
        }
    }

    private mutating func weigh(_ record: HeldRecord, of signer: Seniority) {
        switch record.record {
        case .pass(let pass):
            if pass.node == founder, signer.node == founder { founderPass = pass }
            guard wins(record, about: pass.node), pass.role.contains(.admits) else { return }
            candidates.insert(
                Candidate(
                    age: signer.admitting(pass.node, epoch: pass.epoch),
                    pass: record.id
                )
            )
        case .removal(let removal):
            _ = wins(record, about: removal.node)
        case .charter(let other):
            // One of the same epoch stays: its signer is older.
            if charter.map({ $0.epoch < other.epoch }) ?? true { charter = other }
        case .rotation(let other):
            if rotation.map({ $0.epoch < other.epoch }) ?? true { rotation = other }
        case .other:
            break
        }
    }

    /// Notes the record as the winner about a node if it is; an admin that is settled is beyond reach.
    private mutating func wins(_ record: HeldRecord, about node: AuthorKey) -> Bool {
        guard ages[node] == nil else { return false }
        if let former = winners[node] {
            let isFirst =
                limits.faults.has(.countsByArrival)
                ? former.arrival > record.arrival : former.weight >= record.weight
            if isFirst { return false }
        }
        winners[node] = record
        return true
    }
}
