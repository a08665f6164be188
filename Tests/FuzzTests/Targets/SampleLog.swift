import GossipCore
import GossipWire
import Negentropy

/// A small log in memory for sessions to read, the same in every run.
final class SampleLog: SyncLog, Sendable {
    static let shared = SampleLog()
    static let greeting = SyncGreeting(
        purpose: .reconcile,
        node: AuthorKey(1, 2, 3, 4),
        token: .none,
        port: 5_000,
        incarnation: LogIncarnation(high: 7, low: 9),
        scope: .everything,
        arrival: 300
    )

    let messages: [Message]
    private let places: [MessageID: Int]
    private let items: SortedItems
    private let sum: IDSum

    private init() {
        var messages: [Message] = []
        for author in 1...3 {
            messages += Self.run(ofAuthor: UInt8(author), count: 100)
        }
        self.messages = messages
        places = Dictionary(uniqueKeysWithValues: zip(messages.map(\.id), messages.indices))
        items = SortedItems(messages.map { Item(timestamp: $0.id.time, id: ItemID($0.id)) })
        sum = items.sum(of: 0..<items.count)
    }

    /// Some ids of the log, by arrival.
    var sampleIDs: [MessageID] { messages.map(\.id) }

    static func run(ofAuthor number: UInt8, count: Int) -> [Message] {
        guard let identity = Identity(seed: [UInt8](repeating: number, count: 32)),
            let draft = try? Draft(topic: "tides", body: [UInt8](repeating: number, count: 9))
        else { preconditionFailure("a seed has 32 bytes, and the draft is short") }
        var messages: [Message] = []
        for index in 0..<count {
            messages.append(
                identity.sign(
                    draft,
                    sequence: UInt64(index) + 1,
                    previous: messages.last?.id ?? .zero,
                    time: 1_800_000_000_000 + UInt64(index) * 10
                )
            )
        }
        return messages
    }

    func snapshot(within scope: Scope) -> SyncSnapshot<SortedItems> {
        SyncSnapshot(
            items: items,
            count: messages.count,
            sum: sum,
            lastArrival: UInt64(messages.count)
        )
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        var found: [Message] = []
        var bytes = 0
        var consumed = 0
        for id in ids where bytes < byteLimit {
            consumed += 1
            guard let place = places[id] else { continue }
            found.append(messages[place])
            bytes += messages[place].encoded.count
        }
        return (found, consumed)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        var found: [Message] = []
        var bytes = 0
        var last = after
        while last < through, bytes < byteLimit {
            found.append(messages[Int(last)])
            bytes += messages[Int(last)].encoded.count
            last += 1
        }
        return (found, last)
    }
}
