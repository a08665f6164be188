import Foundation
import Glibc
import TestSupport
import Testing

/// Nodes of a user without rights, as most are.
///
/// Tests often run as root, to whom the system allows what it refuses to others.
@Suite("An ordinary user's nodes")
struct OrdinaryUserTests {
    private static let number = 65_534

    /// True for a program in folders that every user may enter.
    private static let mayRun =
        geteuid() != 0
        || NodeProcess.executable.pathComponents.indices.allSatisfy { end in
            let components = NodeProcess.executable.pathComponents[...end]
            let path = NSString.path(withComponents: Array(components))
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & S_IXOTH != 0
        }

    private func node(
        _ db: String,
        in folder: TemporaryFolder,
        _ arguments: String...
    ) throws -> NodeProcess {
        let node = ["--db", db, "--format", "json", "--listen", "127.0.0.1:0"] + arguments
        guard geteuid() == 0 else { return try NodeProcess(node, in: folder) }
        let user = ["--reuid=\(Self.number)", "--regid=\(Self.number)", "--clear-groups"]
        return try NodeProcess(
            user + [NodeProcess.executable.path] + node,
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/setpriv")
        )
    }

    @Test("They dial one another, and prove their logs equal", .enabled(if: mayRun))
    func dial() throws {
        let folder = try TemporaryFolder()
        #expect(chmod(folder.path, 0o777) == 0)
        let a = try node("a.sqlite", in: folder)
        let b = try node("b.sqlite", in: folder, "--peer", try a.listening())
        try b.live()
        try a.live()
    }
}
