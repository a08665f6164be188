import Glibc

/// Small files as the kernel shows them in `/proc`.
package enum SystemFile {
    /// The bytes of a file; `nil` when it cannot be read.
    package static func bytes(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    package static func text(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value behind `name:` in a file of such lines.
    package static func field(_ name: String, of path: String) -> String? {
        for line in (text(path) ?? "").split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":"),
                trimmed(line[..<colon]) == name
            else { continue }
            return trimmed(line[line.index(after: colon)...])
        }
        return nil
    }

    /// The same in kibibytes, as bytes.
    package static func kibibytes(_ name: String, of path: String) -> Int? {
        field(name, of: path)?.split(separator: " ").first.flatMap { Int($0) }.map { $0 << 10 }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
