/// The index of 256 consecutive sequences of an author: the arrival number of each that is here.
///
/// The bytes are as they are stored: one number a sequence, its arrival's distance from the arrival
/// before it in the block, which is 0 only for a sequence that is not here; up to the last that is.
/// A distance is folded (0, -1, 1, -2 … become 0, 1, 2, 3 …) and written in groups of 7 bits, the
/// lowest first, with the high bit set in all but the last. So a message of an author that is not
/// alone takes a byte or two, and the next one lengthens the bytes while nothing else moves.
struct SequenceBlock: Hashable, Sendable {
    /// Sequences of a block.
    ///
    /// Enough that a batch writes few rows; small enough that a message alone writes little.
    static let countMax = 256
    private static let shift = 8

    /// The number of the block among its author's.
    let number: Int64
    /// The arrival numbers, as they are stored.
    private(set) var bytes: [UInt8] = []
    /// The number of sequences in the bytes.
    private var count = 0
    /// The arrival number that the bytes end with.
    private var lastArrival: UInt64 = 0

    /// An empty one.
    init(number: Int64) {
        self.number = number
    }

    /// The empty one that a sequence belongs to.
    init(holding sequence: UInt64) {
        self.init(number: Self.number(holding: sequence))
    }

    /// A stored one; `nil` when these cannot be a block's bytes.
    init?(number: Int64, bytes: [UInt8]) {
        self.number = number
        guard let arrivals = Self.decode(bytes), arrivals.count <= Self.countMax else { return nil }
        for arrival in arrivals { append(arrival) }
    }

    /// The block a sequence belongs to; those from 2^63 on are negative numbers.
    static func number(holding sequence: UInt64) -> Int64 { Int64(bitPattern: sequence) >> shift }

    /// True when a sequence belongs here.
    func holds(_ sequence: UInt64) -> Bool { Self.number(holding: sequence) == number }

    /// Its lowest sequence.
    var firstSequence: UInt64 { UInt64(bitPattern: number << Self.shift) }

    /// The index of a sequence in its block.
    private static func index(of sequence: UInt64) -> Int { Int(sequence % UInt64(countMax)) }

    /// The arrival number of the message with that sequence, or `nil` when it is not here.
    func arrival(of sequence: UInt64) -> UInt64? {
        let index = Self.index(of: sequence)
        guard index < count, let arrival = arrivals[index] else { return nil }
        return arrival
    }

    /// Adds the entry of a sequence.
    ///
    /// - Returns: The arrival number of another message with that sequence, which keeps the entry.
    mutating func insert(_ sequence: UInt64, arrival: UInt64) -> UInt64? {
        let index = Self.index(of: sequence)
        guard index < count else {
            while count < index { append(nil) }
            append(arrival)
            return nil
        }
        var arrivals = arrivals
        if let other = arrivals[index] { return other }
        arrivals[index] = arrival
        self = SequenceBlock(number: number)
        for arrival in arrivals { append(arrival) }
        return nil
    }

    /// Removes the entry of a sequence, or points it at another message with that sequence.
    mutating func replace(_ sequence: UInt64, with arrival: UInt64?) {
        let index = Self.index(of: sequence)
        guard index < count else { return }
        var arrivals = arrivals
        arrivals[index] = arrival
        while let last = arrivals.last, last == nil { arrivals.removeLast() }
        self = SequenceBlock(number: number)
        for arrival in arrivals { append(arrival) }
    }

    /// Takes the entries of another block for sequences without one here.
    mutating func fill(from other: SequenceBlock) {
        for (index, arrival) in other.arrivals.enumerated() {
            guard let arrival else { continue }
            _ = self.insert(firstSequence + UInt64(index), arrival: arrival)
        }
    }

    /// The sequences that are here, ascending, with the arrival numbers of their messages.
    var entries: [(sequence: UInt64, arrival: UInt64)] {
        arrivals.enumerated().compactMap { index, arrival in
            arrival.map { (firstSequence + UInt64(index), $0) }
        }
    }

    /// One for each sequence up to the last that is here.
    private var arrivals: [UInt64?] { Self.decode(bytes) ?? [] }

    private mutating func append(_ arrival: UInt64?) {
        count += 1
        let distance = arrival.map { Int64(bitPattern: $0 &- lastArrival) } ?? 0
        var rest = UInt64(bitPattern: (distance << 1) ^ (distance >> 63))
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
        if let arrival { lastArrival = arrival }
    }

    /// The arrival numbers that bytes hold; `nil` when they are cut off or too long.
    private static func decode(_ bytes: [UInt8]) -> [UInt64?]? {
        var arrivals: [UInt64?] = []
        var last: UInt64 = 0
        var folded: UInt64 = 0
        var shift: UInt64 = 0
        for byte in bytes {
            guard shift < 64 else { return nil }
            folded |= UInt64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            last &+= (folded >> 1) ^ (0 &- (folded & 1))
            arrivals.append(folded == 0 ? nil : last)
            folded = 0
            shift = 0
        }
        return shift == 0 ? arrivals : nil
    }
}
