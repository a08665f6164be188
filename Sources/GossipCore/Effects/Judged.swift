public import GossipWire

/// A message with the verdict on it.
public struct Judged: Equatable, Sendable {
    /// The message, marked as unchecked when it is only vouched for.
    public let ingest: Ingest
    /// The verdict.
    public let verdict: Verdict
    /// True for a forged message that its sender should not have sent.
    ///
    /// Otherwise the author is to blame: the sender has shown a signed successor of the message.
    public let blamesCarrier: Bool

    /// Makes a judgement; without a word on it a forged message is the carrier's fault.
    public init(_ ingest: Ingest, _ verdict: Verdict, blamesCarrier: Bool? = nil) {
        var ingest = ingest
        ingest.isUnchecked = verdict == .vouched
        self.ingest = ingest
        self.verdict = verdict
        self.blamesCarrier = blamesCarrier ?? (verdict == .forged)
    }
}
