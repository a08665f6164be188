/// The sentence for a first word that is no command of a program, with what was probably meant.
package struct UnknownCommand: Error, Equatable, CustomStringConvertible {
    /// The sentence.
    package let description: String

    /// Judges a word of the command line.
    ///
    /// - Parameters:
    ///   - word: the word as it was typed.
    ///   - program: the name of the program.
    ///   - commands: its commands.
    package init(_ word: String, of program: String, commands: [String]) {
        let shown = SafeText.text(word)
        if let near = Self.nearest(to: word, among: commands) {
            description = "there is no command \"\(shown)\". Did you mean \(near)?"
        } else {
            description =
                "there is no command \"\(shown)\". \(program) --help shows the commands."
        }
    }

    /// The name that a slip of the fingers turns into the word; `nil` when none is near.
    package static func nearest(to word: String, among commands: [String]) -> String? {
        let distances = commands.map { (name: $0, distance: distance(word, $0.lowercased())) }
        guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= (word.count < 4 ? 1 : 2) ? best.name : nil
    }

    /// The number of characters to insert, remove, replace or exchange with their neighbour.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.lowercased().prefix(64)), Array(right.prefix(64)))
        var rows = [Array(0...right.count)]
        for (i, character) in left.enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                var cost = min(row[j], rows[i][j + 1]) + 1
                cost = min(cost, rows[i][j] + (character == other ? 0 : 1))
                if i > 0, j > 0, character == right[j - 1], left[i - 1] == other {
                    cost = min(cost, rows[i - 1][j - 1] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
