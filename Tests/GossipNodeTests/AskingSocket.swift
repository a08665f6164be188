import GossipCore
import GossipWire
import Glibc
import TestSupport

@testable import GossipNode

/// A UDP socket that hears only from the address it asks, as hosts behind a packet filter do.
final class AskingSocket {
    private let descriptor: Int32
    private let address: PeerAddress

    /// Opens a socket that asks `address`.
    init(asking address: PeerAddress) throws {
        self.address = address
        let family = address.isIPv4 ? SocketFamily.ipv4 : .ipv6
        guard let system = SystemAddress(address, for: family) else { throw Failure.noSocket }
        descriptor = socket(system.family, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0, system.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            throw Failure.noSocket
        }
    }

    deinit { close(descriptor) }

    enum Failure: Error { case noSocket, noAnswer }

    /// Begins a handshake until an answer comes, and returns its first byte, which is its kind.
    func greet() throws -> UInt8 {
        let channels = NetworkAccess.open.channels(of: Identity())
        var endpoint = ChannelEndpoint(channels, at: Now(monotonic: 0, wall: 0), seed: 1)
        var effects = Effects()
        endpoint.send([0], to: address, at: Now(monotonic: 0, wall: 0), into: &effects)
        let initiation = effects.arena
        for _ in 0..<100 {
            send(descriptor, initiation, initiation.count, 0)
            if let kind = receive(milliseconds: 200)?.first { return kind }
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
