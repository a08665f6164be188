import GossipCore
import GossipWire
import NIOCore

@testable import GossipNode

/// Why a log cannot be opened.
struct Unreadable: Error {}

/// The host of one stream, which hands out a machine and notes the end.
final class StreamHost: SessionStreamDelegate {
    let makeMachine: @Sendable () throws -> Transfer<any SessionMachine>
    let end: EventLoopPromise<SyncResult.End>
    private(set) var unreadableCount = 0
    /// The pause that it asks for with each ingest, and the end of the last one.
    private let pause: TimeAmount
    private(set) var pauseEnd: UInt64?

    init(
        end: EventLoopPromise<SyncResult.End>,
        pause: TimeAmount,
        _ makeMachine: @escaping @Sendable () throws -> Transfer<any SessionMachine>
    ) {
        self.end = end
        self.pause = pause
        self.makeMachine = makeMachine
    }

    func admit(
        _ hello: SyncGreeting,
        on stream: SessionStream
    ) throws(SyncRefusal) -> StreamRole.MakeMachine {
        makeMachine
    }

    func claim(
        _ ticket: DialTicket,
        by stream: SessionStream
    ) -> (SessionID, StreamRole.MakeMachine)? {
        nil
    }

    func couldNotServe(_ stream: SessionStream, _ error: any Error) {
        if error is Unreadable { unreadableCount += 1 }
    }

    func ingest(_ messages: [Message], of stream: SessionStream) -> UInt64? {
        guard pause > .zero else { return nil }
        pauseEnd = (NIODeadline.now() + pause).uptimeNanoseconds
        return pauseEnd
    }

    func progressed(_ stream: SessionStream) {}
    func finished(_ stream: SessionStream, _ result: SyncResult) { end.succeed(result.end) }
}
