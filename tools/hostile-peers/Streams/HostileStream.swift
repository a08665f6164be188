import GossipWire

/// A sealed stream of a member of the attacker's, which carries frames and never blocks.
final class HostileStream {
    /// Bytes that wait to be written, at the most.
    static let waitingBytesMax = 8 << 20

    private let connection: AttackConnection
    private var seal: HostileSeal
    /// Content that waits for the handshake.
    private var held: [UInt8] = []
    private var input: [UInt8] = []
    private var isRefused = false

    /// Dials the target of a link.
    init(on link: HostileLink, _ tally: inout AttackTally) throws {
        connection = try AttackConnection(to: link.target, &tally)
        var first: [UInt8] = []
        seal = HostileSeal(dialling: link.member, into: &first)
        connection.write(first)
    }

    /// Takes over a connection that the target of a link has dialled.
    init(_ accepted: AttackConnection, on link: HostileLink) {
        connection = accepted
        seal = HostileSeal(accepting: link.member)
    }

    /// False once the other side has closed or refused it.
    var isOpen: Bool { connection.isOpen && !isRefused }
    /// True while little waits to be written.
    var isHungry: Bool { isOpen && held.count + connection.waitingCount < Self.waitingBytesMax / 2 }
    /// True when all has been written.
    var isIdle: Bool { isOpen && held.isEmpty && connection.waitingCount == 0 }

    func write(_ frame: SyncFrame) { write(frame.encode()) }

    /// Writes content, once the handshake is done.
    func write(_ content: [UInt8]) {
        guard seal.isOpen else {
            held += content
            return
        }
        var bytes: [UInt8] = []
        seal.seal(content, into: &bytes)
        connection.write(bytes)
    }

    /// Writes and reads what can be, and returns the frames that are whole.
    func turn(_ tally: inout AttackTally) -> [SyncFrame] {
        guard isOpen else { return [] }
        var answer: [UInt8] = []
        guard let content = seal.receive(connection.turn(&tally), into: &answer) else {
            isRefused = true
            return []
        }
        connection.write(answer)
        if seal.isOpen, !held.isEmpty {
            let content = held
            held = []
            write(content)
        }
        input += content
        return frames()
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
