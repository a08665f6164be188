/// The line being typed: its text before the cursor and behind it.
///
/// All that moves or erases does so by whole characters, as a person sees them: a letter with its marks, an
/// emoji however long its sequence.
struct TypedLine: Equatable {
    /// The text before the cursor.
    private(set) var before: String
    /// The text from the cursor on.
    private(set) var after = ""

    /// Makes a line with the cursor at its end.
    init(_ text: String = "") {
        before = text
    }

    var text: String { before + after }
    var isEmpty: Bool { before.isEmpty && after.isEmpty }
    var byteCount: Int { before.utf8.count + after.utf8.count }

    mutating func insert(_ text: String) {
        before += text
    }

    mutating func eraseBack() {
        if !before.isEmpty { before.removeLast() }
    }

    mutating func eraseForward() {
        if !after.isEmpty { after.removeFirst() }
    }

    mutating func moveLeft() {
        guard let character = before.popLast() else { return }
        after.insert(character, at: after.startIndex)
    }

    mutating func moveRight() {
        if !after.isEmpty { before.append(after.removeFirst()) }
    }

    mutating func moveToStart() {
        (before, after) = ("", text)
    }

    mutating func moveToEnd() {
        (before, after) = (text, "")
    }

    mutating func moveWordLeft() {
        let start = Self.wordStart(in: before, isWord: Self.isLetter)
        after = before[start...] + after
        before.removeSubrange(start...)
    }

    mutating func moveWordRight() {
        let end = Self.wordEnd(in: after)
        before += after[..<end]
        after.removeSubrange(..<end)
    }

    mutating func cutToStart() -> String {
        defer { before = "" }
        return before
    }

    mutating func cutToEnd() -> String {
        defer { after = "" }
        return after
    }

    /// Cuts back to the space before the word.
    mutating func cutWordBack() -> String {
        let start = Self.wordStart(in: before) { !$0.isWhitespace }
        defer { before.removeSubrange(start...) }
        return String(before[start...])
    }

    mutating func cutWordForward() -> String {
        let end = Self.wordEnd(in: after)
        defer { after.removeSubrange(..<end) }
        return String(after[..<end])
    }

    /// Swaps the characters on both sides of the cursor and moves on; at the end, the last two.
    mutating func transpose() {
        if after.isEmpty, before.count > 1 { moveLeft() }
        guard let previous = before.last, let next = after.first else { return }
        before.removeLast()
        after.removeFirst()
        before.append(next)
        before.append(previous)
    }

    private static func isLetter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func wordStart(
        in text: String,
        isWord: (Character) -> Bool
    ) -> String.Index {
        var start = text.endIndex
        while start > text.startIndex, !isWord(text[text.index(before: start)]) {
            start = text.index(before: start)
        }
        while start > text.startIndex, isWord(text[text.index(before: start)]) {
            start = text.index(before: start)
        }
        return start
    }

    private static func wordEnd(in text: String) -> String.Index {
        let start = text.firstIndex(where: isLetter) ?? text.endIndex
        return text[start...].firstIndex { !isLetter($0) } ?? text.endIndex
    }
}
