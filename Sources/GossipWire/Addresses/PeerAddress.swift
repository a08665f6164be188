/// The address of a peer: IPv4 or IPv6 and a port, UDP and TCP alike.
///
/// IPv4 is kept as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2), so that an address is a few integers.
@frozen
public struct PeerAddress: Hashable, Sendable {
    /// The first eight bytes of the address, big-endian.
    public let high: UInt64
    /// The last eight bytes of the address, big-endian.
    public let low: UInt64
    /// The port, 0 meaning none.
    public let port: UInt16
    /// The interface of a link-local address; none for any other address.
    public let zone: Zone

    /// Makes an address of its 16 bytes as two words, and a port; only a link-local one keeps a zone.
    @inlinable
    public init(high: UInt64, low: UInt64, port: UInt16, zone: Zone = .none) {
        self.high = high
        self.low = low
        self.port = port
        self.zone = high >> 54 == 0x3fa ? zone : .none
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

    /// True for an address that is valid on one link only (fe80::/10), and needs a zone.
    public var isLinkLocal: Bool { high >> 54 == 0x3fa }

    /// True when datagrams may be sent there: it has a port, and is neither the unspecified address, a
    /// multicast group, the limited broadcast address nor a link-local address without a zone.
    public var isSendable: Bool {
        guard port != 0 else { return false }
        if let ipv4 { return ipv4 >> 24 != 0 && ipv4 >> 28 != 0xe && ipv4 != .max }
        guard !isLinkLocal || zone != .none else { return false }
        return high >> 56 != 0xff && (high | low) != 0
    }
}

extension PeerAddress {
    /// The bytes of which codes are made that prove an address; they are not sent.
    var provable: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
        bytes.append(bigEndian: port)
        bytes.append(contentsOf: zone.name.utf8)
        return bytes
    }
}

extension PeerAddress: Comparable {
    /// Compares the addresses, then the ports, then the zones.
    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low, left.port, left.zone) < (
            right.high, right.low, right.port, right.zone
        )
    }
}
