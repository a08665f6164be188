import Glibc

/// The claim of this process to processors that others want too.
package enum Niceness {
    /// Sets it, where that is allowed: below 0 comes before other work, above 0 after it.
    package static func set(_ value: Int32) {
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, value)
    }
}
