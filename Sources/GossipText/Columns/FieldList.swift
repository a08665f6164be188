/// Labelled values below one another, aligned, for people.
package struct FieldList {
    private let style: Style
    /// Columns into which lines are wrapped; nil leaves them as long as they are.
    private let columns: Int?
    /// The lines so far.
    package private(set) var lines: [String] = []

    private static let labelColumns = 9
    private static let valueIndent = String(repeating: " ", count: labelColumns + 4)
    private static let blockIndent = "    "

    package init(style: Style, columns: Int?) {
        self.style = style
        self.columns = columns
    }

    /// Adds the name of what the values are of.
    package mutating func add(title: String) {
        for part in wrapped(title, after: "") { lines.append(style.paint(part, .bold)) }
    }

    /// Adds a line; text from strangers must have been made safe.
    package mutating func add(_ label: String, _ value: String) {
        let filled = DisplayWidth.fit(label, to: Self.labelColumns)
        let start = "  " + style.paint(filled, .dim) + "  "
        for (index, part) in wrapped(value, after: Self.valueIndent).enumerated() {
            lines.append((index == 0 ? start : Self.valueIndent) + part)
        }
    }

    /// Adds text of one line or several, each set in.
    package mutating func add(block text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            for part in wrapped(String(line), after: Self.blockIndent) {
                lines.append(Self.blockIndent + part)
            }
        }
    }

    package mutating func addBlank() {
        lines.append("")
    }

    /// All lines, without a last line break.
    package var text: String { lines.joined(separator: "\n") }

    private func wrapped(_ text: String, after indent: String) -> [String] {
        guard let columns else { return [text] }
        return DisplayWidth.wrap(text, to: columns - indent.utf8.count)
    }
}
