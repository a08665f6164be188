import ArgumentParser
import Glibc
import GossipHTTP
import GossipNode
import GossipText
import GossipWire

/// `gossip-node block`: keeps nothing of an author at a node.
struct BlockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block",
        abstract: "Keep nothing of an author at this node, or show whom it blocks.",
        discussion: """
            The messages of the author are removed here, and refused whoever brings them. Other \
            nodes keep them. This node is still proved equal with them in everything else, \
            "except for 1 author".

            It works while a node runs on the log and while none does. With --undo the messages \
            come again from the peers.

            EXAMPLES
              gossip-node block --db a.sqlite 1f2e3d4c
              gossip-node block --db a.sqlite kitchen --undo
              gossip-node block --db a.sqlite

            EXIT CODES
              0  done, or shown
              1  not done: the word means no author or several, or the log cannot be used
              2  wrong use
            """
    )

    @OptionGroup var log: NamedLog
    @OptionGroup var options: AskOptions

    @Flag(help: "Keep everything of the author again.")
    var undo = false

    @Argument(help: "The author: a name, the start of a key, or a whole key.")
    var author: String?

    func validate() throws {
        if undo, author == nil {
            throw ValidationError("--undo needs the author that is no longer blocked.")
        }
        if let author, author.isEmpty { throw ValidationError("the author is an empty word.") }
    }

    func run() throws {
        guard let author else { return try printList() }
        let block: AuthorBlock
        do throws(NodeError) {
            let key = try BlockList.author(meaning: author, inLog: log.path)
            block = AuthorBlock(of: key, isUndone: undo)
        } catch {
            throw NodeFailure(error)
        }
        let answer = try perform(block)
        let tree = try JSONTree(String(decoding: answer, as: UTF8.self))
        try options.print(answer) { _ in
            Self.text(
                of: block,
                isChanged: tree["changed"]?.isTrue ?? false,
                messages: tree["messages"]?.number ?? 0,
                log: log.path
            )
        }
    }

    /// Has the running node do it; without one, does it.
    private func perform(_ block: AuthorBlock) throws -> [UInt8] {
        if LogUser(ofLog: log.path) != nil {
            let request = ControlRequest.block(block.author, isUndone: block.isUndone)
            return try RunningNode(onLog: log.path, options).answer(to: request).body
        }
        do throws(NodeError) {
            let outcome = try block.perform(onLog: log.path, version: Version.text)
            return JSONObject(block, outcome).closed + [UInt8(ascii: "\n")]
        } catch {
            throw NodeFailure(error)
        }
    }

    private static func text(
        of block: AuthorBlock,
        isChanged: Bool,
        messages: Int,
        log: String
    ) -> String {
        let name = block.author.hex.prefix(8)
        let command = "gossip-node block --db \(SafeText.text(ShellWord.quoted(log))) \(name)"
        if block.isUndone {
            return isChanged
                ? "\(name) is no longer blocked; its messages come again from the peers."
                : "\(name) was not blocked; nothing has changed."
        }
        guard isChanged else {
            return "\(name) is blocked already. To undo that: \(command) --undo"
        }
        return
            "\(name) is blocked: \(Quantity.messages(messages)) of it \(messages == 1 ? "goes" : "go"), and "
            + "nothing of it is taken in. To undo that: \(command) --undo"
    }

    private func printList() throws {
        let list: BlockList
        do throws(NodeError) {
            list = try BlockList(ofLog: log.path)
        } catch {
            throw NodeFailure(error)
        }
        var object = JSONObject()
        object.add(
            "blocks",
            list.entries.map { entry in
                var block = JSONObject()
                block.add("author", entry.author.hex)
                if let name = entry.name { block.add("name", name) }
                block.add("messages", entry.messages)
                return block
            }
        )
        try options.print(object.closed + [UInt8(ascii: "\n")]) { style in
            guard !list.entries.isEmpty else { return "no author is blocked" }
            var table = ColumnTable([
                .text("author"), .text("name", isFlexible: true), .number("to remove"),
            ])
            for entry in list.entries {
                table.add([
                    .init(entry.author.hex), .init(entry.name ?? ""), .init("\(entry.messages)"),
                ])
            }
            let columns = Terminal(descriptor: STDOUT_FILENO).columns
            return table.lines(style: style, columns: columns).joined(separator: "\n")
        }
    }
}
