/// The characters that do more than show themselves, for text and for JSON alike.
///
/// Text from strangers can move the cursor, turn the reading direction, or look like another text
/// because part of it is invisible. A character of this list never reaches a person or a line of
/// JSON as it is. It holds every control, and every character that Unicode lets a program leave
/// undrawn (*Default_Ignorable_Code_Point*).
package enum UnsafeScalars {
    /// True when a character acts on a terminal, on the order of its neighbours, or is invisible.
    package static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Controls of both sets, and delete.
        case 0..<0x20, 0x7F..<0xA0: true
        // Soft hyphen: some terminals draw it, others do not. The joiner of graphemes.
        case 0xAD, 0x034F: true
        // Fillers of Hangul, and vowels of Khmer that nobody writes.
        case 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0: true
        // Marks, embeddings, overrides and isolates of the reading direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Line and paragraph separator.
        case 0x2028, 0x2029: true
        // Spaces, joiners and operators without width, byte order mark.
        case 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF: true
        // Selectors of a variation.
        case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        // Anchors of annotations between lines, and what stands before them without a meaning.
        case 0xFFF0...0xFFFB: true
        // Controls within hieroglyphs, shorthand and music.
        case 0x13430...0x1343F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A: true
        // Invisible copies of ASCII, and the rest of their plane.
        case 0xE0000...0xE00FF, 0xE01F0...0xE0FFF: true
        default: false
        }
    }
}
