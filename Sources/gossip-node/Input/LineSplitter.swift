/// Cuts a stream of bytes into lines, holding at most one line of bounded length.
///
/// A line longer than the limit is reported once and skipped up to its newline; what follows is
/// read as usual.
struct LineSplitter {
    /// One line, or the news that one was too long.
    enum Line: Equatable {
        /// The bytes without their newline.
        case line([UInt8])
        /// A line had more bytes than the limit.
        case overlong
    }

    /// The longest line in bytes.
    let lengthMax: Int
    private var partial: [UInt8] = []
    private var skipping = false

    init(lengthMax: Int) {
        self.lengthMax = lengthMax
    }

    /// Takes the next bytes and hands on every line that is complete.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (Line) -> Void) {
        var rest = bytes[...]
        while let newline = rest.firstIndex(of: 0x0a) {
            append(rest[..<newline])
            finishLine(emit)
            rest = rest[(newline + 1)...]
        }
        append(rest)
    }

    /// The input has ended: a last line may lack its newline.
    mutating func finish(_ emit: (Line) -> Void) {
        if skipping || !partial.isEmpty { finishLine(emit) }
    }

    private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        guard !skipping else { return }
        if bytes.count > lengthMax - partial.count {
            skipping = true
            partial = []
        } else {
            partial.append(contentsOf: bytes)
        }
    }

    private mutating func finishLine(_ emit: (Line) -> Void) {
        if skipping {
            emit(.overlong)
        } else {
            emit(.line(partial))
            partial.removeAll(keepingCapacity: partial.count <= 1 << 16)
        }
        skipping = false
    }
}
