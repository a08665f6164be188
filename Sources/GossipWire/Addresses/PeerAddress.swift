/// The address of a peer: IPv4 or IPv6 and a port, UDP and TCP alike.
///
/// IPv4 is kept as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2), so that an address is three integers.
@frozen
public struct PeerAddress: Hashable, Sendable {
    /// The first eight bytes of the address, big-endian.
    public let high: UInt64
    /// The last eight bytes of the address, big-endian.
    public let low: UInt64
    /// The port, 0 meaning none.
    public let port: UInt16

    /// Makes an address of its 16 bytes as two words, and a port.
    @inlinable
    public init(high: UInt64, low: UInt64, port: UInt16) {
        self.high = high
        self.low = low
        self.port = port
    }

    /// Makes an IPv4 address of its four bytes as one word.
    @inlinable
    public init(ipv4: UInt32, port: UInt16) {
        self.init(high: 0, low: 0xffff_0000_0000 | UInt64(ipv4), port: port)
    }

    /// True when this is an IPv4 address.
    @inlinable public var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// The four bytes of an IPv4 address, `nil` for IPv6.
    public var ipv4: UInt32? { isIPv4 ? UInt32(truncatingIfNeeded: low) : nil }

    /// True when it names this machine: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool {
        if let ipv4 { return ipv4 >> 24 == 127 }
        return high == 0 && low == 1
    }

    /// True when datagrams may be sent there: it has a port, and is neither the unspecified address, a
    /// multicast group nor the limited broadcast address.
    public var isSendable: Bool {
        guard port != 0 else { return false }
        if let ipv4 { return ipv4 >> 24 != 0 && ipv4 >> 28 != 0xe && ipv4 != .max }
        return high >> 56 != 0xff && (high | low) != 0
    }
}

extension PeerAddress: Comparable {
    /// Compares the addresses, then the ports.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low, left.port) < (right.high, right.low, right.port)
    }
}
