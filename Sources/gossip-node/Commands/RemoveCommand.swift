import ArgumentParser
import GossipHTTP
import GossipNode
import GossipText

/// `gossip-node remove`: takes a member out of the network of a log.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a member from the network of a log.",
        discussion: """
            No member links with the removed node once it has heard of this. Of its messages those \
            are kept that this log has; what others have beyond them is dropped everywhere. So wait \
            until this node is live. It takes an admin, and of another admin an older one.

            EXAMPLES
              gossip-node remove --db a.sqlite kitchen
              gossip-node remove --db a.sqlite 3f9ab27c

            EXIT CODES
              0  removed
              1  refused; the reason is said
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Flag(
        inversion: .prefixedNo,
        help: "Of an admin: sign the passes again that it has signed, or remove those nodes too."
    )
    var reissue: Bool?

    @Flag(
        name: .customLong("now"),
        help: "Remove it although this node is still catching up, and may lack messages of it."
    )
    var isNow = false

    @Argument(help: "The name of the member, or the first digits of its key.")
    var member: String

    func run() throws {
        let request = ControlRequest.remove(member, reissues: reissue, atOnce: isNow)
        try MembershipCommand.carryOut(
            .remove(member, reissues: reissue, atOnce: isNow),
            or: request,
            onLog: log.path,
            options
        ) { answer in
            let kept = answer["kept_sequence"]?.number ?? 0
            let reissued = answer["reissued"]?.number ?? 0
            let dropped = answer["removed_too"]?.number ?? 0
            let messages = kept == 0 ? "none" : "up to number \(kept)"
            return """
                removed  \(MembershipCommand.member(answer))
                kept of its messages: \(messages)
                """ + (reissued > 0 ? "\nsigned again: \(reissued) of its records" : "")
                    + (dropped > 0
                        ? "\nremoved with it: \(Quantity.count(Int(dropped), "node", "nodes")) that it had let in"
                        : "")
        }
    }
}
