import ArgumentParser
import GossipHTTP
import GossipText
import GossipWire

/// `gossip-node publish`: a message by a running node.
struct PublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish a message by the running node, and print its id once it is durable.",
        discussion: """
            The body is the words, or standard input when there are none, without the line end \
            that may be its last.

            EXIT CODES
              0  published
              1  refused; or no answer came in time, and it may be published
              2  wrong use
              3  no node runs on this log; nothing is published
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The topic of the message.", valueName: "topic")
    )
    var topic = ""

    @Option(
        help: ArgumentHelp("The seconds for which it matters; 0: no end.", valueName: "seconds")
    )
    var lifetime: UInt32 = 0

    @Argument(help: "The words of the body.")
    var words: [String] = []

    func run() throws {
        let body =
            words.isEmpty ? try PublishInput.read() : Array(words.joined(separator: " ").utf8)
        let draft: Draft
        do {
            draft = try Draft(topic: topic, body: body, lifetime: lifetime)
        } catch {
            throw NodeFailure(.wrongUse, error.description)
        }
        let node = RunningNode(onLog: log.path, options)
        let request = ControlRequest.publish(draft)
        let answer = try node.answer(to: request)
        let id = try node.tree(answer)["id"]?.text ?? ""
        try options.print(answer.body) { _ in SafeText.text(id) }
    }
}
