extension Message {
    /// The length of an encoded message by its first bytes; `nil` when no message begins so.
    ///
    /// For finding messages among other bytes; says nothing about what follows the lengths.
    package static func length(ofEncodedPrefix bytes: ArraySlice<UInt8>) -> Int? {
        let start = bytes.startIndex
        // The time has 48 bits.
        guard bytes.count >= overhead, bytes[start + timeOffset] == 0,
            bytes[start + timeOffset + 1] == 0
        else { return nil }
        let topicLength = Int(bytes[start + Layout.topicLength])
        let bodyStart = start + Layout.topic + topicLength
        guard topicLength <= topicLengthMax, bodyStart + 4 <= bytes.endIndex else { return nil }
        let bodyLength = bytes[bodyStart..<bodyStart + 4].reduce(0) { $0 << 8 | Int($1) }
        guard bodyLength <= bodyLengthMax else { return nil }
        return overhead + topicLength + bodyLength
    }
}
