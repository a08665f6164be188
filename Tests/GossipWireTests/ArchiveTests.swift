import GossipWire
import TestSupport
import Testing

@Suite("Archives of messages")
struct ArchiveTests {
    let messages: [Message]
    let bytes: [UInt8]

    init() throws {
        messages = try Identity(number: 1).chain(12) + Identity(number: 2).chain(3)
        bytes = Self.archive(messages)
    }

    private static func archive(_ messages: [Message]) -> [UInt8] {
        var bytes: [UInt8] = []
        Archive.appendHeading(to: &bytes)
        for message in messages { Archive.append(message, to: &bytes) }
        Archive.appendEnd(count: UInt64(messages.count), to: &bytes)
        return bytes
    }

    /// All items of some bytes, fed in pieces of a length.
    private func items(_ bytes: [UInt8], pieces: Int = .max) -> [ArchiveDecoder.Item] {
        var decoder = ArchiveDecoder()
        var items: [ArchiveDecoder.Item] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            decoder.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            while let item = decoder.next(isFinal: false) { items.append(item) }
        }
        while let item = decoder.next(isFinal: true) { items.append(item) }
        #expect(decoder.offset == UInt64(bytes.count))
        return items
    }

    private func messages(_ items: [ArchiveDecoder.Item]) -> [Message] {
        items.compactMap { if case .message(let message) = $0 { message } else { nil } }
    }

    @Test("What was written reads back, however the bytes come", arguments: [1, 7, 300, 10_000])
    func roundTrip(pieces: Int) {
        #expect(
            items(bytes, pieces: pieces) == messages.map { .message($0) } + [.end(count: 15)]
        )
    }

    @Test("The bytes are laid out as documented")
    func layout() throws {
        let message = messages[0]
        var expected = Array("gossip-log messages 1\n".utf8) + [0xF1, 0x67, 0x6C, 0x6D, 0, 0, 0]
        expected.append(UInt8(message.encoded.count))
        expected += message.encoded + [0xF1, 0x67, 0x6C, 0x65, 0, 0, 0, 0, 0, 0, 0, 1]
        #expect(Self.archive([message]) == expected)
    }

    @Test("Archives one after the other are an archive")
    func concatenated() {
        let both = Self.archive([messages[0]]) + Self.archive([messages[1]])
        #expect(
            items(both) == [
                .message(messages[0]), .end(count: 1), .message(messages[1]), .end(count: 1),
            ]
        )
    }

    @Test("Any damaged byte costs at most the message it is in")
    func damage() {
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x5A
            let found = messages(items(damaged, pieces: 101))
            let kept = Set(messages).intersection(found).count
            #expect(kept >= messages.count - 1, "byte \(index)")
            // What differs is another message, which its signature tells.
            #expect(
                found.filter { !messages.contains($0) }.allSatisfy { !MessageVerifier.verify($0) }
            )
        }
    }

    @Test("What is cut off is damage, and the end is missing")
    func cut() {
        for length in stride(from: 0, to: bytes.count, by: 11) {
            let found = items(Array(bytes[..<length]), pieces: 64)
            #expect(messages(found) == Array(messages.prefix(messages(found).count)))
            #expect(!found.contains(.end(count: 15)))
        }
    }

    @Test("Rubbish before, between and after records is passed over", arguments: [1, 2, 3])
    func rubbish(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let noise = (0..<3).map { _ in
            (0..<500).map { _ -> UInt8 in
                // Rich in what marks and headings begin with.
                [0xF1, 0x67, 0x6C, 0x6D, 0x65, 0x00].randomElement(using: &random) ?? 0
            }
        }
        var one: [UInt8] = []
        Archive.append(messages[0], to: &one)
        var two: [UInt8] = []
        Archive.append(messages[1], to: &two)
        let found = items(noise[0] + one + noise[1] + two + noise[2], pieces: 33)
        #expect(messages(found) == [messages[0], messages[1]])
    }

    @Test("Each item says where it began")
    func positions() {
        var decoder = ArchiveDecoder()
        decoder.append(bytes)
        var expected: UInt64 = 22
        for message in messages {
            #expect(decoder.next(isFinal: true) == .message(message))
            #expect(decoder.itemOffset == expected)
            expected += 8 + UInt64(message.encoded.count)
        }
        #expect(decoder.next(isFinal: true) == .end(count: 15))
        #expect(decoder.itemOffset == expected)
    }

    @Test("No bytes make it keep more than a record")
    func bounded() {
        var decoder = ArchiveDecoder()
        let liar: [UInt8] = [0xF1, 0x67, 0x6C, 0x6D, 0xFF, 0xFF, 0xFF, 0xFF]
        decoder.append(liar)
        #expect(decoder.next(isFinal: false) == .damage(length: 8))
    }
}

@Suite("Base64")
struct Base64Tests {
    @Test(
        "Reads and writes as in RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ]
    )
    func known(text: String, encoded: String) {
        var output: [UInt8] = []
        Base64.encode(Array(text.utf8)[...], into: &output)
        #expect(String(decoding: output, as: UTF8.self) == encoded)
        #expect(Base64.decode(Array(encoded.utf8)) == Array(text.utf8))
    }

    @Test(
        "Refuses what is not base64 in its one form",
        arguments: [
            "Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm_v",
        ]
    )
    func refused(text: String) {
        #expect(Base64.decode(Array(text.utf8)) == nil)
    }
}
