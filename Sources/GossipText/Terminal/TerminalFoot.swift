/// The rows at the foot of a terminal that stay while output scrolls above them: a bar, and below it the
/// line being typed.
///
/// It draws by relative movements only, and needs neither the height of the terminal nor a region of it. A row is always shorter than the terminal, and the cursor stays in the last one.
package struct TerminalFoot {
    /// The rows as they were drawn last.
    private struct Drawn {
        /// The columns of the rows above the last.
        var widths: [Int]
        /// The column of the cursor in the last.
        var cursor: Int
    }

    private var drawn: Drawn?

    /// Makes a foot that is not drawn.
    package init() {}

    /// True while it stands on the terminal.
    package var isDrawn: Bool { drawn != nil }

    /// Takes the rows away and leaves the cursor where the first of them began.
    ///
    /// A terminal that has become narrower has broken them, which is reckoned with.
    package mutating func erase(columns: Int, into output: inout [UInt8]) {
        guard let drawn else { return }
        let columns = max(1, columns)
        let rowsAbove = drawn.widths.reduce(drawn.cursor / columns) { rows, width in
            rows + max(1, (width + columns - 1) / columns)
        }
        let upward = rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : ""
        output.append(contentsOf: "\r\(upward)\u{1B}[J".utf8)
        self.drawn = nil
    }

    /// Draws the rows below the last line of output; nothing when there are none.
    package mutating func draw(
        bar: String?,
        line: LinePicture?,
        into output: inout [UInt8]
    ) {
        if let line {
            let above = bar.map { $0 + "\n" } ?? ""
            let forward = line.cursor > 0 ? "\u{1B}[\(line.cursor)C" : ""
            output.append(contentsOf: "\(above)\(line.text)\r\(forward)".utf8)
            drawn = Drawn(
                widths: bar.map { [DisplayWidth.of($0)] } ?? [],
                cursor: line.cursor
            )
        } else if let bar {
            output.append(contentsOf: bar.utf8)
            drawn = Drawn(widths: [], cursor: DisplayWidth.of(bar))
        }
    }

    /// Leaves the rows where they are, with the cursor on a row below them.
    package mutating func leave(into output: inout [UInt8]) {
        guard isDrawn else { return }
        output.append(contentsOf: "\r\n".utf8)
        drawn = nil
    }
}
