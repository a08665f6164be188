import Testing

@testable import GossipNode

@Suite("The trouble with a configured peer") struct NameReportTests {
    @Test("is told when it begins, when it changes, and when it ends")
    func news() {
        var report = NameReport()
        #expect(report.update(nil) == nil)
        let unresolved = PeerTrouble.unresolved("no such name")
        #expect(report.update(unresolved) == .trouble(unresolved))
        for _ in 0..<100 { #expect(report.update(unresolved) == nil) }
        #expect(report.update(.unreachable(.wrongFamily)) == .trouble(.unreachable(.wrongFamily)))
        #expect(report.update(.unreachable(.wrongFamily)) == nil)
        #expect(report.update(nil) == .over)
        #expect(report.update(nil) == nil)
        #expect(report.update(unresolved) == .trouble(unresolved), "another trouble")
    }

    @Test("is not told over and over when two reasons take turns")
    func alternating() {
        var report = NameReport()
        let news = (0..<100).compactMap { report.update(.unresolved("\($0 % 2)")) }
        #expect(news == [.trouble(.unresolved("0")), .trouble(.unresolved("1"))])
    }

    @Test("names the peer, the reason and the way out")
    func text() throws {
        let endpoint = try Endpoint(parsing: "six.example:5000")
        for (trouble, words) in [
            (PeerTrouble.unresolved("no such name"), ["six.example", "no such name", "--peer"]),
            (.unreachable(.wrongFamily), ["six.example:5000", "IPv6 address only", "--listen"]),
            (.noInterface("eth9"), ["six.example:5000", "eth9", "this host has"]),
            (.isSelf, ["six.example:5000", "itself", "--peer"]),
        ] {
            let text = trouble.text(of: endpoint)
            for word in words { #expect(text.contains(word)) }
        }
    }
}
