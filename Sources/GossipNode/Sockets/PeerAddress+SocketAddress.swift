import GossipWire
import NIOCore

extension PeerAddress {
    /// The address a datagram or a connection came from; `nil` for anything but IP.
    init?(_ address: SocketAddress) {
        let isIPv4: Bool
        switch address {
        case .v4: isIPv4 = true
        case .v6: isIPv4 = false
        case .unixDomainSocket: return nil
        }
        let parsed = address.withSockAddr { pointer, length in
            PeerAddress(
                systemAddress: UnsafeRawBufferPointer(start: pointer, count: length),
                isIPv4: isIPv4
            )
        }
        guard let parsed else { return nil }
        self = parsed
    }

    /// Reads `sockaddr_in` or `sockaddr_in6`: the port lies at byte 2, an IPv4 address at 4, an
    /// IPv6 address at 8, all big-endian; the index of the interface at 24.
    init?(systemAddress bytes: UnsafeRawBufferPointer, isIPv4: Bool) {
        guard bytes.count >= (isIPv4 ? 8 : 24) else { return nil }
        func word<Word: FixedWidthInteger>(_ offset: Int, _ type: Word.Type) -> Word {
            Word(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
        }
        let port = word(2, UInt16.self)
        if isIPv4 {
            self.init(ipv4: word(4, UInt32.self), port: port)
        } else {
            let (high, low) = (word(8, UInt64.self), word(16, UInt64.self))
            self.init(high: high, low: low, port: port)
            guard isLinkLocal, bytes.count >= 28 else { return }
            let index = bytes.loadUnaligned(fromByteOffset: 24, as: UInt32.self)
            self.init(
                high: high,
                low: low,
                port: port,
                zone: Interfaces.zone(ofIndex: index) ?? .none
            )
        }
    }

    /// The same address for a socket of the given family: an IPv4 peer is reached from an IPv6
    /// socket through its mapped form.
    ///
    /// `nil` when an IPv4 socket cannot reach it.
    func socketAddress(for family: SocketFamily) -> SocketAddress? {
        if zone != .none {
            // The one way of NIO's that takes a zone; a number is not looked up.
            let host = description.dropFirst().prefix { $0 != "]" }
            return try? .makeAddressResolvingHost(String(host), port: Int(port))
        }
        var packed = ByteBuffer()
        switch family {
        case .ipv4:
            guard let ipv4 else { return nil }
            packed.writeInteger(ipv4)
        case .ipv6:
            packed.writeInteger(high)
            packed.writeInteger(low)
        }
        return try? SocketAddress(packedIPAddress: packed, port: Int(port))
    }

    /// The same address on the link of another.
    func on(_ zone: Zone) -> PeerAddress {
        PeerAddress(high: high, low: low, port: port, zone: zone)
    }

    /// The unspecified address: a place to listen, never one to send to.
    var isUnspecified: Bool { ipv4 == 0 || (high == 0 && low == 0) }
}
