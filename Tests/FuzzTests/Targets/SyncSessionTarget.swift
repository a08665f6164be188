import GossipCore
import GossipWire

/// Either side of a session against a peer that sends anything: it ends or goes on, and what it does
/// in answer is bounded by what it was sent.
///
/// ```
/// 0  1  the side: 0 answers, 1 reconciles, 2 reconciles after a cursor, 3 fetches
/// 1  …  frames, each behind a length of two bytes
/// ```
enum SyncSessionTarget {
    /// An answer to one frame: a pull of the whole log, in frames of 256 KiB.
    private static let actionsMax = 64

    static func check(_ bytes: [UInt8]) throws {
        var input = InputBytes(bytes)
        let log = SampleLog.shared
        var side = session(input.choice(of: 4), log)
        try drive(&input) { step in
            switch step {
            case .frame(let frame): try side.receive(frame)
            case .outcome(let count): try side.ingested(OutcomeCounts(stored: count))
            case .nothing: break
            }
            return (try side.nextAction(), side.wantsInput)
        }
    }

    private static func session(_ kind: Int, _ log: SampleLog) -> SyncSession<SampleLog> {
        let greeting = SampleLog.greeting
        let cursor = PeerCursor(incarnation: greeting.incarnation, arrival: 5)
        return switch kind {
        case 0: SyncSession(answering: SyncResponder(log: log, greeting: greeting))
        case 3:
            SyncSession(
                dialling: SyncInitiator(
                    fetching: Array(log.ids.prefix(3)),
                    log: log,
                    greeting: greeting
                )
            )
        default:
            SyncSession(
                dialling: SyncInitiator(
                    reconciling: log,
                    greeting: greeting,
                    cursor: kind == 2 ? cursor : nil,
                    confirmationSeed: 9
                )
            )
        }
    }

    /// An input to the side.
    private enum Step {
        case frame(SyncFrame)
        case outcome(Int)
        case nothing
    }

    /// Hands on the frames of the input, and does what the side wants in answer to each.
    ///
    /// A failure that the side throws ends the session: that is its right.
    private static func drive(
        _ input: inout InputBytes,
        _ take: (Step) throws -> (action: SyncAction?, wantsInput: Bool)
    ) throws {
        var step = Step.nothing
        var actions = 0
        while true {
            let result: (action: SyncAction?, wantsInput: Bool)
            do { result = try take(step) } catch is SyncFailure { return }
            switch result.action {
            case .ingest(let messages):
                try require(!messages.isEmpty, "no empty batch is handed to the log")
                step = .outcome(messages.count)
            case .send(let frame):
                let count = frame.encode().count
                try require(count <= SyncFrame.lengthMax + 4, "a frame sent is within its limit")
                step = .nothing
            case .finish: return
            case nil:
                guard result.wantsInput, !input.isEmpty else { return }
                guard let frame = try? SyncFrame(decoding: input.piece()) else { return }
                step = .frame(frame)
                actions = 0
            }
            actions += 1
            try require(actions <= actionsMax, "an answer ends")
        }
    }
}
