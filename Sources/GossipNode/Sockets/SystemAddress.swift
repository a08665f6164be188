import Glibc
import GossipWire

/// A socket address in the system's form, of one size for both families.
struct SystemAddress {
    private var storage: sockaddr_in6
    /// The bytes that hold the address.
    let length: socklen_t

    /// The same address for a socket of the given family: an IPv4 peer is reached from an IPv6
    /// socket through its mapped form.
    ///
    /// `nil` when a socket of this family cannot reach it.
    init?(_ address: PeerAddress, for family: SocketFamily) {
        storage = sockaddr_in6()
        switch family {
        case .ipv4:
            guard let ipv4 = address.ipv4 else { return nil }
            var short = sockaddr_in()
            short.sin_family = sa_family_t(AF_INET)
            short.sin_port = address.port.bigEndian
            short.sin_addr = in_addr(s_addr: ipv4.bigEndian)
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: short, as: sockaddr_in.self) }
            length = socklen_t(MemoryLayout<sockaddr_in>.size)
        case .ipv6:
            storage.sin6_family = sa_family_t(AF_INET6)
            storage.sin6_port = address.port.bigEndian
            storage.sin6_addr = in6_addr(address)
            length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        }
    }

    /// `AF_INET` or `AF_INET6`.
    var family: Int32 { Int32(storage.sin6_family) }

    /// Hands the address to a system call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}

extension in6_addr {
    /// The sixteen bytes of an address, IPv4 in its mapped form.
    init(_ address: PeerAddress) {
        self.init()
        withUnsafeMutableBytes(of: &self) { bytes in
            bytes.storeBytes(of: address.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: address.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }
}
