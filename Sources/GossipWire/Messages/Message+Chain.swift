extension Message {
    /// True when another message of the author names this one as the one before it.
    public func isBefore(_ successor: Message) -> Bool {
        successor.previous == id && successor.author == author
            && sequence &+ 1 == successor.sequence
    }
}

extension Message {
    /// The offset of ``previous`` in the encoded message.
    private static let previousOffset = 42

    /// The id of the message before, read from an encoded message that is not decoded; `nil` when the
    /// bytes are too few.
    public static func previous(inEncoded bytes: UnsafeRawBufferPointer) -> MessageID? {
        guard bytes.count >= previousOffset else { return nil }
        var reader = ByteReader(UnsafeRawBufferPointer(rebasing: bytes[previousOffset...]))
        return reader.readID()
    }
}
