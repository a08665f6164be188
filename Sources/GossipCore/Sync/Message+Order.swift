internal import GossipWire

extension Array where Element == Message {
    /// By time, and an author's messages of one millisecond by their sequence: ids alone would order
    /// those by chance, and people read the log in the order of arrival.
    var inOrderOfWriting: [Message] {
        sorted { ($0.time, $0.sequence, $0.id) < ($1.time, $1.sequence, $1.id) }
    }
}
