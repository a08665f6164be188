package import Glibc

/// A pseudo-terminal on whose far side a test reads what a program shows.
package final class TestTerminal {
    /// The side that the program writes to, a file descriptor.
    package let program: Int32
    private var screen: Int32
    /// Its columns now.
    package private(set) var columns: Int

    /// The time without any output after which reading ends, in milliseconds; nothing takes as long.
    private static let silenceMax: Int32 = 60_000

    /// TIOCSPTLCK and TIOCGPTN, which are macros that Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Opens a terminal of so many columns.
    package init(columns: UInt16) throws {
        screen = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var locked: Int32 = 0
        var number: Int32 = 0
        guard screen >= 0, ioctl(screen, Self.setLock, &locked) == 0,
            ioctl(screen, Self.getNumber, &number) == 0
        else { throw FileFailure(number: errno) }
        program = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard program >= 0 else { throw FileFailure(number: errno) }
        self.columns = Int(columns)
        var size = Self.size(columns)
        guard ioctl(program, UInt(TIOCSWINSZ), &size) == 0 else {
            throw FileFailure(number: errno)
        }
    }

    /// Makes it so many columns wide, as a person who pulls at its window; the program is told.
    package func resize(columns: UInt16) {
        self.columns = Int(columns)
        var size = Self.size(columns)
        _ = ioctl(screen, UInt(TIOCSWINSZ), &size)
    }

    private static func size(_ columns: UInt16) -> winsize {
        winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    }

    deinit {
        hangUp()
    }

    /// Closes it, as a person closes its window.
    package func hangUp() {
        if screen >= 0 { close(screen) }
        screen = -1
    }

    /// The process group that reads from it now.
    package var foregroundGroup: pid_t { tcgetpgrp(screen) }

    /// Types keys, as a person before it does.
    package func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(screen, bytes, bytes.count)
    }

    /// Reads until the programs on it have ended; called once, after the last was started.
    ///
    /// - Parameter onOutput: sees the text so far, each time something came.
    /// - Returns: all that was shown.
    package func output(onOutput: (String) -> Void = { _ in }) -> String {
        // Once no program holds its side, reading fails with EIO.
        close(program)
        var shown: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var entry = pollfd(fd: screen, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, Self.silenceMax) > 0 else { break }
            let count = read(screen, &buffer, buffer.count)
            guard count > 0 else { break }
            shown += buffer[..<count]
            onOutput(String(decoding: shown, as: UTF8.self))
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
