import GossipWire
import TestSupport
import Testing

@Suite("Records of a network") struct NetworkRecordTests {
    typealias Sample = SampleNetwork

    @Test("A pass has its bytes in their places")
    func passLayout() {
        let expected =
            [1, 1] + Sample.id.bytes + Sample.member.author.bytes + [3]
            + [0, 0, 0, 0, 0, 0, 1, 1] + [4, 0x5a, 0x6f, 0xc3, 0xab] + Sample.founder.author.bytes
            + Sample.pass.signature
        #expect(NetworkRecord.pass(Sample.pass).encoded == expected)
        #expect(Pass.lengthMax == 219)
    }

    @Test("A removal has its bytes in their places")
    func removalLayout() {
        let expected =
            [2, 1] + Sample.id.bytes + Sample.member.author.bytes + [0, 0, 0, 0, 0, 0, 1, 2]
            + [0, 0, 0, 0, 0, 0, 0, 77] + MessageID(1, 2, 3, 4).bytes + Sample.founder.author.bytes
            + Sample.removal.signature
        #expect(NetworkRecord.removal(Sample.removal).encoded == expected)
        #expect(MemberRemoval.length == 193)
        #expect(expected.count == 194)
    }

    @Test("A charter has its bytes in their places")
    func charterLayout() {
        let expected =
            [3, 1] + Sample.id.bytes + Sample.founder.author.bytes + Sample.recovery.author.bytes
            + [0, 0, 0, 0, 0, 0, 1, 3] + [1, 0] + Sample.founder.author.bytes
            + Sample.charter.signature
        #expect(NetworkRecord.charter(Sample.charter).encoded == expected)
        #expect(Charter.length == 187)
        #expect(expected.count == 188)
    }

    @Test("The signatures cover the label of the kind and all before them")
    func vectors() throws {
        for (digits, isPass) in [(Self.passVector, true), (Self.removalVector, false)] {
            let bytes = try #require(Hexadecimal.decode(digits))
            let record = try NetworkRecord(decoding: bytes)
            #expect(record == (isPass ? .pass(Sample.pass) : .removal(Sample.removal)))
            #expect(record.isAuthentic)
            #expect(record.encoded == bytes)
        }
    }

    @Test("Records come back as they went, with their signatures good")
    func roundTrip() throws {
        for record in try Sample.records() {
            let again = try NetworkRecord(decoding: record.encoded)
            #expect(again == record)
            #expect(again.isAuthentic)
            #expect(again.network == Sample.id)
            #expect(again.signer == Sample.founder.author)
        }
        #expect(try Sample.records().map(\.epoch) == [257, 257, 258, 259, nil])
    }

    @Test("No record is a shorter one, and none has bytes behind it")
    func truncations() throws {
        for record in try Sample.records() {
            if case .other = record { continue }
            for count in 0..<record.encoded.count {
                #expect(throws: NetworkRecordError.truncated) {
                    try NetworkRecord(decoding: Array(record.encoded.prefix(count)))
                }
            }
            #expect(throws: NetworkRecordError.trailingBytes) {
                try NetworkRecord(decoding: record.encoded + [0])
            }
        }
    }

    @Test("A flipped bit is refused, or leaves a record that nobody has signed")
    func bitFlips() throws {
        for record in try Sample.records() {
            for bit in 0..<(record.encoded.count * 8) {
                var bytes = record.encoded
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                guard let flipped = try? NetworkRecord(decoding: bytes) else { continue }
                #expect(!flipped.isAuthentic, "bit \(bit)")
                #expect(flipped.encoded == bytes)
            }
        }
    }

    @Test("A kind and a version of later programs are carried as they are, up to 512 bytes")
    func laterKinds() throws {
        let longest = try Sample.other(fields: [UInt8](repeating: 7, count: 398))
        #expect(longest.encoded.count == NetworkRecord.lengthMax)
        #expect(try NetworkRecord(decoding: longest.encoded) == longest)
        #expect(throws: NetworkRecordError.tooLong) {
            try NetworkRecord(decoding: longest.encoded + [0])
        }
        #expect(throws: NetworkRecordError.tooLong) {
            try Sample.other(fields: [UInt8](repeating: 7, count: 399))
        }
        var newer = NetworkRecord.pass(Sample.pass).encoded
        newer[1] = 2
        let carried = try NetworkRecord(decoding: newer)
        #expect(carried.encoded == newer)
        #expect(carried.epoch == nil)
        #expect(throws: NetworkRecordError.truncated) {
            try NetworkRecord(decoding: [9] + [UInt8](repeating: 1, count: 112))
        }
    }

    @Test("Epoch 0, a long name, bytes that are no text and half a cut are refused")
    func badFields() throws {
        var bytes = NetworkRecord.pass(Sample.pass).encoded
        bytes.replaceSubrange(51..<59, with: [UInt8](repeating: 0, count: 8))
        #expect(throws: NetworkRecordError.noEpoch) { try NetworkRecord(decoding: bytes) }
        bytes = NetworkRecord.pass(Sample.pass).encoded
        bytes[59] = 65
        #expect(throws: NetworkRecordError.badName) { try NetworkRecord(decoding: bytes) }
        bytes[59] = 4
        bytes[60] = 0xff
        #expect(throws: NetworkRecordError.badName) { try NetworkRecord(decoding: bytes) }
        bytes = NetworkRecord.removal(Sample.removal).encoded
        bytes[65] = 0
        #expect(throws: NetworkRecordError.brokenCut) { try NetworkRecord(decoding: bytes) }
        #expect(MemberCut(sequence: 1, id: .zero) == nil)
        #expect(MemberCut(sequence: 0, id: .zero) == .nothing)
    }

    @Test("A charter with other keys is not one of the network, whoever has signed it")
    func foreignKeys() throws {
        var bytes = NetworkRecord.charter(Sample.charter).encoded
        bytes[18] ^= 1
        #expect(throws: NetworkRecordError.foreignKeys) { try NetworkRecord(decoding: bytes) }
    }

    @Test("Settings and rights of later versions are kept and give nothing")
    func laterSettings() throws {
        var bytes = NetworkRecord.charter(Sample.charter).encoded
        bytes[90] = 7
        bytes[91] = 0x80
        guard case .charter(let charter) = try NetworkRecord(decoding: bytes) else {
            Issue.record("a charter is one")
            return
        }
        #expect(charter.authors == .members)
        #expect(NetworkRecord.charter(charter).encoded == bytes)
        #expect(MemberRole.admin.isSuperset(of: .member))
        #expect(!MemberRole(rawValue: 0xf8).contains(.links))
    }

    private static let passVector =
        "0101ef6796a10e28ef242f21bbc41499336fed4928c628d1c2c6eae90338905995612959273a5c63f936"
        + "36c14614ac8737d1030000000000000101045a6fc3ab8a88e3dd7409f195fd52db2d3cba5d72ca6709bf"
        + "1d94121bf3748801b40f6f5c0cbe0205c8647307802681eea4d3924485a1bd467c94d6be37f7f11f1fb9"
        + "70d7ced74a94537c7f869038159b29e3f30137cd12128df84487d939a798bf1e8302"
    private static let removalVector =
        "0201ef6796a10e28ef242f21bbc41499336fed4928c628d1c2c6eae90338905995612959273a5c63f936"
        + "36c14614ac8737d10000000000000102000000000000004d000000000000000100000000000000020000"
        + "00000000000300000000000000048a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801"
        + "b40f6f5c111153f1c879681bc908bc4321a6793ff537b330f31322a1ac13e77d0b56f7f34905b54f6775"
        + "44b0296e0cb0d6018a7feb9ea71a5716d3dd243abb5ab0867c03"
}
