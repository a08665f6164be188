import GossipWire
import TestSupport
import Testing

@Suite("Credentials") struct CredentialTests {
    typealias Sample = SampleNetwork

    private let withPass = Credential(pass: Sample.pass, binding: Sample.binding)
    private let longest = Credential(
        pass: Sample.pass(named: String(repeating: "n", count: 64)),
        binding: Sample.binding
    )
    private let withoutPass = Credential(node: Sample.member.author, binding: Sample.binding)

    @Test("With a pass it has at most 323 bytes, without one it has 137")
    func lengths() {
        #expect(longest.encoded.count == 323)
        #expect(Credential.lengthMax == 323)
        #expect(withoutPass.encoded.count == 137)
        #expect(
            withoutPass.encoded
                == [0] + Sample.member.author.bytes + Sample.linkKey.bytes
                + [0, 0, 0, 0, 0, 0, 1, 4] + Sample.binding.signature
        )
    }

    @Test("The fixed bytes of one read as that one, and its signatures are good")
    func vector() throws {
        let bytes = try #require(Hexadecimal.decode(Self.withoutPassVector))
        #expect(try Credential(decoding: bytes) == withoutPass)
        try Credential(decoding: bytes).verify(key: Sample.linkKey, in: Sample.id)
    }

    @Test("They come back as they went, and are good for their link key and network")
    func roundTrip() throws {
        for credential in [withPass, longest, withoutPass] {
            let again = try Credential(decoding: credential.encoded)
            #expect(again == credential)
            #expect(again.node == Sample.member.author)
            try again.verify(key: Sample.linkKey, in: Sample.id)
        }
    }

    @Test("No credential is a shorter one, and none has bytes behind it")
    func truncations() {
        for credential in [withPass, longest, withoutPass] {
            for count in 0..<credential.encoded.count {
                #expect(throws: CredentialError.malformed) {
                    try Credential(decoding: Array(credential.encoded.prefix(count)))
                }
            }
            #expect(throws: CredentialError.malformed) {
                try Credential(decoding: credential.encoded + [0])
            }
        }
        #expect(throws: CredentialError.unknownVersion(2)) { try Credential(decoding: [2]) }
    }

    @Test("A flipped bit is refused")
    func bitFlips() {
        for credential in [withPass, withoutPass] {
            for bit in 0..<(credential.encoded.count * 8) {
                var bytes = credential.encoded
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                #expect(throws: CredentialError.self, "bit \(bit)") {
                    try Credential(decoding: bytes).verify(key: Sample.linkKey, in: Sample.id)
                }
            }
        }
    }

    @Test("Somebody else's link key, a foreign network and forged words are told apart")
    func refusals() {
        let key = Sample.linkKey
        #expect(throws: CredentialError.foreignKey) {
            try withPass.verify(key: LinkKey(1, 1, 1, 1), in: Sample.id)
        }
        #expect(throws: CredentialError.foreignNetwork) {
            try withPass.verify(key: key, in: NetworkID(high: 1, low: 2))
        }
        let stranger = LinkBinding(signedBy: Identity(number: 9), key: key, epoch: 260)
        #expect(throws: CredentialError.forgedBinding) {
            try Credential(pass: Sample.pass, binding: stranger).verify(key: key, in: Sample.id)
        }
        var bytes = withPass.encoded
        bytes[49] = MemberRole.admin.rawValue
        #expect(throws: CredentialError.forgedPass) {
            try Credential(decoding: bytes).verify(key: key, in: Sample.id)
        }
    }

    private static let withoutPassVector =
        "00ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1000000000000000900"
        + "000000000000080000000000000007000000000000000600000000000001043cf1691b6f5a552646b909"
        + "0ecfac77eef08b91e31dd4c9df4c362cd38a8beb85234928d32c62311c490d2f4bb3548b2c6cfa081d91"
        + "019cdfa28cd14f629c1307"
}
