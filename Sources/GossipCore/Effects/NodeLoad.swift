internal import GossipWire

/// The size of everything in a core that can grow, to compare with its ``Limits``.
public struct NodeLoad: Equatable, Sendable {
    /// Peers in contact.
    public var peers = 0
    /// Addresses remembered, the peers in contact among them.
    public var knownPeers = 0
    /// Messages before the outcome of their commit.
    public var inFlight = 0
    /// The bytes of those messages.
    public var inFlightBytes = 0
    /// Ids remembered as seen.
    public var seen = 0
    /// Announced messages that are waited for.
    public var wanted = 0
    /// Entries of the queues of their deadlines.
    public var wantedQueued = 0
    /// Messages refused for a time too far ahead.
    public var postponed = 0
    /// Large messages that wait for a stream.
    public var largeWanted = 0
    /// Ids to announce on going live.
    public var heldBack = 0
    /// The most bytes that wait for one peer.
    public var queueBytes = 0
    /// Messages that wait for peers.
    public var queuedMessages = 0
    /// Ids that wait for their announcement, in all outboxes.
    public var queuedIDs = 0
    /// The most ids that wait to be announced to one peer.
    public var announcements = 0
    /// The most ids that are being read for one peer.
    public var lookUps = 0
    /// Sessions that the core has opened.
    public var sessions = 0
    /// Windows of the settled digest.
    public var windows = 0
    /// Peers whose deeds are remembered.
    public var strikes = 0

    /// Makes a load of nothing.
    public init() {}

    /// Measures a core; costs a look at each peer.
    public init(of core: borrowing NodeCore) {
        core.membership.add(to: &self)
        core.relay.add(to: &self)
        core.repair.add(to: &self)
        sessions = core.catchUp.sessions.count
        windows = core.kept.windowCount
        strikes = core.strikes.count
    }

    /// Takes the greater of each figure.
    public mutating func formMaximum(_ other: NodeLoad) {
        for figure in Self.figures {
            self[keyPath: figure] = max(self[keyPath: figure], other[keyPath: figure])
        }
    }

    private static var figures: [WritableKeyPath<NodeLoad, Int>] {
        [
            \.peers, \.knownPeers, \.inFlight, \.inFlightBytes, \.seen, \.wanted, \.wantedQueued,
            \.postponed, \.largeWanted, \.heldBack, \.queueBytes, \.announcements, \.lookUps,
            \.sessions,
            \.windows, \.strikes,
        ]
    }

    /// The figures above their bounds, in words; empty when all is well.
    public func excess(over limits: Limits) -> [String] {
        // The last message or datagram before a bound may pass it.
        let bounds: [(String, Int, Int)] = [
            ("peers", peers, limits.activePeersMax),
            ("known peers", knownPeers, limits.knownPeersMax),
            ("messages in flight", inFlight, limits.inFlightMax),
            ("bytes in flight", inFlightBytes, limits.inFlightBytesMax + Datagram.lengthMax),
            ("ids seen", seen, 2 * limits.seenMax),
            ("wanted ids", wanted, limits.wantedMax),
            ("queued wants", wantedQueued, 4 * limits.wantedMax),
            ("postponed ids", postponed, limits.postponedMax),
            ("large wants", largeWanted, limits.wantedMax),
            ("held back ids", heldBack, limits.heldBackMax),
            ("queued bytes for a peer", queueBytes, limits.queueBytesMax),
            ("announcements for a peer", announcements, limits.announcementsMax),
            ("look-ups for a peer", lookUps, limits.lookUpsMax),
            (
                "sessions", sessions,
                2 * limits.sessionsMax + limits.fetchesMax + limits.exchangesMax
            ),
            ("windows", windows, 4_097),
            ("peers with strikes", strikes, limits.strikesMax),
        ]
        return bounds.filter { $0.1 > $0.2 }.map { "\($0.1) \($0.0), at most \($0.2)" }
    }
}
