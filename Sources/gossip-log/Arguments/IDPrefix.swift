import GossipText
import GossipWire

/// The start of a message id as typed or pasted: hex digits in any case, dashes anywhere.
enum IDPrefix {
    /// The bare digits in lower case.
    static func hex(_ text: String, _ argument: String) throws(CommandFailure) -> String {
        let digits = text.lowercased().filter { $0 != "-" }
        let isHex = digits.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        guard isHex, (1...64).contains(digits.utf8.count) else {
            throw CommandFailure(
                "\(argument) \"\(SafeText.text(text))\" is not a message id. An id has 64 hex "
                    + "digits, of which the first few will do."
            )
        }
        return digits
    }
}
