import Glibc
import NodeProcesses

/// The time the disk takes to make 4 kB durable: the floor of every commit.
enum SyncProbe {
    private static let count = 100

    /// Writes and syncs a page at a time at the end of a file of the folder; milliseconds.
    static func run(in folder: String) throws -> Samples {
        let path = folder + "/sync-probe"
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw ToolFailure("Cannot write \(path)", errorNumber: errno) }
        defer {
            close(file)
            unlink(path)
        }
        let page = [UInt8](repeating: 0xa5, count: 4_096)
        var samples = Samples()
        for _ in 0..<count {
            let start = Clock.monotonic()
            guard write(file, page, page.count) == page.count, fdatasync(file) == 0 else {
                throw ToolFailure("Cannot sync \(path)", errorNumber: errno)
            }
            samples.append(Double(Clock.monotonic() - start) / 1e6)
        }
        return samples
    }
}
