/// A text from the clipboard as a part of a typed line.
enum PastedText {
    /// The text with `\n` at its line ends, which terminals send as a carriage return, and none at its end:
    /// who copies a line mostly copies its end too, without wanting it.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
                plain.append(0x0A)
            } else if byte != 0x0A {
                plain.append(byte)
            }
            previous = byte
        }
        while plain.last == 0x0A { plain.removeLast() }
        return String(decoding: plain, as: UTF8.self)
    }
}
