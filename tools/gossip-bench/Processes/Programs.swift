import Glibc

/// The programs that are measured: those beside the benchmark.
enum Programs {
    /// The path of `gossip-node`.
    static func node() throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else {
            throw BenchFailure("Cannot tell where this program lies", errorNumber: errno)
        }
        let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { path[..<$0] } ?? "."
        let node = "\(folder)/gossip-node"
        guard access(node, X_OK) == 0 else {
            throw BenchFailure(
                "There is no program \(node). Build it: swift build -c release --product gossip-node"
            )
        }
        return node
    }
}
