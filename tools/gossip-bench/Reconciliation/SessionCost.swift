import Negentropy
import NodeProcesses

/// The cost of one reconciliation.
struct SessionCost {
    /// The opening of the initiator.
    enum Opening {
        /// As a node does: a fingerprint up to its newest items, and the ids of those.
        case tail
        /// As the reference does: a fingerprint for each part of the whole.
        case whole
    }

    /// Own items that the tail hint lists, as a node's session does.
    private static let tailCount = 32
    /// Bytes of a frame, as in a node's session.
    private static let frameSizeLimit = 1 << 20

    private(set) var roundTrips = 0
    private(set) var bytes = 0
    private(set) var clientNanoseconds: UInt64 = 0
    private(set) var serverNanoseconds: UInt64 = 0
    private(set) var have: [ItemID] = []
    private(set) var need: [ItemID] = []

    /// Runs a session, each side's work on the clock of this thread.
    ///
    /// - Parameters:
    ///   - own: Makes the items of the side that asks; on its clock too.
    ///   - theirs: Makes those of the side that answers.
    ///   - profile: How both split ranges.
    ///   - opening: How it begins.
    /// - Throws: What reading the items or the session throws.
    init<Items: ReconciliationStorage>(
        own: () -> Items,
        theirs: () -> Items,
        profile: ReconciliationProfile,
        opening: Opening
    ) throws {
        let begun = try Clock.measure {
            let items = own()
            var client = ReconciliationClient(
                storage: items,
                profile: profile,
                frameSizeLimit: Self.frameSizeLimit
            )
            let frame = try Self.open(&client, items, opening)
            return (client, frame)
        }
        let welcomed = Clock.measure {
            ReconciliationServer(
                storage: theirs(),
                profile: profile,
                frameSizeLimit: Self.frameSizeLimit
            )
        }
        clientNanoseconds = begun.cpu
        serverNanoseconds = welcomed.cpu
        var client = begun.result.0
        var server = welcomed.result
        var question: [UInt8]? = begun.result.1
        while let frame = question {
            let answered = try Clock.measure { try server.receive(frame) }
            let answer = answered.result
            let taken = try Clock.measure {
                try client.receive(answer, have: &have, need: &need)
            }
            question = taken.result
            roundTrips += 1
            bytes += frame.count + answer.count
            clientNanoseconds += taken.cpu
            serverNanoseconds += answered.cpu
        }
    }

    private static func open<Items: ReconciliationStorage>(
        _ client: inout ReconciliationClient<Items>,
        _ items: Items,
        _ opening: Opening
    ) throws -> [UInt8] {
        switch opening {
        case .whole: return try client.initiate()
        case .tail:
            guard items.count > tailCount else { return try client.initiate(tailFrom: .zero) }
            let bound = Bound(try items.item(at: items.count - tailCount))
            return try client.initiate(tailFrom: bound)
        }
    }
}
