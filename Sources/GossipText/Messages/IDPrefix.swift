internal import GossipWire

/// The start of a message id as typed or pasted: hex digits in any case, dashes anywhere.
package struct IDPrefix {
    /// The bare digits in lower case, 1 to 64 of them.
    package let digits: String

    /// Reads a typed prefix; `nil` when it is none.
    package init?(_ text: String) {
        digits = text.lowercased().filter { $0 != "-" }
        let isHex = digits.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        guard isHex, (1...64).contains(digits.utf8.count) else { return nil }
    }
}
