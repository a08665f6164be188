/// The decoders of bytes from outside, each with the properties that must hold for any bytes.
///
/// `tools/fuzz` drives them with libFuzzer; the tests replay the corpus. A new decoder of bytes from
/// outside gets a case here.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// One datagram of any kind, and the messages in it.
    case datagram
    /// Datagrams, greetings, clocks and outcomes in any order, to the protocol of a whole node.
    case core
    /// One encoded message.
    case message
    /// One frame of a stream.
    case syncFrame = "sync-frame"
    /// The frames of a peer in a stream, to either side of a session.
    case syncSession = "sync-session"
    /// Negentropy frames to a client or a server with items.
    case negentropy
    /// Two sets, described by bytes, whose difference both ends of Negentropy must find exactly.
    case difference
    /// A file of messages that is imported.
    case archive
    /// One record of a network.
    case networkRecord = "network-record"
    /// One packet between two nodes, before anything of it is opened.
    case link
    /// Both sides of a sealed stream, and somebody between them.
    case sealedStream = "sealed-stream"
    /// The credential of a handshake.
    case credential
    /// One message of a pairing, after its handshake.
    case pairingMessage = "pairing-message"
    /// A code or a file of keys that somebody types or copies.
    case typedCode = "typed-code"
    /// Standard input of a node: lines, and their JSON.
    case input
    /// Addresses, times, cursors and ids as text, and text for a terminal.
    case text

    /// Checks the properties for these bytes.
    ///
    /// - Throws: ``FuzzFinding`` when one does not hold.
    package func check(_ bytes: [UInt8]) throws {
        switch self {
        case .datagram: try DatagramTarget.check(bytes)
        case .core: try CoreTarget.check(bytes)
        case .message: try MessageTarget.check(bytes)
        case .syncFrame: try SyncFrameTarget.check(bytes)
        case .syncSession: try SyncSessionTarget.check(bytes)
        case .negentropy: try NegentropyTarget.check(bytes)
        case .difference: try DifferenceTarget.check(bytes)
        case .archive: try ArchiveTarget.check(bytes)
        case .networkRecord: try NetworkRecordTarget.check(bytes)
        case .link: try LinkTarget.check(bytes)
        case .sealedStream: try SealedStreamTarget.check(bytes)
        case .credential: try CredentialTarget.check(bytes)
        case .pairingMessage: try PairingMessageTarget.check(bytes)
        case .typedCode: try TypedCodeTarget.check(bytes)
        case .input: try InputTarget.check(bytes)
        case .text: try TextTarget.check(bytes)
        }
    }

    /// The most bytes that may be allocated at one time while so many bytes are looked at.
    ///
    /// What the target itself holds is part of it.
    package func memoryMax(inputCount: Int) -> Int {
        switch self {
        case .datagram, .message, .syncFrame, .networkRecord, .link, .credential:
            4_096 + 24 * inputCount
        case .text, .typedCode, .pairingMessage: 16_384 + 64 * inputCount
        // Each line or piece, of a byte or none, is kept twice for comparison.
        case .archive, .input: 16_384 + 512 * inputCount
        // A session keeps a frame of the peer, its answer, and the ids of both.
        case .negentropy: 1 << 20 + 512 * inputCount
        // A byte has a side send 22 kB, which lie on both sides.
        case .sealedStream: 1 << 20 + (128 << 10) * inputCount
        case .syncSession: 8 << 20 + 512 * inputCount
        case .core: 4 << 20 + 512 * inputCount
        // The sets are made from a description, a few bytes for hundreds of items.
        case .difference: 64 << 20
        }
    }

    /// The longest input that is worth trying, in bytes.
    package var inputCountMax: Int {
        switch self {
        case .datagram, .link: 1_400
        case .difference: 128
        case .sealedStream: 512
        case .text, .typedCode: 256
        case .networkRecord, .credential: 600
        case .archive, .message, .syncFrame, .input, .pairingMessage: 4_096
        case .core, .syncSession, .negentropy: 8_192
        }
    }
}
