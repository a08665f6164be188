internal import DequeModule
public import GossipWire

/// What a session wants done next.
public enum SyncAction: Equatable, Sendable {
    /// Send a frame.
    case send(SyncFrame)
    /// Take these messages through the one door into the log; tell the session each outcome.
    case ingest([Message])
    /// The session is over; close the stream once everything is sent.
    case finish(SyncResult)
}

extension Deque<SyncAction> {
    /// Takes out the first messages to take in.
    mutating func popIngest() -> [Message]? {
        for (index, action) in enumerated() {
            guard case .ingest(let messages) = action else { continue }
            remove(at: index)
            return messages
        }
        return nil
    }
}
