internal import GossipCore
internal import GossipWire

extension Simulation {
    /// Whether all nodes are live and all logs equal; ends the run when so.
    func checkEqual() {
        let count = nodes[0].log.messages.count
        let isEqual = nodes.allSatisfy { node in
            node.core?.core.phase == .live && node.toCommit.isEmpty && node.toPublish.isEmpty
                && !node.isCommitting && node.log.messages.count == count
                && node.log.sum == nodes[0].log.sum
        }
        if isEqual { equalSince = now } else { schedule(.checkEqual, after: 100_000_000) }
    }

    func judge(steps: Int) -> SimulationResult {
        var violations: [String] = []
        if equalSince == nil {
            let states = nodes.map { node in
                "\(node.number): \(node.core?.core.phase.name ?? "down") "
                    + "\(node.log.messages.count)"
            }
            violations.append(
                "not equal \(scenario.settleSeconds) s after the faults ended ("
                    + states.joined(separator: ", ") + ")"
            )
        }
        for node in nodes {
            let lost = acknowledged.filter { node.log.arrivalOf[$0] == nil }
            if !lost.isEmpty {
                violations.append(
                    "node \(node.number) lacks \(lost.count) acknowledged messages"
                )
            }
            let forged = node.log.messages.filter { !signed.contains($0.id) }
            if !forged.isEmpty {
                violations.append("node \(node.number) holds \(forged.count) forged messages")
            }
            if let core = node.core, core.core.digest.count != UInt64(node.log.messages.count) {
                violations.append("node \(node.number)'s core counts another log")
            }
        }
        let faultsEnd = 1_000_000_000 + scenario.faultSeconds * 1_000_000_000
        return SimulationResult(
            seed: scenario.seed,
            violations: violations,
            steps: steps,
            acknowledged: acknowledged.count,
            convergedMilliseconds: equalSince.map { ($0 - faultsEnd) / 1_000_000 },
            traceHash: trace.value
        )
    }
}
