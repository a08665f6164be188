import ArgumentParser
import GossipStore
import GossipText
import GossipWire

/// `gossip-log gaps`: messages of an author that are not here though later ones are.
struct GapsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaps",
        abstract: "List numbers of authors' messages that are missing below later ones.",
        discussion: "Status 0: nothing is missing; 1: something is."
    )

    @OptionGroup var log: QueriedLog
    @OptionGroup var report: ReportOptions
    @OptionGroup var author: AuthorOptions

    /// Gaps that are listed; whoever has more has another trouble.
    private static let gapsMax = 100_000

    mutating func run() throws {
        let reader = try ReadableLog.open(log.db)
        let names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: log.db)
        let authors = Set(try author.keys(choice))
        let gaps = try reader.gaps(limit: Self.gapsMax)
            .filter { authors.isEmpty || authors.contains($0.author) }
        guard !gaps.isEmpty else {
            return Diagnostics.say(
                "nothing is missing: the numbers of each author are without a gap in \(log.db)."
            )
        }
        let report = Report(report)
        try report.print {
            switch report.format {
            case .text: try report.table(Self.table(gaps, names, report))
            case .json: for gap in gaps { try report.object(Self.object(gap, names)) }
            }
            if gaps.count == Self.gapsMax, report.format == .text {
                try report.line(
                    "and more: only the first \(Quantity.count(gaps.count)) are listed."
                )
            }
        }
        throw CommandFailure("", exit: .nothing)
    }

    private static func table(
        _ gaps: [GapRecord],
        _ names: AuthorNames,
        _ report: Report
    ) -> ColumnTable {
        var table = ColumnTable([
            .text("AUTHOR", isFlexible: true), .text("KEY", leaving: 1), .number("FROM"),
            .number("TO"),
            .number("MISSING"),
        ])
        for gap in gaps {
            table.add([
                .init(names.short(gap.author), Style.tint(of: gap.author.bytes)),
                .init(report.key(gap.author)),
                .init(String(gap.sequences.lowerBound)), .init(String(gap.sequences.upperBound)),
                .init(Quantity.count(missing(gap))),
            ])
        }
        return table
    }

    private static func missing(_ gap: GapRecord) -> UInt64 {
        gap.sequences.upperBound - gap.sequences.lowerBound + 1
    }

    private static func object(_ gap: GapRecord, _ names: AuthorNames) -> JSONObject {
        var object = JSONObject()
        object.add("event", "gap")
        object.add("author", gap.author.hex)
        names.add(gap.author, to: &object)
        object.add("first", gap.sequences.lowerBound)
        object.add("last", gap.sequences.upperBound)
        object.add("missing", missing(gap))
        return object
    }
}
