import GossipStore
import GossipText
import GossipWire

/// The way of a message into this log, in words.
struct Arrival {
    private let record: LogRecord

    init(_ record: LogRecord) {
        self.record = record
    }

    /// `42 at 2026-11-22 12:00:00.123Z, 15 ms after it was signed, in run 3`.
    func text(in zone: TimeZoneRule) -> String {
        "\(record.arrival) at \(TimeFormat.people(record.arrivedMilliseconds, in: zone)), "
            + "\(delay), in run \(record.run)"
    }

    /// The delay in words.
    var delay: String {
        let delay = record.delayMilliseconds
        let span = TimeFormat.span(milliseconds: delay.magnitude)
        return delay < 0
            ? "\(span) before its own time (its author's clock is ahead, or it wrote in a burst)"
            : "\(span) after it was signed"
    }

    /// By which way, and from which peer first.
    var way: String {
        let way =
            switch record.via {
            case .own: "published by this node"
            case .relay: "live, by relay"
            case .catchUp: "by catch-up"
            case .fetch: "live, fetched over a stream after its announcement"
            case .imported: "by import of a file"
            }
        guard let peer = record.peer else { return way }
        return "\(way), first from \(SafeText.text(peer.address))"
            + (DisplayName.shown(peer.name).map { " (\($0))" } ?? "")
    }
}

/// The time that a message is meant to be kept for.
struct Lifetime {
    let seconds: UInt32
    /// When it ends, in milliseconds since 1970; nil for never.
    let endMilliseconds: UInt64?

    init(_ message: Message) {
        seconds = message.lifetime
        endMilliseconds = seconds == 0 ? nil : message.time + UInt64(seconds) * 1000
    }

    func text(in zone: TimeZoneRule) -> String {
        guard let endMilliseconds else { return "no end of its own" }
        return TimeFormat.span(milliseconds: UInt64(seconds) * 1000) + ", until "
            + TimeFormat.people(endMilliseconds, in: zone)
    }
}
