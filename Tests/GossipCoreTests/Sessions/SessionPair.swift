@testable import GossipCore
import GossipWire

/// Both ends of a session on a stream that loses nothing.
struct SessionPair {
    var initiator: SyncInitiator<MemoryLog>
    var responder: SyncResponder<MemoryLog>
    let logs: (initiator: MemoryLog, responder: MemoryLog)
    var results: (initiator: SyncResult?, responder: SyncResult?)
    /// The number of messages that travelled, in both directions.
    var messagesMoved = 0
    /// Changes a frame of the initiator on its way.
    var tamper: (SyncFrame) -> SyncFrame = { $0 }
    /// Changes a frame of the responder on its way.
    var tamperBack: (SyncFrame) -> SyncFrame = { $0 }

    init(
        _ first: MemoryLog,
        _ second: MemoryLog,
        cursor: PeerCursor? = nil,
        confirmationSeed: UInt64 = 0,
        limits: SyncLimits = SyncLimits()
    ) {
        logs = (first, second)
        initiator = SyncInitiator(
            reconciling: first,
            greeting: Self.greeting(first),
            cursor: cursor,
            confirmationSeed: confirmationSeed,
            limits: limits
        )
        responder = SyncResponder(
            log: second,
            greeting: Self.greeting(second),
            limits: limits
        )
    }

    /// A session that only fetches messages by id.
    init(fetching ids: [MessageID], _ first: MemoryLog, _ second: MemoryLog) {
        self.init(first, second)
        initiator = SyncInitiator(fetching: ids, log: first, greeting: Self.greeting(first))
    }

    /// Runs until neither end has anything to do.
    mutating func run() throws(SyncFailure) {
        var isIdle = false
        while !isIdle {
            isIdle = true
            while let action = try initiator.nextAction() {
                isIdle = false
                try perform(action, ofInitiator: true)
            }
            while results.responder == nil, let action = try responder.nextAction() {
                isIdle = false
                try perform(action, ofInitiator: false)
            }
        }
    }

    private mutating func perform(
        _ action: SyncAction,
        ofInitiator isInitiator: Bool
    ) throws(SyncFailure) {
        switch action {
        case .send(let frame):
            if case .messages(let messages) = frame { messagesMoved += messages.count }
            if isInitiator {
                try responder.receive(tamper(frame))
            } else if results.initiator == nil {
                try initiator.receive(tamperBack(frame))
            }
        case .ingest(let messages):
            let log = isInitiator ? logs.initiator : logs.responder
            let taken = messages.filter { !log.refuses.contains($0.id) }
            let stored = taken.reduce(0) { $0 + (log.append($1) ? 1 : 0) }
            let counts = OutcomeCounts(
                stored: stored,
                known: taken.count - stored,
                refused: messages.count - taken.count
            )
            if isInitiator {
                try initiator.ingested(counts)
            } else {
                try responder.ingested(counts)
            }
        case .finish(let result):
            if isInitiator { results.initiator = result } else { results.responder = result }
        }
    }

    static func greeting(_ log: MemoryLog) -> SyncGreeting {
        SyncGreeting(
            purpose: .reconcile,
            node: CoreUnderTest(1).identity.author,
            token: .none,
            incarnation: log.incarnation,
            scope: log.scope,
            arrival: UInt64(log.messages.count)
        )
    }
}
