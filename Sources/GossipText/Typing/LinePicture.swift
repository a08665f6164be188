/// The line being typed as one row of a terminal.
package struct LinePicture: Equatable, Sendable {
    /// The mark before the line.
    package static let prompt = "> "
    /// Columns below which the mark is left out.
    private static let promptColumnsMin = 12
    private static let more = "…"

    /// The row, made safe, and shorter than the terminal: a full one would wrap.
    package let text: String
    /// The column at which the cursor stands, from 0.
    package let cursor: Int
    /// The columns of the text.
    package let width: Int

    /// Draws the part of a line around its cursor.
    ///
    /// A line that is too long stands cut, with `…` on either side where something is missing.
    init(_ line: TypedLine, columns: Int) {
        let prompt = columns >= Self.promptColumnsMin ? Self.prompt : ""
        let promptColumns = DisplayWidth.of(prompt)
        let room = max(0, columns - 1 - promptColumns)
        // Of what is behind the cursor a quarter of the row shows at least.
        let ahead = Self.front(of: line.after, columnsMax: room / 4)
        let before = Self.back(of: line.before, columnsMax: room - ahead.width)
        let after = Self.front(of: line.after, columnsMax: room - before.width)
        text = prompt + before.text + after.text
        cursor = promptColumns + before.width
        width = promptColumns + before.width + after.width
    }

    /// The end of a text, in at most so many columns.
    private static func back(of text: String, columnsMax: Int) -> (text: String, width: Int) {
        var cells: [String] = []
        var width = 0
        var start = text.endIndex
        while start > text.startIndex {
            let previous = text.index(before: start)
            let cell = SafeText.text(String(text[previous]))
            let cellWidth = DisplayWidth.of(cell)
            // The mark of what is missing needs a column, unless nothing is.
            let reserve = previous == text.startIndex ? 0 : 1
            if width + cellWidth + reserve > columnsMax { break }
            cells.append(cell)
            width += cellWidth
            start = previous
        }
        let kept = cells.reversed().joined()
        if start == text.startIndex || columnsMax < 1 { return (kept, width) }
        return (more + kept, width + 1)
    }

    /// The beginning of a text, in at most so many columns.
    private static func front(of text: String, columnsMax: Int) -> (text: String, width: Int) {
        var kept = ""
        var width = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = text.index(after: end)
            let cell = SafeText.text(String(text[end]))
            let cellWidth = DisplayWidth.of(cell)
            let reserve = next == text.endIndex ? 0 : 1
            if width + cellWidth + reserve > columnsMax { break }
            kept += cell
            width += cellWidth
            end = next
        }
        if end == text.endIndex || columnsMax < 1 { return (kept, width) }
        return (kept + more, width + 1)
    }
}
