import GossipCore
import GossipWire
import TestSupport

/// Both sides of a sealed stream, with somebody between them who changes, leaves out and adds bytes: neither side
/// traps, and what one receives is what the other has sent, from the beginning on.
///
/// Each step is a byte: bits 0–2 what, the rest how far.
struct SealedStreamTarget: ~Copyable {
    private var a: Side
    private var b: Side

    private struct Side: ~Copyable {
        let node: AuthorKey
        var stream: SealedStream
        var output: [UInt8] = []
        var events: [SealedStream.Event] = []
        var sent: [UInt8] = []
        var isOver = false

        init(_ number: UInt8, _ stream: consuming SealedStream) {
            node = Identity(number: number).author
            self.stream = stream
        }

        mutating func receive(_ bytes: [UInt8]) {
            guard !isOver else { return }
            isOver = (try? stream.receive(bytes, into: &output, &events)) == nil
        }

        mutating func send(_ count: Int) {
            guard stream.isOpen, !isOver else { return }
            let content = [UInt8](repeating: UInt8(truncatingIfNeeded: count), count: count)
            stream.seal(content[...], into: &output)
            sent += content
        }

        mutating func takeOutput() -> [UInt8] {
            defer { output = [] }
            return output
        }
    }

    static func check(_ bytes: [UInt8]) throws(FuzzFinding) {
        var target = SealedStreamTarget()
        var input = InputBytes(bytes)
        while !input.isEmpty { target.step(&input) }
        try compare(target.a, target.b)
        try compare(target.b, target.a)
    }

    private init() {
        let configurations = [1, 2].map(Self.configuration(of:))
        var output: [UInt8] = []
        a = Side(
            1,
            SealedStream(
                dialling: configurations[0],
                with: .open,
                fresh: Self.pair(3),
                into: &output
            )
        )
        a.output = output
        b = Side(2, SealedStream(accepting: configurations[1], fresh: Self.pair(4)))
    }

    private static func pair(_ number: UInt8) -> NoiseKeyPair {
        guard let pair = NoiseKeyPair(secret: [UInt8](repeating: number, count: 32)) else {
            preconditionFailure("32 bytes")
        }
        return pair
    }

    private static func configuration(of number: UInt8) -> ChannelConfiguration {
        let node = Identity(number: number)
        guard let key = LinkKey(bytes: pair(number).publicKey) else {
            preconditionFailure("32 bytes")
        }
        return ChannelConfiguration(
            network: NetworkID(heldBy: .open),
            keys: NetworkKeys(.open),
            lasting: pair(number),
            credential: Credential(
                node: node.author,
                binding: LinkBinding(signedBy: node, key: key, epoch: 1)
            )
        )
    }

    private mutating func step(_ input: inout InputBytes) {
        let byte = Int(input.byte())
        let far = byte >> 3
        switch byte & 7 {
        case 0: b.receive(a.takeOutput())
        case 1: a.receive(b.takeOutput())
        case 2: b.receive(Self.changed(a.takeOutput(), &input))
        case 3: a.receive(Self.changed(b.takeOutput(), &input))
        case 4: b.receive(input.piece())
        case 5: a.receive(input.piece())
        case 6: a.send(far * 700)
        default: b.send(far * 700)
        }
    }

    private static func changed(_ bytes: [UInt8], _ input: inout InputBytes) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        var bytes = bytes
        let place = input.word() % bytes.count
        switch input.choice(of: 3) {
        case 0: bytes[place] ^= 1 << UInt8(input.choice(of: 8))
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
        }
        return bytes
    }

    private static func compare(
        _ side: borrowing Side,
        _ other: borrowing Side
    ) throws(FuzzFinding) {
        var received: [UInt8] = []
        for event in side.events {
            switch event {
            case .content(let bytes): received += bytes
            case .opened(let node, _):
                try require(node == other.node, "the peer is who it is")
            case .refused, .refusedBy: break
            }
        }
        try require(other.sent.starts(with: received), "what was received is what was sent")
    }
}
