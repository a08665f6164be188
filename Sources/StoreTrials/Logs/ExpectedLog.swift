package import GossipStore
package import GossipWire

/// The expected contents of a log: the acknowledged messages within its scope and nothing else, and of
/// the transaction under way all or nothing.
package struct ExpectedLog {
    /// A transaction whose end nobody has been told of.
    enum Attempt {
        case append([Message])
        case prune(PruneOrder)
    }

    /// The messages that must be there.
    package internal(set) var present: [MessageID: Message] = [:]
    /// The messages that were there and have been pruned.
    package internal(set) var removed: [Message] = []
    /// The scope, as the log must know it.
    package internal(set) var bounds = Scope.everything
    /// Messages that were acknowledged so far, or were found.
    package internal(set) var stored = 0
    /// Transactions that were found done though nobody was told.
    package internal(set) var survivors = 0
    /// Messages that were brought again after they had been pruned, and refused.
    package private(set) var refused = 0
    /// True once the log has been used since it was opened.
    package var isInUse = false
    /// The last arrival number that was given.
    var lastArrival: UInt64 = 0
    var attempt: Attempt?
    var authors = ExpectedAuthors()
    /// The messages that a copy made before migrating must hold.
    var copied: Set<MessageID>?

    package init() {}

    /// Begin with a log that a program of an older version made of these messages, in this order.
    package mutating func beginsWith(_ messages: [Message]) {
        for message in messages { insert(message) }
        copied = Set(present.keys)
    }

    /// True while a step of pruning is under way.
    package var isPruning: Bool {
        if case .prune = attempt { true } else { false }
    }

    /// Note that the batch is being appended.
    package mutating func attempt(_ batch: [Message]) { attempt = .append(batch) }

    /// Note that a step of the order is being taken.
    package mutating func attempt(_ order: PruneOrder) { attempt = .prune(order) }

    /// Note that the attempt was refused: none of it may be there.
    package mutating func refuse() { attempt = nil }

    /// Note the outcomes of the batch.
    package mutating func acknowledge(_ outcomes: [AppendOutcome]) throws {
        guard case .append(let batch) = attempt, batch.count == outcomes.count else {
            throw TrialFailure("a batch has \(outcomes.count) outcomes")
        }
        attempt = nil
        for (message, outcome) in zip(batch, outcomes) {
            let isRight =
                switch outcome {
                case .pruned: !bounds.keeps(message)
                // No trial convicts a message, cuts an author or has members.
                case .refused, .cut, .foreign: false
                case .duplicate: present[message.id] != nil
                case .stored(let arrival):
                    bounds.keeps(message) && present[message.id] == nil
                        && arrival == lastArrival + 1
                }
            guard isRight else { throw TrialFailure("a message's outcome is \(outcome)") }
            if case .stored = outcome { insert(message) }
            if case .pruned = outcome { refused += 1 }
        }
    }

    /// Note a step of pruning, and the bounds of the log after it.
    package mutating func acknowledge(_ step: PruneStep, bounds new: Scope) throws {
        guard case .prune(let order) = attempt else { throw TrialFailure("nothing was pruned") }
        attempt = nil
        guard order.leads(from: bounds, to: new), step.isDone == (order.end(from: bounds) == new)
        else { throw TrialFailure("the bounds went from \(bounds) to \(new)") }
        let gone = move(to: new, isExpiry: order.isExpiry)
        guard Set(step.removed) == Set(gone.map(\.id)), step.removed.count == gone.count else {
            throw TrialFailure("\(step.removed.count) messages were pruned, not \(gone.count)")
        }
    }

    mutating func insert(_ message: Message) {
        present[message.id] = message
        authors.insert(message)
        lastArrival += 1
        stored += 1
    }

    /// Moves the bounds, and gives what no longer lies within them.
    @discardableResult
    mutating func move(to new: Scope, isExpiry: Bool) -> [Message] {
        bounds = new
        let gone = present.values.filter { !new.keeps($0) }.sorted { $0.id < $1.id }
        for message in gone { present[message.id] = nil }
        removed += gone
        authors.remove(gone, isExpiry: isExpiry)
        return gone
    }
}
