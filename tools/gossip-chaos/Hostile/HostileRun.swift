import Glibc
import GossipWire
import HostilePeers
import NodeProcesses
import TestSupport

/// Three honest nodes that publish, one that joins, and an attacker, from the first start to the last
/// comparison.
final class HostileRun {
    let attack: any Attack.Type
    let options: HostileOptions
    let folder: String
    /// The nodes that run all the time; the last is killed and started again.
    let nodes: [ChaosNode]
    /// The node that joins without an attack, and the one that joins under it: nobody knows it before.
    let joiners: [ChaosNode]
    var attacker: Attacker?
    var traffic = HonestTraffic()
    var report: HostileReport
    var memoryBytesMax = 0
    private var nextMessage: UInt64 = 0
    private var nextMemoryLook: UInt64 = 0
    private var publishCount = 0

    /// Makes the nodes; nothing is started yet.
    init(_ attack: any Attack.Type, _ options: HostileOptions) throws {
        self.attack = attack
        self.options = options
        report = HostileReport(attack)
        report.isTimed = !options.untimed
        folder = try WorkFolder.make(in: options.folder, named: "gossip-hostile")
        Cleanup.shared.add(folder: folder)
        // Below the ports that the system gives out: a node that is away must find its own again.
        let addresses = try FreePorts.find(5, in: 20_000..<32_000).map { "127.0.0.1:\($0)" }
        let peers = [[1, 2], [0, 2], [0, 1], [0], [0]]
        let program = try Programs.node()
        let folder = folder
        let all = try addresses.indices.map { number in
            let log = "\(folder)/\(number).sqlite"
            let arguments =
                ["--db", log, "--input", "json", "--format", "json", "--name", "node-\(number)"]
                + ["--listen", addresses[number]] + attack.nodeArguments
                + peers[number].flatMap { ["--peer", addresses[$0]] }
            return try ChaosNode(
                number: number,
                address: addresses[number],
                logPath: log,
                command: (program, arguments)
            )
        }
        nodes = Array(all[..<3])
        joiners = Array(all[3...])
        for node in nodes {
            node.onEvent = { [unowned self] in traffic.take($0, at: Clock.monotonic()) }
        }
    }

    var everybody: [ChaosNode] { nodes + joiners }

    /// Everything that honest nodes have acknowledged.
    var acknowledged: Set<String> {
        everybody.reduce(into: Set()) { $0.formUnion($1.acknowledged) }
    }

    /// Ends all processes; the folder is removed unless it is kept.
    func end(keeping: Bool) {
        attacker?.stop()
        for node in everybody { try? node.end(with: SIGKILL) }
        Cleanup.shared.remove(folder: folder)
        if !keeping { FolderTree.remove(folder) }
    }

    /// Publishes and listens for a while.
    func work(seconds: Double, publishing: Bool = true) throws {
        try work(until: Clock.monotonic() + UInt64(seconds * 1e9), publishing: publishing) { false }
    }

    /// Publishes and listens until something holds, or a time.
    func work(until deadline: UInt64, publishing: Bool = true, _ isDone: () throws -> Bool) throws {
        while Clock.monotonic() < deadline, try !isDone() {
            if publishing { publish() }
            lookAtMemory()
            try listen()
        }
    }

    /// Publishes so many messages at once.
    func publish(count: Int) throws {
        for _ in 0..<count {
            while !nodes[0].publish(traffic.nextLine(at: Clock.monotonic())) { try listen() }
        }
    }

    private func publish() {
        let now = Clock.monotonic()
        guard now >= nextMessage else { return }
        nextMessage = max(nextMessage, now - 1_000_000_000) + 1_000_000_000 / UInt64(options.rate)
        publishCount += 1
        let node = nodes[publishCount % nodes.count]
        // One that is away, or catches up, is not asked.
        let author = node.isLive ? node : nodes[0]
        _ = author.publish(traffic.nextLine(at: now))
    }

    private func lookAtMemory() {
        let now = Clock.monotonic()
        guard now >= nextMemoryLook else { return }
        nextMemoryLook = now + 100_000_000
        for node in everybody {
            memoryBytesMax = max(memoryBytesMax, NodeUsage(of: node)?.residentBytes ?? 0)
        }
    }

    /// Reads what has been written, waiting a little when there is nothing.
    private func listen() throws {
        let running = everybody.filter { $0.output >= 0 }
        var files = running.map { pollfd(fd: $0.output, events: Int16(POLLIN), revents: 0) }
        if let attacker {
            files.append(pollfd(fd: attacker.output, events: Int16(POLLIN), revents: 0))
        }
        let now = Clock.monotonic()
        let wait = nextMessage > now ? min(5, (nextMessage - now) / 1_000_000) : 0
        guard poll(&files, nfds_t(files.count), Int32(wait)) > 0 else { return }
        if files.count > running.count, files[running.count].revents != 0 { try attacker?.read() }
        for (node, file) in zip(running, files) where file.revents != 0 {
            guard try node.read() else {
                let words = node.lastWords()
                node.drop()
                throw ToolFailure("Node \(node.number) has ended by itself: \(words)")
            }
        }
    }
}
