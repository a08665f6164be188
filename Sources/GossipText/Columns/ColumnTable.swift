/// Lines in aligned columns for people, as wide as the terminal and no wider.
package struct ColumnTable {
    /// A column by its title.
    package struct Column {
        let title: String
        let isRight: Bool
        /// True when it may be cut where the terminal is too narrow for all.
        let isFlexible: Bool
        /// Its place among those that are left out there, the first of them 1; nil for one that never is.
        let leaving: Int?

        /// Text, which begins at the column's left.
        package static func text(
            _ title: String,
            isFlexible: Bool = false,
            leaving: Int? = nil
        ) -> Column {
            Column(title: title, isRight: false, isFlexible: isFlexible, leaving: leaving)
        }

        /// A number, which ends at the column's right.
        package static func number(_ title: String, leaving: Int? = nil) -> Column {
            Column(title: title, isRight: true, isFlexible: false, leaving: leaving)
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
    /// A flexible column is cut to no less before another is left out.
    private static let flexibleColumnsUsual = 16
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

    /// The title line and the rows, in no more columns than the terminal has: long text is cut, then columns
    /// are left out, then text is cut further.
    package func lines(style: Style, columns columnsMax: Int?) -> [String] {
        let shown = shown(columnsMax)
        let widths = widths(shown, columnsMax, min: Self.flexibleColumnsMin)
        let titles = columns.map { Cell($0.title, .dim) }
        return ([titles] + rows).map { row in
            var line = ""
            // Spaces that only fill a line to its end are left out.
            var pending = ""
            for index in shown {
                let cell = row[index]
                let cut = DisplayWidth.cut(cell.text, to: widths[index])
                let filling = String(
                    repeating: " ",
                    count: max(0, widths[index] - DisplayWidth.of(cut))
                )
                let painted = cell.tint.map { style.paint(cut, $0) } ?? cut
                let isRight = columns[index].isRight
                let before = (index == shown.first ? "" : Self.gap) + (isRight ? filling : "")
                if !painted.isEmpty { line += pending + before + painted }
                pending = (painted.isEmpty ? pending + before : "") + (isRight ? "" : filling)
            }
            return line
        }
    }

    /// The columns that there is room for.
    private func shown(_ columnsMax: Int?) -> [Int] {
        var shown = Array(columns.indices)
        guard let columnsMax else { return shown }
        let leaving = columns.indices.filter { columns[$0].leaving != nil }
            .sorted { columns[$0].leaving ?? 0 < columns[$1].leaving ?? 0 }
        for index in leaving {
            let widths = widths(shown, columnsMax, min: Self.flexibleColumnsUsual)
            guard total(widths, shown) > columnsMax else { break }
            shown.removeAll { $0 == index }
        }
        return shown
    }

    private func total(_ widths: [Int], _ shown: [Int]) -> Int {
        shown.reduce(Self.gap.utf8.count * (shown.count - 1)) { $0 + widths[$1] }
    }

    /// The width of each column when these are shown and flexible ones are cut, to no less than a minimum.
    private func widths(_ shown: [Int], _ columnsMax: Int?, min: Int) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) {
                max($0, DisplayWidth.of($1[index].text))
            }
        }
        guard let columnsMax else { return widths }
        // The widest is cut first, by as much as needed or until another is the widest.
        while total(widths, shown) > columnsMax {
            let flexible = shown.filter { columns[$0].isFlexible && widths[$0] > min }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
