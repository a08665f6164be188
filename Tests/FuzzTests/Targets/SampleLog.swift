import GossipCore
import GossipWire
import Negentropy
import TestSupport

/// A small log in memory for sessions to read, the same in every run.
struct SampleLog: SyncLog, Sendable {
    static let shared = SampleLog()
    static let greeting = SyncGreeting(
        purpose: .reconcile,
        node: AuthorKey(1, 2, 3, 4),
        token: .none,
        incarnation: LogIncarnation(high: 7, low: 9),
        scope: .everything,
        arrival: 300
    )

    /// All messages, by arrival.
    let messages: [Message]
    private let rows: MessageRows
    private let items: SortedItems
    private let sum: IDSum

    private init() {
        var rows = MessageRows()
        for author: UInt8 in 1...3 {
            for message in Self.chain(ofAuthor: author, count: 100) { _ = rows.append(message) }
        }
        self.rows = rows
        messages = Array(rows.messages)
        items = rows.items()
        sum = items.sum(of: 0..<items.count)
    }

    /// All ids, by arrival.
    var ids: [MessageID] { messages.map(\.id) }

    static func chain(ofAuthor number: UInt8, count: Int) -> [Message] {
        guard let draft = try? Draft(topic: "tides", body: [UInt8](repeating: number, count: 9))
        else { preconditionFailure("the draft is short") }
        return Identity(number: number).chain(count, step: 10) { _ in draft }
    }

    func snapshot(within scope: Scope) -> SyncSnapshot<SortedItems> {
        SyncSnapshot(items: items, count: items.count, sum: sum, lastArrival: rows.lastArrival)
    }

    func messages(
        _ ids: ArraySlice<MessageID>,
        byteLimit: Int
    ) -> (messages: [Message], consumed: Int) {
        rows.messages(ids, byteLimit: byteLimit)
    }

    func messages(
        after: UInt64,
        through: UInt64,
        within scope: Scope,
        byteLimit: Int
    ) -> (messages: [Message], last: UInt64) {
        let found = rows.messages(after: after, through: through, byteLimit: byteLimit)
        return (found.messages.filter(scope.keeps), found.last)
    }
}
