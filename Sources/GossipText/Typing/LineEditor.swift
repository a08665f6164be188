/// An editor of one line at a terminal, as a value: bytes in, lines and a picture out.
///
/// It reads and writes nothing itself. Keys are those of shells; an escape sequence that is none of them does
/// nothing. A text from the clipboard goes into the line as a whole, its line breaks and escape characters
/// with it: it is shown as escapes and published by Enter, as one line.
package struct LineEditor {
    /// A request of the person beyond the line.
    package enum Effect: Equatable {
        /// Enter behind a line that is not empty.
        case line(String)
        /// Ctrl-D on an empty line.
        case end
        /// Ctrl-L.
        case clearScreen
        /// More was typed or pasted than a line may hold; it is not taken.
        case overlong
    }

    private let bytesMax: Int
    private var reader: KeyReader
    private var line = TypedLine()
    private var history = LineHistory()
    /// The text that was cut last.
    private var cut = ""

    /// Makes an editor of lines of so many bytes.
    package init(bytesMax: Int) {
        self.bytesMax = bytesMax
        reader = KeyReader(pasteBytesMax: bytesMax)
    }

    /// True behind the beginning of an escape sequence, whose rest follows at once unless the key was Escape.
    package var isWithinSequence: Bool { reader.isWithinSequence }

    /// True when nothing has been typed since the last Enter.
    package var isEmpty: Bool { line.isEmpty }

    /// Forgets the beginning of a sequence whose rest does not come.
    package mutating func leaveSequence() {
        reader.leaveSequence()
    }

    /// Takes the next bytes of the terminal.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Effect] {
        var keys: [EditKey] = []
        reader.feed(bytes) { keys.append($0) }
        return keys.compactMap { take($0) }
    }

    /// The line as it is to be shown on a terminal of so many columns.
    package func picture(columns: Int) -> LinePicture {
        LinePicture(line, columns: columns)
    }

    private mutating func take(_ key: EditKey) -> Effect? {
        switch key {
        case .text(let text), .paste(let text): return insert(text)
        case .overlongPaste: return .overlong
        case .enter: return finishLine()
        case .end where line.isEmpty: return .end
        case .end, .eraseForward: line.eraseForward()
        case .eraseBack: line.eraseBack()
        case .left: line.moveLeft()
        case .right: line.moveRight()
        case .wordLeft: line.moveWordLeft()
        case .wordRight: line.moveWordRight()
        case .lineStart: line.moveToStart()
        case .lineEnd: line.moveToEnd()
        case .cutToStart: keep(line.cutToStart())
        case .cutToEnd: keep(line.cutToEnd())
        case .cutWordBack: keep(line.cutWordBack())
        case .cutWordForward: keep(line.cutWordForward())
        case .putBack: return insert(cut)
        case .transpose: line.transpose()
        case .older: show(history.older(than: line.text))
        case .newer: show(history.newer())
        case .clearScreen: return .clearScreen
        }
        return nil
    }

    private mutating func insert(_ text: String) -> Effect? {
        guard line.byteCount + text.utf8.count <= bytesMax else { return .overlong }
        line.insert(text)
        return nil
    }

    private mutating func finishLine() -> Effect? {
        guard !line.isEmpty else { return nil }
        let text = line.text
        history.add(text)
        line = TypedLine()
        return .line(text)
    }

    private mutating func keep(_ text: String) {
        if !text.isEmpty { cut = text }
    }

    private mutating func show(_ text: String?) {
        if let text { line = TypedLine(text) }
    }
}
