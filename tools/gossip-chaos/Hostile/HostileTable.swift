import GossipText
import HostilePeers

/// The figures of attacks, a line each, in columns of fixed widths: a line is shown once it is known.
enum HostileTable {
    private static let columns: [(title: String, width: Int)] = [
        ("ATTACK", 18), ("SENT A SECOND", 22), ("P99 MS", 18), ("MISSING", 13), ("RESTART S", 11),
        ("JOIN S", 11), ("MEMORY MB", 15), ("DISK MB", 7), ("ROWS", 4), ("EVENTS", 6),
        ("CPU %", 15),
    ]

    /// The titles, and the sentence that explains the cells.
    static func head(style: Style) -> String {
        let legend = "Before → under attack → after the attack; '-' did not come about."
        let titles = line(columns.map(\.title)) + "  VERDICT"
        return style.paint(legend + " Sent: datagrams + streams, bytes.", .dim) + "\n"
            + style.paint(titles, .dim)
    }

    /// The figures of an attack, and a line for each promise that did not hold.
    static func row(_ report: HostileReport, style: Style) -> String {
        let memory = HostileReport.Parts(
            before: report.memoryBytes.before.map { Double($0) / 1e6 },
            during: report.memoryBytes.during.map { Double($0) / 1e6 },
            after: report.memoryBytes.after.map { Double($0) / 1e6 }
        )
        let cells = [
            report.attack.name, rate(report), parts(report.latency),
            "\(report.missing) of \(report.published)", parts(report.restart, hasAfter: false),
            parts(report.joining, hasAfter: false), parts(memory),
            Figures.tenths(Double(max(0, report.diskBytes)) / 1e6), "\(report.peerRows)",
            "\(report.events)", parts(report.cpuPercent),
        ]
        let failures = report.failures
        let verdict = failures.isEmpty ? style.paint("holds", .green) : style.paint("FAILS", .red)
        return ([line(cells) + "  " + verdict] + failures.map { style.paint("    " + $0, .red) })
            .joined(separator: "\n")
    }

    private static func line(_ cells: [String]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: max(0, columns[index].width - cell.count))
            line += index == 0 ? cell + padding : "  " + padding + cell
        }
        return line
    }

    private static func rate(_ report: HostileReport) -> String {
        let seconds = max(report.attackSeconds, 0.1)
        let datagrams = Int(Double(report.tally.datagrams) / seconds)
        let streams = Int(Double(report.tally.streams) / seconds)
        let megabytes = Figures.tenths(Double(report.tally.bytes) / 1e6 / seconds)
        return "\(datagrams) + \(streams), \(megabytes) MB"
    }

    private static func parts(_ parts: HostileReport.Parts<Double>, hasAfter: Bool = true) -> String
    {
        let values = [parts.before, parts.during] + (hasAfter ? [parts.after] : [])
        return values.map { $0.map { $0.isNaN ? "-" : Figures.tenths($0) } ?? "-" }
            .joined(separator: " → ")
    }
}
