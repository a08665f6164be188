import GossipStore
import GossipWire

/// The log that most tests of the command line read: seven messages of three authors.
///
/// | arrival | author | topic | body | way |
/// |---|---|---|---|---|
/// | 1 | own | – | hello | own |
/// | 2 | alice | alerts | disk full | relay |
/// | 3 | bob | alerts | fan broken | catch-up |
/// | 4 | alice | news | two\nlines | fetch |
/// | 5 | bob | – | bytes 00 ff | relay |
/// | 6 | alice | alerts | escape \e[31m | relay |
/// | 7 | own | news | goodbye | own |
enum SampleLog {
    static let bodies = ["hello", "disk full", "fan broken", "two\nlines", "", "", "goodbye"]

    static func make() throws -> TestLog {
        let log = try TestLog()
        let alicePeer = try log.peer("127.0.0.1:5010", node: log.alice.author, name: "alice")
        let bobPeer = try log.peer("127.0.0.1:5020", node: log.bob.author, name: nil)
        try log.add("hello".utf8)
        try log.add("disk full".utf8, topic: "alerts", by: log.alice, via: .relay, from: alicePeer)
        try log.add("fan broken".utf8, topic: "alerts", by: log.bob, via: .catchUp, from: bobPeer)
        try log.add(
            "two\nlines".utf8,
            topic: "news",
            by: log.alice,
            lifetime: 3600,
            via: .fetch,
            from: alicePeer
        )
        try log.add([0x00, 0xFF], by: log.bob, via: .relay, from: alicePeer)
        try log.add(
            "escape \u{1B}[31m".utf8,
            topic: "alerts",
            by: log.alice,
            via: .relay,
            from: alicePeer
        )
        try log.add("goodbye".utf8, topic: "news")
        return log
    }
}
