/// One datagram, decoded strictly: every byte is accounted for.
///
/// Bulk payloads (messages, ids) are windows on the received bytes and must not outlive them.
public enum Datagram {
    /// The longest datagram in bytes, as the content of a packet: 1,203.
    public static let lengthMax = LinkData.contentLengthMax

    case hello(Greeting)
    case welcome(Greeting)
    case ping(Probe)
    case pong(ProbeReply)
    case messages(PackedMessages)
    case announce(IDList)
    case announceLarge(IDList)
    case request(IDList)
    case peersWanted
    case peers(PeerList)
    case goodbye(Goodbye)
    case dialRequest(DialTicket)

    /// Reads what follows the header.
    public init(_ header: DatagramHeader, from reader: inout ByteReader) throws(DatagramError) {
        switch header.kind {
        case .hello: self = .hello(try Greeting(from: &reader))
        case .welcome: self = .welcome(try Greeting(from: &reader))
        case .ping: self = .ping(try Probe(from: &reader))
        case .pong: self = .pong(try ProbeReply(from: &reader))
        case .messages: self = .messages(try PackedMessages(from: &reader))
        case .announce: self = .announce(try IDList(from: &reader))
        case .announceLarge: self = .announceLarge(try IDList(from: &reader))
        case .request: self = .request(try IDList(from: &reader))
        case .peers: self = .peers(try PeerList(from: &reader))
        case .dialRequest: self = .dialRequest(try DialTicket(from: &reader))
        case .goodbye: self = .goodbye(try Goodbye(from: &reader))
        case .peersWanted:
            guard reader.remaining == 0 else { throw .trailingBytes }
            self = .peersWanted
        }
    }
}
