import GossipText
import GossipWire

/// How long a message is meant to be kept.
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
