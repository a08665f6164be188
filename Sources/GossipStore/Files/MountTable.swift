internal import Glibc

/// The mounts that this process sees, as `/proc/self/mountinfo` has them.
enum MountTable {
    /// The paths that something is mounted on; none where the system does not tell.
    static var points: Set<String> {
        guard let file = fopen("/proc/self/mountinfo", "re") else { return [] }
        defer { fclose(file) }
        var points: Set<String> = []
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while getline(&line, &capacity, file) > 0 {
            guard let line else { break }
            let fields = String(cString: line).split(separator: " ", maxSplits: 5)
            guard fields.count > pointField else { continue }
            points.insert(unescaped(fields[pointField]))
        }
        return points
    }

    /// The place of the mount point in a line, counted from 0.
    private static let pointField = 4

    /// Decodes what would end a field, which stands there as a backslash and three octal digits.
    static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3,
                let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
