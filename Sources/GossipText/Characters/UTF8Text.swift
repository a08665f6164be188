/// Bytes that are, or may be, UTF-8.
package enum UTF8Text {
    /// True when the bytes are UTF-8, strictly.
    package static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// The character that begins at an index of valid UTF-8, and its length in bytes.
    static func scalar(
        in text: UnsafeBufferPointer<UInt8>,
        at index: Int
    ) -> (scalar: Unicode.Scalar, length: Int) {
        let first = text[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in text[(index + 1)..<(index + length)] {
            value = value << 6 | UInt32(byte & 0x3F)
        }
        // Of valid UTF-8, every value is a character.
        return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
    }
}
