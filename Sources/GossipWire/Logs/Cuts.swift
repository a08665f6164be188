/// The cuts of a log: the authors of whom not everything is kept, at most one cut an author.
///
/// ```
/// 0   2  number of cuts, at most 18,432
/// 2  40  each: see ``Cut``; strictly ascending by author
/// ```
///
/// Most logs have none. Then a question costs the look at a reference that is absent, and a copy costs
/// nothing.
public struct Cuts: Sendable {
    /// The greatest number of authors whom a node blocks.
    public static let blockCountMax = 1_024
    /// The greatest number of authors whom a network removes: no more records of one count.
    public static let removalCountMax = 16_384
    /// The greatest number of guests that are cut for what they have written in a day: see ``AuthorList``.
    public static let guestCountMax = 1_024
    /// The greatest number of cuts that travel: a removal is always possible, whatever is blocked.
    public static let countMax = blockCountMax + removalCountMax + guestCountMax

    /// The cuts and their digest, which never change; absent where there are none.
    private final class List: Sendable {
        let cuts: [Cut]
        let digest: CutsDigest

        init(_ cuts: [Cut]) {
            self.cuts = cuts
            digest = CutsDigest(of: cuts)
        }
    }

    private let list: List?

    /// The absence of cuts.
    public static let none = Cuts(ascending: [])

    /// Makes the cuts of some authors; of several cuts of one author the lowest counts.
    public init(_ cuts: some Sequence<Cut>) {
        var ascending: [Cut] = []
        for cut in cuts.sorted(by: { ($0.author, $0.sequence) < ($1.author, $1.sequence) })
        where ascending.last?.author != cut.author {
            ascending.append(cut)
        }
        self.init(ascending: ascending)
    }

    private init(ascending cuts: [Cut]) {
        list = cuts.isEmpty ? nil : List(cuts)
    }

    /// The cuts, ascending by author.
    public var all: [Cut] { list?.cuts ?? [] }

    /// The number of authors.
    public var count: Int { list?.cuts.count ?? 0 }

    /// True if every author is kept whole.
    public var isEmpty: Bool { list == nil }

    /// A digest that other cuts do not have.
    public var digest: CutsDigest { list?.digest ?? .none }

    /// The highest sequence that is kept of an author; `nil` for one that is kept whole.
    public func sequence(of author: AuthorKey) -> UInt64? {
        guard let cuts = list?.cuts else { return nil }
        var (low, high) = (0, cuts.count)
        while low < high {
            let middle = low + (high - low) / 2
            if cuts[middle].author < author { low = middle + 1 } else { high = middle }
        }
        return low < cuts.count && cuts[low].author == author ? cuts[low].sequence : nil
    }

    /// Returns true if no cut excludes the message.
    public func keeps(_ message: Message) -> Bool {
        list == nil || keeps(message.sequence, of: message.author)
    }

    /// Returns true if the message of an author with this sequence is at or below its cut.
    public func keeps(_ sequence: UInt64, of author: AuthorKey) -> Bool {
        self.sequence(of: author).map { sequence <= $0 } ?? true
    }

    /// The cuts of both; the lower one of an author that both cut.
    public func intersection(_ other: Cuts) -> Cuts {
        if other.isEmpty || list === other.list { return self }
        return isEmpty ? other : Cuts(all + other.all)
    }

    /// True if whatever these cuts keep is kept by the other ones as well.
    public func isWithin(_ other: Cuts) -> Bool { other.narrowing(self).isEmpty }

    /// The cuts that exclude something which the other ones keep.
    public func narrowing(_ other: Cuts) -> Cuts {
        if isEmpty || list === other.list { return .none }
        return Cuts(
            ascending: all.filter { cut in
                other.sequence(of: cut.author).map { $0 > cut.sequence } ?? true
            }
        )
    }

    func encode(into bytes: inout [UInt8]) {
        precondition(count <= Self.countMax, "a log has no more cuts than travel")
        bytes.append(bigEndian: UInt16(count))
        for cut in all { cut.encode(into: &bytes) }
    }

    init?(from reader: inout ByteReader) {
        guard let count = reader.readInteger(UInt16.self), count <= Self.countMax,
            reader.remaining >= Int(count) * Cut.length
        else { return nil }
        var cuts: [Cut] = []
        cuts.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let cut = Cut(from: &reader), cuts.last.map({ $0.author < cut.author }) ?? true
            else { return nil }
            cuts.append(cut)
        }
        self.init(ascending: cuts)
    }
}

extension Cuts: Hashable {
    /// Compares the cuts one by one.
    public static func == (left: Cuts, right: Cuts) -> Bool {
        left.list === right.list || left.digest == right.digest && left.all == right.all
    }

    /// Hashes the digest.
    public func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
