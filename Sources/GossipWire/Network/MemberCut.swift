/// The last message of a removed node that is kept, as its remover knew the chain.
public struct MemberCut: Hashable, Sendable {
    /// The sequence of the message; 0 = none is kept.
    public let sequence: UInt64
    /// The id of the message, ``MessageID/zero`` for none.
    public let id: MessageID

    /// A cut that keeps nothing.
    public static let nothing = MemberCut()

    private init() { (sequence, id) = (0, .zero) }

    /// Makes a cut; `nil` for a sequence without a message or a message without a sequence.
    public init?(sequence: UInt64, id: MessageID) {
        guard (sequence == 0) == (id == .zero) else { return nil }
        self.sequence = sequence
        self.id = id
    }
}
