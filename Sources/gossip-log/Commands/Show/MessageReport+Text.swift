import GossipStore
import GossipText
import GossipWire

extension MessageReport {
    /// The report for people.
    func text(on screen: Screen) -> String {
        let message = record.message
        let style = screen.style
        let arrival = Arrival(record)
        var fields = FieldList(style: style, columns: screen.wrapColumns)
        fields.add(title: message.id.description)
        fields.add("time", TimeFormat.people(message.time, in: screen.zone))
        fields.add("author", names.full(message.author))
        fields.add("signature", signatureText(style))
        fields.add("sequence", "\(message.sequence)" + forkNote(style))
        fields.add("previous", previousText(style))
        fields.add("topic", message.topic.isEmpty ? "-" : SafeText.text(message.topic))
        fields.add("lifetime", Lifetime(message).text(in: screen.zone))
        fields.addBlank()
        fields.add("came", arrival.way)
        if let node = record.peer?.node { fields.add("peer key", node.hex) }
        fields.add(
            "arrived",
            "\(TimeFormat.people(record.arrivedMilliseconds, in: screen.zone)), \(arrival.delay)"
        )
        fields.add("arrival", "\(record.arrival)")
        fields.add("run", runText(in: screen.zone))
        fields.addBlank()
        fields.add("body", message.body.count == 1 ? "1 byte" : "\(message.body.count) bytes")
        if !message.body.isEmpty {
            fields.add(block: SafeText.body(message.body, .lines, binaryBytesMax: .max))
        }
        return fields.text
    }

    private func signatureText(_ style: Style) -> String {
        switch signature {
        case .valid: style.paint("valid", .green)
        case .namedBy(let id):
            style.paint("valid", .green) + ", because \(id.hex.prefix(20))… of the same author "
                + "names this message; its own does not verify"
        case .invalid:
            style.paint("INVALID", .red)
                + ": the author's key did not sign this. gossip-log verify checks the whole log"
        }
    }

    private func forkNote(_ style: Style) -> String {
        if forks.isEmpty { return "" }
        let ids = forks.map(\.description).joined(separator: ", ")
        return "  " + style.paint("FORK", .red) + ": the author also signed \(ids) with it"
    }

    private func previousText(_ style: Style) -> String {
        switch hasPrevious {
        case nil: return "none, this is the author's first"
        case true?: return "\(record.message.previous), in this log"
        case false?:
            return "\(record.message.previous), " + style.paint("GAP", .yellow)
                + ": not in this log"
        }
    }

    private func runText(in zone: TimeZoneRule) -> String {
        guard let run else { return "\(record.run)" }
        return "\(record.run), started "
            + TimeFormat.people(run.startedMilliseconds, in: zone)
    }
}
