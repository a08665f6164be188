/// The bounds and intervals of the channels, each with its reason; durations in nanoseconds.
package struct ChannelLimits: Sendable {
    // MARK: Channels

    /// Channels at once: four for each peer in contact.
    package var channelsMax = 128
    /// Addresses of one peer: two hosts' worth, and those before and after a translator's change.
    package var addressesMax = 4
    /// Keys of one channel with which is received: both sides may begin at once, amid a renewal.
    package var generationsMax = 3
    /// Datagrams that wait for a handshake with their receiver; more are lost, as on any network.
    package var heldMax = 4
    /// The age at which the node of the lower key renews the keys.
    package var renewAfter = Nanoseconds.seconds(300)
    /// The age at which the other one does.
    package var renewAfterOther = Nanoseconds.seconds(330)
    /// The number of datagrams after which keys are renewed.
    package var renewAfterDatagrams: UInt64 = 1 << 32
    /// The age at which keys are no longer used, nor anything taken that came under them.
    package var expiry = Nanoseconds.seconds(900)
    /// The time for which former keys receive: what was on its way.
    package var formerPatience = Nanoseconds.seconds(30)
    /// The silence after which a peer counts as one that may have restarted.
    package var silence = Nanoseconds.seconds(3)
    /// The least time between two handshakes begun with a peer for its silence, or at a hint.
    package var hintInterval = Nanoseconds.seconds(5)
    /// The answers to data of unknown sessions a second.
    package var hintsPerSecond = 100

    // MARK: Beginning a handshake

    /// Handshakes begun at once: as many as there are peers in contact, and as many again.
    package var initiationsMax = 64
    /// The first wait for a response; doubles.
    package var initiationFirst = Nanoseconds.milliseconds(250)
    /// The longest wait for a response.
    package var initiationMax = Nanoseconds.seconds(15)
    /// The time after the last datagram for a peer in which a handshake with it is tried.
    package var initiationPatience = Nanoseconds.seconds(5)
    /// The least wait before the last packet of a handshake is repeated; two round trips when longer.
    package var finishFirst = Nanoseconds.milliseconds(100)
    /// Responses of one attempt that may be refused; each costs a key agreement.
    ///
    /// Only somebody on the way knows which number to send, and could drop the right one as well.
    package var refusedResponsesMax = 8
    /// The time in which a handshake is confirmed, or begun anew.
    package var finishPatience = Nanoseconds.seconds(5)

    // MARK: Answering a handshake

    /// Handshakes answered and not finished.
    package var halfOpenMax = 64
    /// The time in which one is finished.
    package var halfOpenPatience = Nanoseconds.seconds(5)
    /// Those of one source.
    package var halfOpenPerSource = 4
    /// Those above which an address must be proved first.
    package var halfOpenWithoutCookie = 16
    /// Initiations a second above which an address must be proved first.
    package var initiationsWithoutCookie = 50
    /// Initiations looked at a second; each costs 9 µs, whoever sends it.
    package var examinedPerSecond = 1_800
    /// Those looked at from known addresses besides, whatever others send.
    package var examinedPerSecondOfKnown = 200
    /// Handshakes answered a second; each costs 190 µs.
    package var answeredPerSecond = 100
    /// Those of one source.
    package var answeredPerSource = 10
    /// The life of a secret for cookies; the one before it counts as well.
    package var cookieLife = Nanoseconds.seconds(120)

    // MARK: Members

    /// The time for which older keys still open handshakes after a rotation that forgets them.
    ///
    /// Members that are up have only those, and get the new one over a stream.
    package var forgottenKeyLife = Nanoseconds.seconds(60)
    /// The time between two streams for records with peers that this node or they would refuse otherwise.
    package var errandInterval = Nanoseconds.seconds(5)
    /// Records whose signatures are checked for one member at once: all that can count, 1.3 s of a processor.
    package var recordChecksOfMember = 16_384
    /// Those of all who are no members, together.
    package var recordChecksOfStrangers = 4_096
    /// The checks that are given back a second, to each member and to all others together: 1.3 ms.
    package var recordChecksPerSecond = 16
    /// Members whose use is remembered: as many as may have a pass.
    package var recordBudgetsMax = 1_024

    /// The default bounds.
    package init() {}
}
