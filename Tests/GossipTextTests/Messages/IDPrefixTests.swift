import Testing

@testable import GossipText

@Suite("The start of a message id as it is typed")
struct IDPrefixTests {
    @Test("may have dashes anywhere and digits in any case")
    func accepted() {
        #expect(IDPrefix("019ab04f")?.digits == "019ab04f")
        #expect(IDPrefix("019AB04Fe210-7c")?.digits == "019ab04fe2107c")
        #expect(IDPrefix(String(repeating: "f", count: 64))?.digits.count == 64)
    }

    @Test(
        "is refused when it is none",
        arguments: ["", "-", "xyz", "0 1", "１", String(repeating: "0", count: 65)]
    )
    func refused(text: String) {
        #expect(IDPrefix(text) == nil)
    }
}
