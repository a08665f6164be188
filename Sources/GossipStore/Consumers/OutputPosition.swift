internal import Glibc

/// The end of the output in the file it is appended to.
package struct OutputPosition: Equatable {
    /// The file, whatever its name.
    package let device: UInt64
    package let file: UInt64
    /// Its length.
    package let offset: UInt64

    /// Makes a position.
    package init(device: UInt64, file: UInt64, offset: UInt64) {
        self.device = device
        self.file = file
        self.offset = offset
    }

    /// The end of what a descriptor appends to; nil unless that is a file.
    package init?(appendingTo descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            fcntl(descriptor, F_GETFL) & O_APPEND != 0
        else { return nil }
        self.init(
            device: UInt64(status.st_dev),
            file: UInt64(status.st_ino),
            offset: UInt64(status.st_size)
        )
    }

    /// Reads what a line of a cursor file says; nil if it is none.
    package init?(text: some StringProtocol) {
        let numbers = text.split(separator: " ").compactMap { UInt64($0) }
        guard numbers.count == 3 else { return nil }
        self.init(device: numbers[0], file: numbers[1], offset: numbers[2])
    }

    /// The line of a cursor file.
    package var text: String { "\(device) \(file) \(offset)" }
}
