import Glibc
import GossipWire
import NodeProcesses

/// A listener at the port of a link: where the target dials its streams.
final class HostileListener {
    private let file: Int32

    init(port: UInt16) throws {
        file = try SocketAddress.socket(SOCK_STREAM)
        // When this throws, `deinit` closes the file.
        _ = try SocketAddress.bind(file, to: AttackSocket.loopback, port: port)
        guard listen(file, 64) == 0 else {
            throw ToolFailure("Cannot listen", errorNumber: errno)
        }
    }

    deinit { close(file) }

    /// The connections that have come.
    func accepted(_ tally: inout AttackTally) -> [AttackConnection] {
        var connections: [AttackConnection] = []
        while true {
            let connection = accept(file, nil, nil)
            guard connection >= 0 else { return connections }
            _ = fcntl(connection, F_SETFL, O_NONBLOCK)
            tally.streams += 1
            connections.append(AttackConnection(accepted: connection))
        }
    }
}
