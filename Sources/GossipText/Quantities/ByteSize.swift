/// A number of bytes as people type it: `500MB`, `1.5 GB`, `4GiB`.
package enum ByteSize {
    /// Examples, for help and for the error that refuses something else.
    package static let accepted = "500MB, 1.5GB or 4GiB"

    /// The bytes of a typed size.
    ///
    /// Each number has a unit: bytes by a slip would remove a log.
    package static func bytes(_ text: String) throws(UnreadableText) -> UInt64 {
        var scanner = TextScanner(text.trimmingSpaces)
        guard let amount = scanner.takeAmount(unit: unit), scanner.isAtEnd else {
            throw UnreadableText(text, isNot: "a size", accepted: accepted)
        }
        return amount
    }

    /// Bytes of a unit in lower case: by thousands, and with an i by 1,024.
    private static func unit(_ name: String) -> UInt64? {
        switch name {
        case "b": 1
        case "kb": 1_000
        case "mb": 1_000_000
        case "gb": 1_000_000_000
        case "tb": 1_000_000_000_000
        case "kib": 1 << 10
        case "mib": 1 << 20
        case "gib": 1 << 30
        case "tib": 1 << 40
        default: nil
        }
    }
}
