import GossipStore
import GossipText
import GossipWire

extension StatsReport {
    /// Prints a summary, a chart of the rate, and tables of authors and topics.
    func printText(to report: Report, linesMax: Int) throws {
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
        for line in fields.lines { try report.line(line) }
        try report.line()
        for line in RateChart(report.screen).lines(intervals) { try report.line(line) }
        try report.line()
        try report.table(authorTable(in: zone, linesMax, report))
        try report.line()
        try report.table(topicTable(in: zone, linesMax))
    }

    private func authorTable(
        in zone: TimeZoneRule,
        _ linesMax: Int,
        _ report: Report
    ) -> ColumnTable {
        var table = ColumnTable([
            .text("AUTHOR", isFlexible: true), .text("KEY", leaving: 2), .number("MESSAGES"),
            .number("SHARE", leaving: 1), .number("BYTES", leaving: 3), .text("LAST", leaving: 4),
        ])
        for (key, entry) in authors.prefix(linesMax) {
            table.add([
                .init(names.short(key), Style.tint(of: key.bytes)),
                .init(report.key(key)),
                .init(Quantity.count(entry.messages)),
                .init(Quantity.share(entry.messages, of: statistics.messages)),
                .init(Quantity.bytes(entry.bytes)),
                .init(TimeFormat.people(entry.latest, in: zone)),
            ])
        }
        return table
    }

    private func topicTable(in zone: TimeZoneRule, _ linesMax: Int) -> ColumnTable {
        var table = ColumnTable([
            .text("TOPIC", isFlexible: true), .number("MESSAGES"), .number("SHARE", leaving: 1),
            .number("BYTES", leaving: 2), .text("LAST", leaving: 3),
        ])
        for (topic, entry) in topics.prefix(linesMax) {
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
}
