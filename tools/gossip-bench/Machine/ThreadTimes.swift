import Glibc
import NodeProcesses
import TestSupport

/// Processor time of a process by the names of its threads, in nanoseconds.
///
/// Numbers at the end of a name are left out: threads of one kind count together. What threads took
/// that have ended is not in it.
struct ThreadTimes {
    private(set) var nanoseconds: [String: UInt64] = [:]

    init() {}

    init(of pid: pid_t) {
        let folder = "/proc/\(pid)/task"
        for thread in FolderTree.names(in: folder) {
            let path = folder + "/" + thread
            guard let name = SystemFile.text(path + "/comm"),
                let time = SystemFile.text(path + "/schedstat")?.split(separator: " ").first
                    .flatMap({ UInt64($0) })
            else { continue }
            nanoseconds[Self.kind(name), default: 0] += time
        }
    }

    mutating func add(_ other: ThreadTimes) {
        nanoseconds.merge(other.nanoseconds, uniquingKeysWith: +)
    }

    /// The times since an earlier look.
    func since(_ before: ThreadTimes) -> ThreadTimes {
        var difference = self
        for (name, time) in before.nanoseconds {
            difference.nanoseconds[name, default: time] -= min(
                time,
                difference.nanoseconds[name] ?? time
            )
        }
        return difference
    }

    /// One row a kind of thread, the busiest first, without those that hardly ran: seconds, share, and
    /// microseconds for each of a count.
    func rows(each count: Int) -> [Section.Row] {
        let sum = Double(nanoseconds.values.reduce(0, +))
        let sorted = nanoseconds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return sorted.filter { Double($0.value) >= sum / 1_000 }.map { name, time in
            Section.Row(
                name,
                name,
                [
                    Figure("cpu_s", "CPU", Double(time) / 1e9, .seconds),
                    Figure("percent", "share", 100 * Double(time) / max(1, sum), .percent),
                    Figure(
                        "us_each",
                        "each",
                        Double(time) / 1e3 / Double(max(1, count)),
                        .microseconds
                    ),
                ]
            )
        }
    }

    private static func kind(_ name: String) -> String {
        var kind = Substring(name)
        while let last = kind.last, last.isNumber || last.isWhitespace || "-#".contains(last) {
            kind.removeLast()
        }
        return kind.isEmpty ? "other" : String(kind)
    }
}
