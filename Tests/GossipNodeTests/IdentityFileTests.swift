import Foundation
import Glibc
import GossipNode
import GossipWire
import TestSupport
import Testing

@Suite("The key file")
struct IdentityFileTests {
    let folder: TemporaryFolder
    let file: IdentityFile

    init() throws {
        folder = try TemporaryFolder()
        file = IdentityFile(besideLog: folder.file("a.sqlite"))
    }

    @Test("is made once and read ever after")
    func madeOnce() throws {
        #expect(try file.load() == nil)
        let first = try file.loadOrCreate()
        let second = try file.loadOrCreate()
        #expect(first.created)
        #expect(!second.created)
        #expect(first.identity.seed == second.identity.seed)
        #expect(try file.load()?.author == first.identity.author)
    }

    @Test("is one line of text for its owner only, with its record beside it")
    func contents() throws {
        let identity = try file.loadOrCreate().identity
        let seed = identity.seed.map { String(format: "%02x", $0) }.joined()
        #expect(
            try String(contentsOfFile: file.path, encoding: .utf8)
                == "gossip-log identity 1 \(seed)\n"
        )
        var status = stat()
        #expect(stat(file.path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names.sorted() == ["a.sqlite.key", "a.sqlite.own"])
    }

    @Test(
        "is refused when others may read or write it",
        arguments: [0o640, 0o604, 0o660, 0o644, 0o777] as [mode_t]
    )
    func openToOthers(mode: mode_t) throws {
        _ = try file.loadOrCreate()
        chmod(file.path, mode)
        let error = #expect(throws: IdentityFileError.self) { try file.loadOrCreate() }
        #expect(error?.problem == .rights(mode: mode))
        #expect(error?.description.contains("chmod 600 \(file.path)") == true)
    }

    @Test(
        "is refused when it holds anything else, and stays as it is",
        arguments: [
            "", "\n", "gossip-log identity 1 ",
            "gossip-log identity 2 \(String(repeating: "ab", count: 32))",
            "gossip-log identity 1 \(String(repeating: "ab", count: 31))",
            "gossip-log identity 1 \(String(repeating: "ab", count: 33))",
            "gossip-log identity 1 \(String(repeating: "xy", count: 32))",
            "gossip-log identity 1 \(String(repeating: "ab", count: 32)) \n",
            String(repeating: "x", count: 10_000),
        ]
    )
    func otherContents(content: String) throws {
        try content.write(toFile: file.path, atomically: true, encoding: .utf8)
        chmod(file.path, 0o600)
        let error = #expect(throws: IdentityFileError.self) { try file.loadOrCreate() }
        #expect(error?.problem == .content)
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == content)
    }

    @Test("is not made in a folder that does not exist")
    func missingFolder() {
        let lost = IdentityFile(besideLog: folder.file("nowhere/a.sqlite"))
        let error = #expect(throws: IdentityFileError.self) { try lost.loadOrCreate() }
        #expect(error?.problem == .system("create", ENOENT))
    }

    @Test("is one and the same for two who make it at the same moment")
    func madeByTwo() async throws {
        let authors = await withTaskGroup(of: AuthorKey?.self) { group in
            for _ in 0..<8 {
                group.addTask { [file] in try? file.loadOrCreate().identity.author }
            }
            return await group.reduce(into: Set<AuthorKey?>()) { $0.insert($1) }
        }
        #expect(authors.count == 1)
        #expect(authors.first != AuthorKey?.none)
    }
}
