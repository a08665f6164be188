import GossipCore
import GossipWire
import NodeProcesses

/// Well-formed messages in time order whose signatures are noise, for what does not verify.
///
/// A few authors take turns, and each has a chain without gaps. Making one costs a hash.
struct SyntheticMessages {
    private struct Author {
        var key: [UInt8]
        var sequence: UInt64 = 0
        var previous = MessageID.zero
    }

    private static let authorCount = 8

    private var authors: [Author] = []
    private var random: SplitMix64
    private var time: UInt64
    private var index = 0
    private let bodyLength: Int
    private let lifetime: UInt32

    /// One message a millisecond, the last a minute ago; with a lifetime in seconds, or 0 for none.
    init(_ options: BenchOptions, lifetime: UInt32 = 0) {
        let newest = Clock.wallMilliseconds() - 60_000
        let span = UInt64(options.messages + options.newestMissing)
        self.init(
            seed: 1,
            from: newest > span ? newest - span : 0,
            options: options,
            lifetime: lifetime
        )
    }

    /// Others than any seed before, one a millisecond from a time on.
    init(seed: UInt64, from time: UInt64, options: BenchOptions, lifetime: UInt32 = 0) {
        self.lifetime = lifetime
        random = SplitMix64(seed: seed)
        self.time = time
        bodyLength = options.bodyBytes
        for _ in 0..<Self.authorCount {
            let words = (0..<4).map { _ in random.next() }
            authors.append(Author(key: words.flatMap(\.bigEndianBytes)))
        }
    }

    /// The next ones.
    mutating func next(_ count: Int) throws -> [Message] {
        var messages: [Message] = []
        messages.reserveCapacity(count)
        for _ in 0..<count {
            messages.append(try next(at: time))
            time += 1
        }
        return messages
    }

    /// The next one, at a time of the caller's.
    mutating func next(at time: UInt64) throws -> Message {
        let turn = index % Self.authorCount
        index += 1
        authors[turn].sequence += 1
        let encoded = encode(authors[turn], time: time)
        let message = try Message(decoding: encoded)
        authors[turn].previous = message.id
        return message
    }

    /// The layout of ``Message``, the signature left to chance.
    private mutating func encode(_ author: Author, time: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Message.overhead + bodyLength)
        bytes.append(contentsOf: [1, 0])
        bytes.append(contentsOf: author.key)
        bytes.append(contentsOf: author.sequence.bigEndianBytes)
        bytes.append(contentsOf: author.previous.bytes)
        bytes.append(contentsOf: time.bigEndianBytes)
        bytes.append(contentsOf: lifetime.bigEndianBytes)
        bytes.append(0)
        bytes.append(contentsOf: UInt32(bodyLength).bigEndianBytes)
        let end = Message.overhead + bodyLength
        while bytes.count + 8 <= end { bytes.append(contentsOf: random.next().bigEndianBytes) }
        while bytes.count < end { bytes.append(0x20) }
        return bytes
    }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] {
        withUnsafeBytes(of: bigEndian) { Array($0) }
    }
}
