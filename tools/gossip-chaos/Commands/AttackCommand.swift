import ArgumentParser
import Glibc
import GossipWire
import HostilePeers
import NodeProcesses

/// The command `attack`: the attacker's process, which `hostile` starts and ends.
struct AttackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: "Attack nodes until a signal comes; 'hostile' does that.",
        shouldDisplay: false
    )

    private static let reportInterval: UInt64 = 250_000_000

    @Argument var name: String
    @Option(help: "The address of a node that will join.") var joiner: String
    @Option(name: .customLong("node"), help: "The address of an honest node.") var nodes: [String]

    func run() throws {
        guard let type = Attacks.named(name), let joiner = PeerAddress(joiner) else {
            throw ValidationError("There is no attack \"\(name)\", or no such address.")
        }
        // Other machines do not wait for this one's nodes.
        Niceness.set(0)
        signal(SIGPIPE, SIG_IGN)
        let targets = Targets(nodes: nodes.compactMap { PeerAddress($0) }, joiner: joiner)
        let attack = try type.init(targets)
        var tally = AttackTally()
        var nextReport: UInt64 = 0
        while true {
            let now = Clock.monotonic()
            try attack.turn(at: now, &tally)
            if now >= nextReport {
                nextReport = now + Self.reportInterval
                report(tally)
            }
            if type.pause > 0 { Clock.sleep(until: now + type.pause) }
        }
    }

    private func report(_ tally: AttackTally) {
        let line = Array(
            """
            {"event":"tally","datagrams":\(tally.datagrams),"streams":\(tally.streams),\
            "bytes":\(tally.bytes)}

            """.utf8
        )
        _ = write(STDOUT_FILENO, line, line.count)
    }
}
