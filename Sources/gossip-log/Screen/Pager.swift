import Glibc
import GossipText

/// The program that shows long output a screen at a time, as journalctl uses it.
struct Pager {
    /// The descriptor to write to.
    let input: Int32
    private let process: pid_t

    /// Starts `$PAGER`, or `less -FRSX`; nil when there is none, or it is `cat` or empty.
    ///
    /// Less alone can show the end first.
    static func start(atEnd: Bool, environment: Environment) -> Pager? {
        let chosen = environment["PAGER"]
        if let chosen, chosen.isEmpty || chosen == "cat" { return nil }
        guard chosen != nil || isInstalled("less", environment) else { return nil }
        // What less does unless the person has said otherwise: end at once when all fits on a
        // screen, show colours, cut long lines, leave the text on the screen.
        let options = (environment["LESS"] ?? "FRSX") + (atEnd ? " +G" : "")
        setenv("LESS", options, 1)
        setenv("LESSCHARSET", "utf-8", 0)
        return spawn(["/bin/sh", "-c", chosen ?? "less"])
    }

    /// Closes the pager's input and waits until the person has left it.
    func finish() {
        close(input)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private static func isInstalled(_ name: String, _ environment: Environment) -> Bool {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { folder in
            access(folder + "/" + name, X_OK) == 0
        }
    }

    private static func spawn(_ command: [String]) -> Pager? {
        guard let ends = Pipe() else { return nil }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends.read, STDIN_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        // This program ignores them; the pager must not inherit that.
        var restored = sigset_t()
        sigemptyset(&restored)
        for signal in [SIGPIPE, SIGXFSZ, SIGINT] { sigaddset(&restored, signal) }
        posix_spawnattr_setsigdefault(&attributes, &restored)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            close(ends.read)
        }
        var process = pid_t()
        var arguments = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        guard posix_spawn(&process, command[0], &actions, &attributes, &arguments, environ) == 0
        else {
            close(ends.write)
            return nil
        }
        return Pager(input: ends.write, process: process)
    }
}
