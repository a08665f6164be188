import NodeProcesses

/// Bytes that the loopback interface has carried, for the whole machine.
enum LoopbackTraffic {
    /// The counter; `nil` where the interface is not shown.
    static func bytes() -> UInt64? {
        guard let line = SystemFile.field("lo", of: "/proc/net/dev") else { return nil }
        return line.split(separator: " ").first.flatMap { UInt64($0) }
    }
}
