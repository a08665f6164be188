internal import GossipCore
internal import GossipWire

/// The logs of the nodes at the start.
extension Simulation {
    /// Gives the nodes logs with a history, of which each lacks another part.
    ///
    /// An author has all of its messages.
    func writeHistory() {
        guard scenario.historyCount > 0 else { return }
        let start = startWall - 3_600_000
        var chains: [Int: OwnChain] = [:]
        for number in 0..<scenario.historyCount {
            let author = random.pick(nodes)
            guard let draft = try? Draft(topic: "history", body: random.bytes(8)) else { continue }
            var chain = chains[author.number] ?? OwnChain(head: nil, floor: nil)
            let message = author.author.sign(
                draft,
                after: chain,
                time: start + UInt64(number) * 3_500_000 / UInt64(scenario.historyCount)
            )
            chain.append(message)
            chains[author.number] = chain
            signed.insert(message.id)
            for node in nodes where node === author || !random.happens(scenario.historyGaps) {
                store(message, at: node)
            }
            acknowledge(message, at: author)
        }
    }
}
