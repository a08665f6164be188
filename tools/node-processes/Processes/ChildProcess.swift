package import Glibc

/// A program that the tool has started, and ends.
package final class ChildProcess {
    package let pid: pid_t
    /// The descriptor its standard input is written to.
    package let input: Int32
    /// The descriptor its standard output is read from.
    package let output: Int32
    private var hasEnded = false

    private static let stopSecondsMax: UInt64 = 10

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Its arguments, without its name.
    ///   - errorPath: The file that takes its standard error.
    /// - Throws: ``ToolFailure`` when it cannot be started.
    package init(_ path: String, _ arguments: [String], errorPath: String) throws {
        let input = try Pipe()
        let output = try Pipe()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.readEnd, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writeEnd, 1)
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o644)
        var pid = pid_t()
        let result = Self.withCleanSignals { attributes in
            Self.withPointers([path] + arguments) { arguments in
                Self.withPointers(Self.environment) { environment in
                    posix_spawn(&pid, path, &actions, &attributes, arguments, environment)
                }
            }
        }
        close(input.readEnd)
        close(output.writeEnd)
        self.pid = pid
        self.input = input.writeEnd
        self.output = output.readEnd
        guard result == 0 else {
            hasEnded = true
            throw ToolFailure("Cannot start \(path)", errorNumber: result)
        }
        Cleanup.shared.add(process: pid)
    }

    deinit {
        stop(with: SIGKILL)
        close(input)
        close(output)
    }

    /// Asks it to end, insists after a while, and waits until it has; again without effect.
    package func stop(with signal: Int32 = SIGTERM) {
        guard !hasEnded else { return }
        hasEnded = true
        kill(pid, signal)
        let deadline = Clock.monotonic() + Self.stopSecondsMax * 1_000_000_000
        while waitpid(pid, nil, WNOHANG) == 0 {
            if Clock.monotonic() > deadline { kill(pid, SIGKILL) }
            Clock.sleep(until: Clock.monotonic() + 2_000_000)
        }
        Cleanup.shared.remove(process: pid)
    }

    /// Waits until it ends by itself.
    ///
    /// - Returns: Its exit status; 128 and the signal's number when a signal ended it.
    package func wait() -> Int32 {
        guard !hasEnded else { return -1 }
        hasEnded = true
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        Cleanup.shared.remove(process: pid)
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + (status & 0x7f)
    }

    /// Our own signals are blocked; the program's are not.
    private static func withCleanSignals<Result>(
        _ body: (inout posix_spawnattr_t) -> Result
    ) -> Result {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        return body(&attributes)
    }

    private static var environment: [String] {
        (SystemFile.bytes("/proc/self/environ") ?? []).split(separator: 0)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private static func withPointers<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
