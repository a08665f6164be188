import GossipNode
import GossipText
import GossipWire
import TestSupport
import Testing

/// A network with members of real processes, in a folder.
struct ProcessNetwork {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func ask(_ arguments: String...) throws -> TemporaryFolder.Answer {
        try folder.ask(arguments)
    }

    /// Makes the network, and starts its founder.
    func found(_ db: String, _ name: String) throws -> NodeProcess {
        let founding = try ask("create", "--db", db, "--name", name)
        #expect(founding.code == 0, "\(founding.errors)")
        return try folder.node(db)
    }

    /// Lets a log in by a node that runs.
    func join(_ db: String, _ name: String, by inviter: String, _ options: String...) throws {
        let invitation = try folder.ask(["invite", "--db", inviter, "-o", "json"] + options)
        #expect(invitation.code == 0, "\(invitation.errors)")
        let code = try #require(try JSONTree(invitation.output)["code"]?.text)
        let entry = try ask("join", "--db", db, "--name", name, code)
        #expect(entry.code == 0, "\(entry.errors)")
    }

    /// The members as `name role`, in the order of the command.
    func members(_ db: String) throws -> [String] {
        let answer = try ask("members", "--db", db, "-o", "json")
        #expect(answer.code == 0, "\(answer.errors)")
        let members = try JSONTree(answer.output)["members"]?.elements ?? []
        return members.map { "\($0["name"]?.text ?? "") \($0["role"]?.text ?? "")" }
    }

    /// The keys of the network of a log.
    func keys(of db: String) throws -> NetworkKeys {
        try NetworkKeyFile(besideLog: folder.file(db)).require()
    }

    /// The key of the node of a log, in hexadecimal digits.
    func key(of db: String) throws -> String {
        let identity = try IdentityFile(besideLog: folder.file(db)).load()
        return try #require(identity).author.hex
    }
}
