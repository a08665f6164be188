public import Negentropy

/// Appending of wire values to a byte array, integers big-endian.
extension Array where Element == UInt8 {
    /// Appends a big-endian integer of its full width.
    @inlinable
    public mutating func append<Value: FixedWidthInteger>(bigEndian value: Value) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Appends the 32 bytes of an id or a key.
    @inlinable
    public mutating func append(_ value: some Bytes32Value) {
        value.bytes32.withBytes { append(contentsOf: $0) }
    }

    /// Appends the number of some things, which takes 8 bytes.
    @inlinable
    public mutating func append(count: Int) {
        append(bigEndian: UInt64(count))
    }
}
