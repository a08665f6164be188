import GossipWire
import TestSupport
import Testing

@Suite("Keys of a network") struct NetworkKeysTests {
    private let digits = String(repeating: "0123456789abcdef", count: 4)

    private func key(_ number: UInt8) throws -> NetworkKey {
        try #require(NetworkKey(bytes: [UInt8](repeating: number, count: 32)))
    }

    @Test("A file of a key is a line with a label, and comments")
    func text() throws {
        let bytes = try #require(Hexadecimal.decode(digits))
        let key = try #require(NetworkKey(bytes: bytes))
        #expect(NetworkKeys(key).text == "gossip-log network key 1 \(digits)\n")
        let file = "# Of the laboratory.\n\n  gossip-log network key 1 \(digits) \r\n"
        #expect(try NetworkKeys(text: file) == NetworkKeys(key))
        #expect(NetworkKey(bytes: bytes.dropLast()) == nil)
        #expect("\(key)" == "a network key")
    }

    @Test("Three keys count, the newest first, and a rotation can forget the old ones")
    func rotation() throws {
        var keys = NetworkKeys(try key(1))
        for number in 2...4 { keys.rotate(to: try key(UInt8(number))) }
        #expect(keys.all == [try key(4), try key(3), try key(2)])
        #expect(try NetworkKeys(text: keys.text) == keys)
        keys.rotate(to: try key(2))
        #expect(keys.all == [try key(2), try key(4), try key(3)])
        keys.rotate(to: try key(5), forgettingOld: true)
        #expect(keys == NetworkKeys(try key(5)))
        #expect(keys.newest == (try key(5)))
    }

    @Test("Each fault of a file has its sentence")
    func faults() throws {
        let line = "gossip-log network key 1 \(digits)\n"
        let cases: [(String, NetworkKeyError)] = [
            ("", .empty), ("# nothing\n", .empty), (digits, .foreign(line: 1)),
            ("\ngossip-log network key 2 \(digits)", .otherVersion(line: 2)),
            ("gossip-log network key 1 \(digits)0", .length(65, line: 1)),
            ("gossip-log network key 1 ", .otherVersion(line: 1)),
            (line.replacing("f", with: "g"), .character(line: 1)),
            (line + line, .repeated(line: 2)),
            (String(repeating: "#\n", count: 3_000), .tooLong),
        ]
        for (text, error) in cases {
            #expect(throws: error, "\(text.prefix(80))") { try NetworkKeys(text: text) }
        }
        let more = line + NetworkKeys(try key(1)).text
        #expect(throws: NetworkKeyError.tooMany(1)) { try NetworkKeys(text: more, countMax: 1) }
        #expect(
            NetworkKeyError.length(62, line: 1).description
                == "has a network key of 62 digits in line 1: 64 are expected"
        )
    }

    @Test("The names of networks and the keys without a secret are the same everywhere")
    func constants() throws {
        #expect(NetworkID(heldBy: .loopback).hex == "8b91be833997740a02e4f141dcda2f24")
        #expect(NetworkID(heldBy: .open).hex == "13c24fcdb16e21abad26664b8fddaa66")
        #expect(SampleNetwork.id.hex == "ef6796a10e28ef242f21bbc41499336f")
        #expect(NetworkKey.loopback != .open)
        #expect(NetworkKey() != NetworkKey())
        #expect(NetworkID(bytes: SampleNetwork.id.bytes) == SampleNetwork.id)
    }
}
