/// The rule for names that nodes announce of themselves.
///
/// A name is a claim and text from strangers. One that breaks the rule is refused on the command line, and an
/// author who announces it has no name: an escaped one would be a riddle, not a name.
package enum DisplayName {
    /// Digits that make a name look like the start of a key.
    private static let keyDigitsMin = 8

    /// The fault of a name, as the rest of a sentence that begins with the name; `nil` for a good or an empty
    /// one.
    package static func fault(of name: String) -> String? {
        if SafeText.text(name) != name || name.unicodeScalars.contains(where: isUnfit) {
            return "holds characters that act on a terminal or do not show"
        }
        if name.hasPrefix(" ") || name.hasSuffix(" ") || name.contains("  ") {
            return "has spaces at an end, or two in a row"
        }
        if name.utf8.count >= keyDigitsMin, name.utf8.allSatisfy(isHexDigit) {
            return "looks like the start of a key"
        }
        return nil
    }

    /// The name when it can be shown; `nil` for one with a fault, and for an empty one.
    package static func shown(_ name: String?) -> String? {
        name.flatMap { $0.isEmpty || fault(of: $0) != nil ? nil : $0 }
    }

    /// Format characters and those without a meaning; also where they would be spelling in a text.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .control, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isWhitespace && scalar != " "
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
