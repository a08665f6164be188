/// Labelled values below one another, aligned, for people.
struct FieldList {
    private let style: Style
    private var lines: [String] = []
    private static let labelColumns = 12

    init(style: Style) {
        self.style = style
    }

    /// Adds a line; text from strangers must have been made safe.
    mutating func add(_ label: String, _ value: String) {
        let filled = DisplayWidth.fit(label, to: Self.labelColumns)
        lines.append("  " + style.paint(filled, .dim) + "  " + value)
    }

    /// Adds text that may have lines of its own, each set in.
    mutating func add(block text: String) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.append("    " + line)
        }
    }

    mutating func addBlank() {
        lines.append("")
    }

    /// All lines, without a last line break.
    var text: String { lines.joined(separator: "\n") }
}
