/// The colours of output, or none.
package struct Style: Sendable {
    /// A colour or weight, by its number in an escape sequence.
    package enum Tint: String, Sendable {
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
        isOn && !text.isEmpty ? "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The colour of an author: by a byte of the key, since a name may change.
    package static func tint(of key: [UInt8]) -> Tint {
        let palette: [Tint] = [.cyan, .green, .yellow, .blue, .magenta]
        return palette[Int(key.first ?? 0) % palette.count]
    }
}
