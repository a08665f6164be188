import Glibc

/// A thread of the operating system, for work that blocks: SQLite, verification, standard input and
/// output.
///
/// It never runs on the cooperative pool.
package struct OSThread: Sendable {
    private let handle: pthread_t

    /// Starts a thread.
    ///
    /// - Parameters:
    ///   - name: what `top -H` and debuggers show; the kernel keeps 15 bytes.
    ///   - body: runs once on the new thread.
    package init(name: String, _ body: @escaping @Sendable () -> Void) {
        let start = Start(name: name, body: body)
        let context = Unmanaged.passRetained(start).toOpaque()
        var handle = pthread_t()
        let result = pthread_create(
            &handle,
            nil,
            { context in
                guard let context else { return nil }
                let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
                OSThread.setName(start.name)
                start.body()
                return nil
            },
            context
        )
        precondition(result == 0, "pthread_create failed with error \(result)")
        self.handle = handle
    }

    /// Lets the thread give everything back by itself when it ends, for those that nobody waits for.
    ///
    /// Call it once, instead of ``join()``.
    package func detach() {
        pthread_detach(handle)
    }

    /// Blocks until the thread has ended.
    ///
    /// Call it exactly once, instead of ``detach()``.
    package func join() {
        pthread_join(handle, nil)
    }

    /// `pthread_setname_np` is hidden from Swift on Linux; this file does the same.
    private static func setName(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        // A thread without a name works as well.
        _ = write(file, name, min(name.utf8.count, 15))
        close(file)
    }

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
