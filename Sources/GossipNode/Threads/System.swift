import Glibc

/// Facts of the machine.
enum System {
    /// Processors that are online.
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
