/// The colours of output, or none.
package struct Style: Sendable {
    /// A colour or weight, by its number in an escape sequence.
    package enum Tint: String, CaseIterable, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
    }

    private let isOn: Bool

    /// Makes a style that colours, or one that leaves text as it is.
    package init(isOn: Bool) {
        self.isOn = isOn
    }

    /// The text in a colour, if colours are on.
    package func paint(_ text: String, _ tint: Tint) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[\(Self.end)m" : text
    }

    /// The text with nothing in it that acts on a terminal but this style's own colours.
    ///
    /// The last barrier of every output for people: text from strangers has been made safe before.
    package func safe(_ text: String, _ shape: SafeText.Shape = .oneLine) -> String {
        SafeText.text(text, shape, keepsColours: isOn)
    }

    private static let end = "0"
    private static let sequences = (Tint.allCases.map(\.rawValue) + [end]).map { "[\($0)m" }

    /// The rest of a sequence of a style, behind its escape character; `nil` when there is none.
    static func sequence(
        in text: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView? {
        for sequence in sequences where text.starts(with: sequence.unicodeScalars) {
            return text.prefix(sequence.unicodeScalars.count)
        }
        return nil
    }

    /// The colour of an author: by a byte of the key, since a name may change.
    package static func tint(of key: [UInt8]) -> Tint {
        let palette: [Tint] = [.cyan, .green, .yellow, .blue, .magenta]
        return palette[Int(key.first ?? 0) % palette.count]
    }
}
