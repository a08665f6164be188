internal import GossipWire
internal import PlantedFaults

/// The keys of one completed handshake with a peer, and what went and came under them.
struct ChannelKeys: Sendable {
    /// The number that this node gave the session; the peer's datagrams bear it.
    let ownIndex: UInt32
    /// The number that the peer gave it.
    let theirIndex: UInt32
    let transport: NoiseTransport
    /// The version that both sides speak.
    let version: UInt8
    let madeAt: UInt64
    /// True once the peer has shown that it has the keys too: only then is anything sent under them.
    private(set) var isConfirmed: Bool
    /// The last packet of the handshake, repeated until the peer has shown that; of its initiator alone.
    var finish: Finish?
    /// The SHA-256 of that packet, as it came to the responder: it may come again.
    let finishDigest: [UInt8]
    /// The time from which newer keys are in use, `nil` before that.
    var replacedAt: UInt64?

    private var sent: UInt64 = 0
    private var window = ReplayWindow()
    private var newest: UInt64 = 0
    private var hasReceived = false

    /// Makes the keys that a handshake has left.
    init(
        _ transport: NoiseTransport,
        own: LinkTerms,
        theirs: LinkTerms,
        finish: Finish? = nil,
        finishDigest: [UInt8] = [],
        at now: UInt64
    ) {
        ownIndex = own.index
        theirIndex = theirs.index
        self.transport = transport
        version = own.common(with: theirs)
        madeAt = now
        // The responder has its proof already: the finish.
        isConfirmed = finish == nil
        self.finish = finish
        self.finishDigest = finishDigest
    }

    /// The last packet of a handshake, until it is known to have arrived.
    struct Finish: Sendable {
        let message: [UInt8]
        let address: PeerAddress
        var wait: UInt64
        var repeatAt: UInt64
    }

    /// The datagrams sent under these keys.
    var sentCount: UInt64 { sent }

    /// The counter for the next datagram; no two have the same.
    mutating func nextCounter(_ faults: Faults) -> UInt64 {
        defer { sent += 1 }
        return faults.has(.repeatsCounter) && sent % 64 == 63 ? sent - 1 : sent
    }

    /// Counts from the first datagram again, which only a planted bug does.
    mutating func restart() { sent = 0 }

    /// Opens a datagram of these keys.
    ///
    /// The order protects: a forged datagram marks no counter, and a copy is not opened.
    ///
    /// - Returns: The content, and whether no later one has come.
    /// - Throws: The reason for which it is dropped.
    mutating func open(
        _ data: LinkData,
        _ faults: Faults
    ) throws(Refusal) -> (content: [UInt8], isNewest: Bool) {
        guard window.isNew(data.counter) || faults.has(.opensCopies) else { throw .replayed }
        if faults.has(.marksBeforeOpening) { window.mark(data.counter) }
        let content: [UInt8]
        do throws(NoiseError) { content = try data.open(with: transport.receiving) } catch {
            throw .unauthentic
        }
        window.mark(data.counter)
        let isNewest = !hasReceived || data.counter > newest
        if isNewest { newest = data.counter }
        hasReceived = true
        isConfirmed = true
        finish = nil
        return (content, isNewest)
    }

    /// Why a datagram is not taken.
    enum Refusal: Error {
        case replayed
        case unauthentic
    }
}
