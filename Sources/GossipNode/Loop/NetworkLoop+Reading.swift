import GossipCore
import GossipStore
import GossipWire
import Logging
import NIOCore
import NIOPosix

/// Questions of the core to the log, answered by a read-only connection on another thread.
extension NetworkLoop {
    /// Messages read for one request of a peer: what a few datagrams carry.
    private static let lookUpBytesMax = 256 << 10

    func lookUp(_ ids: [MessageID], for peer: PeerAddress) {
        let writer = services.writer
        read({ reader in
            let found = try reader.messages(ids: ids, byteLimit: Self.lookUpBytesMax)
            let proved = ProvedMessages(
                found.messages,
                unchecked: found.unchecked,
                travelTogether: false
            )
            writer.note(proved)
            return proved.messages
        }) { loop, messages in
            // When the log cannot be read, the request counts as answered with nothing.
            loop.change { core, now, effects in
                core.take(
                    .lookedUp(
                        messages ?? [],
                        asked: ids.count,
                        for: peer
                    ),
                    at: now,
                    into: &effects
                )
            }
        }
    }

    func findLacking(_ ids: [MessageID], from peer: PeerAddress) {
        read({ reader in
            zip(ids, try reader.contains(ids)).filter { !$0.1 }.map(\.0)
        }) { loop, lacking in
            loop.change { core, now, effects in
                core.take(.lacking(lacking ?? [], from: peer), at: now, into: &effects)
            }
        }
    }

    private func read<Answer: Sendable>(
        _ question: @escaping @Sendable (LogReader) throws -> Answer,
        _ answer: @escaping (NetworkLoop, Answer?) -> Void
    ) {
        let readers = services.readers
        services.blocking.runIfActive(eventLoop: eventLoop) {
            try readers.withReader(question)
        }
        .assumeIsolated().whenComplete { [weak self] result in
            guard let self else { return }
            if case .failure(let error) = result {
                self.logger.warning("Reading the log for a peer failed: \(error)")
            }
            answer(self, try? result.get())
        }
    }
}
