/// How many columns of a terminal text takes.
package enum DisplayWidth {
    package static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    /// The text cut to a number of columns, the last of them `…` when something is missing.
    package static func cut(_ text: String, to columnsMax: Int) -> String {
        if text.utf8.count <= columnsMax { return text }
        guard columnsMax > 0 else { return "" }
        var width = 0
        var end = text.startIndex
        for index in text.indices {
            width += columns(text[index])
            if width > columnsMax { return text[..<end] + "…" }
            if width < columnsMax { end = text.index(after: index) }
        }
        return text
    }

    /// The text cut or filled with spaces to exactly so many columns.
    package static func fit(_ text: String, to width: Int) -> String {
        let cut = cut(text, to: width)
        return cut + String(repeating: " ", count: max(0, width - of(cut)))
    }

    /// The text in lines of at most so many columns, broken at spaces where there are any.
    ///
    /// In less than 20 columns it is left whole: nobody could read that.
    package static func wrap(_ text: String, to columnsMax: Int) -> [String] {
        guard columnsMax >= 20, text.utf8.count > columnsMax else { return [text] }
        var lines: [String] = []
        var line = text.startIndex
        var width = 0
        var space: String.Index?
        var index = line
        while index < text.endIndex {
            width += columns(text[index])
            if text[index] == " " { space = index }
            if width > columnsMax {
                let end = space ?? index
                lines.append(String(text[line..<end]))
                line = space.map(text.index(after:)) ?? index
                // The line may have ended just before the space that stands here.
                width = line > index ? 0 : of(String(text[line...index]))
                space = nil
            }
            index = text.index(after: index)
        }
        return lines + [String(text[line...])]
    }

    /// 2 for what East Asian type and emoji set wide, 1 for the rest.
    ///
    /// Marks that combine belong to the character before them.
    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
        }
    }
}
