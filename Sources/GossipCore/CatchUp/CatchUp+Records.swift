internal import GossipWire

/// The exchange of the network's records with peers that have others.
///
/// Each session begins with it. A stream for the records alone is opened when no session is due.
extension CatchUp {
    /// Takes in the digest of a peer's records.
    mutating func noteRecords(_ digest: UInt64, of slot: Int, at now: UInt64) {
        guard let standing = standings[slot] else { return }
        if digest != standing.records {
            // The peer with the lower key begins; the other only when that does not help.
            let begins = standing.node.map { node < $0 } ?? true
            standings[slot]?.nextExchange = now + (begins ? 0 : limits.secondWordWait)
            standings[slot]?.exchanges = 0
        }
        standings[slot]?.records = digest
    }

    /// Opens streams for records, a few at a time.
    mutating func exchangeRecords(_ turn: inout Turn) {
        let now = turn.now.monotonic
        for slot in up where exchangeDeadline(slot) <= now {
            guard sessions.exchangeCount < limits.exchangesMax else { return }
            let exchanges = standings[slot]?.exchanges ?? 0
            let wait = limits.syncRetryFirst << UInt64(min(exchanges, 16))
            standings[slot]?.exchanges = exchanges + 1
            standings[slot]?.nextExchange =
                now + turn.random.jitter(min(limits.syncRetryMax, wait))
            open(slot, .records, &turn)
        }
    }

    /// The time at which the records of a peer are to be exchanged; `.max` when they are the same.
    private func exchangeDeadline(_ slot: Int) -> UInt64 {
        guard let standing = standings[slot], records != 0, standing.records != 0,
            standing.records != records, !sessions.isOpen(standing.address)
        else { return .max }
        return standing.nextExchange
    }

    /// The time at which some peer's records are to be exchanged.
    var nextExchangeDeadline: UInt64 {
        guard sessions.exchangeCount < limits.exchangesMax else { return .max }
        return up.reduce(.max) { min($0, exchangeDeadline($1)) }
    }
}
