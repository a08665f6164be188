internal import Glibc

/// The limit on the files and sockets that a process may have open at once (`ulimit -n`).
///
/// It is looked at when a program starts: beyond it libraries end the process, or name a file that
/// has nothing to do with it.
package struct OpenFileLimit: Error, Equatable, CustomStringConvertible {
    /// Files that the process may have open.
    let allowed: UInt64
    /// Files that the program needs at the most.
    let needed: UInt64
    let program: String

    /// Makes sure of so many files; raises the limit of the process where the system's is higher.
    package static func ensure(_ needed: UInt64, for program: String) throws(OpenFileLimit) {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur < needed
        else { return }
        limit.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0,
            limit.rlim_cur >= needed
        else {
            throw OpenFileLimit(
                allowed: UInt64(limit.rlim_cur),
                needed: needed,
                program: program
            )
        }
    }

    package var description: String {
        "\(program) may open only \(allowed) files and sockets at once, and needs up to \(needed). "
            + "Raise the limit: ulimit -n \(max(1_024, needed)), or LimitNOFILE= of a service."
    }
}
