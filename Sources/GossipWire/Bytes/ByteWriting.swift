/// Appending of wire values to a byte array, integers big-endian.
extension Array where Element == UInt8 {
    /// Appends a big-endian integer of its full width.
    @inlinable
    public mutating func append<Value: FixedWidthInteger>(bigEndian value: Value) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the 32 bytes of an id.
    @inlinable
    public mutating func append(_ id: MessageID) {
        append(bigEndian: id.words.0)
        append(bigEndian: id.words.1)
        append(bigEndian: id.words.2)
        append(bigEndian: id.words.3)
    }

    /// Appends the 32 bytes of a key.
    @inlinable
    public mutating func append(_ key: AuthorKey) {
        append(bigEndian: key.words.0)
        append(bigEndian: key.words.1)
        append(bigEndian: key.words.2)
        append(bigEndian: key.words.3)
    }
}
