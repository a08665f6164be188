/// Text in columns: the first to the left, the others to the right.
struct Table {
    let title: String
    private let rows: [[String]]
    /// True when the columns are text and no numbers.
    private var isText = false

    /// Label, value, what it is held against, and the ratio of both.
    init(_ title: String, _ figures: [Figure]) {
        self.title = title
        rows = figures.map { figure in
            let value = figure.unit.text(figure.value)
            guard let reference = figure.reference, let ratio = figure.ratio else {
                return [figure.label, value]
            }
            return [
                figure.label, value, reference.label + " " + figure.unit.text(reference.value),
                Unit.ratio.text(ratio),
            ]
        }
    }

    /// A head line of labels, then one line a case.
    init(_ title: String, _ cases: [Section.Row]) {
        self.title = title
        let head = [""] + (cases.first?.cells.map(\.label) ?? [])
        rows =
            [head]
            + cases.map { row in
                [row.label] + row.cells.map { $0.unit.text($0.value) }
            }
    }

    /// Facts: label and text.
    init(_ title: String, _ facts: [(label: String, text: String)]) {
        self.title = title
        rows = facts.map { [$0.label, $0.text] }
        isText = true
    }

    var text: String {
        let columnCount = rows.map(\.count).max() ?? 0
        let widths = (0..<columnCount).map { column in
            rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        var text = title + "\n"
        for row in rows {
            var line = "  "
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let isLeft = column == 0 || isText
                line += (column == 0 ? "" : "  ") + (isLeft ? cell + padding : padding + cell)
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}
