public import GossipWire

/// The one door of cuts: what of an author is not kept.
///
/// A cut is in effect when it is durable: whatever the author writes from then on is refused. What is here
/// already goes in small transactions, the highest sequences first, as retention removes messages.
extension MessageLog {
    /// The cuts in effect once everything above them is removed.
    public var targetCuts: Cuts { cuts.target }

    /// True while messages above a cut are still to be removed, see ``removeCut(countMax:)``.
    public var isCutting: Bool { cuts.contains(where: \.isUnderWay) }

    /// The number of messages of an author above a sequence.
    public func count(
        of author: AuthorKey,
        above sequence: UInt64
    ) throws(StoreError) -> Int {
        try guarded { () throws(StoreError) in
            try CutMessages(connection: connection).count(of: author, above: sequence)
        }
    }

    /// Keeps nothing of an author above a sequence from now on, durably: also on a full volume, as long as
    /// its reserve lasts.
    ///
    /// Takes the place of a cut for the same reason; so it may keep more than before.
    ///
    /// - Parameters:
    ///   - author: The author; it need not be known.
    ///   - sequence: The highest sequence that is kept; 0 = none is.
    ///   - reason: The reason for it.
    /// - Throws: ``StoreError``, with nothing changed; `misuse` for more authors than ``Cuts/blockCountMax`` or
    ///   ``Cuts/removalCountMax``.
    public func cut(
        _ author: AuthorKey,
        above sequence: UInt64,
        because reason: CutReason
    ) throws(StoreError) {
        var sequences = sequences(because: reason)
        sequences[author] = sequence
        try setCuts(sequences, because: reason)
    }

    /// Takes a cut back; what was refused for it may come again from peers.
    ///
    /// - Returns: False when there was none.
    /// - Throws: ``StoreError``, with nothing changed.
    @discardableResult
    public func liftCut(
        of author: AuthorKey,
        because reason: CutReason
    ) throws(StoreError) -> Bool {
        var sequences = sequences(because: reason)
        guard sequences.removeValue(forKey: author) != nil else { return false }
        try setCuts(sequences, because: reason)
        return true
    }

    /// Makes these the cuts for a reason, durably and in one step; those of other authors are taken back.
    ///
    /// - Parameters:
    ///   - sequences: The highest sequence that is kept of each author; 0 = none is.
    ///   - reason: The reason for it.
    /// - Throws: ``StoreError`` as ``cut(_:above:because:)``.
    public func setCuts(
        _ sequences: [AuthorKey: UInt64],
        because reason: CutReason
    ) throws(StoreError) {
        try guarded { () throws(StoreError) in
            let held = cuts.filter { $0.reason == reason }
            let former = self.sequences(because: reason)
            let ended = held.filter { sequences[$0.author] != $0.sequence }
            let made = try sequences.filter { former[$0.key] != $0.value }
                .map { author, sequence throws(StoreError) in
                    try newCut(of: author, above: sequence, because: reason)
                }
            guard !ended.isEmpty || !made.isEmpty else { return }
            guard sequences.count <= reason.countMax else {
                throw StoreError(
                    .misuse,
                    "cut one more author in",
                    path,
                    reason: "it cuts at most \(reason.countMax)",
                    hint: "Undo a block first."
                )
            }
            try change { table throws(StoreError) in
                for cut in ended { try table.remove(cut) }
                for cut in made { try table.save(cut) }
            }
            take(cuts.filter { $0.reason != reason || sequences[$0.author] == $0.sequence } + made)
        }
    }

    /// The sequences that the cuts for a reason keep.
    private func sequences(because reason: CutReason) -> [AuthorKey: UInt64] {
        cuts.reduce(into: [:]) { sequences, cut in
            if cut.reason == reason { sequences[cut.author] = cut.sequence }
        }
    }

    private func newCut(
        of author: AuthorKey,
        above sequence: UInt64,
        because reason: CutReason
    ) throws(StoreError) -> LogCut {
        let head = try authors.state(of: author)?.head.sequence ?? 0
        let here = min(head, scope.cuts.sequence(of: author) ?? .max)
        return LogCut(
            author: author,
            reason: reason,
            sequence: sequence,
            reached: max(sequence, here)
        )
    }

    private func change(
        _ body: (CutTable) throws(StoreError) -> Void
    ) throws(StoreError) {
        try changeInRoom { () throws(StoreError) in try body(CutTable(connection: connection)) }
    }

    func take(_ cuts: [LogCut]) {
        self.cuts = cuts.sorted {
            ($0.author, $0.reason.rawValue) < ($1.author, $1.reason.rawValue)
        }
        scope.cuts = self.cuts.kept
    }

    /// Removes messages above a cut, some of them in one transaction, the highest sequences first.
    ///
    /// Call it until it is done; between two calls others may write.
    ///
    /// - Parameter countMax: Messages of a transaction; more only when they have one sequence, fewer when
    ///   they are long.
    /// - Returns: The removed messages, and true once nothing is left above any cut.
    /// - Throws: ``StoreError``, with nothing changed.
    public func removeCut(countMax: Int = pruneCountMax) throws(StoreError) -> PruneStep {
        guard let author = cuts.first(where: \.isUnderWay)?.author else { return PruneStep() }
        let end = cuts.filter { $0.author == author }.map(\.sequence).min() ?? 0
        return try remove(countMax, because: .cut) { countMax, _ throws(StoreError) in
            let (messages, reached) = try newest(of: author, above: end, countMax)
            var cuts = cuts
            for index in cuts.indices where cuts[index].author == author {
                cuts[index].reached = max(cuts[index].sequence, reached)
            }
            var scope = scope
            scope.cuts = cuts.kept
            return Choice(
                messages: messages,
                scope: scope,
                cuts: cuts,
                isLast: !cuts.contains(where: \.isUnderWay)
            )
        }
    }

    /// The messages of an author with the highest sequences, and the sequence above which that is all.
    private func newest(
        of author: AuthorKey,
        above end: UInt64,
        _ countMax: Int
    ) throws(StoreError) -> (messages: [PrunableMessage], reached: UInt64) {
        guard let state = try AuthorTable(connection: connection).stored(author) else {
            return ([], end)
        }
        let finder = CutMessages(connection: connection)
        var messages: [PrunableMessage] = []
        var bytes = 0
        var reached = end
        try finder.forEachSequence(of: state, above: end) { sequence, arrival throws(StoreError) in
            guard messages.count < countMax, bytes < Self.pruneBytesMax else {
                reached = sequence
                return false
            }
            let sides = try finder.prunable(sequence, of: state, arrival: arrival)
            messages += sides
            bytes += sides.reduce(0) { $0 + $1.bytes }
            return true
        }
        return (messages, reached)
    }
}
