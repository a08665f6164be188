import Glibc
import GossipWire
import NodeProcesses

/// The system's calls for sockets of IPv4, which do not block.
enum SocketAddress {
    static func socket(_ kind: __socket_type) throws -> Int32 {
        let flags = kind.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let file = Glibc.socket(AF_INET, Int32(flags), 0)
        guard file >= 0 else { throw ToolFailure("Cannot make a socket", errorNumber: errno) }
        return file
    }

    /// Binds to an address of this machine, at any port or a given one, and tells the port.
    static func bind(_ file: Int32, to host: UInt32, port: UInt16 = 0) throws -> UInt16 {
        var address = name(host, port)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(file, address, length) == 0 ? getsockname(file, address, &length) : -1
            }
        }
        guard result == 0 else { throw ToolFailure("Cannot bind a port", errorNumber: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Connects, or begins to; 0 or the error's number.
    static func connect(_ file: Int32, to target: PeerAddress) -> Int32 {
        var address = name(target.ipv4 ?? 0, target.port)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(file, $0, length)
            }
        }
        return result == 0 || errno == EINPROGRESS ? 0 : errno
    }

    private static func name(_ host: UInt32, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = host.bigEndian
        return address
    }
}
