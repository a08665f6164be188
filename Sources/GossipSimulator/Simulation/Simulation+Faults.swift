internal import GossipCore
internal import GossipWire

/// The faults of the network and of the machines, and the publishing meanwhile.
extension Simulation {
    private var span: UInt64 { scenario.faultSeconds * 1_000_000_000 }

    func scheduleFaults() {
        schedulePublishing()
        scheduleBlocks()
        for _ in 0..<scenario.crashCount { schedule(.crash, after: random.next() % span) }
        for _ in 0..<scenario.clockJumpCount {
            schedule(.jumpClock, after: random.next() % span)
        }
        for _ in 0..<scenario.renewalCount {
            schedule(.renewAddresses, after: random.next() % span)
        }
        for _ in 0..<scenario.fullDiskCount { schedule(.fillDisk, after: random.next() % span) }
        if scenario.restore > 0 {
            for _ in 0..<4 { schedule(.backUp, after: random.next() % span) }
        }
        for _ in 0..<scenario.partitionCount { schedulePartition() }
        for _ in 0..<scenario.splitCount { scheduleSplit() }
        for _ in 0..<scenario.clogCount {
            let start = random.next() % span
            let length = random.draw(1_000_000_000...40_000_000_000)
            let end = min(faultsEnd, now + start + length)
            schedule(.clog(randomNode(), randomNode(), until: end), after: start)
        }
        schedule(.endFaults, after: span + 1)
    }

    private func schedulePublishing() {
        let authors = [randomNode(), randomNode()]
        switch scenario.workload {
        case .bursts:
            var left = scenario.messageCount
            while left > 0 {
                let count = min(left, Int(5 + random.next() % 60))
                schedule(.publish(node: randomNode(), count: count), after: random.next() % span)
                left -= count
            }
        case .steady, .oneAuthor, .fewAuthors:
            for number in 0..<scenario.messageCount {
                let node: Int? =
                    switch scenario.workload {
                    case .oneAuthor: authors[0]
                    case .fewAuthors where number % 8 != 0: authors[number % 2]
                    default: nil
                    }
                schedule(.publish(node: node, count: 1), after: random.next() % span)
            }
        }
    }

    private func randomNode() -> Int { Int(random.next() % UInt64(nodes.count)) }

    private func schedulePartition() {
        let (first, second) = (randomNode(), randomNode())
        var pairs = [pair(first, second)]
        if !random.happens(0.33) { pairs.append(pair(second, first)) }
        schedule(cutting: pairs)
    }

    private func scheduleSplit() {
        let side = nodes.map { _ in random.happens(0.5) }
        var pairs: [Int] = []
        for first in nodes.indices {
            for second in nodes.indices where side[first] != side[second] {
                pairs.append(pair(first, second))
            }
        }
        schedule(cutting: pairs)
    }

    private func schedule(cutting pairs: [Int]) {
        let start = random.next() % span
        let length = random.next() % (span / 2)
        schedule(.partition(pairs), after: start)
        schedule(.heal(pairs), after: min(span, start + length))
    }

    func performFault(_ event: Event) {
        switch event {
        case .crash: crash()
        case .restart(let number, let kind): restart(number, kind)
        case .backUp:
            let node = random.pick(nodes)
            node.backup = (node.log.backup(), node.ownRecord)
            tell("\(node.number) is backed up with \(node.log.count) messages")
        case .partition(let pairs):
            tell("\(pairs.map { "\($0 >> 16)→\($0 & 0xffff)" }) cut")
            for pair in pairs { cuts[pair, default: 0] += 1 }
        case .heal(let pairs):
            for pair in pairs {
                let count = cuts[pair] ?? 0
                cuts[pair] = count > 1 ? count - 1 : nil
            }
        case .clog(let first, let second, let until):
            tell("streams from \(first) to \(second) stand still")
            clogs[pair(first, second)] = until
        case .fillDisk:
            let node = random.pick(nodes)
            node.isDiskFull = true
            tell("\(node.number)'s disk is full")
            schedule(.freeDisk(node.number), after: random.draw(500_000_000...8_000_000_000))
        case .freeDisk(let number): nodes[number].isDiskFull = false
        case .jumpClock:
            let node = random.pick(nodes)
            let day: Int64 = 86_400_000
            node.clockOffset = Int64(random.next() % UInt64(2 * day)) - day
            tell("\(node.number) clock jumps to \(node.clockOffset) ms off")
        case .renewAddresses:
            let number = random.pick(scenario.hiddenNodes.sorted())
            translators.renew(number)
            tell("\(number) is shown at other addresses")
        case .endFaults: endFaults()
        default: preconditionFailure("not a fault")
        }
    }

    private func endFaults() {
        hasFaults = false
        cuts = [:]
        clogs = [:]
        for node in nodes {
            // As an operator does: sets a wrong clock right and makes room on the disk.
            node.clockOffset = 0
            node.isDiskFull = false
            if !node.isRunning { start(node) }
        }
        tell("faults end")
        schedule(.checkEqual, after: 100_000_000)
    }
}
