import Foundation

/// A temporary folder that goes away with the test.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("gossip-node-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// The path of a file in it.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Starts a node with JSON on both sides, on a free port.
    func node(_ db: String, _ arguments: String...) throws -> NodeProcess {
        try NodeProcess(
            ["--db", db, "--input", "json", "--format", "json"]
                + (arguments.contains("--listen") ? [] : ["--listen", "127.0.0.1:0"])
                + arguments,
            in: self
        )
    }

    /// Starts a node with exactly these arguments.
    func run(_ arguments: [String]) throws -> NodeProcess {
        try NodeProcess(arguments, in: self)
    }
}
