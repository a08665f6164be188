import Glibc
import GossipNode
import GossipText
import TestSupport
import Testing

@testable import GossipHTTP

@Suite("The place of a control socket")
struct SocketPlaceTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func environment(_ runtime: String?) -> Environment {
        Environment { $0 == "XDG_RUNTIME_DIR" ? runtime : nil }
    }

    @Test("is beside the log, also when the log is reached over a link")
    func beside() throws {
        mkdir(folder.file("disk"), 0o755)
        symlink(folder.file("disk"), folder.file("link"))
        let place = ControlPlace(ofLog: folder.file("link/a.sqlite"))
        let path = try SocketPath.choose(for: place, environment: environment(nil))
        #expect(path == folder.file("disk/a.sqlite.sock"))
    }

    @Test("is a folder for sockets when the path is too long, or has a line break")
    func runtime() throws {
        let logs = [String(repeating: "x", count: 100), "a\nb"].map { folder.file($0) }
        let paths = try logs.map { log in
            try SocketPath.choose(
                for: ControlPlace(ofLog: log),
                environment: environment(folder.path)
            )
        }
        #expect(Set(paths).count == 2)
        for path in paths {
            #expect(path.hasPrefix(folder.file("gossip-")))
            #expect(path.utf8.count == folder.file("gossip-").utf8.count + 16)
        }
    }

    @Test("is nowhere when there is no such folder, and the sentence says what to do")
    func nowhere() throws {
        let log = folder.file(String(repeating: "x", count: 200))
        let error = #expect(throws: SocketFailure.self) {
            try SocketPath.choose(
                for: ControlPlace(ofLog: log),
                environment: environment(folder.file("missing"))
            )
        }
        #expect(error?.description.contains("is longer than 100 bytes") == true)
        #expect(error?.description.contains("Set XDG_RUNTIME_DIR") == true)
    }

    @Test("is given to the socket in one step, which replaces that of a killed node")
    func published() throws {
        let path = folder.file("a.sock")
        for _ in 0..<2 {
            let file = try SocketFile(at: path)
            let socket = try ListeningSocket(at: file.draft)
            defer { socket.close() }
            try file.publish()
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(access(path + ".d", F_OK) != 0)
        }
        // Killed between the making and the renaming.
        let left = try SocketFile(at: path)
        _ = try ListeningSocket(at: left.draft)
        let file = try SocketFile(at: path)
        file.remove()
        #expect(access(path, F_OK) != 0 && access(path + ".d", F_OK) != 0)
    }

    @Test("is not taken from anything that is no socket")
    func occupied() throws {
        let path = folder.file("a.sock")
        mkdir(path, 0o755)
        let error = #expect(throws: SocketFailure.self) { try SocketFile(at: path) }
        #expect(error?.problem == .occupied)
    }
}
