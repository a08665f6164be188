/// The two invisible characters that scripts and emoji need: the joiner U+200D and the non-joiner
/// U+200C.
///
/// Between two letters of a script with joined forms they are spelling, and between two emoji they
/// make one picture. Anywhere else they only make two texts look the same.
enum Joiners {
    /// True for a joiner between two characters that it can act upon.
    static func isSpelling(
        _ scalar: Unicode.Scalar,
        after previous: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) -> Bool {
        guard scalar == "\u{200C}" || scalar == "\u{200D}", let previous, let next else {
            return false
        }
        return isJoinable(previous) && isJoinable(next) && !UnsafeScalars.contains(previous)
            && !UnsafeScalars.contains(next)
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
