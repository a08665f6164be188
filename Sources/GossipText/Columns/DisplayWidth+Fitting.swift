extension DisplayWidth {
    /// Columns below which text is not wrapped: nobody could read it.
    private static let wrapColumnsMin = 20

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
    package static func wrap(_ text: String, to columnsMax: Int) -> [String] {
        guard columnsMax >= wrapColumnsMin, text.utf8.count > columnsMax else { return [text] }
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
}
