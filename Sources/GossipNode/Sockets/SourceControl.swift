import Glibc
import GossipWire

/// The control message that names the source address of a datagram: `IP_PKTINFO` or `IPV6_PKTINFO`.
///
/// A socket for both families takes the IPv6 form for IPv4 as well, with a mapped address.
final class SourceControl {
    /// The message, with its header and padding.
    let bytes: UnsafeMutableRawBufferPointer
    private let family: SocketFamily

    private static let dataOffset = MemoryLayout<cmsghdr>.size
    /// `in_pktinfo`: interface index, source, destination.
    private static let ipv4Length = 12
    /// `in6_pktinfo`: source, interface index.
    private static let ipv6Length = 20

    init(_ family: SocketFamily) {
        self.family = family
        let length = family == .ipv4 ? Self.ipv4Length : Self.ipv6Length
        let word = MemoryLayout<Int>.size
        bytes = .allocate(
            byteCount: Self.dataOffset + (length + word - 1) / word * word,
            alignment: word
        )
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
        var header = cmsghdr()
        header.cmsg_len = Self.dataOffset + length
        header.cmsg_level = Int32(family == .ipv4 ? IPPROTO_IP : IPPROTO_IPV6)
        header.cmsg_type = family == .ipv4 ? IP_PKTINFO : IPV6_PKTINFO
        bytes.storeBytes(of: header, as: cmsghdr.self)
    }

    deinit { bytes.deallocate() }

    /// Writes the source; the interface is left to the routes.
    func set(_ source: PeerAddress) {
        switch family {
        case .ipv4:
            let word = (source.ipv4 ?? 0).bigEndian
            bytes.storeBytes(of: word, toByteOffset: Self.dataOffset + 4, as: UInt32.self)
        case .ipv6:
            source.store(into: bytes, at: Self.dataOffset)
        }
    }
}
