import ArgumentParser
import Glibc
import GossipNode
import GossipText
import GossipWire

/// `gossip-node members`: who is in the network of a log.
struct MembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members",
        abstract: "Show the members of the network of a log, as its records have them.",
        discussion: """
            It reads the log, whether a node runs on it or not. The oldest admins stand first, \
            removed nodes last.

            EXIT CODES
              0  shown
              1  the log cannot be read, or belongs to no network
              2  wrong use
            """
    )

    @OptionGroup var log: AskedLog

    @Option(name: .shortAndLong, help: "How the answer looks: text for people, or json.")
    var output = LineFormat.text

    func run() throws {
        let list: MemberList
        do throws(NodeError) {
            list = try MemberList(ofLog: log.path)
        } catch {
            throw NodeFailure(error)
        }
        let bytes: [UInt8] =
            switch output {
            case .json: json(list) + [UInt8(ascii: "\n")]
            case .text: Array(text(list).utf8)
            }
        do throws(OutputFailure) {
            try StandardOutput.write(bytes)
        } catch .closed {
        } catch {
            throw NodeFailure(.failure, error.description)
        }
    }

    private func json(_ list: MemberList) -> [UInt8] {
        var object = JSONObject()
        object.add("network", list.network.hex)
        object.add("authors", (list.admitsGuests ? WriterChoice.any : .members).rawValue)
        object.add(
            "members",
            list.entries.map { entry in
                var member = JSONObject()
                member.add("node", entry.node.hex)
                if let name = DisplayName.shown(entry.name) { member.add("name", name) }
                member.add("role", entry.role)
                member.add("epoch", entry.epoch)
                member.add("signer", entry.signer.hex)
                member.add("self", entry.node == list.own)
                return member
            }
        )
        return object.closed
    }

    private func text(_ list: MemberList) -> String {
        var table = ColumnTable([
            .text("node"), .text("name", isFlexible: true), .text("role"), .number("epoch"),
            .text("signer", leaving: 1),
        ])
        for entry in list.entries {
            let own = entry.node == list.own ? " (this node)" : ""
            table.add([
                .init(entry.node.hex), .init((DisplayName.shown(entry.name) ?? "") + own),
                .init(entry.role), .init("\(entry.epoch)"), .init(entry.signer.hex),
            ])
        }
        let terminal = Terminal(descriptor: STDOUT_FILENO)
        let style = Style(isOn: ColorChoice.auto.isOn(terminal))
        let lines = table.lines(style: style, columns: terminal.columns)
        let writers = list.admitsGuests ? ["authors any, within budgets"] : []
        return (["network \(list.network.hex)"] + writers + lines).joined(separator: "\n") + "\n"
    }
}
