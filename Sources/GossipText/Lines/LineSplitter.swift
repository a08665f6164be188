/// Cuts a stream of text into lines and holds at most one line of bounded length.
///
/// A line ends with a line feed, or with a carriage return and a line feed, of which neither is part
/// of it. A byte order mark before the first line is passed over. A line longer than the limit is reported once and skipped up to its line feed. The lines after it
/// are read as usual.
package struct LineSplitter {
    /// One line, or the news that one was too long.
    package enum Line: Equatable {
        /// The bytes without their line end; a line that came whole is not copied.
        case line(ArraySlice<UInt8>)
        /// A line had more bytes than the limit.
        case overlong
    }

    private let lengthMax: Int
    /// The beginning of a line whose end has not come yet.
    private var partial: [UInt8] = []
    private var isSkipping = false
    private var isFirst = true

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    /// Bytes that a line may have beyond the limit, which are taken off it: the mark and a carriage
    /// return.
    private static let markBytesMax = byteOrderMark.count + 1
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
                try hand(on: rest[..<end], isEnded: true, emit)
            } else {
                append(rest[..<end])
                try finishLine(isEnded: true, emit)
            }
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    /// Hands on the last line at the end of the stream, which may lack its line feed.
    package mutating func finish(_ emit: (Line) throws -> Void) rethrows {
        if isSkipping || !partial.isEmpty { try finishLine(isEnded: false, emit) }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        guard !isSkipping else { return }
        if bytes.count > lengthMax + Self.markBytesMax - partial.count {
            isSkipping = true
            partial = []
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    private mutating func finishLine(
        isEnded: Bool,
        _ emit: (Line) throws -> Void
    ) rethrows {
        defer { partial.removeAll(keepingCapacity: partial.count <= Self.capacityKept) }
        guard !isSkipping else {
            (isSkipping, isFirst) = (false, false)
            return try emit(.overlong)
        }
        try hand(on: partial[...], isEnded: isEnded, emit)
    }

    private mutating func hand(
        on bytes: ArraySlice<UInt8>,
        isEnded: Bool,
        _ emit: (Line) throws -> Void
    ) rethrows {
        var line = bytes
        if isFirst, line.starts(with: Self.byteOrderMark) {
            line = line.dropFirst(Self.byteOrderMark.count)
        }
        isFirst = false
        if isEnded, line.last == UInt8(ascii: "\r") { line.removeLast() }
        // The mark alone is no line.
        if !isEnded, line.isEmpty { return }
        try emit(line.count > lengthMax ? .overlong : .line(line))
    }
}
