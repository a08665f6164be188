import Testing

@testable import Negentropy

@Suite("SHA-256 of one block")
struct SHA256BlockTests {
    /// Messages and digests of FIPS 180-4 and of the lengths at the edges of the padding.
    static let vectors: [(message: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnop",
            "aa353e009edbaebfc6e494c8d847696896cb8b398e0173a4b5c1b636292d87c7"
        ),
        (
            String(repeating: "a", count: 42),
            "7a538607fdaab9296995929f451565bbb8142e1844117322aafd2b3d76b01aff"
        ),
    ]

    @Test("Digest", arguments: vectors)
    func digest(message: String, digest: String) {
        #expect(SHA256Block.id(of: message).hex == digest)
    }

    @Test("does not mind where the bytes come from")
    func wholeWords() {
        var bytewise = SHA256Block()
        for byte in UInt8(0)..<33 { bytewise.append(byte) }
        let id = ItemID(prefix: UInt8(0)..<32)
        var wordwise = SHA256Block(id.words)
        wordwise.append(32)
        #expect(bytewise.digest() == wordwise.digest())
    }
}
