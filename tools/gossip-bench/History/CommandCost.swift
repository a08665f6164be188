import Glibc
import NodeProcesses

/// The cost of one run of a program.
struct CommandCost {
    let elapsedNanoseconds: UInt64
    /// User and system time.
    let cpuNanoseconds: UInt64
    /// The most memory that was seen in use; 0 unless it was looked for.
    let residentBytesMax: Int

    /// The interval between two looks at the memory.
    private static let lookNanoseconds: UInt64 = 1_000_000

    /// Runs a program to its end, its output going nowhere.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Its arguments, without its name.
    ///   - statuses: Those with which it may end.
    ///   - watchesMemory: Whether to look at its memory all the time, which disturbs the time. The
    ///     kernel's own account begins with the memory of this process, and will not do.
    /// - Throws: ``ToolFailure`` when it cannot be started, or ends with another status than these.
    init(
        _ path: String,
        _ arguments: [String],
        statuses: Set<Int32>,
        watchesMemory: Bool = false
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor: Int32 in 0...2 {
            let flags = descriptor == 0 ? O_RDONLY : O_WRONLY
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", flags, 0)
        }
        var pointers = ([path] + arguments).map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var process = pid_t()
        let start = Clock.monotonic()
        let result = posix_spawn(&process, path, &actions, nil, &pointers, environ)
        guard result == 0 else { throw ToolFailure("Cannot start \(path)", errorNumber: result) }
        var status: Int32 = 0
        var usage = rusage()
        var residentBytesMax = 0
        while true {
            let ended = wait4(process, &status, watchesMemory ? WNOHANG : 0, &usage)
            if ended == process || (ended < 0 && errno != EINTR) { break }
            let resident = SystemFile.kibibytes("VmHWM", of: "/proc/\(process)/status") ?? 0
            residentBytesMax = max(residentBytesMax, resident)
            Clock.sleep(until: Clock.monotonic() + Self.lookNanoseconds)
        }
        self.residentBytesMax = residentBytesMax
        elapsedNanoseconds = Clock.monotonic() - start
        cpuNanoseconds = Self.nanoseconds(usage.ru_utime) + Self.nanoseconds(usage.ru_stime)
        guard status & 0x7F == 0, statuses.contains(status >> 8 & 0xFF) else {
            throw ToolFailure("\(path) \(arguments.joined(separator: " ")) failed.")
        }
    }

    private static func nanoseconds(_ time: timeval) -> UInt64 {
        UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_usec) * 1_000
    }
}
