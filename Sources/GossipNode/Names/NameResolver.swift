import GossipWire
import Glibc
import NIOPosix

/// Looks up the addresses of a host.
enum NameResolver {
    /// Why a name has no address, in the words of the system.
    struct Failure: Error, CustomStringConvertible {
        let endpoint: Endpoint
        let reason: String

        var description: String { "cannot resolve \(endpoint.host): \(reason)." }
    }

    private static let addressCountMax = 16

    /// All addresses of the endpoint, each once, in the system's order of preference.
    ///
    /// Blocks for as long as the name servers take.
    static func resolve(_ endpoint: Endpoint) throws(Failure) -> [PeerAddress] {
        if let numeric = endpoint.address { return [numeric] }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        hints.ai_family = AF_UNSPEC
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
        guard code == 0 else {
            let reason = gai_strerror(code).map { String(cString: $0) } ?? "error \(code)"
            throw Failure(endpoint: endpoint, reason: reason)
        }
        defer { freeaddrinfo(list) }
        var addresses: [PeerAddress] = []
        var entry = list
        while let current = entry, addresses.count < addressCountMax {
            if let address = address(of: current.pointee), !addresses.contains(address) {
                addresses.append(address)
            }
            entry = current.pointee.ai_next
        }
        guard !addresses.isEmpty else {
            throw Failure(endpoint: endpoint, reason: "it has no IP address")
        }
        return addresses
    }

    private static func address(of entry: addrinfo) -> PeerAddress? {
        guard let pointer = entry.ai_addr else { return nil }
        let bytes = UnsafeRawBufferPointer(start: pointer, count: Int(entry.ai_addrlen))
        return PeerAddress(systemAddress: bytes, isIPv4: entry.ai_family == AF_INET)
    }
}
