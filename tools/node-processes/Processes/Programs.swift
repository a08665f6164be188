import Glibc

/// The programs that lie beside the tool that runs.
package enum Programs {
    /// The path of `gossip-node`.
    package static func node() throws -> String { try path("gossip-node") }

    /// The path of `gossip-log`.
    package static func log() throws -> String { try path("gossip-log") }

    private static func path(_ name: String) throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else {
            throw ToolFailure("Cannot tell where this program lies", errorNumber: errno)
        }
        let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.lastIndex(of: "/").map { own[..<$0] } ?? "."
        let path = "\(folder)/\(name)"
        guard access(path, X_OK) == 0 else {
            throw ToolFailure(
                "There is no program \(path). Build it: swift build -c release --product \(name)"
            )
        }
        return path
    }
}
