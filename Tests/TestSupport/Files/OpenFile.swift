internal import Glibc

/// The descriptors of this process.
package enum OpenFile {
    /// The first descriptor that is open on a file; nil when none is.
    package static func descriptor(of path: String) -> Int32? {
        var wanted = stat()
        guard stat(path, &wanted) == 0 else { return nil }
        return (0..<1024).first { descriptor in
            var found = stat()
            return fstat(descriptor, &found) == 0 && found.st_dev == wanted.st_dev
                && found.st_ino == wanted.st_ino
        }
    }
}
