internal import GossipWire

extension Array where Element == Message {
    /// The messages by time, and those of one author and millisecond by sequence.
    ///
    /// Ids alone would order the latter by chance, and people read the log in the order of arrival.
    var inOrderOfWriting: [Message] {
        sorted { ($0.time, $0.sequence, $0.id) < ($1.time, $1.sequence, $1.id) }
    }

    /// The bytes of all of them, encoded.
    var byteCount: Int { reduce(0) { $0 + $1.encoded.count } }

    /// True when all of them are signed before a time.
    func areBelow(_ ceiling: UInt64) -> Bool { allSatisfy { $0.time < ceiling } }
}
