/// Cuts a stream of bytes into lines and holds at most one line of bounded length.
///
/// A line longer than the limit is reported once and skipped up to its line feed. The lines after it
/// are read as usual.
package struct LineSplitter {
    /// One line, or the news that one was too long.
    package enum Line: Equatable {
        /// The bytes without their line feed; a line that came whole is not copied.
        case line(ArraySlice<UInt8>)
        /// A line had more bytes than the limit.
        case overlong
    }

    private let lengthMax: Int
    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []
    private var isSkipping = false

    /// Bytes of memory that are kept from one long line to the next.
    private static let capacityKept = 64 << 10

    /// Makes a splitter; `lengthMax` is the longest line in bytes.
    package init(lengthMax: Int) {
        self.lengthMax = lengthMax
    }

    /// Takes the next bytes and hands on every line that is complete.
    package mutating func feed(
        _ bytes: ArraySlice<UInt8>,
        _ emit: (Line) throws -> Void
    ) rethrows {
        var rest = bytes
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if partial.isEmpty, !isSkipping {
                try emit(end - rest.startIndex > lengthMax ? .overlong : .line(rest[..<end]))
            } else {
                append(rest[..<end])
                try finishLine(emit)
            }
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    /// Hands on the last line at the end of the stream, which may lack its line feed.
    package mutating func finish(_ emit: (Line) throws -> Void) rethrows {
        if isSkipping || !partial.isEmpty { try finishLine(emit) }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        if bytes.count > lengthMax - partial.count {
            isSkipping = true
            partial = []
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    private mutating func finishLine(_ emit: (Line) throws -> Void) rethrows {
        let line = isSkipping ? Line.overlong : .line(partial[...])
        isSkipping = false
        defer { partial.removeAll(keepingCapacity: partial.count <= Self.capacityKept) }
        try emit(line)
    }
}
