import GossipStore
import GossipText
import GossipWire

/// The work of `compare`.
struct Comparison {
    private let command: CompareCommand
    private let left: LogReader
    private let right: LogReader
    private let comparison: LogComparison

    init(_ command: CompareCommand) throws {
        self.command = command
        left = try ReadableLog.open(command.left)
        right = try ReadableLog.open(command.right)
        comparison = try LogComparison(left: left, right: right)
    }

    /// The messages of one log that the other lacks.
    private struct Surplus {
        /// Messages that the other has never had, or has lost.
        var lacking = 0
        /// Messages that the other's retention has removed, or would.
        var pruned = 0
        /// Messages that the other refuses, because it cuts their authors.
        var cut = 0
    }

    /// The reason for which a log lacks a message.
    private enum Reason {
        case lost, pruned, cut
    }

    /// Prints how many messages differ, and then the first that do.
    ///
    /// Throws: `CommandFailure` with exit code 1 when there are any beside pruned messages.
    func run() throws {
        let format: ReportFormat = command.output == .text ? .text : .json
        let report = Report(format, command.screen)
        var surplus: [LogComparison.Side: Surplus] = [.left: Surplus(), .right: Surplus()]
        try report.print {
            try forEachDifference { _, side, reason in
                switch reason {
                case .lost: surplus[side]?.lacking += 1
                case .pruned: surplus[side]?.pruned += 1
                case .cut: surplus[side]?.cut += 1
                }
                return true
            }
            try printTotal(surplus[.left] ?? Surplus(), surplus[.right] ?? Surplus(), report)
            try printDifferences(report)
        }
        if surplus.values.contains(where: { $0.lacking > 0 }) {
            throw CommandFailure("", exit: .nothing)
        }
    }

    /// Prints the first messages that one log lacks: as many as are to be shown.
    private func printDifferences(_ report: Report) throws {
        var rest =
            switch command.lines {
            case .newest(let count): command.output == .id ? Int.max : count
            case .all: Int.max
            }
        var printer = try DifferencePrinter(report, command.output, left, right)
        guard rest > 0 else { return }
        try forEachDifference { id, side, reason in
            guard reason == .lost else { return true }
            try printer.print(id, side)
            rest -= 1
            return rest > 0
        }
    }

    /// Calls the body with each message that only one log has, until it returns `false`: its id, the log
    /// that has it, and why the other lacks it.
    private func forEachDifference(
        _ body: (MessageID, LogComparison.Side, Reason) throws -> Bool
    ) throws {
        let bounds: [LogComparison.Side: Scope] = [
            .left: try Self.bounds(of: right, for: left),
            .right: try Self.bounds(of: left, for: right),
        ]
        try comparison.forEachDifference { id, side in
            let reader = side == .left ? left : right
            let scope = bounds[side] ?? .everything
            if try reader.isKept(id, within: scope) { return try body(id, side, .lost) }
            var refusals = Scope(cuts: scope.cuts)
            refusals.isClosedToGuests = scope.isClosedToGuests
            let isCut = try !reader.isKept(id, within: refusals)
            return try body(id, side, isCut ? .cut : .pruned)
        }
    }

    /// The number of authors whom the logs do not cut alike, and whether one of them is closed to guests.
    private func exclusion() throws -> (authors: Int, guests: Bool) {
        let scopes = (try left.logDescription().scope, try right.logDescription().scope)
        let cuts = (scopes.0.cuts, scopes.1.cuts)
        return (
            cuts.0.narrowing(cuts.1).count + cuts.1.narrowing(cuts.0).count,
            scopes.0.isClosedToGuests || scopes.1.isClosedToGuests
        )
    }

    /// The scope of one log, as far as it decides about messages of the other.
    private static func bounds(of other: LogReader, for log: LogReader) throws -> Scope {
        // A lifetime is looked up only where it decides.
        try other.logDescription().scope.narrowing(log.logDescription().scope)
    }

    private func printTotal(_ onlyLeft: Surplus, _ onlyRight: Surplus, _ report: Report) throws {
        let counts = (comparison.count(.left), comparison.count(.right))
        let exclusion = try exclusion()
        let isEqual = onlyLeft.lacking + onlyRight.lacking == 0
        switch command.output {
        case .id: break
        case .json:
            var object = JSONObject()
            object.add("event", "compare")
            object.add("equal", isEqual)
            object.add("left_messages", counts.0)
            object.add("right_messages", counts.1)
            object.add("only_left", onlyLeft.lacking)
            object.add("only_right", onlyRight.lacking)
            object.add("pruned_right", onlyLeft.pruned)
            object.add("pruned_left", onlyRight.pruned)
            object.add("cut_right", onlyLeft.cut)
            object.add("cut_left", onlyRight.cut)
            object.add("excluded", exclusion.authors)
            object.add("excludes_guests", exclusion.guests)
            try report.object(object)
        case .text where isEqual:
            try report.line(
                report.style.paint("equal", .green)
                    + Quantity.exception(authors: exclusion.authors, guests: exclusion.guests)
                    + ": both hold the same "
                    + Quantity.messages(counts.0 - onlyLeft.pruned - onlyLeft.cut)
                    + Self.note(onlyLeft, pruned: command.right)
                    + Self.note(onlyRight, pruned: command.left)
            )
        case .text:
            for (path, other, count, only) in [
                (command.left, command.right, counts.0, onlyLeft),
                (command.right, command.left, counts.1, onlyRight),
            ] {
                try report.line(
                    "\(path) holds \(Quantity.messages(count)), "
                        + "\(Quantity.count(only.lacking)) of them only there"
                        + Self.note(only, pruned: other)
                )
            }
        }
    }

    private static func note(_ surplus: Surplus, pruned path: String) -> String {
        let pruned =
            surplus.pruned == 0
            ? "" : "; removed from \(path) by retention: \(Quantity.count(surplus.pruned))"
        let cut = surplus.cut == 0 ? "" : "; refused by \(path): \(Quantity.count(surplus.cut))"
        return pruned + cut
    }
}
