import GossipCore
import GossipWire

/// The fate of messages that sessions have brought in.
extension SessionHost {
    /// Hands outcomes back to the sessions that brought the messages in.
    func ingested(_ batch: [(ingest: Ingest, outcome: IngestOutcome)]) {
        guard !streams.isEmpty else { return }
        var touched: [SessionID] = []
        for (ingest, outcome) in batch { count(ingest, &touched) { $0.add(outcome) } }
        for id in touched { streams[id]?.advance() }
    }

    /// Tells the sessions which of their messages are not authentic.
    func forged(_ batch: [Judged]) {
        guard !streams.isEmpty else { return }
        var touched: [SessionID] = []
        for judged in batch { count(judged.ingest, &touched) { $0.add(forged: judged) } }
        for id in touched { streams[id]?.advance() }
    }

    private func count(
        _ ingest: Ingest,
        _ touched: inout [SessionID],
        _ body: (inout OutcomeCounts) -> Void
    ) {
        guard let id = ingest.session, let stream = streams[id] else { return }
        stream.count(body)
        if touched.last != id { touched.append(id) }
    }
}
