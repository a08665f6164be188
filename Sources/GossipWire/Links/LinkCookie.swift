/// Sixteen bytes that only one node, or only members of one network, can make.
package struct LinkCookie: Bytes16Value {
    /// The first eight bytes, big-endian.
    package let high: UInt64
    /// The last eight bytes, big-endian.
    package let low: UInt64

    /// Makes it of its two words.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes it of the first 16 bytes of some; fewer give `nil`.
    package init?(startOf bytes: some Collection<UInt8>) {
        guard bytes.count >= Self.length else { return nil }
        self.init(leading: bytes)
    }

    /// No cookie.
    package static let none = LinkCookie(high: 0, low: 0)
}
