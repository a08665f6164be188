import GossipWire
import TestSupport
import Testing

@Suite("Codes that people type") struct TypedCodeTests {
    private static let secret = Array(UInt8(1)...16)
    private static let ipv4 = PeerAddress(ipv4: 0xc000_0201, port: 7_000)
    private static let ipv6 = PeerAddress(high: 0x2001_0db8 << 32, low: 1, port: 7_001)
    private static let seed = Array(UInt8(1)...32)

    private func code(_ addresses: [PeerAddress] = [ipv4]) throws -> InvitationCode {
        try InvitationCode(secret: Self.secret, addresses: addresses)
    }

    private func recovery() throws -> RecoveryCode {
        try #require(RecoveryCode(seed: Self.seed))
    }

    @Test("An invitation to one IPv4 address has 42 characters behind its version")
    func invitation() throws {
        let text = try code().text
        #expect(text == "gl1-040g40r40m30e209185gr38e1w803g00080hpp02e0")
        #expect(text.count == 4 + 42)
        #expect(try InvitationCode(text: text) == code())
        for addresses in [[Self.ipv6], [Self.ipv6, Self.ipv4], [Self.ipv4, Self.ipv6, Self.ipv6]] {
            let code = try code(addresses)
            #expect(try InvitationCode(text: code.text) == code)
            #expect(Set(code.addresses) == Set(addresses))
        }
    }

    @Test("A recovery code has 56 characters in seven groups")
    func recoveryCode() throws {
        let code = try recovery()
        #expect(code.text == "040g40r4-0m30e209-185gr38e-1w8124gk-2gahc5rr-34d1p70x-3rfj03nz")
        #expect(code.text.filter { $0 != "-" }.count == 56)
        #expect(try RecoveryCode(text: code.text).identity.seed == Self.seed)
    }

    @Test("Capitals, look-alikes, spaces and hyphens change nothing")
    func forgiving() throws {
        let text = try code().text
        let typed = text.dropFirst(4).uppercased().replacing("0", with: "O")
            .replacing("1", with: "l")
        let spaced = typed.enumerated().map {
            $0.offset % 7 == 0 ? " \($0.element)" : "\($0.element)"
        }
        #expect(try InvitationCode(text: " GLI-\(spaced.joined())\n") == code())
        let recovery = try recovery().text.uppercased().replacing("1", with: "I")
            .replacing("-", with: "  ")
        #expect(try RecoveryCode(text: recovery).identity.seed == Self.seed)
    }

    @Test("Every single wrong character and every exchange of neighbours is found")
    func slips() throws {
        let invitation = try code()
        let texts = [(invitation.text, 4), (try recovery().text, 0)]
        for (text, start) in texts {
            let characters = Array(text)
            for index in start..<characters.count where characters[index] != "-" {
                for digit in "0123456789abcdefghjkmnpqrstvwxyz" where digit != characters[index] {
                    var typed = characters
                    typed[index] = digit
                    #expect(throws: TypedCodeError.self) { try read(String(typed), start > 0) }
                }
                guard index > start, characters[index - 1] != characters[index],
                    characters[index - 1] != "-"
                else { continue }
                var typed = characters
                typed.swapAt(index - 1, index)
                #expect(throws: TypedCodeError.self) { try read(String(typed), start > 0) }
            }
        }
    }

    private func read(_ text: String, _ isInvitation: Bool) throws(TypedCodeError) {
        if isInvitation {
            _ = try InvitationCode(text: text)
        } else {
            _ = try RecoveryCode(text: text)
        }
    }

    @Test("Each fault has its error, and the error a sentence of its own")
    func faults() throws {
        let text = try code().text
        let body = text.dropFirst(4)
        let cases: [(String, TypedCodeError)] = [
            ("", .foreign(expected: "gl1-")), ("xx1-\(body)", .foreign(expected: "gl1-")),
            ("gl1\(body)", .foreign(expected: "gl1-")), ("gl2-\(body)", .otherVersion(2)),
            ("gl1-\(body.dropLast())u", .character("u")),
            ("gl1-\(body.dropLast(5))", .tooShort(37, needed: 42)),
            ("gl1-\(body)00", .tooLong(44, needed: 42)),
            ("gl1-0\(body.dropFirst().dropLast())7", .mistyped),
        ]
        for (text, error) in cases {
            #expect(throws: error, "\(text)") { try InvitationCode(text: text) }
        }
        #expect(Set(cases.map(\.1.description)).count == 6)
        let recovery = try recovery().text
        #expect(throws: TypedCodeError.tooShort(55, needed: 56)) {
            try RecoveryCode(text: String(recovery.dropLast()))
        }
        #expect(throws: TypedCodeError.tooLong(57, needed: 56)) {
            try RecoveryCode(text: recovery + "0")
        }
        #expect(
            TypedCodeError.character("\u{202e}").description
                == "has a character that no code has"
        )
    }

    @Test("Only addresses that something can be sent to are invited to, at most four")
    func addresses() throws {
        let linkLocal = PeerAddress(high: 0xfe80 << 48, low: 1, port: 1)
        let lists = [
            [], [linkLocal], [PeerAddress(ipv4: 0xc000_0201, port: 0)],
            [PeerAddress](repeating: Self.ipv4, count: 5),
        ]
        for addresses in lists {
            #expect(throws: TypedCodeError.address) { try InvitationCode(addresses: addresses) }
        }
        #expect(try InvitationCode(addresses: [Self.ipv4]) != code())
    }

    @Test("Both sides of an invitation derive the same keys, and no other invitation does")
    func pairing() throws {
        let inviter = PairingKeys(try code())
        let joiner = PairingKeys(try InvitationCode(text: try code().text))
        #expect(meets(inviter, joiner))
        let other = PairingKeys(try InvitationCode(addresses: [Self.ipv4]))
        #expect(!meets(inviter, other))
    }

    /// True when the handshake of both with these keys gets through.
    private func meets(_ inviter: PairingKeys, _ joiner: PairingKeys) -> Bool {
        var a = NoiseHandshake(
            as: .initiator,
            prologue: PairingKeys.prologue,
            lasting: NoiseKeyPair(),
            psks: joiner.psks
        )
        var b = NoiseHandshake(
            as: .responder,
            prologue: PairingKeys.prologue,
            lasting: NoiseKeyPair(),
            psks: inviter.psks
        )
        do throws(NoiseError) {
            _ = try b.read(try a.write([]))
            _ = try a.read(try b.write([]))
            _ = try b.read(try a.write([]))
        } catch {
            return false
        }
        return a.hash == b.hash
    }
}
