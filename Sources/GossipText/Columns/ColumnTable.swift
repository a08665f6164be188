/// Lines in aligned columns for people, as wide as the terminal and no wider.
package struct ColumnTable {
    /// A column by its title.
    package struct Column {
        let title: String
        let isRight: Bool
        /// True when it may be cut where the terminal is too narrow for all.
        let isFlexible: Bool

        /// Text, which begins at the column's left.
        package static func text(_ title: String, isFlexible: Bool = false) -> Column {
            Column(title: title, isRight: false, isFlexible: isFlexible)
        }

        /// A number, which ends at the column's right.
        package static func number(_ title: String) -> Column {
            Column(title: title, isRight: true, isFlexible: false)
        }
    }

    /// The text at a row and column, perhaps in a colour.
    package struct Cell: ExpressibleByStringLiteral {
        let text: String
        let tint: Style.Tint?

        package init(_ text: String, _ tint: Style.Tint? = nil) {
            self.text = text
            self.tint = tint
        }

        package init(stringLiteral text: String) { self.init(text) }
    }

    private static let gap = "  "
    /// A flexible column is never cut to less.
    private static let flexibleColumnsMin = 8

    private let columns: [Column]
    private var rows: [[Cell]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row of as many cells as there are columns; text from strangers must have been made safe.
    package mutating func add(_ cells: [Cell]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(cells)
    }

    /// The title line and the rows, cut to a number of columns of the terminal.
    package func lines(style: Style, columns columnsMax: Int?) -> [String] {
        let widths = widths(columnsMax)
        let titles = columns.map { Cell($0.title, .dim) }
        return ([titles] + rows).map { row in
            var line = ""
            // Spaces that only fill a line to its end are left out.
            var pending = ""
            for (index, cell) in row.enumerated() {
                let cut = DisplayWidth.cut(cell.text, to: widths[index])
                let filling = String(
                    repeating: " ",
                    count: max(0, widths[index] - DisplayWidth.of(cut))
                )
                let painted = cell.tint.map { style.paint(cut, $0) } ?? cut
                let isRight = columns[index].isRight
                let before = (index == 0 ? "" : Self.gap) + (isRight ? filling : "")
                if !painted.isEmpty { line += pending + before + painted }
                pending = (painted.isEmpty ? pending + before : "") + (isRight ? "" : filling)
            }
            return line
        }
    }

    private func widths(_ columnsMax: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) {
                max($0, DisplayWidth.of($1[index].text))
            }
        }
        guard let columnsMax else { return widths }
        let gaps = Self.gap.utf8.count * (columns.count - 1)
        // The widest is cut first, by as much as needed or until another is the widest.
        while widths.reduce(gaps, +) > columnsMax {
            let flexible = columns.indices.filter {
                columns[$0].isFlexible && widths[$0] > Self.flexibleColumnsMin
            }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
