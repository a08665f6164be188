import FuzzTargets
import Glibc

/// The one target of this process.
enum Driver {
    static let target = chosenTarget()

    /// An environment variable; libFuzzer has all the arguments.
    static func setting(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func chosenTarget() -> FuzzTarget {
        let name = setting("GOSSIP_FUZZ_TARGET") ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
            say("GOSSIP_FUZZ_TARGET is \"\(name)\"; it may be one of: \(known)")
            exit(2)
        }
        return target
    }

    /// Makes what is made once, so that no input is charged for it.
    static func warmUp() {
        for seed in target.seeds { try? target.check(seed.bytes) }
    }

    /// Says which property does not hold, and ends so that libFuzzer keeps the input.
    static func report(_ what: String) -> Never {
        say("FINDING in \(target.rawValue): \(what)")
        abort()
    }

    /// Writes the seeds of all targets, a folder each.
    static func writeSeeds(to folder: String) {
        for target in FuzzTarget.allCases {
            let seedFolder = "\(folder)/\(target.rawValue)"
            mkdir(seedFolder, 0o755)
            for seed in target.seeds {
                let file = open("\(seedFolder)/\(seed.name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
                guard write(file, seed.bytes, seed.bytes.count) == seed.bytes.count else {
                    say("cannot write \(seedFolder)/\(seed.name)")
                    exit(1)
                }
                close(file)
            }
        }
    }

    private static func say(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
