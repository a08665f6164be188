internal import Glibc

/// The descriptors 0, 1 and 2 of a program, and the signals that come of writing to them.
package enum StandardStreams {
    /// Keeps the three numbers from the files that the program opens; called before any other work.
    ///
    /// A stream that was closed at the start (`>&-`) becomes the null device, opened the wrong way
    /// round: its use fails as it would have, and no file or socket gets its number. A reader that has
    /// gone and a file that may not grow are then errors of a write, not the end of the process.
    package static func hold() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { continue }
            // The lowest free number is this one: those below it are open by now.
            if open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0 {
                _ = open("/", O_RDONLY | O_DIRECTORY)
            }
        }
    }
}
