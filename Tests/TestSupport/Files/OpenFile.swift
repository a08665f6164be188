internal import Glibc

/// The descriptors of this process.
package enum OpenFile {
    /// The first descriptor that is open on a file; nil when none is.
    package static func descriptor(of path: String) -> Int32? {
        var wanted = stat()
        guard stat(path, &wanted) == 0 else { return nil }
        // Tests run side by side, and together open more than the default limit of a process.
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return (0..<Int32(min(limit.rlim_cur, 1 << 20))).first { descriptor in
            var found = stat()
            return fstat(descriptor, &found) == 0 && found.st_dev == wanted.st_dev
                && found.st_ino == wanted.st_ino
        }
    }
}
