import GossipCore
import GossipWire
import NIOCore

/// One turn of a session's machine, on a thread that may block: one input or some frames, and its
/// actions, up to what the stream takes at once.
struct SessionStep: Sendable {
    /// An input of the machine.
    enum Input: Sendable {
        /// Nothing new: the stream is writable again, or has just opened.
        case none
        /// Whole frames, each behind its length field.
        case frames(ByteBuffer)
        /// The outcomes of messages that it handed in.
        case outcomes(OutcomeCounts)
    }

    /// Bytes written at once; then the stream must have swallowed them.
    private static let outputBytesMax = 1 << 20
    /// Frames taken in by one turn.
    ///
    /// Small ones cost little each, and a hop to another thread costs more.
    private static let framesMax = 64

    /// The frames that are left for the next turn.
    var rest = ByteBuffer()
    var output = ByteBuffer()
    var ingests: [[Message]] = []
    var finish: SyncResult?
    var failure: SyncFailure?
    /// The machine has nothing more to do for now.
    var isDry = false
    var wantsInput = true
    var progress = SyncProgress()
    /// The peer that the frames are of.
    private let node: AuthorKey

    /// Takes one turn.
    ///
    /// - Parameters:
    ///   - machine: whose turn it is.
    ///   - input: what it is told.
    ///   - node: the key that the peer has proved.
    ///   - maySend: whether the stream takes frames; what was received is taken in either way.
    init(_ machine: any SessionMachine, _ input: Input, from node: AuthorKey, maySend: Bool) {
        self.node = node
        do throws(SyncFailure) {
            switch input {
            case .none: try act(machine, maySend: maySend)
            case .frames(let frames): try receive(frames, machine, maySend: maySend)
            case .outcomes(let counts):
                try machine.ingested(counts)
                try act(machine, maySend: maySend)
            }
        } catch {
            failure = error
        }
        wantsInput = machine.wantsInput
        progress = machine.progress
    }

    private mutating func receive(
        _ frames: ByteBuffer,
        _ machine: any SessionMachine,
        maySend: Bool
    ) throws(SyncFailure) {
        rest = frames
        for _ in 0..<Self.framesMax {
            guard finish == nil, rest.readableBytes > 0, machine.wantsInput,
                output.readableBytes < Self.outputBytesMax
            else { return }
            try machine.receive(try Self.takeFrame(of: node, from: &rest))
            try act(machine, maySend: maySend)
        }
    }

    /// Lets the machine act as far as the stream takes it.
    private mutating func act(
        _ machine: any SessionMachine,
        maySend: Bool
    ) throws(SyncFailure) {
        guard !maySend else { return try take(from: machine) }
        while let messages = machine.nextIngest() { ingests.append(messages) }
    }

    /// Takes out the first of whole frames, decoded.
    ///
    /// - Parameters:
    ///   - node: the key that the peer has proved; it may greet under no other.
    ///   - frames: whole frames.
    /// - Returns: the frame.
    /// - Throws: the failure of the session when it is none, or a greeting of another node.
    static func takeFrame(
        of node: AuthorKey,
        from frames: inout ByteBuffer
    ) throws(SyncFailure) -> SyncFrame {
        let length = frames.readInteger(as: UInt32.self).map { Int($0) }
        guard let body = length.flatMap({ frames.readSlice(length: $0) }) else {
            throw .malformed(.truncated)
        }
        let result = body.withUnsafeReadableBytes { bytes in
            Result { () throws(SyncFrameError) in try SyncFrame(decoding: bytes) }
        }
        switch result {
        case .success(let frame):
            guard (frame.greeting?.node ?? node) == node else { throw .channel(.otherNode) }
            return frame
        case .failure(let error): throw .malformed(error)
        }
    }

    private mutating func take(from machine: any SessionMachine) throws(SyncFailure) {
        isDry = false
        while output.readableBytes < Self.outputBytesMax {
            switch try machine.nextAction() {
            case .send(let frame): output.writeBytes(frame.encode())
            case .ingest(let messages): ingests.append(messages)
            case .finish(let result):
                finish = result
                return
            case nil:
                isDry = true
                return
            }
        }
    }
}

extension SyncFrame {
    /// The greeting in a hello or a welcome.
    fileprivate var greeting: SyncGreeting? {
        switch self {
        case .hello(let greeting), .welcome(let greeting): greeting
        default: nil
        }
    }
}
