import Foundation
import TestSupport
import Testing

/// The streams that a node is started with, when they are not as they should be.
@Suite("Standard streams of a node")
struct StandardStreamTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Starts a node by a shell that does something first.
    private func node(
        _ command: [String] = ["--db", "a.sqlite", "--listen", "127.0.0.1:0", "--format", "json"],
        before: String = "",
        redirections: String = ""
    ) throws -> NodeProcess {
        try NodeProcess(
            ["-c", "\(before) exec \"$0\" \"$@\" \(redirections)", NodeProcess.executable.path]
                + command,
            in: folder,
            executable: URL(fileURLWithPath: "/bin/sh")
        )
    }

    @Test(
        "A standard output that cannot be written ends the node with status 1 and a sentence",
        arguments: [
            (">/dev/full", "no space left on device"), (">&-", "bad file descriptor"),
            ("<&- >&-", "bad file descriptor"), ("1<a.txt", "bad file descriptor"),
        ]
    )
    func unwritable(redirections: String, reason: String) throws {
        try "text".write(toFile: folder.file("a.txt"), atomically: true, encoding: .utf8)
        for command in [
            ["--db", "a.sqlite", "--listen", "127.0.0.1:0"], ["identity", "--db", "a.sqlite"],
            ["--help"], ["--version"],
        ] {
            let node = try node(command, redirections: redirections)
            #expect(try node.exitCode() == 1)
            #expect(
                node.errors.hasPrefix("gossip-node: cannot write to standard output: \(reason).")
            )
        }
        // It stopped in order.
        let runs = try folder.objects("sessions", "a.sqlite")
        #expect(runs.first?["end"] as? String == "clean", "\(runs)")
    }

    @Test(
        "What was acknowledged before standard output failed is in the log",
        .enabled(if: SmallDisk.isAvailable, SmallDisk.unavailable)
    )
    func acknowledged() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("disk"),
            withIntermediateDirectories: true
        )
        let script = """
            mount -t tmpfs -o size=8k none disk && "$0" "$@" >disk/out; status=$?; cp disk/out out
            exit $status
            """
        let node = try NodeProcess(
            SmallDisk.unshare + ["sh", "-c", script, NodeProcess.executable.path]
                + ["--db", "a.sqlite", "--listen", "127.0.0.1:0", "--format", "json"],
            in: folder,
            executable: URL(fileURLWithPath: "/usr/bin/unshare")
        )
        for number in 1...200 { node.send("line \(number)") }
        #expect(try node.exitCode() == 1)
        #expect(node.errors.contains("no space left on device"))
        #expect(node.errors.contains("all that it acknowledged is in its log"))
        let output = try String(contentsOfFile: folder.file("out"), encoding: .utf8)
        let acknowledged = output.split(separator: "\n").compactMap { Event(String($0)) }
            .filter { $0.event == "published" }.compactMap(\.id)
        #expect(!acknowledged.isEmpty)
        let list = try NodeProcess(
            ["--db", "a.sqlite", "-o", "id"],
            in: folder,
            executable: NodeProcess.executable("gossip-log")
        )
        #expect(try list.exitCode() == 0)
        #expect(Set(acknowledged).isSubset(of: list.output))
    }

    @Test("A reader of standard output that has gone is no failure")
    func closedPipe() throws {
        let script = """
            ("$0" "$@"; echo $? >&2) | { read -r line; exec <&-; echo "$line"; }
            """
        let node = try NodeProcess(
            ["-c", script, NodeProcess.executable.path]
                + ["--db", "a.sqlite", "--listen", "127.0.0.1:0", "--format", "json"],
            in: folder,
            executable: URL(fileURLWithPath: "/bin/sh")
        )
        _ = try node.listening()
        node.send("to nobody")
        _ = try node.exitCode()
        #expect(node.errors == "0\n")
    }

    @Test("A stream that was closed at the start is no socket and no file of the node's")
    func closedStreams() throws {
        let node = try node(redirections: "<&- 2>&-")
        _ = try node.listening()
        for descriptor in [0, 2] {
            let target = try FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(node.pid)/fd/\(descriptor)"
            )
            #expect(target == "/dev/null")
        }
        #expect(try node.stop() == 0)
    }

    @Test(
        "Too few open files are a sentence, whatever their number",
        arguments: [5, 8, 15, 40, 127]
    )
    func openFiles(number: Int) throws {
        let node = try node(before: "ulimit -n \(number) &&")
        #expect(try node.exitCode() == 1)
        #expect(
            node.errors == """
                gossip-node: cannot start: a node may open only \(number) files and sockets at \
                once, and needs up to 128. Raise the limit: ulimit -n 1024, or LimitNOFILE= of a \
                service.

                """
        )
    }

    @Test("A limit on open files that the node may raise is raised")
    func raisedLimit() throws {
        let node = try node(before: "ulimit -S -n 8 &&")
        _ = try node.listening()
        #expect(try node.stop() == 0)
    }
}
