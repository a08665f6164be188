internal import GossipWire
internal import Negentropy

/// The confirmation of an equality that sums have shown.
///
/// Sums mod 2^256 are not collision-resistant against an author who searches for ids, so each
/// session confirms a stretch of the log by SHA-256: ranges of 1,024 ids from a random one on, the
/// whole log when it is small. Ranges that differ are then compared id by id in a separate round.
extension SyncInitiator {
    /// Chooses the ranges to confirm, once: they are the same in every round of the session.
    mutating func chooseRanges() throws(SyncFailure) {
        guard ranges == nil else { return }
        guard let items = round.items, items.count > 0 else {
            ranges = []
            return
        }
        let length = limits.confirmRangeCount
        let number = (items.count + length - 1) / length
        let taken = min(number, limits.confirmRangesMax)
        let first = Int(confirmationSeed % UInt64(number))
        // In ascending order, also when the stretch continues at the beginning of the log.
        let indices = (0..<taken).map { (first + $0) % number }.sorted()
        let bounds = try read { () throws(Log.Items.Failure) in
            var bounds: [Range<MessageID>] = []
            for index in indices {
                let start = index * length
                let end = min(items.count, start + length)
                let lower = start == 0 ? .zero : MessageID(try items.item(at: start).id)
                let upper =
                    end == items.count
                    ? RangeDigest.noEnd : MessageID(try items.item(at: end).id)
                bounds.append(lower..<upper)
            }
            return bounds
        }
        ranges = bounds
    }

    /// The digests of the peer's snapshot as it should be: the own one with the needed messages and
    /// without the lacking ones.
    func confirm() throws(SyncFailure) -> SyncFrame {
        let lacked = Set(round.had)
        let digests = try (ranges ?? []).map { (range) throws(SyncFailure) in
            var ids = try ownIDs(in: range)
            if !lacked.isEmpty { ids.removeAll { lacked.contains($0) } }
            let had = round.needed.filter { range.contains($0) }
            if !had.isEmpty { ids = (ids + had).sorted() }
            return RangeDigest(of: ids, from: range.lowerBound, to: range.upperBound)
        }
        return .confirm(digests)
    }

    private func ownIDs(in range: Range<MessageID>) throws(SyncFailure) -> [MessageID] {
        guard let items = round.items else { return [] }
        return try read { () throws(Log.Items.Failure) in try items.ids(in: range) }
    }

    mutating func receiveConfirmed(_ differing: [UInt8]) throws(SyncFailure) {
        guard phase == .confirming, let ranges else { throw .outOfTurn("confirmed") }
        guard differing.allSatisfy({ Int($0) < ranges.count }) else { throw .contradiction }
        guard !differing.isEmpty else {
            isConfirmed = true
            phase = .settling
            return
        }
        let suspects = differing.sorted().map { ranges[Int($0)] }
        output.append(.send(try openRound(listing: suspects.map(Bound.range))))
    }

    private func read<Value>(
        _ body: () throws(Log.Items.Failure) -> Value
    ) throws(SyncFailure) -> Value {
        do throws(Log.Items.Failure) {
            return try body()
        } catch {
            throw .log("\(error)")
        }
    }
}
