/// The lines that were typed in this run, to be fetched back.
struct LineHistory {
    /// Lines that are remembered.
    static let countMax = 200
    /// Bytes of a line beyond which it is not remembered.
    static let lineBytesMax = 64 << 10

    private var lines: [String] = []
    /// The place of the line that is shown; behind the last when it is none of these.
    private var place = 0
    /// The line that was being typed when an older one was fetched.
    private var draft = ""

    /// Remembers a line that is done, unless the last is the same.
    mutating func add(_ line: String) {
        if line.utf8.count <= Self.lineBytesMax, lines.last != line { lines.append(line) }
        if lines.count > Self.countMax { lines.removeFirst() }
        place = lines.count
        draft = ""
    }

    /// The line before the one that is shown; `nil` when there is none.
    mutating func older(than shown: String) -> String? {
        guard place > 0 else { return nil }
        if place == lines.count { draft = shown }
        place -= 1
        return lines[place]
    }

    /// The line behind the one that is shown, at last the one that was being typed; `nil` behind that.
    mutating func newer() -> String? {
        guard place < lines.count else { return nil }
        place += 1
        return place == lines.count ? draft : lines[place]
    }
}
