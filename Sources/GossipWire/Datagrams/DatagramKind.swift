/// The kind of a datagram's payload.
public enum DatagramKind: UInt8, Sendable, CaseIterable {
    /// ``Greeting`` to an address that may not know us; token 0.
    case hello = 1
    /// ``Greeting`` in answer to a hello.
    case welcome = 2
    /// ``Probe``: are you there, this is my state.
    case ping = 3
    /// ``ProbeReply``.
    case pong = 4
    /// Encoded messages, each behind a 16-bit length.
    case messages = 5
    /// ``IDList`` of messages that the sender has and that fit a datagram.
    case announce = 6
    /// ``IDList`` of messages that the sender has and that are fetched over a stream.
    case announceLarge = 7
    /// ``IDList`` of messages that the sender wants.
    case request = 8
    /// Asks for addresses of peers; empty.
    case peersWanted = 9
    /// ``PeerList``.
    case peers = 10
    /// ``Goodbye``: the sender stops.
    case goodbye = 11
    /// ``DialTicket``: the sender cannot dial the receiver, and asks it to dial the stream.
    case dialRequest = 12
}
