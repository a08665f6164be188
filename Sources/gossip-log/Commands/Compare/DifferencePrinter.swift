import GossipStore
import GossipText
import GossipWire

/// Prints messages that only one of two logs has.
struct DifferencePrinter {
    private let report: Report
    private let format: CompareFormat
    private let left: LogReader
    private let right: LogReader
    private var line: MessageLine

    init(
        _ report: Report,
        _ format: CompareFormat,
        _ left: LogReader,
        _ right: LogReader
    ) throws {
        self.report = report
        self.format = format
        self.left = left
        self.right = right
        let names = AuthorNames(
            try left.authorNames().merging(try right.authorNames()) { name, _ in name }
        )
        line = MessageLine(report.screen, authors: names, separatesDays: false, indent: 2)
    }

    /// Prints one.
    mutating func print(_ id: MessageID, _ side: LogComparison.Side) throws {
        let mark = side == .left ? "<" : ">"
        if format == .id { return try report.line("\(mark) \(id.hex)") }
        // Only what was pruned meanwhile is not there.
        guard let record = try (side == .left ? left : right).record(id: id) else { return }
        if format == .json {
            var object = MessageEvent(record, names: line.authors).object
            object.add("only", side == .left ? "left" : "right")
            return try report.object(object)
        }
        report.screen.sink.write(
            report.style.paint(mark, side == .left ? .green : .magenta) + " "
        )
        line.append(record.message, at: record.message.time, to: &report.screen.sink.pending)
        try report.line()
    }
}
