/// An encoder of one frame after another.
struct FrameWriter {
    /// The frame so far.
    private(set) var bytes: [UInt8] = []
    private var lastTimestamp: UInt64 = 0

    /// A point to come back to.
    struct Mark {
        let count: Int
        fileprivate let lastTimestamp: UInt64
    }

    /// The number of bytes so far.
    var count: Int { bytes.count }

    /// True when the frame has no range.
    var isEmpty: Bool { bytes.count <= 1 }

    /// The current end of the frame.
    var mark: Mark { Mark(count: bytes.count, lastTimestamp: lastTimestamp) }

    /// Starts a frame with its version byte.
    mutating func begin() {
        bytes = [protocolVersion]
        lastTimestamp = 0
    }

    /// Hands the frame over, without a copy, and leaves none.
    mutating func finish() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Takes everything after the mark out again.
    mutating func rollBack(to mark: Mark) {
        bytes.removeLast(bytes.count - mark.count)
        lastTimestamp = mark.lastTimestamp
    }

    /// Appends a range that carries nothing.
    mutating func skip(to bound: Bound) {
        append(bound)
        append(RangeMode.skip.rawValue)
    }

    /// Appends a range that carries a fingerprint.
    mutating func fingerprint(_ fingerprint: Fingerprint, upTo bound: Bound) {
        append(bound)
        append(RangeMode.fingerprint.rawValue)
        append(bigEndian: fingerprint.word0)
        append(bigEndian: fingerprint.word1)
    }

    /// Appends the head of an id list; `count` calls of `append(_: ItemID)` must follow.
    mutating func idList(count: Int, upTo bound: Bound) {
        append(bound)
        append(RangeMode.idList.rawValue)
        append(UInt64(count))
    }

    /// Appends an identifier of the id list that was begun.
    mutating func append(_ id: ItemID) {
        id.withBytes { bytes.append(contentsOf: $0) }
    }

    private mutating func append(_ bound: Bound) {
        if bound.isInfinity {
            append(0)
        } else {
            append(bound.timestamp - lastTimestamp + 1)
        }
        lastTimestamp = bound.timestamp
        append(UInt64(bound.prefixLength))
        for position in 0..<bound.prefixLength { bytes.append(bound.id[position]) }
    }

    private mutating func append(_ number: UInt64) {
        for digit in stride(from: varintLength(number) - 1, through: 0, by: -1) {
            bytes.append(varintByte(number, digit: digit))
        }
    }

    private mutating func append(bigEndian word: UInt64) {
        withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
