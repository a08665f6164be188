import Glibc

/// A program that is run to its end.
package enum Command {
    /// The output and status of a finished command.
    package struct Answer {
        /// Its exit status; 128 and the signal's number when a signal ended it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// Runs a program, and waits for it.
    ///
    /// - Throws: ``ToolFailure`` when it cannot be started.
    package static func run(_ path: String, _ arguments: [String]) throws -> Answer {
        var template = Array("/tmp/gossip-command-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw ToolFailure("Cannot make a file", errorNumber: errno) }
        close(file)
        let errorPath = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        defer { unlink(errorPath) }
        let child = try ChildProcess(path, arguments, errorPath: errorPath)
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(child.output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            output.append(contentsOf: buffer[..<count])
        }
        let status = child.wait()
        return Answer(
            status: status,
            output: String(decoding: output, as: UTF8.self),
            errors: SystemFile.text(errorPath) ?? ""
        )
    }
}
