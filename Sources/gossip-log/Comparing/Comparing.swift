import GossipStore
import GossipWire

/// The work of `compare`.
struct Comparing {
    private let arguments: CompareArguments
    private let left: LogReader
    private let right: LogReader
    private let comparison: LogComparison

    init(_ arguments: CompareArguments) throws {
        self.arguments = arguments
        left = try OpenedLog.reader(arguments.left)
        right = try OpenedLog.reader(arguments.right)
        comparison = try LogComparison(left: left, right: right)
    }

    /// Prints the differences.
    ///
    /// Throws: `CommandFailure` with exit code 1 when there are any.
    func run() throws {
        let format: ReportFormat = arguments.output == .text ? .text : .json
        let report = Report(format, arguments.screen)
        var onlyLeft = 0
        var onlyRight = 0
        try report.print {
            let most =
                switch arguments.lines {
                case .newest(let count): arguments.output == .id ? Int.max : count
                case .all: Int.max
                }
            var printer = try DifferencePrinter(report, arguments.output, left, right)
            try comparison.forEachDifference { id, side in
                if side == .left { onlyLeft += 1 } else { onlyRight += 1 }
                if onlyLeft + onlyRight <= most { try printer.print(id, side) }
                return true
            }
            try printTotal(onlyLeft, onlyRight, report)
        }
        if onlyLeft + onlyRight > 0 { throw CommandFailure("", exit: .nothing) }
    }

    private func printTotal(_ onlyLeft: Int, _ onlyRight: Int, _ report: Report) throws {
        let counts = (comparison.count(.left), comparison.count(.right))
        switch arguments.output {
        case .id: break
        case .json:
            var object = JSONObject()
            object.add("event", "compare")
            object.add("equal", onlyLeft + onlyRight == 0)
            object.add("left_messages", counts.0)
            object.add("right_messages", counts.1)
            object.add("only_left", onlyLeft)
            object.add("only_right", onlyRight)
            try report.object(object)
        case .text where onlyLeft + onlyRight == 0:
            try report.line(
                report.style.paint("equal", .green) + ": both hold the same "
                    + Quantity.messages(counts.0)
            )
        case .text:
            for (path, count, only) in [
                (arguments.left, counts.0, onlyLeft), (arguments.right, counts.1, onlyRight),
            ] {
                try report.line(
                    "\(path) holds \(Quantity.messages(count)), \(Quantity.count(only)) of them "
                        + "only there"
                )
            }
        }
    }
}
