import Negentropy
import NodeProcesses

/// Sessions of one kind: what a side lacks, how it is asked for.
struct ReconciliationCase {
    let key: String
    let label: String
    let profile: ReconciliationProfile
    let opening: SessionCost.Opening
    /// The number of items the initiator lacks.
    let missing: Int

    /// The profiles that a difference is measured with.
    static func all(_ key: String, _ label: String, missing: Int) -> [ReconciliationCase] {
        [
            .init(
                key: key + "_tuned",
                label: label + ", tuned",
                profile: .tuned,
                opening: .tail,
                missing: missing
            ),
            .init(
                key: key + "_reference",
                label: label + ", reference",
                profile: .reference,
                opening: .whole,
                missing: missing
            ),
        ]
    }

    /// Runs the session several times.
    func measure<Items: ReconciliationStorage>(
        runs: Int,
        own: () -> Items,
        theirs: () -> Items
    ) throws -> ReconciliationResult {
        var client = Samples()
        var server = Samples()
        var last: SessionCost?
        for _ in 0..<runs {
            let cost = try SessionCost(
                own: own,
                theirs: theirs,
                profile: profile,
                opening: opening
            )
            guard cost.need.count == missing, Set(cost.need).count == missing, cost.have.isEmpty
            else {
                throw ToolFailure(
                    "\(label): reconciliation found \(cost.need.count) of \(missing) missing items, "
                        + "and \(cost.have.count) that nobody lacks."
                )
            }
            client.append(Double(cost.clientNanoseconds) / 1e6)
            server.append(Double(cost.serverNanoseconds) / 1e6)
            last = cost
        }
        return ReconciliationResult(
            key: key,
            label: label,
            roundTrips: last?.roundTrips ?? 0,
            bytes: last?.bytes ?? 0,
            missing: missing,
            client: client,
            server: server
        )
    }
}
