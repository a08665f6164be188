import Foundation
import Glibc
import GossipNode
import GossipWire
import TestSupport
import Testing

@Suite("The network key file") struct NetworkKeyFileTests {
    let folder: TemporaryFolder
    let file: NetworkKeyFile

    init() throws {
        folder = try TemporaryFolder()
        file = NetworkKeyFile(besideLog: folder.file("a.sqlite"))
    }

    @Test("is for its owner only, and gives back what was saved")
    func saved() throws {
        #expect(file.path == folder.file("a.sqlite.network"))
        #expect(try file.load() == nil)
        var keys = NetworkKeys(NetworkKey())
        try file.save(keys)
        #expect(try file.load() == keys)
        keys.rotate(to: NetworkKey())
        try file.save(keys)
        #expect(try file.load() == keys)
        var status = stat()
        #expect(stat(file.path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(names == ["a.sqlite.network"])
    }

    @Test("tells a command that a shell takes as it is, whatever the path")
    func commandToCopy() throws {
        let file = NetworkKeyFile(path: folder.file("my keys; and others"))
        try file.save(NetworkKeys(NetworkKey()))
        chmod(file.path, 0o644)
        let error = #expect(throws: NetworkKeyFileError.self) { try file.load() }
        #expect(error?.description.hasSuffix("chmod 600 '\(file.path)'") == true)
    }

    @Test("is refused when others may read or write it", arguments: [0o640, 0o604] as [mode_t])
    func openToOthers(mode: mode_t) throws {
        try file.save(NetworkKeys(NetworkKey()))
        chmod(file.path, mode)
        let error = #expect(throws: NetworkKeyFileError.self) { try file.load() }
        #expect(error?.problem == .rights(mode: mode))
        #expect(error?.description.contains("chmod 600 \(file.path)") == true)
    }

    @Test("is refused when it holds something else, with the line, and stays as it is")
    func content() throws {
        try FileBytes.write(Array("# mine\nsecret\n".utf8), to: file.path)
        chmod(file.path, 0o600)
        let error = #expect(throws: NetworkKeyFileError.self) { try file.load() }
        #expect(error?.problem == .content(.foreign(line: 2)))
        #expect(
            error?.description.hasPrefix("the network key file \(file.path) has a line 2 that is")
                == true
        )
        try FileManager.default.createDirectory(
            atPath: folder.file("b.network"),
            withIntermediateDirectories: false
        )
        let other = NetworkKeyFile(besideLog: folder.file("b"))
        #expect(throws: NetworkKeyFileError.self) { try other.load() }
    }

    @Test("that is named holds one key, whose hash names the network")
    func named() throws {
        let named = NetworkKeyFile(path: file.path)
        var keys = NetworkKeys(.open)
        try file.save(keys)
        #expect(try named.load() == keys)
        keys.rotate(to: .loopback)
        try file.save(keys)
        let error = #expect(throws: NetworkKeyFileError.self) { try named.load() }
        #expect(error?.problem == .content(.tooMany(1)))
    }

    @Test("that is to be there and is not says how to make one")
    func absent() throws {
        let error = #expect(throws: NetworkKeyFileError.self) { try file.require() }
        #expect(error?.problem == .absent)
        #expect(error?.description.hasSuffix("keygen --output \(file.path)") == true)
        try file.create(NetworkKeys(.open))
        #expect(try file.require() == NetworkKeys(.open))
    }

    @Test("that is made new never takes the place of one, and says of which network it is")
    func created() throws {
        let keys = NetworkKeys(NetworkKey())
        try file.create(keys)
        let text = String(decoding: try FileBytes.read(file.path), as: UTF8.self)
        #expect(text.hasPrefix("# Network \(NetworkAccess.keys(keys)): "))
        let error = #expect(throws: NetworkKeyFileError.self) {
            try file.create(NetworkKeys(NetworkKey()))
        }
        #expect(error?.problem == .taken)
        #expect(try file.load() == keys)
    }

    @Test("that cannot be written says so")
    func unwritable() throws {
        let lost = NetworkKeyFile(besideLog: folder.file("gone/a.sqlite"))
        let error = #expect(throws: NetworkKeyFileError.self) {
            try lost.save(NetworkKeys(NetworkKey()))
        }
        #expect(error?.problem == .system("write", ENOENT))
    }
}
