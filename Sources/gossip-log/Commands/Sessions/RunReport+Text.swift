import GossipStore
import GossipText
import GossipWire

extension RunReport {
    /// Catch-ups listed of a run unless all are asked for: the last ones.
    private static let catchUpsMax = 5

    /// The lines for people.
    func lines(
        on screen: Screen,
        peers: [PeerNumber: PeerRecord],
        listsAll: Bool
    ) -> [String] {
        let style = screen.style
        let start = TimeFormat.people(run.startedMilliseconds, in: screen.zone)
        var fields = FieldList(style: style, columns: screen.wrapColumns)
        fields.add("end", endText(in: screen.zone, style))
        if let node = run.node {
            let name = DisplayName.shown(run.name).map { $0 + "  " } ?? ""
            fields.add("node", name + node.hex)
        }
        fields.add(
            "messages",
            "\(Quantity.count(run.messagesAtStart)) at its start, \(Quantity.count(arrived)) arrived"
        )
        fields.add("process", "\(run.processID), version \(SafeText.text(run.version))")
        let shown = listsAll ? catchUps[...] : catchUps.suffix(Self.catchUpsMax)
        if shown.count < catchUps.count {
            let hidden = catchUps.prefix(catchUps.count - shown.count)
            fields.add(
                "caught up",
                "\(Quantity.count(hidden.count, "time", "times")) before, "
                    + "\(Quantity.messages(hidden.reduce(0) { $0 + $1.received })) received "
                    + "(--all lists them)"
            )
        }
        for catchUp in shown {
            fields.add("caught up", Self.text(catchUp, peers: peers, in: screen.zone))
            fields.add("", Self.proofText(catchUp, style))
        }
        if !wasLive {
            let alone = "alone: in this run no peer's log was proved equal to this one"
            fields.add("live", style.paint("never", .yellow) + ", \(alone)")
        }
        return ["\(style.paint("run \(run.number)", .bold))  \(start)"]
            + fields.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func endText(in zone: TimeZoneRule, _ style: Style) -> String {
        switch end {
        case .running: return style.paint("runs now", .green)
        case .unknown:
            return style.paint("unknown", .yellow) + ": killed, crashed, or the power failed"
        case .clean(let time), .interrupted(let time):
            let span = time > run.startedMilliseconds ? time - run.startedMilliseconds : 0
            let word =
                end == .clean(time)
                ? style.paint("clean", .green) : style.paint("not clean", .yellow)
            return "\(TimeFormat.people(time, in: zone)), \(word), after "
                + TimeFormat.span(milliseconds: span)
        }
    }

    private static func text(
        _ catchUp: CatchUpRecord,
        peers: [PeerNumber: PeerRecord],
        in zone: TimeZoneRule
    ) -> String {
        let record = catchUp.peer.flatMap { peers[$0] }
        let name = DisplayName.shown(record?.name).map { " (\($0))" } ?? ""
        let peer = record.map { "with \($0.identity.address)\(name)" } ?? "with a peer"
        let start = catchUp.startedMilliseconds
        let span = catchUp.endedMilliseconds > start ? catchUp.endedMilliseconds - start : 0
        // The side that was called knows only what came.
        let needed = catchUp.needed > 0 ? " of " + Quantity.count(catchUp.needed) : ""
        return "\(TimeFormat.people(start, in: zone)) \(peer): got "
            + "\(Quantity.count(catchUp.received))\(needed), gave "
            + "\(Quantity.count(catchUp.sent)), in \(TimeFormat.span(milliseconds: span)) and "
            + Quantity.count(catchUp.roundTrips, "round trip", "round trips")
    }

    private static func proofText(_ catchUp: CatchUpRecord, _ style: Style) -> String {
        guard let proof = catchUp.proof else {
            return style.paint("not proved equal", .yellow) + ": it ended before"
        }
        return style.paint("proved equal", .green)
            + Quantity.exception(authors: proof.excludedAuthors, guests: proof.excludesGuests)
            + ": \(Quantity.messages(proof.count)), "
            + "fingerprint \(proof.fingerprintHex)"
    }
}
