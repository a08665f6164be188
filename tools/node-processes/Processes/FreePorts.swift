import Glibc

/// Ports of 127.0.0.1 that nobody uses.
package enum FreePorts {
    /// Finds different ones that are free for UDP and TCP; they are free again when this returns.
    package static func find(_ count: Int) throws -> [UInt16] {
        var ports: [UInt16] = []
        var sockets: [Int32] = []
        defer { for socket in sockets { close(socket) } }
        for _ in 0..<(count * 16) where ports.count < count {
            let (stream, port) = try bound(SOCK_STREAM, port: 0)
            sockets.append(stream)
            guard let (datagram, _) = try? bound(SOCK_DGRAM, port: port) else { continue }
            sockets.append(datagram)
            ports.append(port)
        }
        guard ports.count == count else { throw ToolFailure("There are no free ports.") }
        return ports
    }

    /// Finds some in a range, tried in a random order.
    package static func find(_ count: Int, in range: Range<UInt16>) throws -> [UInt16] {
        var ports: [UInt16] = []
        for port in range.shuffled() where ports.count < count {
            guard let (stream, _) = try? bound(SOCK_STREAM, port: port) else { continue }
            defer { close(stream) }
            guard let (datagram, _) = try? bound(SOCK_DGRAM, port: port) else { continue }
            close(datagram)
            ports.append(port)
        }
        guard ports.count == count else { throw ToolFailure("There are no free ports.") }
        return ports
    }

    private static func bound(
        _ kind: __socket_type,
        port: UInt16
    ) throws -> (socket: Int32, port: UInt16) {
        let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
        guard socket >= 0 else { throw ToolFailure("Cannot make a socket", errorNumber: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) == 0 ? getsockname(socket, address, &length) : -1
            }
        }
        guard result == 0 else {
            let number = errno
            close(socket)
            throw ToolFailure("Cannot bind a port", errorNumber: number)
        }
        return (socket, UInt16(bigEndian: address.sin_port))
    }
}
