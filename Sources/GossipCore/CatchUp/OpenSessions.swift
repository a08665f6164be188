internal import GossipWire

/// The open sessions of both directions, and the last use of each.
struct OpenSessions: Sendable {
    private var opened: [SessionID: SyncOrder] = [:]
    /// The times at which the peers of sessions without a stream are asked to dial.
    private var requestTimes: [SessionID: UInt64] = [:]
    /// The peers whose own sessions are served here.
    private var served: [SessionID: PeerAddress] = [:]
    /// The use of each session so far.
    private var uses: [SessionID: SessionUse] = [:]
    private var openedCount: UInt64 = 0

    /// The number of sessions that this node has dialled.
    var count: Int { opened.count }

    /// The number of the next session that this node dials.
    mutating func nextID() -> SessionID {
        openedCount += 1
        return SessionID(openedCount)
    }

    mutating func open(_ order: SyncOrder, requestAt requestTime: UInt64, at now: UInt64) {
        opened[order.session] = order
        requestTimes[order.session] = requestTime
        uses[order.session] = SessionUse(at: now)
    }

    mutating func serve(_ session: SessionID, of address: PeerAddress) {
        served[session] = address
    }

    /// Ends a session that this node dialled.
    mutating func close(_ session: SessionID) -> SyncOrder? {
        guard let order = opened.removeValue(forKey: session) else { return nil }
        uses[session] = nil
        requestTimes[session] = nil
        return order
    }

    /// Notes the stream of a session, and returns its order.
    mutating func connect(_ session: SessionID) -> SyncOrder? {
        requestTimes[session] = nil
        return opened[session]
    }

    /// Makes the request to dial due, when the session has no stream, and returns its order.
    mutating func hurryRequest(_ session: SessionID, at now: UInt64) -> SyncOrder? {
        guard requestTimes[session] != nil else { return nil }
        requestTimes[session] = now
        return opened[session]
    }

    /// The sessions without a stream whose peers are to be asked to dial now, in the order opened.
    mutating func dueRequests(at now: UInt64, interval: UInt64) -> [SyncOrder] {
        let due = requestTimes.filter { $0.value <= now }.keys.sorted { $0.value < $1.value }
        for session in due { requestTimes[session] = now + interval }
        return due.compactMap { opened[$0] }
    }

    /// The time of the next request to dial.
    var nextRequest: UInt64 { requestTimes.values.min() ?? .max }

    /// True while a session has no stream.
    func isWaiting(_ session: SessionID) -> Bool { requestTimes[session] != nil }

    /// The session without a stream that compares logs with this peer.
    func waiting(with address: PeerAddress) -> SessionID? {
        opened.values.filter { $0.peer == address && $0.reconciles && isWaiting($0.session) }
            .map(\.session).min { $0.value < $1.value }
    }

    /// Ends a session that a peer dialled.
    mutating func closeServed(_ session: SessionID) {
        served[session] = nil
        uses[session] = nil
    }

    /// Forgets the sessions of a lost peer; their ends are told all the same.
    mutating func forgetServed(_ address: PeerAddress) {
        served = served.filter { $0.value != address }
    }

    /// Notes that a session brought a new message of so many bytes.
    ///
    /// - Returns: The peer, when that was enough once more.
    mutating func noteUse(of session: SessionID, bytes: Int, at now: UInt64) -> PeerAddress? {
        guard let peer = opened[session]?.peer ?? served[session] else { return nil }
        let isEnough = uses[session, default: SessionUse(at: now)]
            .add(count: 1, bytes: bytes, at: now)
        return isEnough ? peer : nil
    }

    /// True while a session that compares logs with this peer is initiated here, or about to be.
    func isInitiating(_ address: PeerAddress) -> Bool {
        opened.values.contains { $0.peer == address && $0.reconciles }
    }

    /// True while any session with this peer is open.
    func isOpen(_ address: PeerAddress) -> Bool {
        isServing(address) || opened.values.contains { $0.peer == address }
    }

    /// The number of streams for records alone that this node has opened.
    var exchangeCount: Int { opened.values.count { $0.purpose == .records } }

    /// True while a session that this peer dialled is open.
    func isServing(_ address: PeerAddress) -> Bool { served.values.contains(address) }

    /// True while a session of either direction brings messages; digests differ all the while.
    func isTakingIn(at now: UInt64, patience: UInt64) -> Bool {
        uses.values.contains { $0.last + patience > now }
    }

    /// The time before which no further session that compares logs may begin, beside those with certain
    /// peers.
    ///
    /// 0 when none is open, `.max` when too many are.
    func patienceEnd(
        countMax: Int,
        patience: UInt64,
        beside isCounted: (PeerAddress) -> Bool
    ) -> UInt64 {
        let open = opened.values.filter { $0.reconciles && isCounted($0.peer) }
        guard open.count < countMax else { return .max }
        return open.map { (uses[$0.session]?.lastWorthwhile ?? 0) + patience }.max() ?? 0
    }
}
