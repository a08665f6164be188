/// The columns that text takes on a terminal.
package enum DisplayWidth {
    /// The columns of a text on one line.
    package static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    /// The columns of a character, which may consist of several scalars.
    ///
    /// Terminals add up the scalars of a letter, so its vowel signs count and its marks do not. An
    /// emoji takes two columns however long its sequence.
    static func columns(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.value < 0x300, scalars.count == 1 { return 1 }
        let firstColumns = UnicodeWidths.columns(first)
        if firstColumns == 2 || scalars.contains(where: isColouring) { return 2 }
        return scalars.dropFirst().reduce(firstColumns) { $0 + UnicodeWidths.columns($1) }
    }

    /// True for the selector of an emoji's coloured form, and for the tones of skin.
    private static func isColouring(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xFE0F || (0x1F3FB...0x1F3FF).contains(scalar.value)
    }
}
