import CSQLite
import Glibc
import NodeProcesses

/// The machine that the figures were measured on.
struct MachineFacts {
    let facts: [(key: String, label: String, value: JSONValue, text: String)]

    /// Looks at this machine, and at the file system of a folder.
    init(folder: String) throws {
        var sync = try SyncProbe.run(in: folder)
        let syncTypical = sync.percentile(0.5)
        let syncRare = sync.percentile(0.99)
        let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let memory = SystemFile.kibibytes("MemTotal", of: "/proc/meminfo") ?? 0
        let load = (SystemFile.text("/proc/loadavg") ?? "").split(separator: " ").first
            .flatMap { Double($0) }
        func fact(
            _ key: String,
            _ label: String,
            _ text: String
        )
            -> (key: String, label: String, value: JSONValue, text: String)
        {
            (key, label, .string(text), text)
        }
        facts = [
            fact(
                "cpu",
                "CPU",
                SystemFile.field("model name", of: "/proc/cpuinfo") ?? Self.hardware
            ),
            ("cores", "cores", .integer(cores), "\(cores)"),
            ("memory_bytes", "memory", .integer(memory), Unit.bytes.text(Double(memory))),
            fact("kernel", "kernel", Self.kernel),
            fact("sqlite", "SQLite", String(cString: sqlite3_libversion())),
            fact("file_system", "file system", Self.fileSystem(of: folder)),
            fact("folder", "folder", folder),
            (
                "sync_p50_ms", "sync of 4 kB, p50", JSONValue(syncTypical),
                Unit.milliseconds.text(syncTypical)
            ),
            (
                "sync_p99_ms", "sync of 4 kB, p99", JSONValue(syncRare),
                Unit.milliseconds.text(syncRare)
            ),
            fact("build", "build", Self.build),
            (
                "load_average", "load average before", load.map { JSONValue($0) } ?? .null,
                load.map { Decimal.text($0, decimals: 2) } ?? "unknown"
            ),
        ]
    }

    var table: Table { Table("Machine", facts.map { ($0.label, $0.text) }) }

    var json: JSONValue { .object(facts.map { ($0.key, $0.value) }) }

    private static var build: String {
        #if DEBUG
        "debug: the figures mean little, build with -c release"
        #else
        "release"
        #endif
    }

    private static var kernel: String {
        let name = SystemFile.text("/proc/sys/kernel/ostype") ?? "unknown"
        let release = SystemFile.text("/proc/sys/kernel/osrelease") ?? ""
        return (name + " " + release).split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
    }

    private static var hardware: String {
        #if arch(arm64)
        "arm64"
        #elseif arch(x86_64)
        "x86_64"
        #else
        "unknown"
        #endif
    }

    /// The type of the mount with the longest path that the folder lies in.
    private static func fileSystem(of folder: String) -> String {
        var best = (path: "", type: "unknown")
        for line in (SystemFile.text("/proc/self/mounts") ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count > 2 else { continue }
            let path = String(parts[1])
            let prefix = path == "/" ? path : path + "/"
            guard (folder + "/").hasPrefix(prefix), path.count >= best.path.count else { continue }
            best = (path, String(parts[2]))
        }
        return best.type
    }
}
