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
    }

    /// Prints how many messages differ, and then the first that do.
    ///
    /// Throws: `CommandFailure` with exit code 1 when there are any beside pruned messages.
    func run() throws {
        let format: ReportFormat = command.output == .text ? .text : .json
        let report = Report(format, command.screen)
        var surplus: [LogComparison.Side: Surplus] = [.left: Surplus(), .right: Surplus()]
        try report.print {
            try forEachDifference { _, side, isLacking in
                if isLacking {
                    surplus[side]?.lacking += 1
                } else {
                    surplus[side]?.pruned += 1
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
        try forEachDifference { id, side, isLacking in
            guard isLacking else { return true }
            try printer.print(id, side)
            rest -= 1
            return rest > 0
        }
    }

    /// Calls the body with each message that only one log has, until it returns `false`: its id, the log
    /// that has it, and whether the other lacks it though its retention would keep it.
    private func forEachDifference(
        _ body: (MessageID, LogComparison.Side, _ isLacking: Bool) throws -> Bool
    ) throws {
        let bounds: [LogComparison.Side: Scope] = [
            .left: try Self.bounds(of: right, for: left),
            .right: try Self.bounds(of: left, for: right),
        ]
        try comparison.forEachDifference { id, side in
            let reader = side == .left ? left : right
            return try body(id, side, try reader.isKept(id, within: bounds[side] ?? .everything))
        }
    }

    /// The scope of one log, as far as it decides about messages of the other.
    private static func bounds(of other: LogReader, for log: LogReader) throws -> Scope {
        // A lifetime is looked up only where it decides.
        try other.logDescription().scope.narrowing(log.logDescription().scope)
    }

    private func printTotal(_ onlyLeft: Surplus, _ onlyRight: Surplus, _ report: Report) throws {
        let counts = (comparison.count(.left), comparison.count(.right))
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
            try report.object(object)
        case .text where isEqual:
            try report.line(
                report.style.paint("equal", .green) + ": both hold the same "
                    + Quantity.messages(counts.0 - onlyLeft.pruned)
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
        surplus.pruned == 0
            ? "" : "; removed from \(path) by retention: \(Quantity.count(surplus.pruned))"
    }
}
