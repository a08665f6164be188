internal import GossipWire

extension MessageID {
    /// The greatest id there can be.
    static let greatest = MessageID(.max, .max, .max, .max)

    /// The next greater id, `nil` for the greatest.
    var successor: MessageID? {
        let (w0, w1, w2, w3) = words
        if w3 < .max { return MessageID(w0, w1, w2, w3 + 1) }
        if w2 < .max { return MessageID(w0, w1, w2 + 1, 0) }
        if w1 < .max { return MessageID(w0, w1 + 1, 0, 0) }
        return w0 < .max ? MessageID(w0 + 1, 0, 0, 0) : nil
    }

    /// The next smaller id, `nil` for zero.
    var predecessor: MessageID? {
        let (w0, w1, w2, w3) = words
        if w3 > 0 { return MessageID(w0, w1, w2, w3 - 1) }
        if w2 > 0 { return MessageID(w0, w1, w2 - 1, .max) }
        if w1 > 0 { return MessageID(w0, w1 - 1, .max, .max) }
        return w0 > 0 ? MessageID(w0 - 1, .max, .max, .max) : nil
    }
}
