import GossipStore
import GossipText
import GossipWire

/// The work of `stats`: count, and show what was counted.
struct Statistics {
    /// Lines of the chart, at most: with what stands around it, a screen.
    private static let chartLinesMax = 24

    private let arguments: StatsArguments
    private let reader: LogReader
    private let names: AuthorNames
    private let query: LogQuery

    init(_ arguments: StatsArguments, clock: WallClock) throws {
        self.arguments = arguments
        let path = arguments.report.log.db
        reader = try OpenedLog.reader(path)
        names = try AuthorNames(reader)
        let choice = AuthorChoice(names: names, reader: reader, path: path)
        var query = try arguments.selection.query(choice, clock: clock)
        // The rows in their own order: no index is needed to count.
        query.order = .arrival
        self.query = query
    }

    /// Prints the statistics.
    func run() throws {
        let statistics = try LogStatistics(query, in: reader)
        guard let times = statistics.times else {
            throw CommandFailure("no message matches.", exit: .nothing)
        }
        let report = Report(arguments.report.output, arguments.report.screen)
        let fileBytes = FileSize.ofLog(arguments.report.log.db)
        try report.print {
            switch report.format {
            case .text: try printText(statistics, times, fileBytes, report)
            case .json: try printJSON(statistics, times, fileBytes, report)
            }
        }
    }

    private func printText(
        _ statistics: LogStatistics,
        _ times: ClosedRange<UInt64>,
        _ fileBytes: Int,
        _ report: Report
    ) throws {
        let zone = report.screen.zone
        let span = times.upperBound - times.lowerBound
        var fields = FieldList(style: report.style, columns: report.screen.wrapColumns)
        fields.add(
            "messages",
            Quantity.count(statistics.messages) + " by "
                + Quantity.count(statistics.authors.entries.count, "author", "authors")
                + " on " + Quantity.count(statistics.topics.entries.count, "topic", "topics")
        )
        fields.add(
            "bytes",
            "\(Quantity.bytes(statistics.bytes)) signed, "
                + "\(Quantity.bytes(statistics.bytes / statistics.messages)) a message; the log "
                + "takes \(Quantity.bytes(fileBytes)) on disk"
        )
        fields.add("first", TimeFormat.people(times.lowerBound, in: zone))
        fields.add("last", TimeFormat.people(times.upperBound, in: zone))
        fields.add(
            "rate",
            Quantity.rate(statistics.messages, milliseconds: span) + " over "
                + TimeFormat.span(milliseconds: span)
        )
        try report.line(fields.text)
        try report.line()
        let intervals = statistics.rate.intervals(countMax: Self.chartLinesMax)
        for line in RateChart(report.screen).lines(intervals) { try report.line(line) }
        try report.line()
        try report.table(authorTable(statistics, in: zone))
        try report.line()
        try report.table(topicTable(statistics, in: zone))
    }

    private func authorTable(_ statistics: LogStatistics, in zone: TimeZoneRule) -> ColumnTable {
        var table = ColumnTable([
            .text("AUTHOR", isFlexible: true), .text("KEY"), .number("MESSAGES"),
            .number("SHARE"), .number("BYTES"), .text("LAST"),
        ])
        for (key, entry) in Self.sorted(statistics.authors, { $0 < $1 }).prefix(arguments.lines) {
            table.add([
                .init(names.short(key), Style.tint(of: key.bytes)),
                .init(String(key.hex.prefix(8))),
                .init(Quantity.count(entry.messages)),
                .init(Quantity.share(entry.messages, of: statistics.messages)),
                .init(Quantity.bytes(entry.bytes)),
                .init(TimeFormat.people(entry.latest, in: zone)),
            ])
        }
        return table
    }

    private func topicTable(_ statistics: LogStatistics, in zone: TimeZoneRule) -> ColumnTable {
        var table = ColumnTable([
            .text("TOPIC", isFlexible: true), .number("MESSAGES"), .number("SHARE"),
            .number("BYTES"), .text("LAST"),
        ])
        for (topic, entry) in Self.sorted(statistics.topics, { $0 < $1 }).prefix(arguments.lines) {
            table.add([
                .init(topic.isEmpty ? "-" : SafeText.text(topic), .bold),
                .init(Quantity.count(entry.messages)),
                .init(Quantity.share(entry.messages, of: statistics.messages)),
                .init(Quantity.bytes(entry.bytes)),
                .init(TimeFormat.people(entry.latest, in: zone)),
            ])
        }
        return table
    }

    /// Those with the most messages first.
    private static func sorted<Name>(
        _ tally: Tally<Name>,
        _ precedes: (Name, Name) -> Bool
    ) -> [(key: Name, value: Tally<Name>.Entry)] {
        tally.entries.sorted { left, right in
            left.value.messages == right.value.messages
                ? precedes(left.key, right.key) : left.value.messages > right.value.messages
        }
    }

    private func printJSON(
        _ statistics: LogStatistics,
        _ times: ClosedRange<UInt64>,
        _ fileBytes: Int,
        _ report: Report
    ) throws {
        var total = JSONObject()
        total.add("event", "stats")
        total.add("messages", statistics.messages)
        total.add("bytes", statistics.bytes)
        total.add("file_bytes", fileBytes)
        total.add("authors", statistics.authors.entries.count)
        total.add("topics", statistics.topics.entries.count)
        total.add("first", TimeFormat.machine(times.lowerBound))
        total.add("last", TimeFormat.machine(times.upperBound))
        try report.object(total)
        for interval in statistics.rate.intervals(countMax: Self.chartLinesMax) {
            var object = JSONObject()
            object.add("event", "rate")
            object.add("start", TimeFormat.machine(interval.start))
            object.add("seconds", interval.milliseconds / 1000)
            object.add("messages", interval.messages)
            object.add("bytes", interval.bytes)
            try report.object(object)
        }
        for (key, entry) in Self.sorted(statistics.authors, { $0 < $1 }) {
            var object = JSONObject()
            object.add("event", "author")
            object.add("author", key.hex)
            if let name = names.name(key) { object.add("name", name) }
            Self.add(entry, to: &object)
            try report.object(object)
        }
        for (topic, entry) in Self.sorted(statistics.topics, { $0 < $1 }) {
            var object = JSONObject()
            object.add("event", "topic")
            object.add("topic", topic)
            Self.add(entry, to: &object)
            try report.object(object)
        }
    }

    private static func add<Name>(_ entry: Tally<Name>.Entry, to object: inout JSONObject) {
        object.add("messages", entry.messages)
        object.add("bytes", entry.bytes)
        object.add("last", TimeFormat.machine(entry.latest))
    }
}
