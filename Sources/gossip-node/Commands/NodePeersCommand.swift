import ArgumentParser
import Glibc
import GossipHTTP
import GossipText

/// `gossip-node peers`: whom a running node is in contact with.
struct NodePeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Ask the running node for its peers, as they are now.",
        discussion: """
            The columns are those of gossip-log peers, which tells what was last noted in the log.

            EXIT CODES
              0  it answered
              1  it gave no answer
              2  wrong use
              3  no node runs on this log
            """
    )

    @OptionGroup var log: AskedLog
    @OptionGroup var options: AskOptions

    func run() throws {
        let node = RunningNode(onLog: log.path, options)
        let answer = try node.answer(to: .get("/v1/peers"))
        let now = WallClock.system.now
        let peers = try node.tree(answer)["peers"]?.elements ?? []
        let rows = peers.map { PeerRow($0, now: now) }
        try options.print(answer.body) { style in
            guard !rows.isEmpty else { return "no peer is known" }
            let table = PeerRow.table(rows, isRunning: true, now: now)
            let columns = Terminal(descriptor: STDOUT_FILENO).columns
            return table.lines(style: style, columns: columns).joined(separator: "\n")
        }
    }
}
