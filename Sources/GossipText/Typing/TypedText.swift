/// Decodes typed UTF-8 byte by byte; what is no UTF-8 becomes U+FFFD, which a person sees and can erase.
struct TypedText {
    private static let replacement: Unicode.Scalar = "\u{FFFD}"

    private var text = String.UnicodeScalarView()
    /// The beginning of a character, and the bytes that it still lacks.
    private var partial: [UInt8] = []
    private var missingCount = 0

    /// Takes the next byte, which is no control character of ASCII.
    mutating func append(_ byte: UInt8) {
        if missingCount > 0 {
            if (0x80...0xBF).contains(byte) { return complete(with: byte) }
            breakOff()
        }
        switch byte {
        case ..<0x80: text.append(Unicode.Scalar(byte))
        case 0xC2...0xDF: begin(byte, missing: 1)
        case 0xE0...0xEF: begin(byte, missing: 2)
        case 0xF0...0xF4: begin(byte, missing: 3)
        default: text.append(Self.replacement)
        }
    }

    /// Ends a character whose rest can no longer come.
    mutating func finish() {
        if missingCount > 0 { breakOff() }
    }

    /// The whole characters since the last call.
    mutating func take() -> String {
        defer { text = String.UnicodeScalarView() }
        return String(text)
    }

    private mutating func begin(_ byte: UInt8, missing count: Int) {
        partial = [byte]
        missingCount = count
    }

    private mutating func complete(with byte: UInt8) {
        partial.append(byte)
        missingCount -= 1
        guard missingCount == 0 else { return }
        guard let character = String(validating: partial, as: UTF8.self) else { return breakOff() }
        // Controls with a code above ASCII are sent by no key.
        text.append(
            contentsOf: character.unicodeScalars.filter { !(0x80..<0xA0).contains($0.value) }
        )
        partial = []
    }

    private mutating func breakOff() {
        text.append(Self.replacement)
        partial = []
        missingCount = 0
    }
}
