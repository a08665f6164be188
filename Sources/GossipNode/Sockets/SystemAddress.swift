import Glibc
import GossipWire

/// A socket address in the system's form, of one size for both families.
///
/// Written by offset, as `sockaddr_in` and `sockaddr_in6` lie in memory on every Linux: the C types belong
/// to another module wherever NIO is imported beside.
struct SystemAddress {
    /// 28 bytes and padding, aligned for the system.
    private var storage: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    /// `AF_INET` or `AF_INET6`.
    let family: Int32
    /// The bytes that hold the address.
    let length: socklen_t

    /// The same address for a socket of the given family: an IPv4 peer is reached from an IPv6
    /// socket through its mapped form.
    ///
    /// `nil` when a socket of this family cannot reach it.
    init?(_ address: PeerAddress, for family: SocketFamily) {
        let ipv4 = address.ipv4
        if family == .ipv4, ipv4 == nil { return nil }
        self.family = family == .ipv4 ? AF_INET : AF_INET6
        length = family == .ipv4 ? 16 : 28
        withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.storeBytes(of: UInt16(self.family), as: UInt16.self)
            bytes.storeBytes(of: address.port.bigEndian, toByteOffset: 2, as: UInt16.self)
            if family == .ipv4 {
                bytes.storeBytes(of: (ipv4 ?? 0).bigEndian, toByteOffset: 4, as: UInt32.self)
            } else {
                address.store(into: bytes, at: 8)
                let index = Interfaces.index(of: address.zone)
                bytes.storeBytes(of: index, toByteOffset: 24, as: UInt32.self)
            }
        }
    }

    /// Hands the address to a system call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}

extension PeerAddress {
    /// Writes the sixteen bytes of the address, IPv4 in its mapped form.
    func store(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
        bytes.storeBytes(of: high.bigEndian, toByteOffset: offset, as: UInt64.self)
        bytes.storeBytes(of: low.bigEndian, toByteOffset: offset + 8, as: UInt64.self)
    }
}
