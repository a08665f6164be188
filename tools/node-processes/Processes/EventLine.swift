import Glibc

/// One line of a node's standard output, in place: good until the next read.
///
/// Looks for members by their names only, which is all that a tool needs and costs little.
package struct EventLine {
    package let bytes: UnsafeRawBufferPointer

    /// True when the line is this event.
    package func isEvent(_ name: StaticString) -> Bool {
        // {"event":"name"
        let start = 10
        guard bytes.count > start + name.utf8CodeUnitCount, let base = bytes.baseAddress
        else { return false }
        return memcmp(base + start, name.utf8Start, name.utf8CodeUnitCount) == 0
            && bytes[start + name.utf8CodeUnitCount] == UInt8(ascii: "\"")
    }

    /// The value of a member that is a string, its quotes and escapes left as they are.
    package func string(_ name: StaticString) -> UnsafeRawBufferPointer? {
        guard let start = end(ofName: name), start < bytes.count,
            bytes[start] == UInt8(ascii: "\""),
            let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[(start + 1)..<end])
    }

    /// The value of a member that is a string, as text.
    package func text(_ name: StaticString) -> String? {
        string(name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value of a member that is a whole number.
    package func integer(_ name: StaticString) -> Int? {
        guard var index = end(ofName: name) else { return nil }
        var value: Int?
        while index < bytes.count, let digit = bytes[index].decimalDigit {
            value = (value ?? 0) &* 10 &+ digit
            index += 1
        }
        return value
    }

    /// The index behind `"name":`.
    private func end(ofName name: StaticString) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let length = name.utf8CodeUnitCount
        var index = 0
        while index + length + 3 <= bytes.count,
            let quote = memchr(base + index, Int32(UInt8(ascii: "\"")), bytes.count - index)
        {
            let start = UnsafeRawPointer(quote) - base + 1
            guard start + length + 2 <= bytes.count else { return nil }
            if memcmp(base + start, name.utf8Start, length) == 0,
                bytes[start + length] == UInt8(ascii: "\""),
                bytes[start + length + 1] == UInt8(ascii: ":")
            {
                return start + length + 2
            }
            index = start
        }
        return nil
    }
}

extension UInt8 {
    /// The value of an ASCII digit.
    package var decimalDigit: Int? {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") ? Int(self) - 48 : nil
    }
}
