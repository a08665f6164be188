import ArgumentParser
import GossipStore
import GossipText

/// `gossip-log doctor`: the troubles that a node may have, and the remedies.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at all that a node depends on: log, disk, rights, key, clock, UDP, SQLite.",
        discussion: "Each finding says what to do. Status 1 when one is a problem."
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions

    /// Prints the findings.
    ///
    /// Throws: `CommandFailure` with exit code 1 when there is a problem.
    mutating func run() throws {
        let findings = findings()
        let report = Report(report)
        try report.print {
            for finding in findings {
                switch report.format {
                case .text: try print(finding, report)
                case .json: try report.object(Self.object(finding))
                }
            }
        }
        if findings.contains(where: { $0.grade == .problem }) {
            throw CommandFailure("", exit: .nothing)
        }
    }

    private func findings() -> [Finding] {
        let path = log.db
        let clock = WallClock.system
        return LogChecks(path: path, clock: clock).findings()
            + DiskChecks(path: path).findings()
            + RightsChecks(path: path).findings()
            + ClockChecks(clock: clock).findings()
            + NetworkChecks().findings()
            + [SQLiteCheck(version: SQLiteFacts.version, number: SQLiteFacts.versionNumber).finding]
    }

    private func print(_ finding: Finding, _ report: Report) throws {
        let (mark, tint): (String, Style.Tint) =
            switch finding.grade {
            case .good: ("ok  ", .green)
            case .note: ("note", .yellow)
            case .problem: ("BAD ", .red)
            }
        let indent = String(repeating: " ", count: 19)
        let room = report.screen.wrapColumns.map { $0 - indent.utf8.count }
        var lines = Self.wrap(finding.text, room)
        if !finding.advice.isEmpty { lines += Self.wrap(finding.advice, room) }
        let start =
            report.style.paint(mark, tint) + "  "
            + DisplayWidth.fit(finding.subject, to: 11) + "  "
        try report.line(start + lines[0])
        for line in lines.dropFirst() { try report.line(indent + line) }
    }

    private static func wrap(_ text: String, _ columns: Int?) -> [String] {
        columns.map { DisplayWidth.wrap(text, to: $0) } ?? [text]
    }

    private static func object(_ finding: Finding) -> JSONObject {
        var object = JSONObject()
        object.add("event", "finding")
        object.add("grade", finding.grade.rawValue)
        object.add("subject", finding.subject)
        object.add("text", finding.text)
        if !finding.advice.isEmpty { object.add("advice", finding.advice) }
        return object
    }
}
