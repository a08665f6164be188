import Glibc
import NodeProcesses

/// The usage of a process, as the kernel counts it.
struct ProcessUsage {
    /// User and system time of all its threads so far, in nanoseconds.
    let cpuNanoseconds: UInt64
    /// Memory in use now, in bytes (VmRSS).
    let residentBytes: Int
    /// The most memory there has been in use, in bytes (VmHWM).
    let residentBytesMax: Int
    /// The same time by the names of threads.
    let threads: ThreadTimes

    init(of pid: pid_t) throws {
        let status = "/proc/\(pid)/status"
        guard let cpu = Clock.process(pid),
            let resident = SystemFile.kibibytes("VmRSS", of: status),
            let residentMax = SystemFile.kibibytes("VmHWM", of: status)
        else { throw ToolFailure("Process \(pid) has ended too early.") }
        cpuNanoseconds = cpu
        residentBytes = resident
        residentBytesMax = residentMax
        threads = ThreadTimes(of: pid)
    }
}
