public import GossipWire
internal import Negentropy

/// The content of a log in so few bytes that they fit a message or a sheet of paper: counts and
/// sums of stretches of some hundred messages each.
///
/// With it another log knows what this one lacks, though both never meet: ``LogReader/forEachID(lackingIn:_:)``.
///
/// ```
/// heading  "gossip-log summary 1" and a line feed, 21 bytes
///  8       number of stretches
/// 32       an id greater than any in the log
///          scope: bounds 24, number of cuts 2, cuts 40 each
/// 72 each  stretch: lower bound 32, count 8, sum of the ids modulo 2^256 32, little-endian
/// 32       SHA-256 of all before it
/// ```
/// Integers are big-endian.
public struct LogOutline: Hashable, Sendable {
    /// One stretch: the ids from `first` up to the next stretch's.
    struct Stretch: Hashable, Sendable {
        let first: MessageID
        let count: Int
        let sum: IDSum
    }

    /// Stretches of a log of four thousand million messages; more are not read.
    static let stretchesMax = 1 << 22
    private static let heading = Array("gossip-log summary 1\n".utf8)
    /// Count, end and a scope without cuts.
    private static let headLength = 8 + 32 + 27
    private static let stretchBytes = 72
    private static let checksumBytes = 32

    let stretches: [Stretch]
    /// The end of the last stretch: no id of the log is as great.
    let end: MessageID
    /// The scope of the log, which refuses all other messages.
    public let scope: Scope

    init(_ snapshot: LogSnapshot, _ scope: Scope) {
        self.scope = scope
        stretches = snapshot.aggregates.buckets.map {
            Stretch(first: $0.first, count: $0.count, sum: $0.sum)
        }
        end = snapshot.count == 0 ? .zero : snapshot.aggregates.newest.successor ?? .greatest
    }

    /// Bytes that a summary file has at most.
    public static let lengthMax =
        heading.count + headLength + Cuts.countMax * Cut.length + stretchesMax * stretchBytes
        + checksumBytes

    /// True when a file that begins with these bytes may be a summary.
    public static func canBegin(_ bytes: [UInt8]) -> Bool { bytes.starts(with: heading) }

    /// The number of messages in the log.
    public var count: Int { stretches.reduce(0) { $0 + $1.count } }

    /// The bytes of a summary file.
    public var encoded: [UInt8] {
        var bytes = Self.heading
        bytes.append(bigEndian: UInt64(stretches.count))
        bytes.append(end)
        scope.encode(into: &bytes)
        for stretch in stretches {
            bytes.append(stretch.first)
            bytes.append(bigEndian: UInt64(stretch.count))
            bytes += stretch.sum.bytes
        }
        return bytes + Checksum.sha256(of: bytes)
    }

    /// Reads the bytes of a summary file; `nil` unless they are one, whole and unharmed.
    public init?(decoding bytes: [UInt8]) {
        let least = Self.heading.count + Self.headLength + Self.checksumBytes
        guard bytes.count >= least, bytes.starts(with: Self.heading),
            Checksum.sha256(of: bytes.dropLast(Self.checksumBytes))
                .elementsEqual(bytes.suffix(Self.checksumBytes))
        else { return nil }
        let content = bytes.dropFirst(Self.heading.count).dropLast(Self.checksumBytes)
        let read = content.withUnsafeBytes { content -> (MessageID, Scope, [Stretch])? in
            var reader = ByteReader(content)
            guard let count = reader.readInteger(UInt64.self), count <= Self.stretchesMax,
                let end = reader.readID(), let scope = Scope(from: &reader),
                reader.remaining == Int(count) * Self.stretchBytes
            else { return nil }
            let stretches = (0..<count).compactMap { _ in Self.stretch(&reader) }
            guard stretches.count == Int(count) else { return nil }
            return (end, scope, stretches)
        }
        guard let (end, scope, stretches) = read,
            zip(stretches, stretches.dropFirst()).allSatisfy({ $0.first < $1.first })
        else { return nil }
        self.end = end
        self.scope = scope
        self.stretches = stretches
    }

    private static func stretch(_ reader: inout ByteReader) -> Stretch? {
        guard let first = reader.readID(), let count = reader.readInteger(UInt64.self),
            count <= UInt32.max, let bytes = reader.readBytes(32),
            let sum = IDSum(bytes: Array(bytes))
        else { return nil }
        return Stretch(first: first, count: Int(count), sum: sum)
    }
}

extension LogReader {
    /// The content of this log, in few bytes.
    public func outline() throws(StoreError) -> LogOutline {
        LogOutline(try snapshot(), try logDescription().scope)
    }

    /// Calls the body with the id of each message here that the outlined log lacks, ascending, until it
    /// returns `false`.
    ///
    /// Stretches that differ are given whole: up to some hundred messages for each place where something
    /// is missing are there already. What is missing at the end is given exactly.
    public func forEachID(
        lackingIn outline: LogOutline,
        _ body: (MessageID) throws -> Bool
    ) throws {
        let items = reconciliation(try snapshot())
        let all = 0..<items.count
        var start = 0
        for (index, stretch) in outline.stretches.enumerated() {
            let isLast = index + 1 == outline.stretches.count
            let bound = isLast ? outline.end : outline.stretches[index + 1].first
            let end = try items.lowerBound(ofID: bound, in: start..<all.upperBound)
            defer { start = end }
            let range = start..<end
            if try range.count == stretch.count && items.sum(of: range) == stretch.sum { continue }
            guard try items.forEachID(in: range, body) else { return }
        }
        _ = try items.forEachID(in: start..<all.upperBound, body)
    }
}

extension StoredItems {
    /// Reads ids in portions, so that the body may take its time; `false` when it wants no more.
    fileprivate func forEachID(
        in range: Range<Int>,
        _ body: (MessageID) throws -> Bool
    ) throws -> Bool {
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + Bucket.countMax, range.upperBound)
            var ids: [MessageID] = []
            try forEachItem(in: start..<end) { ids.append(MessageID($0.id)) }
            for id in ids where try !body(id) { return false }
            start = end
        }
        return true
    }
}
