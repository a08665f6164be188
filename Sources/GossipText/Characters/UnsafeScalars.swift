/// The characters that do more than show themselves, for text and for JSON alike.
///
/// Text from strangers can move the cursor, turn the reading direction, or look like another text
/// because part of it is invisible. A character of this list never reaches a person or a line of
/// JSON as it is.
package enum UnsafeScalars {
    /// True when a character acts on a terminal, on the order of its neighbours, or is invisible.
    package static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        // Controls of both sets, and delete.
        case 0..<0x20, 0x7F..<0xA0: true
        // Soft hyphen: some terminals draw it, others do not.
        case 0xAD: true
        // Marks, embeddings, overrides and isolates of the reading direction.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Line and paragraph separator.
        case 0x2028, 0x2029: true
        // Spaces, joiners and operators without width, byte order mark.
        case 0x180E, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF: true
        // Anchors of annotations between lines.
        case 0xFFF9...0xFFFB: true
        // Invisible copies of ASCII.
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
