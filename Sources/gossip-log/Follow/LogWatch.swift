import Glibc
import GossipStore

/// Sleeps until the files of a log change.
///
/// Watches the folder with inotify, because the write-ahead log is removed and made anew. Where the
/// system has no watch left to give, the caller's timeouts alone do the waking.
final class LogWatch {
    enum Wake: Equatable {
        /// A file of the log was written.
        case changed
        case timeout
        /// The output has lost its reader.
        case outputClosed
        /// A signal that asks to end.
        case interrupted
    }

    /// True when changes wake it; otherwise only timeouts do.
    var isWatching: Bool { watch >= 0 }

    private let watch: Int32
    private let names: Set<String>
    private let output: Int32
    private let interruption: Int32

    /// Watches the log at a path, the reader of the output's descriptor, and a descriptor that becomes
    /// readable when a signal has come.
    init(path: String, output: Int32, interruption: Int32) {
        self.interruption = interruption
        let paths = LogPath(path)
        let path = FilePath(paths.log)
        names = [path.name, FilePath(paths.writeAheadLog).name]
        self.output = output
        let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        let events = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE)
        if descriptor >= 0, inotify_add_watch(descriptor, path.folder, events) < 0 {
            close(descriptor)
            watch = -1
        } else {
            watch = descriptor
        }
    }

    deinit {
        if watch >= 0 { close(watch) }
    }

    /// Waits for the next thing to happen, at most so long.
    func wait(milliseconds: Int) -> Wake {
        // A pipe without a reader reports POLLERR though nothing was asked of it. A negative
        // descriptor is passed over.
        var descriptors = [
            pollfd(fd: output, events: 0, revents: 0),
            pollfd(fd: watch, events: Int16(POLLIN), revents: 0),
            pollfd(fd: interruption, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(clamping: milliseconds))
        if Interruption.isRequested { return .interrupted }
        guard ready > 0 else { return .timeout }
        if descriptors[0].revents & Int16(POLLERR | POLLHUP) != 0 { return .outputClosed }
        return descriptors[1].revents != 0 && drainConcernsLog() ? .changed : .timeout
    }

    /// Takes all events that wait, and tells whether one is about the log.
    private func drainConcernsLog() -> Bool {
        var concerns = false
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(watch, &buffer, buffer.count)
            guard count > 0 else { return concerns }
            buffer.withUnsafeBytes { bytes in
                concerns =
                    eventsConcernLog(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
                    || concerns
            }
        }
    }

    private func eventsConcernLog(_ events: UnsafeRawBufferPointer) -> Bool {
        let header = MemoryLayout<inotify_event>.size
        var offset = 0
        while offset + header <= events.count {
            let event = events.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
            let end = min(offset + header + Int(event.len), events.count)
            let name = events[(offset + header)..<end].prefix { $0 != 0 }
            if names.contains(String(decoding: name, as: UTF8.self)) { return true }
            offset = end
        }
        return false
    }
}
