internal import Glibc

/// A file that is read in pieces, whatever is in it.
package struct DamagedFile {
    /// The size in bytes.
    package let size: Int
    private let read: (_ offset: Int, _ count: Int) -> [UInt8]

    /// Bytes in memory, for trials.
    package init(_ bytes: [UInt8]) {
        size = bytes.count
        read = { offset, count in Array(bytes[offset..<min(offset + count, bytes.count)]) }
    }

    /// A file of the system; one that cannot be read is empty.
    init(path: String) {
        let file = Descriptor(open(path, O_RDONLY | O_CLOEXEC))
        size = file.number < 0 ? 0 : LogFile.size(path) ?? 0
        read = { offset, count in
            var bytes = [UInt8](repeating: 0, count: count)
            let got = pread(file.number, &bytes, count, off_t(offset))
            return Array(bytes.prefix(max(got, 0)))
        }
    }

    /// The bytes there; fewer where the file ends or the disk does not read.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        guard offset >= 0, offset < size else { return [] }
        return read(offset, count)
    }

    private final class Descriptor {
        let number: Int32
        init(_ number: Int32) { self.number = number }
        deinit { if number >= 0 { close(number) } }
    }
}
