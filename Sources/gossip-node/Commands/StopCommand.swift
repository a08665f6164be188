import ArgumentParser
import GossipHTTP
import GossipText

/// `gossip-node stop`: ends a running node in order.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "End the running node in order, and wait until it has ended.",
        discussion: """
            It finishes what is being written and says goodbye to its peers, as at SIGTERM.

            EXIT CODES
              0  it has ended
              1  it has not ended in time
              2  wrong use
              3  no node runs on this log
            """
    )

    @OptionGroup var log: AskedLog
    @OptionGroup var options: AskOptions

    func run() throws {
        let node = RunningNode(onLog: log.path, options)
        let answer = try node.answer(to: .post("/v1/stop"))
        try node.waitForEnd()
        try options.print(answer.body) { _ in "stopped" }
    }
}
