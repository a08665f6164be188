import Glibc

/// The standing of the process among the jobs of its terminal.
enum JobStanding: Equatable {
    /// The terminal is its to read, or is not under job control.
    case foreground
    /// Another job has the terminal; a shell can give it back (`fg`).
    case background
    /// Another job has the terminal, and nobody is left to give it back.
    case orphaned

    private static let ancestorsMax = 64

    /// Looks at the terminal behind a descriptor.
    init(at descriptor: Int32) {
        let group = tcgetpgrp(descriptor)
        // None when it is not the terminal of this session, 0 when its job is out of sight.
        guard group > 0, group != getpgrp() else {
            self = .foreground
            return
        }
        self = Self.hasShell() ? .background : .orphaned
    }

    /// Lets the process run on in the background: a read there fails, and a write is done.
    static func ignoreStops() {
        signal(SIGTTIN, SIG_IGN)
        signal(SIGTTOU, SIG_IGN)
    }

    /// True when an ancestor in the same session belongs to another job, as the shell does that
    /// started this one.
    private static func hasShell() -> Bool {
        var process = getppid()
        for _ in 0..<ancestorsMax {
            // The parent is out of sight, in a namespace further out: it may be a shell.
            guard process > 0 else { return true }
            guard getsid(process) == getsid(0) else { return false }
            if getpgid(process) != getpgrp() { return true }
            guard let parent = parent(of: process) else { return true }
            process = parent
        }
        return true
    }

    /// The parent of a process; `nil` when the system does not say.
    private static func parent(of process: pid_t) -> pid_t? {
        let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        // The name in brackets may hold anything; behind it stand the state and the parent.
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        guard let name = text.lastIndex(of: ")") else { return nil }
        let fields = text[name...].split(separator: " ")
        return fields.count > 2 ? pid_t(fields[2]) : nil
    }
}
