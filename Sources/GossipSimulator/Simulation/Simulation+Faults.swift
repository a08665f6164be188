internal import GossipCore
internal import GossipWire

extension Simulation {
    func scheduleFaults() {
        let span = scenario.faultSeconds * 1_000_000_000
        for _ in 0..<scenario.messageCount { schedule(.publish, after: random.next() % span) }
        for _ in 0..<scenario.crashCount { schedule(.crash, after: random.next() % span) }
        for _ in 0..<scenario.clockJumpCount {
            schedule(.jumpClock, after: random.next() % span)
        }
        for _ in 0..<scenario.partitionCount {
            let first = Int(random.next() % UInt64(nodes.count))
            let second = Int(random.next() % UInt64(nodes.count))
            let start = random.next() % span
            let length = random.next() % (span / 2)
            let isOneWay = random.next() % 3 == 0
            schedule(.partition(first, second), after: start)
            schedule(.heal(first, second), after: min(span, start + length))
            guard !isOneWay else { continue }
            schedule(.partition(second, first), after: start)
            schedule(.heal(second, first), after: min(span, start + length))
        }
        schedule(.endFaults, after: span + 1)
    }

    func publish() {
        let up = nodes.filter(\.isRunning)
        guard !up.isEmpty else { return }
        let node = up[Int(random.next() % UInt64(up.count))]
        let length = Int(
            draw(UInt64(scenario.bodyLength.lowerBound)...UInt64(scenario.bodyLength.upperBound))
        )
        let body = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        guard let draft = try? Draft(topic: "test", body: body) else { return }
        node.toPublish.append(draft)
        commitBatch(of: node)
    }

    func crash() {
        let up = nodes.filter(\.isRunning)
        guard !up.isEmpty else { return }
        let node = up[Int(random.next() % UInt64(up.count))]
        tell("\(node.number) crashes")
        trace.add(UInt64(node.number) | 2 << 32)
        node.crash()
        for number in streams.keys.sorted() {
            guard let stream = streams[number],
                stream.initiatorNode == node.number || stream.responderNode == node.number
            else { continue }
            schedule(.streamCut(number), after: 1_000_000)
        }
        schedule(.restart(node.number), after: random.next() % 10_000_000_000)
    }

    func jumpClock() {
        let node = nodes[Int(random.next() % UInt64(nodes.count))]
        let day: Int64 = 86_400_000
        node.clockOffset = Int64(random.next() % UInt64(2 * day)) - day
        tell("\(node.number) clock jumps to \(node.clockOffset) ms off")
    }

    func endFaults() {
        hasFaults = false
        cuts = []
        for node in nodes {
            // An operator sets a wrong clock right.
            node.clockOffset = 0
            if !node.isRunning { start(node) }
        }
        tell("faults end")
        schedule(.checkEqual, after: 100_000_000)
    }
}
