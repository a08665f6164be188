import Foundation
import TestSupport
import Testing

/// Two hosts and the link between them: outages, several addresses, addresses of one link.
@Suite("Nodes on two hosts", .enabled(if: HostPair.isAvailable, HostPair.unavailable))
struct HostPairTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Waits until both are live and have the messages of each other.
    private func exchange(_ first: NodeProcess, _ second: NodeProcess) throws {
        try first.live()
        try second.live()
        first.send(#"{"body":"of the first"}"#)
        try second.lines(1, "the message of the first") { $0.body == "of the first" }
        second.send(#"{"body":"of the second"}"#)
        try first.lines(1, "the message of the second") { $0.body == "of the second" }
    }

    /// The events from the last that says `down`.
    private func sinceDown(_ node: NodeProcess) -> [Event] {
        let events = node.output.compactMap { Event($0) }
        let down = events.lastIndex { $0.status == "down" } ?? 0
        return Array(events[down...])
    }

    @Test("An outage of one's own link ends with the link: the next greeting is not waited for")
    func outage() throws {
        let pair = try HostPair(["10.77.1.1/24"], ["10.77.1.2/24"])
        let first = try pair.node(
            0,
            "a.sqlite",
            listen: "10.77.1.1:5000",
            peers: "10.77.1.2:5000",
            in: folder
        )
        let second = try pair.node(
            1,
            "b.sqlite",
            listen: "10.77.1.2:5000",
            peers: "10.77.1.1:5000",
            in: folder
        )
        try exchange(first, second)
        try pair.setLink(0, isUp: false)
        try first.line("the second is down") { $0.status == "down" }
        try second.line("the first is down") { $0.status == "down" }
        first.send(#"{"body":"meanwhile"}"#)
        try first.line("published all the same") { $0.event == "published" }
        try pair.setLink(0, isUp: true)
        try second.line("what was published meanwhile") { $0.body == "meanwhile" }
        try first.live()
        // Nobody was blamed: both were up again at once, and stayed so.
        for node in [first, second] {
            #expect(sinceDown(node).filter { $0.event == "peer" }.map(\.status) == ["down", "up"])
        }
        #expect(try first.stop() == 0)
        #expect(try second.stop() == 0)
    }

    @Test("A node that roams between two addresses loses no message, and gets none twice")
    func roaming() throws {
        let addresses = ["10.77.3.2/24", "10.77.3.3/24"]
        let pair = try HostPair(["10.77.3.1/24"], [addresses[0]])
        let still = try pair.node(0, "a.sqlite", listen: "10.77.3.1:5000", in: folder)
        let roaming = try pair.node(
            1,
            "b.sqlite",
            listen: "0.0.0.0:5000",
            peers: "10.77.3.1:5000",
            in: folder
        )
        try exchange(still, roaming)
        var sent = 0
        for round in 0..<4 {
            // Some are on their way while the address goes, and some are published without any.
            for _ in 0..<10 { publish(&sent, still, roaming) }
            try pair.move(1, from: addresses[round % 2], to: addresses[(round + 1) % 2])
            for _ in 0..<10 { publish(&sent, still, roaming) }
            for node in [still, roaming] {
                try node.lines(sent, "round \(round)") { $0.body?.hasPrefix("number") == true }
            }
        }
        for node in [still, roaming] {
            let bodies = node.output.compactMap { Event($0)?.body }.filter {
                $0.hasPrefix("number")
            }
            #expect(bodies.count == sent && Set(bodies).count == sent)
            #expect(try node.stop() == 0)
        }
    }

    /// Publishes the next number at both, each in its own words.
    private func publish(_ sent: inout Int, _ nodes: NodeProcess...) {
        sent += 1
        for node in nodes { node.send("{\"body\":\"number \(sent)\"}") }
    }

    @Test(
        "Of a host with two addresses either can be asked",
        arguments: [
            (["10.77.2.1/24", "10.77.2.9/24"], "10.77.2.2/24", "0.0.0.0:5000", "10.77.2.9:5000"),
            (["10.77.2.1/24", "10.77.2.9/24"], "10.77.2.2/24", "[::]:5000", "10.77.2.9:5000"),
            (["fd77::1/64", "fd77::9/64"], "fd77::2/64", "[::]:5000", "[fd77::9]:5000"),
            (["fd77::1/64", "fd77::9/64"], "fd77::2/64", "[::]:5000", "[fd77::1]:5000"),
        ]
    )
    func twoAddresses(own: [String], other: String, listen: String, asked: String) throws {
        let pair = try HostPair(own, [other])
        let first = try pair.node(0, "a.sqlite", listen: listen, in: folder)
        let host = other.split(separator: "/")[0]
        let second = try pair.node(
            1,
            "b.sqlite",
            listen: other.contains(":") ? "[\(host)]:5000" : "\(host):5000",
            peers: asked,
            in: folder
        )
        try exchange(first, second)
        #expect(try first.stop() == 0)
        #expect(try second.stop() == 0)
    }

    @Test(
        "Link-local addresses serve with the name of the interface, to listen and to ask",
        arguments: [("[fe80::a%eth0]:5000", "[::]:5000"), ("[::]:5000", "[fe80::b%eth0]:5000")]
    )
    func linkLocal(listen: String, other: String) throws {
        let pair = try HostPair(["fe80::a/64"], ["fe80::b/64"])
        let first = try pair.node(0, "a.sqlite", listen: listen, in: folder)
        let second = try pair.node(
            1,
            "b.sqlite",
            listen: other,
            peers: "[fe80::a%eth0]:5000",
            in: folder
        )
        try exchange(first, second)
        #expect(second.output.contains { $0.contains(#""peer":"[fe80::a%eth0]:5000""#) })
        #expect(first.output.contains { $0.contains(#""from":"[fe80::"#) && $0.contains("%eth0]") })
        #expect(try first.stop() == 0)
        // The next run knows the peer, its interface with it.
        try second.stop()
        let peers = try folder.objects("peers", "b.sqlite")
        #expect(peers.contains { $0["peer"] as? String == "[fe80::a%eth0]:5000" })
    }
}
