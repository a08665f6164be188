internal import GossipStore
internal import GossipWire

/// The expected state of the authors of a log: heads that stay, true gaps, provable forks.
struct ExpectedAuthors {
    private struct Author {
        /// The highest sequence there ever was.
        var head: UInt64 = 0
        /// The highest sequence that the horizon took.
        var pruned: UInt64 = 0
        /// Sequences whose own lifetime has expired.
        var ended: Set<UInt64> = []
    }

    /// The position of a message in its author's chain.
    private struct Position: Hashable {
        let author: AuthorKey
        let sequence: UInt64

        init(_ author: AuthorKey, _ sequence: UInt64) {
            self.author = author
            self.sequence = sequence
        }
    }

    private var authors: [AuthorKey: Author] = [:]
    private var present: [Position: Set<MessageID>] = [:]

    mutating func insert(_ message: Message) {
        let head = authors[message.author]?.head ?? 0
        authors[message.author, default: Author()].head = max(head, message.sequence)
        present[Position(message.author, message.sequence), default: []].insert(message.id)
    }

    /// Takes out what one step of pruning removes.
    mutating func remove(_ messages: [Message], isExpiry: Bool) {
        for message in messages {
            present[Position(message.author, message.sequence)]?.remove(message.id)
        }
        for message in messages {
            let position = Position(message.author, message.sequence)
            // Another side of a fork stays: its number is not gone.
            guard present[position]?.isEmpty == true else { continue }
            if isExpiry {
                authors[message.author]?.ended.insert(message.sequence)
            } else {
                let pruned = authors[message.author]?.pruned ?? 0
                authors[message.author]?.pruned = max(pruned, message.sequence)
            }
        }
        present = present.filter { !$0.value.isEmpty }
    }

    func check(_ log: MessageLog, _ reader: LogReader) throws {
        try checkHeads(log)
        try checkGaps(reader)
        try checkForks(reader)
    }

    private func checkHeads(_ log: MessageLog) throws {
        for (key, author) in authors {
            guard let head = try log.head(of: key), head.sequence == author.head else {
                throw TrialFailure("an author's head is not number \(author.head)")
            }
            guard present[Position(key, author.head)]?.contains(head.id) ?? true else {
                throw TrialFailure("an author's head is not its newest message")
            }
        }
    }

    private func checkGaps(_ reader: LogReader) throws {
        var found: [AuthorKey: [ClosedRange<UInt64>]] = [:]
        for gap in try reader.gaps() { found[gap.author, default: []].append(gap.sequences) }
        for (key, author) in authors {
            let gaps = gaps(of: key, author)
            guard found[key] ?? [] == gaps else {
                throw TrialFailure("an author's gaps are \(found[key] ?? []), not \(gaps)")
            }
        }
    }

    private func gaps(of key: AuthorKey, _ author: Author) -> [ClosedRange<UInt64>] {
        var gaps: [ClosedRange<UInt64>] = []
        guard author.pruned < author.head else { return gaps }
        for sequence in author.pruned + 1...author.head
        where present[Position(key, sequence)] == nil && !author.ended.contains(sequence) {
            if let last = gaps.last, last.upperBound + 1 == sequence {
                gaps[gaps.count - 1] = last.lowerBound...sequence
            } else {
                gaps.append(sequence...sequence)
            }
        }
        return gaps
    }

    /// Requires n - 1 proofs of n messages with one number, which name all of them.
    private func checkForks(_ reader: LogReader) throws {
        var proved: [Position: [MessageID]] = [:]
        for fork in try reader.forks() {
            let position = Position(fork.author, fork.sequence)
            if proved[position] == nil { proved[position] = [fork.first] }
            guard proved[position]?.first == fork.first else {
                throw TrialFailure("proofs of one fork begin with different messages")
            }
            proved[position]?.append(fork.second)
        }
        let forks = present.filter { $0.value.count > 1 }
        guard proved.count == forks.count,
            forks.allSatisfy({ position, sides in
                proved[position]?.count == sides.count && Set(proved[position] ?? []) == sides
            })
        else { throw TrialFailure("\(proved.count) forks are proved, not the \(forks.count)") }
    }
}
