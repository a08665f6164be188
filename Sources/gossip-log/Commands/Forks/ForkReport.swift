import GossipStore
import GossipText
import GossipWire

/// Forks as they print: a line for each author, or each number with its messages.
///
/// An author can fork any number of its messages, so that without being asked only so many lines come.
struct ForkReport {
    /// Different messages that an author signed with one number.
    struct Fork {
        let author: AuthorKey
        let sequence: UInt64
        /// The one that arrived first, or has the smallest id, and the others.
        var ids: [MessageID]
    }

    /// The forks of an author, ascending by number.
    private struct AuthorForks {
        let author: AuthorKey
        let forks: [Fork]
    }

    /// The part of the forks that prints.
    struct Extent {
        /// True for each number in place of a line for each author.
        let showsAll: Bool
        /// The most that prints: authors, or numbers; nil for no limit.
        let countMax: Int?
    }

    /// Those with the most forks first.
    private let authors: [AuthorForks]
    private let count: Int
    private let names: AuthorNames
    /// True when the forks stand in a file of proofs, and no log is at hand.
    private let isProof: Bool

    /// Prepares forks, which are ordered by author and number.
    init(_ forks: [Fork], names: AuthorNames, isProof: Bool) {
        self.names = names
        self.isProof = isProof
        count = forks.count
        authors = Dictionary(grouping: forks, by: \.author)
            .map { AuthorForks(author: $0.key, forks: $0.value) }
            .sorted { ($1.forks.count, $0.author) < ($0.forks.count, $1.author) }
    }

    /// Prints them.
    func print(_ extent: Extent, _ options: ReportOptions) throws {
        let report = Report(options)
        try report.print {
            if extent.showsAll {
                try printAll(extent.countMax ?? .max, report)
            } else {
                try printAuthors(extent.countMax ?? .max, report)
            }
        }
    }

    private func printAll(_ countMax: Int, _ report: Report) throws {
        let forks = authors.lazy.flatMap(\.forks).prefix(countMax)
        for fork in forks {
            switch report.format {
            case .text: try print(fork, report)
            case .json: for object in objects(fork) { try report.object(object) }
            }
        }
        guard report.format == .text, count > countMax else { return }
        try report.line("and \(Quantity.count(count - countMax, "number", "numbers")) more.")
    }

    private func printAuthors(_ countMax: Int, _ report: Report) throws {
        for author in authors.prefix(countMax) {
            switch report.format {
            case .text: try print(author, report)
            case .json: try report.object(object(author))
            }
        }
        switch report.format {
        case .text: try printRest(countMax, report)
        case .json:
            var total = JSONObject()
            total.add("event", "forks_total")
            total.add("authors", authors.count)
            total.add("numbers", count)
            try report.object(total)
        }
    }

    // MARK: For people

    private func print(_ author: AuthorForks, _ report: Report) throws {
        guard let first = author.forks.first, let last = author.forks.last,
            author.forks.count > 1
        else { return try author.forks.forEach { try print($0, report) } }
        try report.line(
            heading(author.author, report)
                + " signed different messages with \(Quantity.count(author.forks.count)) numbers, "
                + "from \(first.sequence) to \(last.sequence)."
        )
    }

    private func print(_ fork: Fork, _ report: Report) throws {
        let messages = fork.ids.count == 2 ? "two" : Quantity.count(fork.ids.count)
        try report.line(
            heading(fork.author, report)
                + " signed \(messages) messages with number \(fork.sequence):"
        )
        for id in fork.ids {
            try report.line("  \(id)  \(TimeFormat.people(id.time, in: report.screen.zone))")
        }
    }

    private func printRest(_ countMax: Int, _ report: Report) throws {
        if authors.count > countMax {
            let rest = Quantity.count(authors.count - countMax, "author", "authors")
            try report.line("and \(rest) more: -n all shows them.")
        }
        guard count > authors.count else { return }
        try report.line(
            "In all \(Quantity.count(count)) numbers; --all shows each with its messages."
        )
    }

    private func heading(_ author: AuthorKey, _ report: Report) -> String {
        let name = report.style.paint(names.full(author), Style.tint(of: author.bytes))
        return isProof ? report.style.paint("PROVED", .red) + ": \(name)" : name
    }

    // MARK: For machines

    private func object(_ author: AuthorForks) -> JSONObject {
        var object = JSONObject()
        object.add("event", "forks")
        object.add("author", author.author.hex)
        names.add(author.author, to: &object)
        object.add("numbers", author.forks.count)
        object.add("lowest", author.forks.first?.sequence ?? 0)
        object.add("highest", author.forks.last?.sequence ?? 0)
        return object
    }

    /// One object for each later message; of a file of proofs, one for all.
    private func objects(_ fork: Fork) -> [JSONObject] {
        var object = JSONObject()
        object.add("event", "fork")
        object.add("author", fork.author.hex)
        names.add(fork.author, to: &object)
        object.add("sequence", fork.sequence)
        if isProof {
            object.add("ids", fork.ids.map(\.hex))
            return [object]
        }
        return fork.ids.dropFirst().map { second in
            var pair = object
            pair.add("first", fork.ids[0].hex)
            pair.add("second", second.hex)
            return pair
        }
    }
}
