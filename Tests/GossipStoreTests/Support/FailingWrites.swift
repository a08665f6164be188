import CSQLite
import Glibc
import Synchronization
import Testing

/// Makes every write of SQLite fail, in the whole process: only for tests in a separate process.
enum FailingWrites {
    private static let number = Atomic<Int32>(0)

    /// From now on writing fails with this error of the system.
    static func begin(with number: Int32) throws {
        let system = try #require(sqlite3_vfs_find(nil))
        let set = try #require(system.pointee.xSetSystemCall)
        self.number.store(number, ordering: .sequentiallyConsistent)
        typealias Write = @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int
        let write: Write = { _, _, _, _ in
            errno = FailingWrites.number.load(ordering: .sequentiallyConsistent)
            return -1
        }
        // Which of them SQLite calls depends on how it was built.
        for name in ["write", "pwrite", "pwrite64"] {
            _ = set(system, name, unsafeBitCast(write, to: sqlite3_syscall_ptr.self))
        }
    }

    /// Writing works again.
    static func end() {
        guard let system = sqlite3_vfs_find(nil) else { return }
        for name in ["write", "pwrite", "pwrite64"] {
            _ = system.pointee.xSetSystemCall?(system, name, nil)
        }
    }
}
