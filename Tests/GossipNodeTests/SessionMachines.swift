import GossipCore
import GossipWire

@testable import GossipNode

/// A machine that is done once it has seen so many frames.
final class CountingMachine: SessionMachine {
    private var framesLeft: Int

    init(frames: Int) { framesLeft = frames }

    var progress: SyncProgress { SyncProgress() }
    var wantsInput: Bool { true }

    func receive(_ frame: SyncFrame) throws(SyncFailure) { framesLeft -= 1 }
    func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {}
    func nextIngest() -> [Message]? { nil }
    func nextAction() throws(SyncFailure) -> SyncAction? {
        framesLeft == 0 ? .finish(SyncResult(end: .served)) : nil
    }
}

/// A machine that stores a message with its first frame, and is done with its second.
final class StoringMachine: SessionMachine {
    private var messages: [Message]
    private var framesLeft = 2
    private let onLastFrame: @Sendable () -> Void

    init(_ message: Message, onLastFrame: @escaping @Sendable () -> Void) {
        messages = [message]
        self.onLastFrame = onLastFrame
    }

    var progress: SyncProgress { SyncProgress() }
    var wantsInput: Bool { true }

    func receive(_ frame: SyncFrame) throws(SyncFailure) {
        framesLeft -= 1
        if framesLeft == 0 { onLastFrame() }
    }

    func ingested(_ counts: OutcomeCounts) throws(SyncFailure) {}
    func nextIngest() -> [Message]? { messages.popLast().map { [$0] } }

    func nextAction() throws(SyncFailure) -> SyncAction? {
        if let messages = nextIngest() { return .ingest(messages) }
        return framesLeft == 0 ? .finish(SyncResult(end: .served)) : nil
    }
}
