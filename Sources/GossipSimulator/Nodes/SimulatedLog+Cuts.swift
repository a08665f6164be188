internal import GossipCore
internal import GossipWire
internal import Negentropy
internal import PlantedFaults
internal import TestSupport

/// Cuts of a modelled store: what of an author is not kept, and its removal in small steps.
extension SimulatedLog {
    /// The cuts of the log once everything above them is removed.
    var targetCuts: Cuts { Cuts(cutTargets.map { Cut(author: $0.key, sequence: $0.value) }) }

    /// Keeps nothing of an author above a sequence from now on.
    func cut(_ author: AuthorKey, above sequence: UInt64) {
        let here = min(heads[author]?.sequence ?? 0, scope.cuts.sequence(of: author) ?? .max)
        cutTargets[author] = sequence
        reach(max(sequence, here), of: author)
    }

    /// Keeps everything of an author again; false when it was not cut.
    func liftCut(of author: AuthorKey) -> Bool {
        guard cutTargets.removeValue(forKey: author) != nil else { return false }
        scope.cuts = Cuts(scope.cuts.all.filter { $0.author != author })
        return true
    }

    /// Removes a limited number of messages above a cut, the highest sequences first; `nil` when there is
    /// nothing to remove.
    func removeCut(countMax: Int) -> Step? {
        let pending = scope.cuts.all.first { cut in
            cutTargets[cut.author].map { cut.sequence > $0 } ?? false
        }
        guard let pending, let target = cutTargets[pending.author] else { return nil }
        let above = messages.filter { $0.author == pending.author && $0.sequence > target }
            .sorted { $0.sequence > $1.sequence }
        guard above.count > countMax, let last = above.prefix(countMax).last?.sequence else {
            reach(target, of: pending.author)
            return Step(removed: remove(above.map(\.id)))
        }
        // All sides of a fork go together.
        let ids = above.prefix { $0.sequence >= last }.map(\.id)
        reach(last - 1, of: pending.author)
        return Step(removed: remove(ids), isDone: false)
    }

    /// The items of the messages that a comparison leaves out for their authors.
    func items(leftOutOf scope: Scope) -> [Item] {
        guard !scope.cuts.isEmpty || scope.isClosedToGuests, !faults.has(.comparesCutMessages)
        else { return [] }
        return messages.filter { message in
            !scope.cuts.keeps(message)
                || scope.isClosedToGuests && authors?.isGuest(message.author) ?? false
        }.map { Item($0.id) }
    }

    private func reach(_ sequence: UInt64, of author: AuthorKey) {
        let others = scope.cuts.all.filter { $0.author != author }
        scope.cuts = Cuts(others + [Cut(author: author, sequence: sequence)])
    }
}
