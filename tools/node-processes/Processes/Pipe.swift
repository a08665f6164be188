import Glibc

/// The two ends of a pipe, both closed by `exec`.
struct Pipe {
    let readEnd: Int32
    let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ToolFailure("Cannot make a pipe", errorNumber: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        readEnd = ends[0]
        writeEnd = ends[1]
        // F_SETPIPE_SZ: fewer wake-ups where it is granted, and no harm where not.
        _ = fcntl(readEnd, 1_031, Int32(1 << 20))
    }
}
