import GossipCore
import GossipWire

/// The signatures of unchecked messages that were checked before sending, for the writer to note.
struct SignatureChecks: Sendable {
    /// Checks that wait, at most; what is left out is checked again when it is sent again.
    static let countMax = 16_384

    /// Messages whose signature is good.
    private(set) var good: Set<MessageID> = []
    /// Messages whose signature is wrong.
    private(set) var wrong: Set<MessageID> = []

    var isEmpty: Bool { good.isEmpty && wrong.isEmpty }

    /// Adds the results of proving some messages.
    mutating func add(_ proved: ProvedMessages) {
        guard good.count + wrong.count < Self.countMax else { return }
        good.formUnion(proved.checked)
        wrong.formUnion(proved.forged)
    }
}
