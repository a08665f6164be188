internal import GossipWire

extension MessageID {
    /// All ids that begin with these hexadecimal digits, dashes passed over; `nil` for other text.
    static func range(ofPrefix text: String) -> ClosedRange<MessageID>? {
        let digits = text.filter { $0 != "-" }
        guard !digits.isEmpty, digits.utf8.count <= 64 else { return nil }
        let missing = 64 - digits.utf8.count
        guard
            let low = Hexadecimal.decode(digits + String(repeating: "0", count: missing)),
            let high = Hexadecimal.decode(digits + String(repeating: "f", count: missing)),
            let lowest = MessageID(bytes: low), let greatest = MessageID(bytes: high)
        else { return nil }
        return lowest...greatest
    }
}
