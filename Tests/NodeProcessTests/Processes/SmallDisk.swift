import Foundation
import Glibc
import TestSupport
import Testing

/// A disk of a megabyte and a half for one node: a tmpfs in a mount namespace that ends with it.
struct SmallDisk {
    static let unavailable: Comment = """
        this machine lets nobody mount in a namespace of one's own (unshare, user namespaces): a full \
        disk is not tried
        """

    /// True when the machine lets us.
    static let isAvailable =
        (try? status(of: "/usr/bin/unshare", unshare + ["sh", "-c", probe])) == 0

    private static let probe = "mount -t tmpfs -o size=64k none /mnt && command -v nsenter"
    /// Without the rights of root a user namespace gives them, over one's own files.
    static let unshare = getuid() == 0 ? ["-m"] : ["-U", "-r", "-m"]

    let node: NodeProcess
    private let folder: TemporaryFolder

    /// Starts a node with its log at `disk/a.sqlite`, half of the disk filled by something else.
    init(in folder: TemporaryFolder) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: folder.file("disk")),
            withIntermediateDirectories: true
        )
        let script = """
            mount -t tmpfs -o size=1500k none disk && head -c 700000 /dev/zero >disk/filler \
            && exec "$0" "$@"
            """
        node = try NodeProcess(
            Self.unshare + ["sh", "-c", script, NodeProcess.executable.path]
                + ["--db", "disk/a.sqlite", "--listen", "127.0.0.1:0"]
                + ["--input", "json", "--format", "json"],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/unshare")
        )
    }

    /// Removes what fills the disk.
    func makeRoom() throws {
        _ = try run(["rm", "disk/filler"])
    }

    /// The ids that `gossip-log` lists, on the same disk.
    func listedIDs() throws -> [String] {
        let program = NodeProcess.executable.deletingLastPathComponent()
            .appendingPathComponent("gossip-log").path
        let output = try run([program, "--db", "disk/a.sqlite", "-o", "id"])
        return output.split(separator: "\n").map(String.init)
    }

    private func run(_ command: [String]) throws -> String {
        let user = getuid() == 0 ? [] : ["-U", "--preserve-credentials"]
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/nsenter")
        process.arguments =
            ["-t", String(node.pid), "-m"] + user + ["sh", "-c", "cd \"$0\" && exec \"$@\""]
            + [folder.path] + command
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func status(of program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
