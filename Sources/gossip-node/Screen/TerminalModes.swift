import Glibc
import Synchronization

/// The modes of the terminal while a line is edited: keys come at once and are not echoed.
///
/// Ctrl-C, Ctrl-Z, Ctrl-S and Ctrl-Q stay keys of the terminal, so that they act whatever the node does. The
/// modes found are given back at the end, before a stop, and when a signal ends the process, in which case a
/// handler does it. Only SIGKILL leaves them; `stty sane` mends that.
enum TerminalModes {
    /// The signals that end the process and that nothing else here waits for.
    private static let fatalSignals = [
        SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGUSR1, SIGSEGV, SIGUSR2, SIGALRM,
        SIGSTKFLT, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSYS,
    ]
    private static let signalCountMax = 65
    /// A text from the clipboard comes between marks, or comes as keys.
    private static let marksOn: StaticString = "\u{1B}[?2004h"
    private static let marksOff: StaticString = "\u{1B}[?2004l"

    private static let isTaken = Atomic<Bool>(false)
    /// True when the process is about to end, and nobody may take the terminal again.
    private static let isOver = Atomic<Bool>(false)
    private static let isInstalled = Atomic<Bool>(false)
    // Written before `isTaken` is set, and read behind it.
    nonisolated(unsafe) private static let found = UnsafeMutablePointer<termios>.allocate(
        capacity: 1
    )
    // Written before the handlers are installed.
    nonisolated(unsafe) private static let actions = UnsafeMutablePointer<sigaction>.allocate(
        capacity: signalCountMax
    )

    /// Takes the terminal of standard input; also once more, where a shell has set other modes meanwhile.
    ///
    /// One thread at a time calls it.
    static func take() {
        guard !isOver.load(ordering: .acquiring) else { return }
        var modes = termios()
        if isTaken.load(ordering: .acquiring) {
            modes = found.pointee
        } else {
            guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
            found.initialize(to: modes)
            install()
        }
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
        // CR LF of a pasted text is to be told from two line ends.
        modes.c_iflag &= ~tcflag_t(ISTRIP | INLCR | IGNCR | ICRNL)
        withUnsafeMutableBytes(of: &modes.c_cc) { keys in
            keys[Int(VMIN)] = 1
            keys[Int(VTIME)] = 0
        }
        isTaken.store(true, ordering: .releasing)
        tcsetattr(STDIN_FILENO, TCSANOW, &modes)
        say(marksOn)
    }

    /// Gives it back for good.
    static func end() {
        isOver.store(true, ordering: .releasing)
        giveBack()
    }

    /// Gives it back for good with a line begun on it; a signal handler may call it.
    static func abandon() {
        isOver.store(true, ordering: .releasing)
        if giveBack() { say("\r\n") }
    }

    /// Gives it back as it was, unless it is another's; a signal handler may call it.
    ///
    /// - Returns: true when it was taken.
    @discardableResult
    static func giveBack() -> Bool {
        guard isTaken.exchange(false, ordering: .acquiringAndReleasing) else { return false }
        let group = tcgetpgrp(STDIN_FILENO)
        guard group < 0 || group == getpgrp() else { return false }
        tcsetattr(STDIN_FILENO, TCSANOW, found)
        say(marksOff)
        return true
    }

    /// Writes to the terminal, unless it stands still.
    private static func say(_ text: StaticString) {
        var entry = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) == 1 else { return }
        write(STDOUT_FILENO, text.utf8Start, text.utf8CodeUnitCount)
    }

    /// Sees to it that no end of the process forgets the terminal.
    private static func install() {
        guard !isInstalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        atexit { TerminalModes.end() }
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { TerminalModes.die(of: $0) }
        for signal in fatalSignals {
            sigaction(signal, nil, actions + Int(signal))
            if !isIgnored(signal) { sigaction(signal, &action, nil) }
        }
    }

    private static func isIgnored(_ signal: Int32) -> Bool {
        unsafeBitCast(actions[Int(signal)].__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// Lets a signal do what it would have done, behind the restoration; calls only what a handler may.
    private static func die(of signal: Int32) {
        abandon()
        sigaction(signal, actions + Int(signal), nil)
        raise(signal)
    }
}
