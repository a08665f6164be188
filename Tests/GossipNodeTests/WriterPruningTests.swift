import GossipCore
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

@Suite("The writer while it prunes", .hangGuard)
struct WriterPruningTests {
    /// The deliveries of the writer, and a message that is published as soon as the first step is done.
    private final class Deliveries: Sendable {
        enum Event: Equatable {
            case pruned
            case stored
        }

        let events = Monitor<[Event]>([])
        let writer = Monitor<WriterThread?>(nil)
        private let draft: Draft

        init(publishing draft: Draft) {
            self.draft = draft
        }

        /// On the writer's thread.
        func take(_ batch: WriterBatch) {
            let isFirst = events.update { events in
                if !batch.ingested.isEmpty { events.append(.stored) }
                if batch.pruned != nil { events.append(.pruned) }
                return events == [.pruned]
            }
            guard isFirst else { return }
            _ = writer.update { $0 }?.submit(PublishRequest(drafts: [draft]) { _ in })
        }
    }

    /// A log of messages that have all ended.
    private func log(_ path: String, count: Int) throws -> MessageLog {
        let author = Identity()
        let log = try MessageLog.open(path: path, at: 1)
        var messages: [Message] = []
        for number in 1...UInt64(count) {
            messages.append(
                author.sign(
                    try Draft(body: [], lifetime: 1),
                    sequence: number,
                    previous: messages.last?.id ?? .zero,
                    time: 1_000 + number
                )
            )
        }
        _ = try log.append(messages.map { Incoming(message: $0, via: .relay) }, at: 1)
        return log
    }

    @Test("publishes while a session waits for what has ended to go")
    func publishingDuringSession() throws {
        let folder = try TemporaryFolder()
        let log = try log(folder.file("a.sqlite"), count: 3 * MessageLog.pruneCountMax)
        let identity = Identity()
        let own = WriterThread.Own(
            identity: identity,
            history: OwnHistory(
                record: nil,
                isKeyNew: true,
                isRecordCopied: false,
                logToken: nil,
                logHead: nil
            ),
            record: Transfer(
                unsafe: try OwnRecordFile(
                    folder.file("a.own"),
                    of: identity.author,
                    OwnRecord(runToken: log.runToken, head: nil)
                )
            )
        )
        // By itself it would wait for an hour.
        let pruner = try Pruner(log: log, policy: .everything, graceMilliseconds: 3_600_000)
        let deliveries = Deliveries(publishing: try Draft(body: Array("now".utf8)))
        let writer = WriterThread(
            log: Transfer(unsafe: log),
            own: own,
            pruner: Transfer(unsafe: pruner)
        ) { batch in deliveries.take(batch) }
        deliveries.writer.update { $0 = writer }

        let snapshot = try writer.snapshot(within: Scope(expired: 1_000_000))
        writer.stop()
        #expect(snapshot.count == 1)
        #expect(deliveries.events.update { $0 } == [.pruned, .stored, .pruned, .pruned])
    }
}
