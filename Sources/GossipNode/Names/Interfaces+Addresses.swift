import Glibc
import GossipWire

/// The addresses of the interfaces; in a file that the fuzzers leave out, since it takes the sockets along.
extension Interfaces {
    /// The addresses of this host that others can dial, IPv4 ones first; none of them link-local or loopback.
    static func addresses(port: UInt16) -> [PeerAddress] {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return [] }
        defer { freeifaddrs(first) }
        var addresses: [PeerAddress] = []
        var entry = first
        while let current = entry {
            entry = current.pointee.ifa_next
            guard let found = address(of: current.pointee) else { continue }
            let address = PeerAddress(high: found.high, low: found.low, port: port)
            guard !address.isLoopback, !address.isLinkLocal, !addresses.contains(address) else {
                continue
            }
            addresses.append(address)
        }
        return addresses.filter(\.isIPv4) + addresses.filter { !$0.isIPv4 }
    }

    private static func address(of entry: ifaddrs) -> PeerAddress? {
        guard let pointer = entry.ifa_addr, entry.ifa_flags & UInt32(IFF_UP) != 0 else {
            return nil
        }
        let family = Int32(pointer.pointee.sa_family)
        guard family == AF_INET || family == AF_INET6 else { return nil }
        let isIPv4 = family == AF_INET
        let count = isIPv4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        let bytes = UnsafeRawBufferPointer(start: pointer, count: count)
        return PeerAddress(systemAddress: bytes, isIPv4: isIPv4)
    }
}
