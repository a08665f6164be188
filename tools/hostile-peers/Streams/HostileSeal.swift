import GossipWire

/// One side of a sealed stream of the attacker's, as a value: bytes of the connection in, bytes for it out.
///
/// The handshake comes first; then each side's verdict on the other, empty when it is accepted; then contents.
struct HostileSeal: ~Copyable {
    private let member: HostileMember
    private let isDialler: Bool
    private var handshake: NoiseHandshake?
    private var transport: NoiseTransport?
    private var sent: UInt64 = 0
    private var received: UInt64 = 0
    private var input: [UInt8] = []
    /// True once the target has accepted this side.
    private(set) var isOpen = false

    /// Makes the side that has dialled.
    init(dialling member: HostileMember, into output: inout [UInt8]) {
        self.member = member
        isDialler = true
        var handshake = member.handshake(as: .initiator)
        if let message = try? handshake.write(LinkTerms(index: 0).payload()) {
            LinkRecord.encode(message, into: &output)
        }
        self.handshake = consume handshake
    }

    /// The first bytes of a connection that a member dials.
    static func first(of member: HostileMember) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = HostileSeal(dialling: member, into: &bytes)
        return bytes
    }

    /// Makes the side that was dialled.
    init(accepting member: HostileMember) {
        self.member = member
        isDialler = false
        handshake = member.handshake(as: .responder)
    }

    /// Seals content in as many pieces as it takes.
    mutating func seal(_ content: [UInt8], into output: inout [UInt8]) {
        var rest = content[...]
        while !rest.isEmpty {
            let piece = rest.prefix(LinkRecord.contentLengthMax)
            sealPiece(piece, into: &output)
            rest = rest.dropFirst(piece.count)
        }
    }

    private mutating func sealPiece(_ piece: ArraySlice<UInt8>, into output: inout [UInt8]) {
        guard let key = transport?.sending else { return }
        try? LinkRecord.seal(piece, with: key, counter: sent, into: &output)
        sent += 1
    }

    /// Takes in bytes of the connection.
    ///
    /// - Returns: The content that has come; `nil` when nothing more can come of this stream.
    mutating func receive(_ bytes: [UInt8], into output: inout [UInt8]) -> [UInt8]? {
        input += bytes
        var content: [UInt8] = []
        var start = 0
        while input.count - start >= LinkRecord.prefixLength {
            let length = Int(input[start]) << 8 | Int(input[start + 1])
            let end = start + LinkRecord.prefixLength + length
            guard input.count >= end else { break }
            let piece = input[(start + LinkRecord.prefixLength)..<end]
            start = end
            guard transport != nil else {
                guard step(piece, into: &output) else { return nil }
                continue
            }
            guard let opened = open(piece) else { return nil }
            content += opened
        }
        input.removeFirst(start)
        return content
    }

    private mutating func open(_ piece: ArraySlice<UInt8>) -> [UInt8]? {
        guard let key = transport?.receiving,
            let content = try? LinkRecord.open(piece, with: key, counter: received)
        else { return nil }
        received += 1
        guard !isOpen else { return content }
        isOpen = content.isEmpty
        return isOpen ? [] : nil
    }

    /// Takes in a message of the handshake, and says the next one, or the verdict after the last.
    private mutating func step(_ message: ArraySlice<UInt8>, into output: inout [UInt8]) -> Bool {
        guard var handshake = handshake.take(), (try? handshake.read(message)) != nil
        else { return false }
        if !handshake.isComplete {
            let terms = isDialler ? [] : LinkTerms(index: 0).payload()
            guard let next = try? handshake.write(terms + member.credential) else { return false }
            LinkRecord.encode(next, into: &output)
        }
        guard handshake.isComplete else {
            self.handshake = consume handshake
            return true
        }
        transport = try? handshake.finish()
        sealPiece([], into: &output)
        return true
    }
}
