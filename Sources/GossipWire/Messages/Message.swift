internal import Crypto

/// A signed message, as one author wrote it.
///
/// ```
///  0    1  version = 1
///  1    1  flags = 0
///  2   32  author, an Ed25519 public key
/// 34    8  sequence: 1, 2, 3 … per author
/// 42   32  previous: id of the author's message sequence - 1; zeros for sequence 1
/// 74    8  time, milliseconds since the Unix epoch, < 2^48
/// 82    4  lifetime in seconds from time, 0 = no end of its own
/// 86    1  topic length t, 0 … 127
/// 87    t  topic, UTF-8
///       4  body length b, at most 1 MiB
///       b  body, any bytes
///      64  Ed25519 signature over "gossip-log message 1\0" and all bytes before it
/// ```
///
/// The value keeps the very bytes that were signed; they are what is stored and sent. Having one says
/// that the bytes are well-formed, not that the signature is right: see ``MessageVerifier``.
public struct Message: Sendable {
    /// The longest body in bytes, 1 MiB.
    public static let bodyLengthMax = 1 << 20
    /// The longest topic in bytes.
    public static let topicLengthMax = 127
    /// The longest encoded message in bytes.
    public static let encodedLengthMax = overhead + topicLengthMax + bodyLengthMax
    /// Bytes of a message beside its topic and body.
    public static let overhead = Layout.topic + 4 + Layout.signatureLength
    /// Times are below this, in milliseconds since the Unix epoch.
    public static let timeLimit: UInt64 = 1 << 48

    /// The signed bytes, exactly as stored and sent.
    public let encoded: [UInt8]
    /// Time and hash of the encoded bytes.
    public let id: MessageID
    /// The author.
    public let author: AuthorKey
    /// The author's count of messages, from 1.
    public let sequence: UInt64
    /// The id of the author's message before this one, ``MessageID/zero`` for the first.
    public let previous: MessageID
    /// When it was written, by the author's clock, in milliseconds since the Unix epoch.
    public let time: UInt64
    /// The number of seconds after `time` for which it matters; 0 = no end.
    public let lifetime: UInt32
    let topicLength: UInt8

    /// When it ends by its own lifetime, in milliseconds since the Unix epoch; `nil` = never.
    public var end: UInt64? { lifetime == 0 ? nil : time + UInt64(lifetime) * 1_000 }

    /// The topic's UTF-8 bytes.
    public var topicBytes: ArraySlice<UInt8> {
        encoded[Layout.topic..<(Layout.topic + Int(topicLength))]
    }

    /// The topic.
    public var topic: String { String(decoding: topicBytes, as: UTF8.self) }

    /// The body, any bytes.
    public var body: ArraySlice<UInt8> {
        encoded[(Layout.topic + Int(topicLength) + 4)..<(encoded.count - Layout.signatureLength)]
    }

    /// The body within the bytes of a message that was decoded before, without decoding it again;
    /// `nil` for bytes that cannot be one.
    public static func body(ofEncoded encoded: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard encoded.count >= overhead else { return nil }
        let start = Layout.topic + Int(encoded[Layout.topicLength]) + 4
        let end = encoded.count - Layout.signatureLength
        return start <= end ? UnsafeRawBufferPointer(rebasing: encoded[start..<end]) : nil
    }

    /// The sequence within the first bytes of a message that was decoded before; `nil` for too few.
    public static func sequence(ofEncoded encoded: UnsafeRawBufferPointer) -> UInt64? {
        guard encoded.count >= sequenceEnd else { return nil }
        return UInt64(
            bigEndian: encoded.loadUnaligned(fromByteOffset: Layout.sequence, as: UInt64.self)
        )
    }

    /// The number of bytes up to the end of the sequence.
    public static let sequenceEnd = Layout.sequence + 8

    /// The Ed25519 signature, 64 bytes.
    var signature: ArraySlice<UInt8> { encoded.suffix(Layout.signatureLength) }

    /// The bytes that the signature covers, its context string first.
    var signedBytes: [UInt8] { Layout.context + encoded.dropLast(Layout.signatureLength) }

    /// The offsets of the fixed fields.
    enum Layout {
        static let author = 2
        static let sequence = 34
        static let topicLength = 86
        static let topic = 87
        static let signatureLength = 64
        static let context = Array("gossip-log message 1\0".utf8)
    }

    /// The id of encoded bytes: the low 48 bits of `time`, then 26 bytes of SHA-256.
    static func identify(_ encoded: UnsafeRawBufferPointer, time: UInt64) -> MessageID {
        var hasher = SHA256()
        hasher.update(bufferPointer: encoded)
        return hasher.finalize().withUnsafeBytes { hash in
            var hash = ByteReader(hash)
            let h0 = hash.readInteger(UInt64.self) ?? 0
            let h1 = hash.readInteger(UInt64.self) ?? 0
            let h2 = hash.readInteger(UInt64.self) ?? 0
            let h3 = hash.readInteger(UInt64.self) ?? 0
            // The hash moves 6 bytes to the right, behind the time.
            return MessageID(
                time << 16 | h0 >> 48,
                h0 << 16 | h1 >> 48,
                h1 << 16 | h2 >> 48,
                h2 << 16 | h3 >> 48
            )
        }
    }
}

extension Message: Hashable {
    /// Equal ids mean equal bytes: the id holds 208 bits of their hash.
    @inlinable
    public static func == (left: Message, right: Message) -> Bool { left.id == right.id }

    /// Hashes the id.
    @inlinable
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
