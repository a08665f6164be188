/// A key, or a text from the clipboard, as an editor of lines understands it.
package enum EditKey: Equatable, Sendable {
    /// Characters typed one after the other.
    case text(String)
    /// A text from the clipboard as a whole, its line ends `\n`.
    case paste(String)
    /// A text from the clipboard that is longer than any line may be.
    case overlongPaste
    case enter
    /// Ctrl-D: the end of typing on an empty line, else the erasure of the next character.
    case end
    case eraseBack, eraseForward
    case left, right, wordLeft, wordRight, lineStart, lineEnd
    case cutToStart, cutToEnd, cutWordBack, cutWordForward, putBack
    case transpose
    case older, newer
    case clearScreen

    /// The keys of single control characters, as Emacs, shells and `readline` have them.
    init?(control byte: UInt8) {
        switch byte {
        case 0x01: self = .lineStart
        case 0x02: self = .left
        case 0x04: self = .end
        case 0x05: self = .lineEnd
        case 0x06: self = .right
        case 0x08, 0x7F: self = .eraseBack
        case 0x09: self = .text("\t")
        case 0x0A, 0x0D: self = .enter
        case 0x0B: self = .cutToEnd
        case 0x0C: self = .clearScreen
        case 0x0E: self = .newer
        case 0x10: self = .older
        case 0x14: self = .transpose
        case 0x15: self = .cutToStart
        case 0x17: self = .cutWordBack
        case 0x19: self = .putBack
        default: return nil
        }
    }

    /// The keys that come as an escape character and one more.
    init?(alternate byte: UInt8) {
        switch byte {
        case UInt8(ascii: "b"): self = .wordLeft
        case UInt8(ascii: "f"): self = .wordRight
        case UInt8(ascii: "d"): self = .cutWordForward
        case 0x08, 0x7F: self = .cutWordBack
        default: return nil
        }
    }

    /// The keys that come as a control sequence (ECMA-48, 5.4), with its parameters and last byte; both
    /// forms of Home and End, and the arrows with Ctrl or Alt.
    init?(parameters: [Int], final: UInt8) {
        let hasModifier = parameters.count > 1 && parameters[1] > 2
        switch (final, parameters.first ?? 0) {
        case (UInt8(ascii: "A"), _): self = .older
        case (UInt8(ascii: "B"), _): self = .newer
        case (UInt8(ascii: "C"), _): self = hasModifier ? .wordRight : .right
        case (UInt8(ascii: "D"), _): self = hasModifier ? .wordLeft : .left
        case (UInt8(ascii: "H"), _): self = .lineStart
        case (UInt8(ascii: "F"), _): self = .lineEnd
        case (UInt8(ascii: "~"), 1), (UInt8(ascii: "~"), 7): self = .lineStart
        case (UInt8(ascii: "~"), 4), (UInt8(ascii: "~"), 8): self = .lineEnd
        case (UInt8(ascii: "~"), 3): self = .eraseForward
        default: return nil
        }
    }
}
