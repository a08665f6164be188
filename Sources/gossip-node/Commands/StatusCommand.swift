import ArgumentParser
import GossipHTTP
import GossipText

/// `gossip-node status`: how a running node stands.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Ask the running node how it stands.",
        discussion: """
            Three lines: whether its log is equal to its peers', or why not; what the log holds; \
            and who may join its network.

            EXIT CODES
              0  it answered; with --ready, and is ready
              1  with --ready, it is not; or it gave no answer
              2  wrong use
              3  no node runs on this log
            """
    )

    @OptionGroup var log: AskedLog
    @OptionGroup var options: AskOptions

    @Flag(help: "Fail unless the node is live, or knows no peer to ask.")
    var ready = false

    func run() throws {
        let node = RunningNode(onLog: log.path, options)
        let answer = try node.answer(to: .get("/v1/state"))
        let report = StatusReport(try node.tree(answer))
        try options.print(answer.body) { style in report.text(style, now: WallClock.system.now) }
        guard !ready || report.isReady else {
            throw AskFailure(.refused, "the node is not ready: \(report.why).")
        }
    }
}
