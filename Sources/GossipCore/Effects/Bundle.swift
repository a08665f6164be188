public import GossipWire

/// Messages that came together, in one datagram or one frame of a session.
///
/// Its sender has to prove each of them: by the message's own signature, or by a successor in the
/// same bundle. So a bundle is never divided on its way to the verification.
public struct Bundle: Equatable, Sendable {
    /// The messages that are new here.
    public let ingests: [Ingest]
    /// Messages of the datagram that are not taken in and name a new one as the one before.
    ///
    /// They take the blame from the sender, and vouch for nothing else.
    public let companions: [Message]

    /// Makes a bundle.
    public init(_ ingests: [Ingest], companions: [Message] = []) {
        self.ingests = ingests
        self.companions = companions
    }

    /// Makes a bundle of one message.
    public init(_ ingest: Ingest) { self.init([ingest]) }

    /// True for a frame of a session.
    public var isFrame: Bool { ingests.first?.via != .relay }

    /// The bytes of the new messages, encoded.
    public var byteCount: Int { ingests.reduce(0) { $0 + $1.message.encoded.count } }
}
