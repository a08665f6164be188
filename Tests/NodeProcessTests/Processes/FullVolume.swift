import Foundation
import Glibc
import TestSupport

/// A volume of 6 MB at `disk`, which a test can fill to the last byte: a tmpfs in a mount namespace that
/// lives as long as this.
struct FullVolume {
    private let folder: TemporaryFolder
    private let holder: NodeProcess

    init(in folder: TemporaryFolder) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            atPath: folder.file("disk"),
            withIntermediateDirectories: true
        )
        let script =
            "mount -t tmpfs -o size=6m none disk && echo '{\"event\":\"ready\"}' && exec cat"
        holder = try NodeProcess(
            SmallDisk.unshare + ["sh", "-c", script],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/unshare")
        )
        try holder.line("the mount") { $0.event == "ready" }
    }

    /// Starts a program where the volume is.
    func process(_ command: String...) throws -> NodeProcess {
        try process(command)
    }

    /// Starts a node on `disk/a.sqlite`.
    func node(_ options: String...) throws -> NodeProcess {
        try process(
            [NodeProcess.executable.path, "--db", "disk/a.sqlite", "--listen", "127.0.0.1:0"]
                + ["--input", "json", "--format", "json"] + options
        )
    }

    /// Starts `gossip-log` on that log.
    func query(_ command: String, _ arguments: String...) throws -> NodeProcess {
        let program = NodeProcess.executable("gossip-log").path
        return try process([program, command, "--db", "disk/a.sqlite"] + arguments)
    }

    /// Uses up every byte.
    func fill() throws {
        // Ends because there is no space.
        _ = try process("sh", "-c", "cat /dev/zero >disk/filler").exitCode()
    }

    /// Bytes that are free.
    func freeBytes() throws -> Int {
        let process = try process("stat", "-f", "-c", "%a %S", "disk")
        guard try process.exitCode() == 0, let line = process.output.first else { return 0 }
        return line.split(separator: " ").compactMap { Int($0) }.reduce(1, *)
    }

    private func process(_ command: [String]) throws -> NodeProcess {
        let user = getuid() == 0 ? [] : ["-U", "--preserve-credentials"]
        return try NodeProcess(
            ["-t", String(holder.pid), "-m"] + user + ["sh", "-c", "cd \"$0\" && exec \"$@\""]
                + [folder.path] + command,
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/nsenter")
        )
    }
}
