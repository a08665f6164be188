internal import Negentropy

/// A bounds-checked cursor over bytes from outside, integers big-endian.
///
/// Reads past the end return `nil` and leave the cursor where it was, so that a decoder is a chain
/// of `guard let`s and hostile input can neither trap nor allocate.
public struct ByteReader {
    @usableFromInline let base: UnsafeRawBufferPointer
    /// The number of bytes read so far.
    public private(set) var offset = 0

    /// Makes a reader at the first byte; `base` must outlive the reader.
    @inlinable
    public init(_ base: UnsafeRawBufferPointer) {
        self.base = base
    }

    /// The number of bytes left.
    public var remaining: Int { base.count - offset }

    /// Reads one byte.
    public mutating func readByte() -> UInt8? {
        guard remaining >= 1 else { return nil }
        defer { offset += 1 }
        return base[offset]
    }

    /// Reads a big-endian integer of the width of `Value`.
    public mutating func readInteger<Value: FixedWidthInteger>(_: Value.Type) -> Value? {
        let width = MemoryLayout<Value>.size
        guard remaining >= width else { return nil }
        defer { offset += width }
        return Value(bigEndian: base.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// Reads `count` bytes as a window on the same memory.
    public mutating func readBytes(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, remaining >= count else { return nil }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: base[offset..<(offset + count)])
    }

    /// Reads the 32 bytes of a message id.
    public mutating func readID() -> MessageID? {
        readBytes32().map { MessageID($0) }
    }

    /// Reads the 32 bytes of an author's key.
    public mutating func readKey() -> AuthorKey? {
        readBytes32().map { AuthorKey($0) }
    }

    private mutating func readBytes32() -> Bytes32? {
        readBytes(Bytes32.length).map { Bytes32(loading: $0) }
    }

    /// Reads the number of some things; `nil` also for one that no memory or disk could hold.
    public mutating func readCount() -> Int? {
        guard let count = readInteger(UInt64.self) else { return nil }
        return Int(exactly: count)
    }

    /// Reads a text of `count` bytes, or `nil` when it is not valid UTF-8.
    public mutating func readText(_ count: Int) -> String? {
        guard let bytes = readBytes(count) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Everything that is left, consuming it.
    public mutating func readRest() -> UnsafeRawBufferPointer {
        defer { offset = base.count }
        return UnsafeRawBufferPointer(rebasing: base[offset...])
    }
}
