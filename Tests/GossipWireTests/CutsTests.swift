import GossipWire
import TestSupport
import Testing

@Suite("Cuts") struct CutsTests {
    private static let authors = (1...3).map { AuthorKey(0, 0, 0, UInt64($0)) }
    /// All ways to cut three authors nowhere, at 0, or at 5.
    static let lists: [Cuts] = (0..<27).map { number in
        let choices = [number % 3, number / 3 % 3, number / 9]
        return Cuts(
            zip(authors, choices).compactMap { author, choice in
                choice == 0 ? nil : Cut(author: author, sequence: choice == 1 ? 0 : 5)
            }
        )
    }
    /// Sequences on both sides of each cut.
    private static let sequences: [UInt64] = [1, 5, 6, .max]

    private static func kept(_ cuts: Cuts) -> [Bool] {
        authors.flatMap { author in sequences.map { cuts.keeps($0, of: author) } }
    }

    @Test("Of a cut author nothing above the sequence is kept, of others everything")
    func keeps() {
        let cuts = Cuts([Cut(author: Self.authors[1], sequence: 5)])
        #expect(cuts.keeps(5, of: Self.authors[1]))
        #expect(!cuts.keeps(6, of: Self.authors[1]))
        #expect(cuts.keeps(.max, of: Self.authors[0]))
        #expect(Cuts.none.keeps(.max, of: Self.authors[1]))
        let nothing = Cuts([Cut(author: Self.authors[1], sequence: 0)])
        #expect(!nothing.keeps(1, of: Self.authors[1]))
    }

    @Test("Of several cuts of one author the lowest counts")
    func lowest() {
        let cuts = Cuts([5, 2, 9].map { Cut(author: Self.authors[0], sequence: $0) })
        #expect(cuts.all == [Cut(author: Self.authors[0], sequence: 2)])
    }

    @Test("An intersection keeps what both keep", arguments: lists, lists)
    func intersection(one: Cuts, other: Cuts) {
        let both = one.intersection(other)
        #expect(Self.kept(both) == zip(Self.kept(one), Self.kept(other)).map { $0 && $1 })
        #expect(both.isWithin(one) && both.isWithin(other))
        #expect(both == other.intersection(one))
    }

    @Test("Cuts are within others where the intersection takes nothing", arguments: lists, lists)
    func containment(one: Cuts, other: Cuts) {
        #expect(one.isWithin(other) == (one.intersection(other) == one))
        #expect((one == other) == (one.isWithin(other) && other.isWithin(one)))
    }

    @Test("Narrowing keeps the cuts that exclude something of the other", arguments: lists, lists)
    func narrowing(one: Cuts, other: Cuts) {
        let narrowing = one.narrowing(other)
        #expect(narrowing.intersection(other) == one.intersection(other))
        #expect(narrowing.isEmpty == other.isWithin(one))
    }

    @Test("A scope keeps a message when its bounds and its cuts do", arguments: [1, 2, 3])
    func scope(sequence: Int) throws {
        let author = Identity(number: 1)
        let message = try author.chain(3)[sequence - 1]
        let cut = Cuts([Cut(author: author.author, sequence: 2)])
        #expect(Scope(cuts: cut).keeps(message) == (sequence <= 2))
        #expect(!Scope(horizon: message.time + 1, cuts: cut).keeps(message))
        #expect(Scope(cuts: cut).mayKeep(message.id))
        #expect(!Scope(cuts: cut).isBoundedByTimeAlone && !Scope(cuts: cut).isUnpruned)
    }

    @Test("Different cuts have different digests, and none has 0")
    func digests() {
        #expect(Set(Self.lists.map(\.digest)).count == Self.lists.count)
        #expect(Cuts.none.digest == .none && Self.lists.count { $0.digest == .none } == 1)
        #expect(Scope(cuts: Self.lists[1]).digest != Scope.everything.digest)
        #expect(Scope(horizon: 1).digest != Scope.everything.digest)
    }

    @Test("Cuts travel ascending by author, after the bounds", arguments: lists)
    func wire(cuts: Cuts) throws {
        let scope = Scope(horizon: 1, cuts: cuts)
        var bytes: [UInt8] = []
        scope.encode(into: &bytes)
        #expect(bytes.count == 27 + 40 * cuts.count)
        #expect(Array(bytes[25..<27]) == [0, UInt8(cuts.count)])
        #expect(Self.decode(bytes) == scope)
        for length in 0..<bytes.count { #expect(Self.decode(Array(bytes[..<length])) == nil) }
    }

    private static func decode(_ bytes: [UInt8]) -> Scope? {
        bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            return Scope(from: &reader)
        }
    }

    @Test("Cuts out of order, twice of an author, or too many are refused")
    func refused() {
        func encoded(_ authors: [UInt64]) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: 25)
            bytes.append(bigEndian: UInt16(authors.count))
            for author in authors {
                bytes.append(AuthorKey(0, 0, 0, author))
                bytes.append(bigEndian: UInt64(7))
            }
            return bytes
        }
        #expect(Self.decode(encoded([1, 2])) != nil)
        #expect(Self.decode(encoded([2, 1])) == nil)
        #expect(Self.decode(encoded([2, 2])) == nil)
        #expect(Self.decode(encoded(Array(1...18_432)))?.cuts.count == 18_432)
        #expect(Self.decode(encoded(Array(1...18_433))) == nil)
    }
}
