import GossipStore
import GossipText
import GossipWire

/// Everything the log knows about one message.
struct MessageReport {
    let record: LogRecord
    let names: AuthorNames
    let signature: SignatureState
    /// True when the author's message before this one is in the log; nil if this is the first.
    let hasPrevious: Bool?
    /// Other messages of the author with the same sequence, each a proof that it signed two.
    let forks: [MessageID]
    /// The node's run in which it arrived.
    let run: RunRecord?

    /// Messages with one sequence that are looked at; a fork can have any number.
    private static let sameSequenceMax = 16

    /// Collects what the log knows about a message.
    init(of record: LogRecord, names: AuthorNames, in reader: LogReader) throws(StoreError) {
        let message = record.message
        self.record = record
        self.names = names
        signature = try Self.signature(of: message, in: reader)
        hasPrevious =
            message.sequence == 1 && message.previous == .zero
            ? nil : try reader.contains([message.previous]) == [true]
        forks = try reader.ids(
            of: message.author,
            sequence: message.sequence,
            limit: Self.sameSequenceMax
        ).filter { $0 != message.id }
        run = try reader.runs().first { $0.number == record.run }
    }

    private static func signature(
        of message: Message,
        in reader: LogReader
    ) throws(StoreError) -> SignatureState {
        if MessageVerifier.verify(message) { return .valid }
        let successors = try reader.ids(
            of: message.author,
            sequence: message.sequence &+ 1,
            limit: sameSequenceMax
        )
        for id in successors {
            guard let successor = try reader.record(id: id)?.message else { continue }
            if successor.previous == message.id, MessageVerifier.verify(successor) {
                return .namedBy(id)
            }
        }
        return .invalid
    }
}

/// The evidence for the author of a message.
enum SignatureState: Equatable {
    /// Its signature verifies.
    case valid
    /// Its own signature does not verify, but an authentic later message of its author names it.
    case namedBy(MessageID)
    case invalid

    /// The word in JSON.
    var name: String {
        switch self {
        case .valid: "valid"
        case .namedBy: "valid-by-successor"
        case .invalid: "invalid"
        }
    }
}
