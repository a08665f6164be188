/// A packet between two nodes as it comes, told apart by its first byte; nothing of it is opened yet.
///
/// Integers are big-endian. Each kind has its length, so that no answer is longer than its cause:
/// ```
/// 1  initiation  512          16 cookie or zeros | 495 first Noise message
/// 2  response    115 … 512    4 receiver's index | second Noise message
/// 3  finish       69 … 512    4 receiver's index | third Noise message
/// 4  data         29 … 1,232  4 receiver's index | 8 counter | ciphertext and tag
/// 5  retry        49          16 start of the initiation's key | 16 cookie | 16 code
/// 6  unknown      29          4 index | 8 counter | 16 code
/// ```
/// The windows must not outlive the bytes.
package enum LinkPacket {
    /// A node asks for a session.
    case initiation(LinkInitiation)
    /// The answer to an initiation, with the keys of the answering side.
    case response(LinkStep)
    /// The keys of the asking side; the session is made.
    case finish(LinkStep)
    /// Bytes of a session.
    case data(LinkData)
    /// The answer of a node with much to do: ask again, with this cookie.
    case retry(LinkRetry)
    /// The answer to data of a session that the receiver does not have.
    case unknown(UnknownLink)

    /// The length in bytes of the longest packet: IPv6's minimum link of 1,280 less IP and UDP headers.
    package static let lengthMax = 1_232
    /// The length in bytes of the longest packet of a handshake, and of each initiation.
    package static let handshakeLengthMax = 512

    /// The first byte of each kind.
    enum Kind: UInt8 {
        case initiation = 1
        case response, finish, data, retry, unknown
    }

    /// Takes a packet apart.
    ///
    /// - Throws: ``DatagramError/truncated``, ``DatagramError/trailingBytes`` or
    ///   ``DatagramError/unknownKind(_:)``.
    package init(_ bytes: UnsafeRawBufferPointer) throws(DatagramError) {
        var reader = ByteReader(bytes)
        guard let first = reader.readByte() else { throw .truncated }
        guard let kind = Kind(rawValue: first) else { throw .unknownKind(first) }
        guard bytes.count <= kind.lengths.upperBound else { throw .trailingBytes }
        guard bytes.count >= kind.lengths.lowerBound,
            let packet = Self.read(kind, from: &reader)
        else { throw .truncated }
        self = packet
    }

    private static func read(_ kind: Kind, from reader: inout ByteReader) -> LinkPacket? {
        switch kind {
        case .initiation: LinkInitiation(from: &reader).map(LinkPacket.initiation)
        case .response: LinkStep(from: &reader).map(LinkPacket.response)
        case .finish: LinkStep(from: &reader).map(LinkPacket.finish)
        case .data: LinkData(from: &reader).map(LinkPacket.data)
        case .retry: LinkRetry(from: &reader).map(LinkPacket.retry)
        case .unknown: UnknownLink(from: &reader).map(LinkPacket.unknown)
        }
    }
}

extension LinkPacket.Kind {
    /// The lengths of a whole packet in bytes.
    fileprivate var lengths: ClosedRange<Int> {
        let longest = LinkPacket.handshakeLengthMax
        return switch self {
        case .initiation: longest...longest
        case .response: 115...longest
        case .finish: 69...longest
        case .data: LinkData.overhead...LinkPacket.lengthMax
        case .retry: 49...49
        case .unknown: 29...29
        }
    }
}
