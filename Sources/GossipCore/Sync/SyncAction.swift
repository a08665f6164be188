internal import DequeModule
public import GossipWire

/// The next action of a session.
public enum SyncAction: Equatable, Sendable {
    /// Send a frame.
    case send(SyncFrame)
    /// Take these messages into the log, and tell the session each outcome.
    case ingest([Message])
    /// End the session; close the stream once everything is sent.
    case finish(SyncResult)
}

extension Deque<SyncAction> {
    /// Removes and returns the first messages to take into the log.
    mutating func popIngest() -> [Message]? {
        for (index, action) in enumerated() {
            guard case .ingest(let messages) = action else { continue }
            remove(at: index)
            return messages
        }
        return nil
    }
}
