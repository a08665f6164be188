internal import GossipWire

extension LogIncarnation {
    /// Makes the identity of a new file; no two files have the same.
    static func random() -> LogIncarnation {
        LogIncarnation(high: .random(in: .min ... .max), low: .random(in: .min ... .max))
    }
}
