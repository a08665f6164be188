import GossipWire
import Testing

@testable import GossipText

@Suite("Names of authors")
struct AuthorNamesTests {
    private let first = AuthorKey(1 << 32, 0, 0, 0)
    private let second = AuthorKey(2 << 32, 0, 0, 0)

    /// The labels of two authors.
    private func labels(_ one: String, _ other: String, columns: Int = 16) -> [String] {
        let names = AuthorNames([first: one, second: other])
        return [first, second].map { names.short($0, columns: columns) }
    }

    @Test("A name stands alone, and the start of the key where there is none")
    func short() {
        #expect(labels("anna", "ben") == ["anna", "ben"])
        #expect(labels("anna", "") == ["anna", "00000002"])
        let names = AuthorNames([first: "anna"])
        #expect(names.full(first) == "anna  \(first.hex)")
        #expect(names.full(second) == second.hex)
        #expect(names.label(first) == "00000001 anna")
    }

    @Test(
        "Where two names look alike both have the key beside them, and nobody the bare name",
        arguments: [
            "anna", "Anna", "аnna", "ａｎｎａ", "ánna", "a\u{301}nna", "αnna", "𝐚𝐧𝐧𝐚", "ANNА",
            "annа",
        ]
    )
    func alike(other: String) {
        let labels = labels("anna", other)
        #expect(labels[0] == "anna·00000001")
        #expect(labels[1].hasSuffix("·00000002"), "\(other): \(labels[1])")
    }

    @Test("Digits and letters of one shape look alike", arguments: [("lo", "10"), ("Ian", "lan")])
    func digits(one: String, other: String) {
        #expect(labels(one, other) == ["\(one)·00000001", "\(other)·00000002"])
    }

    @Test(
        "Different names have no key beside them",
        arguments: [("anna", "hanna"), ("node 2", "node 3"), ("вася", "петя"), ("李", "王")]
    )
    func different(one: String, other: String) {
        #expect(labels(one, other) == [one, other])
    }

    @Test(
        "A name that reads as a Latin one, a word of the program or a key has the key beside it always",
        arguments: ["аnnа", "сора", "state", "ERROR", "реer", "anna·0000", "ｂｅｎ"]
    )
    func suspect(name: String) {
        #expect(AuthorNames([first: name]).isAlike(first))
        #expect(labels(name, "zoe")[0] != name)
    }

    @Test("The start of the key is never cut: the name gives way")
    func narrow() {
        #expect(labels("annabella", "annabella") == ["annabe…·00000001", "annabe…·00000002"])
        #expect(labels("annabella", "annabella", columns: 12)[0] == "an…·00000001")
        #expect(labels("annabella", "annabella", columns: 8)[0] == "00000001")
    }

    @Test("A name in place of an earlier one frees that for another")
    func learn() {
        var names = AuthorNames([first: "anna", second: "anna"])
        #expect(names.isAlike(first))
        names.learn("ben", of: second)
        #expect(!names.isAlike(first) && names.short(second) == "ben")
        names.learn("", of: second)
        #expect(names.short(second) == "ben", "silence about a name is no change")
        names.learn("b\u{1B}[2J", of: second)
        #expect(names.name(second) == nil)
        #expect(names.authors(named: "anna") == [first])
    }

    @Test("Announced names are bounded, and those that are known go on changing")
    func bound() {
        var names = AuthorNames(countMax: 1)
        names.learn("anna", of: first)
        names.learn("ben", of: second)
        #expect(names.name(second) == nil)
        names.learn("hanna", of: first)
        #expect(names.name(first) == "hanna")
    }

    @Test("In JSON the name stands beside the key, with a flag where it may be taken for another's")
    func json() {
        var names = AuthorNames([first: "anna"])
        func object(_ author: AuthorKey) -> String {
            var object = JSONObject()
            names.add(author, to: &object)
            return String(decoding: object.closed, as: UTF8.self)
        }
        #expect(object(first) == #"{"name":"anna"}"#)
        #expect(object(second) == "{}")
        names.learn("Anna", of: second)
        #expect(object(second) == #"{"name":"Anna","alike":true}"#)
        #expect(object(first) == #"{"name":"anna","alike":true}"#)
    }
}
