import Foundation
import Glibc

/// The bytes that passed between two nodes, as somebody on the way has them.
struct WireRecord {
    /// The datagrams to the node that was called.
    var inward: [[UInt8]] = []
    /// Those to its callers.
    var outward: [[UInt8]] = []
    /// The bytes of each connection: those of its caller, then those of the node, then the next connection.
    var streams: [[UInt8]] = []

    /// All bytes of the connections.
    var streamBytes: Int { streams.reduce(0) { $0 + $1.count } }

    /// True when the bytes are in a datagram or a stream.
    func shows(_ bytes: [UInt8]) -> Bool {
        let wanted = Data(bytes)
        return (inward + outward + streams).contains { Data($0).range(of: wanted) != nil }
    }

    /// Sends all datagrams of one direction again, from another port.
    func sendAgain(_ datagrams: [[UInt8]], to port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        for bytes in datagrams {
            Self.with(port) { _ = sendto(descriptor, bytes, bytes.count, 0, $0, $1) }
        }
    }

    /// Dials a node once for each connection that it was called by, and says what the caller said.
    ///
    /// - Parameter port: The port of the node.
    /// - Returns: The bytes that the node answers until it hangs up.
    func dialAgain(_ port: UInt16) -> [[UInt8]] {
        stride(from: 0, to: streams.count, by: 2).map { place in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            Self.with(port) { _ = connect(descriptor, $0, $1) }
            let said = streams[place]
            _ = send(descriptor, said, said.count, Int32(MSG_NOSIGNAL))
            var answer: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return answer }
                answer += buffer[..<count]
            }
        }
    }

    private static func with(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Void) {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = port.bigEndian
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
