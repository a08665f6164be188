import GossipStore

/// Where `--after` starts: an arrival number, or the message with an id.
struct ArrivalStart {
    /// The arrival number after which to start.
    let arrival: UInt64

    /// Finds it; nil when nothing was typed.
    init?(_ text: String?, _ reader: LogReader, path: String) throws {
        guard let text else { return nil }
        switch try ListRequest.start(text) {
        case .arrival(let arrival): self.arrival = arrival
        case .id(let prefix):
            arrival = try RecordLookup(reader: reader, path: path, absence: .failure)
                .record(prefix).arrival
        }
    }
}
