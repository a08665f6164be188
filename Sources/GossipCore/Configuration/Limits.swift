internal import GossipWire

/// The bounds of everything that can grow, and all intervals, each with its reason.
///
/// Durations are in nanoseconds unless their name says otherwise.
public struct Limits: Sendable {
    // MARK: Peers

    /// Peers in contact at once; the holders of a message are one bit each in a 64-bit word.
    public var activePeersMax = 32
    /// Peers that a node looks for by itself; flooding to more costs traffic and gains nothing.
    public var activePeersWanted = 8
    /// Addresses remembered; a liar must not fill the memory with invented ones.
    public var knownPeersMax = 256
    /// The interval between two probes of a peer that answers.
    public var probeInterval = Nanoseconds.seconds(1)
    /// Silence after which a peer is suspect: three probes lost.
    public var suspectAfter = Nanoseconds.seconds(3)
    /// Silence after which a peer is down.
    public var downAfter = Nanoseconds.seconds(8)
    /// The time between two goodbyes of a peer that are believed; in between, silence tells.
    ///
    /// Each makes events, for people and programs, and so does the peer that comes back.
    public var partInterval = Nanoseconds.seconds(10)
    /// Changes of key or name of one peer that are believed at once.
    ///
    /// A machine may be set up anew some times in a row, each time with another key and another name.
    public var identityChangesMax = 8
    /// The time after which one more change is believed; each makes an event and a row of the log.
    public var identityChangeInterval = Nanoseconds.seconds(10)
    /// The first wait before a lost peer is greeted again; doubles.
    public var redialFirst = Nanoseconds.milliseconds(250)
    /// The longest wait before a lost peer is greeted again.
    public var redialMax = Nanoseconds.seconds(15)
    /// The longest wait before a peer is greeted again to which this node could not send: the outage
    /// is its own, and it wants to be back soon after the end.
    public var unsentRetry = Nanoseconds.milliseconds(1_500)
    /// Greetings in a row without an answer after which a peer counts as down.
    public var redialsUntilDown = 3
    /// Greetings in a row without an answer after which a gossiped address is forgotten.
    public var redialsMax = 12
    /// The time without a new message after which a peer gives up its slot to one that has to catch up.
    ///
    /// Configured peers, and those that were equal in an earlier run, keep theirs.
    public var idlePatience = Nanoseconds.seconds(5)
    /// The time between two peers that give up their slots so.
    public var evictionInterval = Nanoseconds.seconds(1)
    /// The time in which a greeting may be answered before its peer gives up its slot to another.
    public var answerPatience = Nanoseconds.seconds(1)
    /// The silence of a path after which a peer that is heard from another address is probed there.
    ///
    /// Less would let a peer with two addresses move to and fro.
    public var pathPatience = Nanoseconds.milliseconds(500)
    /// The interval between two requests for more peers.
    public var discoveryInterval = Nanoseconds.seconds(20)
    /// Greetings of strangers answered a second, for all addresses together.
    ///
    /// Anybody can send them, from any address, and each costs some microseconds.
    public var greetingsPerSecond = 4_000
    /// Those of one source; behind a translator it may be a whole classroom.
    public var greetingsPerSource = 32
    /// Greetings answered a second from addresses that are known, whatever strangers send.
    public var greetingsPerSecondOfKnown = 200

    // MARK: Live messages

    /// The furthest that a live message may lie in the future, in milliseconds.
    public var futureMillisecondsMax: UInt64 = 600_000
    /// The greatest age in milliseconds of a message that is relayed before it is stored.
    ///
    /// An older one is relayed only once the log has found it new: replayed history must not flood
    /// again.
    public var cutThroughMillisecondsMax: UInt64 = 30_000
    /// Messages between their arrival and the outcome of their commit.
    public var inFlightMax = 32_768
    /// The bytes of those messages.
    public var inFlightBytesMax = 64 << 20
    /// Of those, the messages that one peer has brought.
    public var inFlightOfPeerMax = 4_096
    /// The bytes of those of one peer.
    public var inFlightBytesOfPeerMax = 2 << 20
    /// The live messages that a peer may bring a second which was configured, or equal once.
    var intakeOfKnown = MessageRates(
        messages: 2_048,
        bytes: 2 << 20,
        burst: Nanoseconds.seconds(4)
    )
    /// Those of a stranger, which is any other peer.
    var intakeOfStranger = MessageRates(
        messages: 256,
        bytes: 256 << 10,
        burst: Nanoseconds.seconds(1)
    )
    /// Those of all strangers together.
    var intakeOfStrangers = MessageRates(
        messages: 512,
        bytes: 512 << 10,
        burst: Nanoseconds.seconds(1)
    )
    /// The messages of one author that are relayed at once; those above it are announced once they are stored.
    var relayOfAuthor = MessageRates(
        messages: 2_000,
        bytes: 4 << 20,
        burst: Nanoseconds.seconds(10)
    )
    /// Those of one guest, which is an author without a pass in a network that lets anyone write.
    var relayOfGuest = MessageRates(
        messages: 1,
        bytes: 64 << 10,
        burst: Nanoseconds.seconds(30)
    )
    /// Ids remembered as seen, in each of two generations.
    public var seenMax = 65_536

    // MARK: Strikes

    /// Deeds of one peer against the protocol, forged messages among them, that make a strike.
    ///
    /// Each costs the check of a signature or more, and an honest peer makes none.
    public var deedsMax = 16
    /// The duration for which a peer is muted by its first strike; doubles with each.
    public var muteFirst = Nanoseconds.seconds(60)
    /// The longest mute.
    public var muteMax = Nanoseconds.seconds(86_400)
    /// The wait for the next session after the first that a peer made fail; doubles with each.
    public var shunFirst = Nanoseconds.seconds(2)
    /// The longest such wait: a peer whose program is at fault gets its chance each hour.
    public var shunMax = Nanoseconds.seconds(3_600)
    /// The time without a deed or a mute after which strikes and failed sessions are forgiven.
    public var strikeMemory = Nanoseconds.seconds(86_400)
    /// Peers whose deeds are remembered; the one with the oldest goes for another, but none that is muted.
    public var strikesMax = 1_024

    // MARK: Sending

    /// Bytes queued for one peer; a payload above it becomes an announcement.
    public var queueBytesMax = 256 << 10
    /// Ids that wait to be announced to one peer; the digests repair what is above it.
    public var announcementsMax = 8_192
    /// The interval between two rounds of announcements.
    public var announceInterval = Nanoseconds.milliseconds(250)
    /// The first rate to one peer, bytes a second.
    public var rateFirst = 8 << 20
    /// The lowest rate, bytes a second.
    public var rateMin = 64 << 10
    /// The highest rate, bytes a second.
    public var rateMax = 64 << 20
    /// Bytes sent to one peer in a burst; more overflows small receive buffers.
    public var burst = 16 << 10

    // MARK: Repair

    /// Announced messages that are waited for or requested at once.
    public var wantedMax = 16_384
    /// Messages refused for a time too far ahead that are asked for when it comes; the digests repair
    /// what is above it.
    public var postponedMax = 1_024
    /// The wait for an announced message before it is requested: it may be on its way.
    public var wantDelay = Nanoseconds.milliseconds(40)
    /// The least wait for the answer to a request; two round trips when those are longer.
    public var requestTimeout = Nanoseconds.milliseconds(250)
    /// The assumed round trip before one is measured.
    public var roundTripFirst = Nanoseconds.milliseconds(500)
    /// Requests for one message before the digests must repair it.
    public var requestAttemptsMax = 6
    /// Ids that are read from the log for one peer at once.
    public var lookUpsMax = 512
    /// The wait for a message that is fetched over a stream.
    public var fetchTimeout = Nanoseconds.seconds(15)
    /// Streams for large messages at once.
    public var fetchesMax = 2
    /// Ids in one fetch stream.
    public var fetchCountMax = 64

    // MARK: Catching up

    /// Streams for the network's records alone that a node has opened; each is over in a moment.
    public var exchangesMax = 2
    /// The wait for a first peer before the node is live alone.
    public var aloneAfter = Nanoseconds.seconds(3)
    /// The lateness of a tick, or the jump of the wall clock, that counts as sleep.
    public var sleepAfter = Nanoseconds.seconds(10)
    /// The first wait before a failed reconciliation is tried again; doubles.
    public var syncRetryFirst = Nanoseconds.milliseconds(200)
    /// The longest wait before a failed reconciliation is tried again.
    public var syncRetryMax = Nanoseconds.seconds(10)
    /// The wait before dialling a peer whose crossing session was given precedence; an open one
    /// prolongs it.
    public var crossingWait = Nanoseconds.seconds(1)
    /// The wait of the node with the higher key for the session that the other should begin.
    public var secondWordWait = Nanoseconds.seconds(5)
    /// The wait for a stream to be dialled before the peer is asked to dial it instead.
    public var dialPatience = Nanoseconds.milliseconds(500)
    /// The least time between two dials for one peer at its request.
    public var dialRequestInterval = Nanoseconds.milliseconds(100)
    /// Streams of one peer served a second.
    ///
    /// Each opens a connection to the log. An honest peer fetches large messages, two streams at once.
    public var streamsPerSecond = 64
    /// Sessions that compare logs at once.
    ///
    /// A slow or hostile peer must not keep the node from the others, so another session may begin
    /// beside one that brings nothing. As many begin with trusted peers beside those with others.
    public var sessionsMax = 3
    /// The time without a new message after which another session may begin beside this one.
    public var sessionPatience = Nanoseconds.seconds(5)
    /// The distance from the clock to the ceiling of the log: no session takes in what is signed later.
    public var ceilingMilliseconds = Scope.ceilingDistance
    /// Failed sessions in a row with a trusted peer, after which the proofs of others count as well.
    public var trustedFailuresMax = 3
    /// The time without enough of a session with a trusted peer, after which the proofs of others count too.
    public var trustPatience = Nanoseconds.seconds(30)
    /// The time after which a proof without the authors that the peer alone cuts counts in any case.
    public var completenessPatience = Nanoseconds.seconds(600)
    /// The longest wait for the next proof of a peer whose proof does not count yet.
    public var catchUpIdleMax = Nanoseconds.seconds(5)
    /// The longest wait after sessions that moved nothing, with a peer whose digests differ.
    public var idleSyncMax = Nanoseconds.seconds(60)
    /// Differing digests of one peer in a row before a reconciliation starts.
    public var mismatchesMax = 2
    /// The interval between two sessions with a peer whose digests agree: each confirms another
    /// stretch of the log by SHA-256.
    public var auditInterval = Nanoseconds.seconds(300)
    /// The interval for a peer of another scope, whose digests cannot be compared.
    public var unequalAuditInterval = Nanoseconds.seconds(30)
    /// The longest wait before publishing when the log may have gone back in time.
    public var doubtMax = Nanoseconds.seconds(60)
    /// Ids that arrive before the node is live and are announced then.
    public var heldBackMax = 8_192

    /// The default bounds.
    public init() {}
}
