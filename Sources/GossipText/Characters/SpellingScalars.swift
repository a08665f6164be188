/// The invisible characters that scripts and emoji need: joiners, and selectors of a variation.
///
/// Between two letters of a script with joined forms a joiner is spelling, and between two emoji it makes one
/// picture. A selector chooses the form of the character before it. Anywhere else they only make two texts
/// look the same, or carry a text that nobody sees.
enum SpellingScalars {
    /// True for a joiner or selector where it can act, between the character before it, `nil` for none or
    /// one that is escaped, and the next.
    static func isSpelling(
        _ scalar: Unicode.Scalar,
        after previous: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) -> Bool {
        guard let previous else { return false }
        switch scalar.value {
        case 0x200C, 0x200D:
            guard let next else { return false }
            return isJoinable(previous) && isJoinable(next) && !UnsafeScalars.contains(next)
        // Forms of Mongolian letters.
        case 0x180B...0x180D, 0x180F: return (0x1820...0x18AA).contains(previous.value)
        // Forms of ideographs, of Myanmar and Phags-pa letters, and of mathematical signs.
        case 0xFE00...0xFE0D: return isIdeograph(previous) || hasStandardForms(previous)
        // Text and picture: of a digit only where it becomes a key.
        case 0xFE0E, 0xFE0F:
            return previous.properties.isEmoji && (previous.value >= 0x80 || next == "\u{20E3}")
        case 0xE0100...0xE01EF: return isIdeograph(previous)
        default: return false
        }
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isIdeographic
    }

    private static func hasStandardForms(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1000...0x109F, 0xA840...0xA877, 0xAA60...0xAA7F, 0x2200...0x22FF: true
        default: false
        }
    }

    private static func isJoinable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x600: false
        // Arabic, Syriac, N'Ko, and the scripts of India.
        case 0x600...0xDFF: true
        // Tibetan, Myanmar; Khmer, Mongolian; Tai Tham, Balinese, Sundanese, Batak.
        case 0xF00...0x109F, 0x1780...0x18AF, 0x1A20...0x1BFF: true
        // Phags-pa, Saurashtra, Devanagari Extended, Kayah Li, Rejang, Javanese.
        case 0xA840...0xA9DF: true
        // Presentation forms of Arabic; the selector of an emoji's coloured form.
        case 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0xFE0F: true
        // Brahmi and its descendants.
        case 0x10A00...0x11FFF: true
        default: scalar.properties.isEmoji
        }
    }
}
