import Glibc
import GossipWire
import NodeProcesses

/// A UDP socket of the attacker, connected to one target.
final class AttackSocket {
    /// 127.0.0.1, where the honest nodes are too.
    static let loopback: UInt32 = 0x7f00_0001

    private let file: Int32
    /// The port that the target sees.
    let port: UInt16
    private var buffer = [UInt8](repeating: 0, count: 2_048)

    /// Makes a socket at an address of this machine.
    init(to target: PeerAddress, from host: UInt32 = loopback) throws {
        file = try SocketAddress.socket(SOCK_DGRAM)
        do {
            port = try SocketAddress.bind(file, to: host)
        } catch {
            close(file)
            throw error
        }
        _ = SocketAddress.connect(file, to: target)
    }

    deinit { close(file) }

    /// Sends a datagram; one that has no room is lost, as datagrams are.
    func send(_ bytes: [UInt8], _ tally: inout AttackTally) {
        if Glibc.send(file, bytes, bytes.count, 0) >= 0 { tally.sent(bytes.count) }
    }

    /// A datagram that has come, if there is one.
    func receive() -> [UInt8]? {
        let count = recv(file, &buffer, buffer.count, 0)
        return count >= 0 ? Array(buffer[..<count]) : nil
    }
}
