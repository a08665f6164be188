/// A terminal as a person sees it: it acts on the bytes of a program.
///
/// It knows the sequences that a line-oriented program needs, and lists all others as `unknown`. Lines that
/// have scrolled away stay above those on the screen.
package struct ScreenModel {
    private struct Cell {
        var text: String
        /// 2 for a wide character, 0 for its second half.
        var columns: Int
    }

    private let heightMax = 24
    private var columns: Int
    private var cells: [[Cell]] = [[]]
    /// Sequences that it does not know, and controls.
    package private(set) var unknown: [String] = []
    /// The row of the cursor, counted from the first line ever written, and its column.
    package private(set) var cursor = (row: 0, column: 0)

    /// Makes an empty screen.
    package init(columns: Int) {
        self.columns = columns
    }

    /// The rows without the spaces at their ends.
    package var rows: [String] {
        cells.map { row in
            var text = row.map(\.text).joined()
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// The lowest row that shows anything.
    package var lastRow: String { rows.last { !$0.isEmpty } ?? "" }

    /// True when a row has this text in it.
    package func shows(_ text: String) -> Bool {
        rows.contains { $0.contains(text) }
    }

    /// Takes another width; what stands beyond it is gone.
    package mutating func resize(columns: Int) {
        self.columns = columns
        for row in cells.indices where cells[row].count > columns {
            cells[row].removeLast(cells[row].count - columns)
        }
        cursor.column = min(cursor.column, columns - 1)
    }

    /// Acts on what a program has written.
    package mutating func feed(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\r": cursor.column = 0
            case "\n": moveDown()
            case "\u{7}": break
            case "\u{1B}": takeSequence(&rest)
            default:
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                    unknown.append("\(scalar.value)")
                } else {
                    put(scalar)
                }
            }
        }
    }

    private mutating func takeSequence(_ rest: inout Substring.UnicodeScalarView) {
        guard rest.first == "[" else { return unknown.append("\u{1B}") }
        rest.removeFirst()
        let parameters = rest.prefix { (0x20...0x3F).contains($0.value) }
        rest.removeFirst(parameters.count)
        guard let final = rest.popFirst() else { return }
        let text = String(String.UnicodeScalarView(parameters))
        let number = Int(text) ?? 1
        switch (final, text) {
        case ("m", _), ("h", "?2004"), ("l", "?2004"): break
        case ("A", _): cursor.row = max(top, cursor.row - number)
        case ("C", _): cursor.column = min(columns - 1, cursor.column + number)
        case ("K", ""), ("J", ""):
            cells[cursor.row].removeLast(max(0, cells[cursor.row].count - cursor.column))
            if final == "J" { cells.removeLast(cells.count - 1 - cursor.row) }
        case ("J", "2"): for row in top..<cells.count { cells[row] = [] }
        case ("H", ""): cursor = (top, 0)
        default: unknown.append("[\(text)\(final)")
        }
    }

    private var top: Int { max(0, cells.count - heightMax) }

    private mutating func moveDown() {
        cursor.row += 1
        if cursor.row == cells.count { cells.append([]) }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if Self.isJoined(scalar) || endsWithJoiner { return join(scalar) }
        let width = Self.isWide(scalar) ? 2 : 1
        if cursor.column + width > columns {
            cursor.column = 0
            moveDown()
        }
        while cells[cursor.row].count < cursor.column + width {
            cells[cursor.row].append(Cell(text: " ", columns: 1))
        }
        cells[cursor.row][cursor.column] = Cell(text: String(scalar), columns: width)
        if width == 2 { cells[cursor.row][cursor.column + 1] = Cell(text: "", columns: 0) }
        cursor.column += width
    }

    /// The column of the character before the cursor.
    private var previous: Int? {
        let row = cells[cursor.row]
        guard cursor.column > 0, cursor.column <= row.count else { return nil }
        let last = cursor.column - 1
        return row[last].columns == 0 && last > 0 ? last - 1 : last
    }

    private var endsWithJoiner: Bool {
        previous.map { cells[cursor.row][$0].text.unicodeScalars.last == "\u{200D}" } ?? false
    }

    private mutating func join(_ scalar: Unicode.Scalar) {
        guard let previous else { return unknown.append("\(scalar)") }
        cells[cursor.row][previous].text.unicodeScalars.append(scalar)
    }

    private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x200D, 0xFE0F, 0x1F3FB...0x1F3FF: true
        default: false
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
            0x1F300...0x1FAFF:
            true
        default: false
        }
    }
}
