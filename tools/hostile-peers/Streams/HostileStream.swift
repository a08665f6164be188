import Glibc
import GossipWire
import NodeProcesses

/// A TCP connection of the attacker, which never blocks.
final class HostileStream {
    /// Bytes that wait to be written, at the most.
    static let waitingBytesMax = 8 << 20

    private let file: Int32
    private var output: [UInt8] = []
    private var written = 0
    private var input: [UInt8] = []
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

    /// True while little waits to be written.
    var isHungry: Bool { isOpen && output.count - written < Self.waitingBytesMax / 2 }
    /// True when all has been written.
    var isIdle: Bool { isOpen && written == output.count }

    func write(_ frame: SyncFrame) { write(frame.encode()) }

    func write(_ bytes: [UInt8]) {
        if written == output.count {
            output = bytes
            written = 0
        } else {
            output += bytes
        }
    }

    /// Writes and reads what can be, and returns the frames that are whole.
    func turn(_ tally: inout AttackTally) -> [SyncFrame] {
        guard isOpen else { return [] }
        writeSome(&tally)
        readSome()
        return frames()
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

    private func readSome() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while input.count < 4 << 20 {
            let count = recv(file, &buffer, buffer.count, 0)
            guard count > 0 else {
                if count == 0 || ![EAGAIN, EINTR, ENOTCONN].contains(errno) { isOpen = false }
                return
            }
            input += buffer[..<count]
        }
    }

    private func frames() -> [SyncFrame] {
        var frames: [SyncFrame] = []
        var start = 0
        while input.count - start >= 4 {
            let length = input[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            guard input.count - start >= 4 + length else { break }
            let body = Array(input[start + 4..<start + 4 + length])
            if let frame = try? SyncFrame(decoding: body) { frames.append(frame) }
            start += 4 + length
        }
        if start > 0 { input.removeFirst(start) }
        return frames
    }
}
