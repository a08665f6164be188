internal import FoundationEssentials

/// The options of a program's subcommands, as the program itself tells them (`--experimental-dump-help`).
package struct CommandHelp {
    private struct Told: Decodable {
        let command: Command
    }

    private struct Command: Decodable {
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Command]?
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            let name: String
        }

        let kind: String
        let preferredName: Name?
    }

    /// The options with a value, by the name of the subcommand.
    package let options: [String: [String]]

    /// Reads what a program tells.
    package init(json: String) throws {
        let told = try JSONDecoder().decode(Told.self, from: Data(json.utf8))
        options = (told.command.subcommands ?? []).reduce(into: [:]) { options, command in
            options[command.commandName] = (command.arguments ?? [])
                .filter { $0.kind == "option" }.compactMap { $0.preferredName?.name }
        }
    }
}
