import Negentropy
import TestSupport
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
    static let ascending = ItemID(
        0x0001_0203_0405_0607,
        0x0809_0a0b_0c0d_0e0f,
        0x1011_1213_1415_1617,
        0x1819_1a1b_1c1d_1e1f
    )
    static let ones = ItemID(.max, .max, .max, .max)

    /// Sets and their fingerprints, computed with another implementation's big integers and SHA-256.
    static let vectors: [(ids: [ItemID], fingerprint: String)] = [
        ([], "7f9c9e31ac8256ca2f258583df262dbc"),
        ([ascending], "8b44d96f214304bc15fe5ccb132bd5d5"),
        ([ones, ascending], "6df9c5a6d1309bb133a57b833717139f"),
        ([ones, ones], "c66ec0b91041dd7d6987a5478d39fdb0"),
        (Array(repeating: ascending, count: 300), "8b16c03adcd4cea6979d51b9681ca93c"),
    ]

    @Test("Known fingerprints", arguments: vectors)
    func knownFingerprints(ids: [ItemID], fingerprint: String) {
        var sum = IDSum()
        for id in ids { sum.add(id) }
        #expect(sum.fingerprint(count: ids.count).hex == fingerprint)
    }

    @Test("Sums do not depend on order, and subtracting undoes adding", arguments: 0..<20)
    func sums(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let ids = (0..<50).map { _ in random.id() }
        let all = ids.shuffled(using: &random).reduce(into: IDSum()) { $0.add($1) }
        let first = ids[..<20].reduce(into: IDSum()) { $0.add($1) }
        var rest = ids[20...].reduce(into: IDSum()) { $0.add($1) }
        #expect(first + rest == all)
        #expect(all - first == rest)
        for id in ids[20...] { rest.subtract(id) }
        #expect(rest == IDSum())
    }

    @Test("Carries and borrows run through all 256 bits")
    func carries() {
        let one = ItemID(1 << 56, 0, 0, 0)
        var sum = IDSum(Self.ones)
        sum.add(one)
        #expect(sum == IDSum())
        sum.subtract(one)
        #expect(sum == IDSum(Self.ones))
    }

    @Test("Sums and fingerprints come back from their bytes, and only from the right number")
    func bytes() {
        let sum = IDSum(Self.ascending)
        #expect(sum.bytes == Array(0..<32))
        #expect(IDSum(bytes: sum.bytes) == sum)
        #expect(IDSum(bytes: sum.bytes.dropLast()) == nil)
        let fingerprint = sum.fingerprint(count: 1)
        #expect(Fingerprint(bytes: fingerprint.bytes) == fingerprint)
        #expect(Fingerprint(bytes: fingerprint.bytes + [0]) == nil)
    }
}
