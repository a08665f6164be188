import Glibc
import NodeProcesses

/// The memory, processor time and disk of a node.
struct NodeUsage {
    let cpuNanoseconds: UInt64
    let residentBytes: Int
    let diskBytes: Int

    /// Looks at a node; `nil` while it does not run.
    init?(of node: ChaosNode) {
        guard let pid = node.pid, let cpu = Clock.process(pid),
            let resident = SystemFile.kibibytes("VmRSS", of: "/proc/\(pid)/status")
        else { return nil }
        cpuNanoseconds = cpu
        residentBytes = resident
        diskBytes = ["", "-wal", "-shm"].reduce(0) { sum, suffix in
            var status = stat()
            return sum + (stat(node.logPath + suffix, &status) == 0 ? Int(status.st_size) : 0)
        }
    }
}
