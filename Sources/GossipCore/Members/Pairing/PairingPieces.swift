internal import GossipWire

/// The pieces of a pairing's connection: Noise messages first, then sealed pieces of messages.
///
/// They are those of a sealed stream. At no time does a stranger make a node keep more than the piece and the
/// message that it waits for.
struct PairingPieces: ~Copyable, Sendable {
    private var buffer: [UInt8] = []
    private var start = 0
    private var assembled: [UInt8] = []
    private var transport: NoiseTransport?
    private var sent: UInt64 = 0
    private var opened: UInt64 = 0

    /// Begins to seal with the keys of a complete handshake.
    mutating func begin(_ transport: NoiseTransport) { self.transport = transport }

    // MARK: Receiving

    /// Takes in bytes of the connection, cut anywhere.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        buffer.removeFirst(start)
        start = 0
        buffer.append(contentsOf: bytes)
    }

    /// Drops all that has come.
    mutating func clear() {
        buffer = []
        start = 0
        assembled = []
    }

    /// True when bytes have come that no piece was made of.
    var hasRest: Bool { start < buffer.count }

    /// The next Noise message; `nil` until it has come whole.
    ///
    /// - Throws: ``PairingError/malformed`` for another length than the one given.
    mutating func handshakeMessage(
        ofLength length: Int
    ) throws(PairingError) -> ArraySlice<UInt8>? {
        try piece(of: length...length)
    }

    /// The next message of these kinds; `nil` until it has come whole.
    ///
    /// - Throws: ``PairingError/malformed`` or ``PairingError/unauthentic``.
    mutating func message(
        of kinds: [PairingMessage.Kind]
    ) throws(PairingError) -> PairingMessage? {
        let most = kinds.reduce(0) { max($0, $1.lengths.upperBound) } + PairingMessage.headLength
        // An empty piece brings nothing, and could come without end.
        let contents = 1...min(most, LinkRecord.contentLengthMax)
        let pieces =
            contents.lowerBound + NoisePattern.tagLength...contents.upperBound
            + NoisePattern.tagLength
        while let piece = try piece(of: pieces) {
            assembled += try open(piece)
            guard assembled.count >= PairingMessage.headLength else { continue }
            guard let head = PairingMessage.head(of: assembled), kinds.contains(head.kind),
                assembled.count <= head.length
            else { throw .malformed }
            guard assembled.count == head.length else { continue }
            guard let whole = PairingMessage(decoding: assembled) else { throw .malformed }
            assembled = []
            return whole
        }
        return nil
    }

    private mutating func piece(
        of lengths: ClosedRange<Int>
    ) throws(PairingError) -> ArraySlice<UInt8>? {
        guard buffer.count - start >= LinkRecord.prefixLength else { return nil }
        let length = Int(buffer[start]) << 8 | Int(buffer[start + 1])
        guard lengths.contains(length) else { throw .malformed }
        let first = start + LinkRecord.prefixLength
        guard buffer.count >= first + length else { return nil }
        start = first + length
        return buffer[first..<start]
    }

    private mutating func open(_ piece: ArraySlice<UInt8>) throws(PairingError) -> [UInt8] {
        guard let key = transport?.receiving,
            let content = try? LinkRecord.open(piece, with: key, counter: opened)
        else { throw .unauthentic }
        opened += 1
        return content
    }

    // MARK: Sending

    /// Seals a message, in as many pieces as it takes.
    mutating func send(_ message: PairingMessage, into output: inout [UInt8]) {
        var rest = message.encoded[...]
        while !rest.isEmpty {
            let piece = rest.prefix(LinkRecord.contentLengthMax)
            guard let key = transport?.sending,
                (try? LinkRecord.seal(piece, with: key, counter: sent, into: &output)) != nil
            else { preconditionFailure("a message is sealed after the handshake") }
            sent += 1
            rest = rest.dropFirst(piece.count)
        }
    }
}
