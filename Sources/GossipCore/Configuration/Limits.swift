/// A bound on everything that can grow, and every interval, with its reason.
///
/// Durations are in nanoseconds unless their name says otherwise.
public struct Limits: Sendable {
    // MARK: Peers

    /// Peers that are talked to at once; a message's holders are one bit a peer in a 64-bit word.
    public var activePeersMax = 32
    /// Peers that a node looks for by itself; flooding to more costs traffic and gains nothing.
    public var activePeersWanted = 8
    /// Addresses remembered, so that a liar cannot fill the memory with invented ones.
    public var knownPeersMax = 256
    /// Between two probes of a peer that answers.
    public var probeInterval = Nanoseconds.seconds(1)
    /// Silence after which a peer is suspect: three probes lost.
    public var suspectAfter = Nanoseconds.seconds(3)
    /// Silence after which a peer is down.
    public var downAfter = Nanoseconds.seconds(8)
    /// The first wait before a lost peer is greeted again; doubles.
    public var redialFirst = Nanoseconds.milliseconds(250)
    /// The longest wait before a lost peer is greeted again.
    public var redialMax = Nanoseconds.seconds(15)
    /// Greetings in a row without an answer after which a peer counts as down.
    public var redialsUntilDown = 3
    /// Greetings in a row without an answer after which a gossiped address is forgotten.
    public var redialsMax = 12
    /// Between two questions for more peers.
    public var discoveryInterval = Nanoseconds.seconds(20)
    /// Greetings answered a second, for all addresses together, since anybody can send them.
    public var greetingsPerSecond = 200

    // MARK: Live messages

    /// How far in the future a live message may lie, in milliseconds.
    public var futureMillisecondsMax: UInt64 = 600_000
    /// Up to this age in milliseconds a message is relayed before it is stored; older ones only once
    /// the log says that they are new, so that replayed history does not flood again.
    public var cutThroughMillisecondsMax: UInt64 = 30_000
    /// Messages between their arrival and the outcome of their commit.
    public var inFlightMax = 32_768
    /// Bytes of those messages.
    public var inFlightBytesMax = 64 << 20
    /// Ids remembered as seen, in each of two generations.
    public var seenMax = 65_536

    /// Forged messages of one peer after which its messages are not looked at for a while: each costs
    /// the check of a signature, and an honest peer relays none.
    public var forgedMax = 16
    /// How long a peer that sent forged messages is not listened to.
    public var muteDuration = Nanoseconds.seconds(60)

    // MARK: Sending

    /// Bytes queued for one peer; what comes above is announced instead.
    public var queueBytesMax = 256 << 10
    /// Ids waiting to be announced to one peer; above it the digests repair.
    public var announcementsMax = 8_192
    /// Between two rounds of announcements.
    public var announceInterval = Nanoseconds.milliseconds(250)
    /// Bytes a second to one peer at first.
    public var rateFirst = 8 << 20
    /// The lowest rate, bytes a second.
    public var rateMin = 64 << 10
    /// The highest rate, bytes a second.
    public var rateMax = 64 << 20
    /// Bytes sent to one peer at once; more overflows small receive buffers.
    public var burst = 16 << 10

    // MARK: Repair

    /// Announced messages that are waited for or asked for at once.
    public var wantedMax = 16_384
    /// The wait for an announced message before it is asked for: it may be on its way.
    public var wantDelay = Nanoseconds.milliseconds(40)
    /// The least wait for the answer to a request; twice the round trip when that is longer.
    public var requestTimeout = Nanoseconds.milliseconds(250)
    /// What a round trip is taken for before one is measured.
    public var roundTripFirst = Nanoseconds.milliseconds(500)
    /// Requests for one message before the digests must repair it.
    public var requestAttemptsMax = 6
    /// Ids of one peer's requests being read from the log at once.
    public var lookUpsMax = 512
    /// The wait for a message that is fetched over a stream.
    public var fetchTimeout = Nanoseconds.seconds(15)
    /// Streams for large messages at once.
    public var fetchesMax = 2
    /// Ids in one fetch stream.
    public var fetchCountMax = 64

    // MARK: Catching up

    /// How long to look for a peer before the node is live alone.
    public var aloneAfter = Nanoseconds.seconds(3)
    /// A silence of the node's own clock, or a jump of the wall clock against it, after which it has
    /// slept and catches up again.
    public var sleepAfter = Nanoseconds.seconds(10)
    /// The first wait before a failed reconciliation is tried again; doubles.
    public var syncRetryFirst = Nanoseconds.milliseconds(200)
    /// The longest wait before a failed reconciliation is tried again.
    public var syncRetryMax = Nanoseconds.seconds(10)
    /// The wait before a node that gave way to its peer's session dials that peer after all, should
    /// the peer's not come; an open one makes it wait longer.
    public var crossingWait = Nanoseconds.seconds(1)
    /// The wait of the peer with the higher key for the session that the other should begin.
    public var secondWordWait = Nanoseconds.seconds(5)
    /// Sessions that compare logs at once: beside one that brings nothing for a while another may begin,
    /// so that a peer that is slow, or holds us up, does not keep us from the others.
    public var sessionsMax = 3
    /// How long a session may bring nothing before another may begin beside it.
    public var sessionPatience = Nanoseconds.seconds(5)
    /// The longest wait after sessions with a peer that moved nothing although its digests differ.
    public var idleSyncMax = Nanoseconds.seconds(60)
    /// Differing digests of one peer in a row before a reconciliation starts.
    public var mismatchesMax = 2
    /// Between two sessions with a peer whose log is equal, as far as sums show, to confirm another
    /// stretch of it by SHA-256.
    public var auditInterval = Nanoseconds.seconds(300)
    /// The same with a peer that keeps more or less than we: their digests cannot be compared.
    public var unequalAuditInterval = Nanoseconds.seconds(30)
    /// How long a node whose log may have gone back in time waits for its peers before it publishes all
    /// the same.
    public var doubtMax = Nanoseconds.seconds(60)
    /// Ids that came in while catching up and are announced on going live.
    public var heldBackMax = 8_192

    /// The default bounds.
    public init() {}
}
