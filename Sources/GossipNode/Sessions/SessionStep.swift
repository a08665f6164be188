import GossipCore
import GossipWire
import NIOCore

/// One turn of a session's machine, on a thread that may block: one input, then its actions, up
/// to what the stream takes at once.
struct SessionStep: Sendable {
    /// An input of the machine.
    enum Input: Sendable {
        /// Nothing new: the stream is writable again, or has just opened.
        case none
        /// The body of one frame, its length field taken off.
        case frame(ByteBuffer)
        /// The outcomes of messages that it handed in.
        case outcomes(OutcomeCounts)
    }

    /// Bytes written at once; then the stream must have swallowed them.
    private static let outputBytesMax = 1 << 20

    var output = ByteBuffer()
    var ingests: [[Message]] = []
    var finish: SyncResult?
    var failure: SyncFailure?
    /// The machine has nothing more to do for now.
    var isDry = false
    var wantsInput = true
    var progress = SyncProgress()

    /// Takes one turn.
    ///
    /// - Parameters:
    ///   - machine: whose turn it is.
    ///   - input: what it is told.
    ///   - maySend: whether the stream takes frames; what was received is taken in either way.
    init(_ machine: any SessionMachine, _ input: Input, maySend: Bool) {
        do throws(SyncFailure) {
            try Self.give(input, to: machine)
            if maySend {
                try take(from: machine)
            } else {
                while let messages = machine.nextIngest() { ingests.append(messages) }
            }
        } catch {
            failure = error
        }
        wantsInput = machine.wantsInput
        progress = machine.progress
    }

    private static func give(
        _ input: Input,
        to machine: any SessionMachine
    ) throws(SyncFailure) {
        switch input {
        case .none: break
        case .frame(let bytes): try machine.receive(try decode(bytes))
        case .outcomes(let counts): try machine.ingested(counts)
        }
    }

    static func decode(_ bytes: ByteBuffer) throws(SyncFailure) -> SyncFrame {
        let result = bytes.withUnsafeReadableBytes { bytes in
            Result { () throws(SyncFrameError) in try SyncFrame(decoding: bytes) }
        }
        switch result {
        case .success(let frame): return frame
        case .failure(let error): throw .malformed(error)
        }
    }

    private mutating func take(from machine: any SessionMachine) throws(SyncFailure) {
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
