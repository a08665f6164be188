import GossipWire
import Negentropy
import TestSupport
import Testing

@Suite("Ids and keys of 32 bytes") struct Bytes32ValueTests {
    @Test("The bytes come back, and no other number of them is taken")
    func bytes() {
        let bytes = Array(UInt8(1)...32)
        #expect(MessageID(bytes: bytes)?.bytes == bytes)
        #expect(AuthorKey(bytes: bytes)?.bytes == bytes)
        #expect(MessageID(bytes: bytes.dropLast()) == nil)
        #expect(AuthorKey(bytes: bytes + [33]) == nil)
    }

    @Test("The digits are those of the bytes, and of an id for people the time stands first")
    func digits() {
        let id = MessageID(0x0001_02ab_cdef_0304, 5, 6, 7)
        #expect(id.hex == Hexadecimal.encode(id.bytes))
        #expect(id.description.hasPrefix("000102abcdef-0304000000"))
        #expect(id.time == 0x0001_02ab_cdef)
        #expect(AuthorKey(id.bytes32).description == id.hex)
    }

    @Test("An order is that of the bytes", arguments: 0..<50)
    func order(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let one = MessageID(bytes: bytes)
        bytes[Int(random.next() % 32)] &+= UInt8.random(in: 1...255, using: &random)
        let other = MessageID(bytes: bytes)
        guard let one, let other else {
            Issue.record("32 bytes make an id")
            return
        }
        #expect((one < other) == one.bytes.lexicographicallyPrecedes(other.bytes))
        #expect(one != other)
    }

    @Test("A message and its item have the same bytes, and the item the message's time")
    func items() {
        let id = MessageID(0x0001_02ab_cdef_0304, 5, 6, 7)
        #expect(ItemID(id).bytes == id.bytes)
        #expect(MessageID(ItemID(id)) == id)
        #expect(Item(id) == Item(timestamp: id.time, id: ItemID(id)))
    }
}
