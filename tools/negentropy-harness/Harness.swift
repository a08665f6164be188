import Glibc
import Negentropy

/// The process around a `HarnessSession`: environment, lines in, replies out, exit code.
struct Harness {
    private var session: HarnessSession
    private var lines = LineReader(descriptor: STDIN_FILENO)

    /// Makes the harness that the environment variables ask for, or ends the process.
    static func ofEnvironment() -> Harness {
        do throws(HarnessFault) {
            return Harness(
                session: try HarnessSession(
                    frameSizeLimit: variable("FRAMESIZELIMIT"),
                    profile: variable("NEGENTROPY_PROFILE")
                )
            )
        } catch {
            fail(error)
        }
    }

    /// Serves line after line, writing each reply at once, until the end of the input.
    mutating func run() {
        var replies: [UInt8] = []
        do throws(HarnessFault) {
            while let line = try lines.next() {
                try session.receive(line, replies: &replies)
                if replies.isEmpty { continue }
                try Harness.send(replies, to: STDOUT_FILENO)
                replies.removeAll(keepingCapacity: true)
            }
        } catch {
            Harness.fail(error)
        }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) throws(HarnessFault) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw .input("cannot write a reply: \(String(cString: strerror(errno)))")
            }
            offset += count
        }
    }

    private static func fail(_ fault: HarnessFault) -> Never {
        try? send(Array("negentropy-harness: \(fault.message)\n".utf8), to: STDERR_FILENO)
        exit(fault.exitCode)
    }
}
