import GossipWire
import Glibc
import TestSupport

@testable import GossipNode

/// A UDP socket that hears only from the address it asks, as hosts behind a packet filter do.
final class AskingSocket {
    private let descriptor: Int32

    /// Opens a socket that asks `address`.
    init(asking address: PeerAddress) throws {
        let family = address.isIPv4 ? SocketFamily.ipv4 : .ipv6
        guard let system = SystemAddress(address, for: family) else { throw Failure.noSocket }
        descriptor = socket(system.family, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0, system.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            throw Failure.noSocket
        }
    }

    deinit { close(descriptor) }

    enum Failure: Error { case noSocket, noAnswer }

    /// Sends a greeting until an answer comes, and returns its kind.
    func greet() throws -> DatagramKind {
        var hello: [UInt8] = []
        DatagramHeader(kind: .hello, token: .none).encode(into: &hello)
        Greeting(
            node: AuthorKey(1, 2, 3, 4),
            token: AddressToken(value: 5),
            isStatic: false,
            name: "asks"
        ).encode(into: &hello)
        for _ in 0..<100 {
            send(descriptor, hello, hello.count, 0)
            if let answer = receive(milliseconds: 200) {
                return try answer.withUnsafeBytes { bytes in
                    var reader = ByteReader(bytes)
                    return try DatagramHeader(from: &reader).kind
                }
            }
        }
        throw Failure.noAnswer
    }

    private func receive(milliseconds: Int32) -> [UInt8]? {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&poll, 1, milliseconds) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 2_048)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }
}
