/// The network interface on which a link-local address is valid (RFC 4007), by its name on this host.
///
/// The name and not the index: an index is another after the interface has gone and come, a name stays
/// in a file. A zone never travels: it means nothing to another host.
@frozen
public struct Zone: Hashable, Sendable {
    /// The first eight bytes of the name.
    public let high: UInt64
    /// The last seven bytes of the name, and a zero.
    public let low: UInt64

    /// No interface.
    public static let none = Zone()

    private init() { (high, low) = (0, 0) }

    /// The interface of this name, `nil` when Linux allows no such name.
    public init?(_ name: some StringProtocol) {
        let bytes = Array(name.utf8)
        // No slash, no colon, no space, nothing that is not printed, and nothing that ends the text.
        let isPlain = bytes.allSatisfy { (0x21...0x7e).contains($0) && !"/:%]".utf8.contains($0) }
        guard (1...15).contains(bytes.count), isPlain, name != ".", name != ".." else { return nil }
        let padded = bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
        high = padded[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = padded[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The name of the interface, empty for none.
    public var name: String {
        let bytes = [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) }
        }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

extension Zone: Comparable {
    /// Compares the names byte by byte.
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}
