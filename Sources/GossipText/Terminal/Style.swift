/// Colours for a terminal, or none.
package struct Style {
    package let isOn: Bool

    package init(isOn: Bool) {
        self.isOn = isOn
    }

    package enum Tint: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case blue = "34"
        case magenta = "35"
        case cyan = "36"
    }

    /// The text in a colour, if colours are on.
    package func paint(_ text: String, _ tint: Tint) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(tint.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A colour that stays with an author: by a byte of the key, not by the name, which may change.
    package static func tint(of key: [UInt8]) -> Tint {
        let palette: [Tint] = [.cyan, .green, .yellow, .blue, .magenta]
        return palette[Int(key.first ?? 0) % palette.count]
    }
}
