import Glibc
import GossipWire
import NodeProcesses

/// A TCP connection of the attacker, which never blocks: bytes, whatever they say.
final class AttackConnection {
    /// Bytes that one turn takes in, at the most.
    private static let turnBytesMax = 4 << 20

    private let file: Int32
    private var output: [UInt8] = []
    private var written = 0
    /// False once the other side has closed.
    private(set) var isOpen = true

    /// Dials a target.
    init(to target: PeerAddress, _ tally: inout AttackTally) throws {
        file = try SocketAddress.socket(SOCK_STREAM)
        isOpen = SocketAddress.connect(file, to: target) == 0
        tally.streams += 1
    }

    /// Takes over a connection that a target has dialled.
    init(accepted file: Int32) { self.file = file }

    deinit { close(file) }

    /// Bytes that wait to be written.
    var waitingCount: Int { output.count - written }

    func write(_ bytes: [UInt8]) {
        if written == output.count {
            output = bytes
            written = 0
        } else {
            output += bytes
        }
    }

    /// Writes and reads what can be, and returns what has come.
    func turn(_ tally: inout AttackTally) -> [UInt8] {
        guard isOpen else { return [] }
        writeSome(&tally)
        return readSome()
    }

    private func writeSome(_ tally: inout AttackTally) {
        while written < output.count {
            let count = output[written...].withUnsafeBytes {
                send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else {
                isOpen = count < 0 && [EAGAIN, EINTR, ENOTCONN, EINPROGRESS].contains(errno)
                return
            }
            written += count
            tally.bytes += count
        }
    }

    private func readSome() -> [UInt8] {
        var input: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while input.count < Self.turnBytesMax {
            let count = recv(file, &buffer, buffer.count, 0)
            guard count > 0 else {
                if count == 0 || ![EAGAIN, EINTR, ENOTCONN].contains(errno) { isOpen = false }
                break
            }
            input += buffer[..<count]
        }
        return input
    }
}
