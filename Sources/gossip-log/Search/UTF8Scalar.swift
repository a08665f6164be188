/// One scalar of a text in UTF-8, U+FFFD in place of bytes that are none.
///
/// Of such bytes as many count as one as could have begun a scalar (Unicode 3.9, "maximal subparts"), which
/// is how Swift decodes a `String`.
struct UTF8Scalar: Equatable {
    let scalar: Unicode.Scalar
    /// Its bytes.
    let length: Int

    /// Reads the scalar at an index of the text.
    init(_ text: UnsafeRawBufferPointer, at index: Int) {
        let lead = text[index]
        let tailCount =
            switch lead {
            case 0xC2...0xDF: 1
            case 0xE0...0xEF: 2
            case 0xF0...0xF4: 3
            default: 0
            }
        var value = tailCount == 0 ? UInt32(lead) : UInt32(lead) & (0x3F >> UInt32(tailCount))
        var taken = 0
        var allowed = Self.second(after: lead)
        while taken < tailCount, index + taken + 1 < text.count,
            allowed.contains(text[index + taken + 1])
        {
            value = value << 6 | UInt32(text[index + taken + 1] & 0x3F)
            taken += 1
            allowed = 0x80...0xBF
        }
        length = taken + 1
        let isWhole = taken == tailCount && (tailCount > 0 || lead < 0x80)
        scalar = (isWhole ? Unicode.Scalar(value) : nil) ?? "\u{FFFD}"
    }

    /// The bytes that may come second: neither halves of surrogates nor what is written longer than need be.
    private static func second(after lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
