/// Nodes that greet, probe, send, announce and ask, in the order in which they do it.
enum CoreSeeds {
    static var all: [Seed] {
        let datagrams = Dictionary(
            uniqueKeysWithValues: DatagramSeeds.all.map { ($0.name, $0.bytes) }
        )
        let opening = ["hello", "welcome", "ping", "pong"]
        let talks: [(String, [String])] = [
            ("greeting", []), ("messages", ["messages", "messages"]),
            ("announcements", ["announce", "announceLarge"]), ("requests", ["request", "request"]),
            ("discovery", ["peersWanted", "peers"]), ("parting", ["goodbye", "ping"]),
        ]
        let hello = SyncSeeds.frames.first { $0.name == "hello" }?.bytes ?? []
        return talks.map { name, kinds in
            var bytes: [UInt8] = [5, 29]
            for kind in opening + kinds {
                let datagram = datagrams[kind] ?? []
                bytes += [32] + piece(datagram) + [32 | 8] + piece(datagram) + [5, 28]
            }
            return Seed(name, bytes + [7 | 32] + piece(hello) + [6, 30, 5, 34, 5, 35])
        }
    }

    private static func piece(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes
    }
}
