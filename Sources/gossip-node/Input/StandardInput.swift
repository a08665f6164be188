import Glibc
import GossipText

/// File descriptor 0.
enum StandardInput {
    /// Between two looks whether the terminal is the node's again, in milliseconds.
    private static let backgroundMilliseconds: Int32 = 100

    /// Fills `buffer` with what is there, blocking until there is something.
    ///
    /// - Returns: the number of bytes; 0 at the end of input.
    static func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(InputFailure) -> Int {
        while waitForTurn() {
            let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            let number = errno
            switch number {
            case EINTR: continue
            case EAGAIN: waitUntilReadable()
            // Closed when the program was started: there is no input.
            case EBADF: return 0
            // The node went to the background between the look and the read.
            case EIO where JobStanding(at: STDIN_FILENO) != .foreground: continue
            // The terminal has gone.
            case EIO where Terminal.isDevice(STDIN_FILENO): return 0
            default: throw InputFailure(number: number)
            }
        }
        return 0
    }

    /// Waits until the input is the node's to read; `false` when it never will be.
    ///
    /// On a terminal it also waits for input, without reading: a job that blocks in a read takes the next
    /// line even when the shell has the terminal back.
    private static func waitForTurn() -> Bool {
        while isatty(STDIN_FILENO) == 1 {
            switch JobStanding(at: STDIN_FILENO) {
            case .orphaned: return false
            case .background: poll(nil, 0, backgroundMilliseconds)
            case .foreground:
                waitUntilReadable()
                if JobStanding(at: STDIN_FILENO) == .foreground { return true }
            }
        }
        return true
    }

    private static func waitUntilReadable() {
        var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        poll(&entry, 1, -1)
    }
}
