/// The shape of a name to the eye: names with one skeleton look alike.
///
/// Capitals become small letters, marks go, and letters of other scripts become the Latin ones that they look like
/// (``LatinLookalikes``).
struct NameSkeleton: Equatable {
    /// The folded name.
    let text: String
    /// True for a name of other letters that reads as Latin.
    let isDisguised: Bool

    init(_ name: String) {
        var folded = String.UnicodeScalarView()
        var hasForeign = false
        for scalar in name.unicodeScalars {
            if let letter = LatinLookalikes.letter(for: scalar) {
                hasForeign = hasForeign || letter.isForeign
                folded.append(Self.merged(letter.latin))
            } else if !Self.isMark(scalar) {
                folded.append(
                    contentsOf: scalar.properties.lowercaseMapping.unicodeScalars.map(Self.merged)
                )
            }
        }
        text = String(folded)
        isDisguised = hasForeign && folded.allSatisfy(\.isASCII)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    /// One of the signs that are taken for one another.
    private static func merged(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "0": "o"
        case "1", "i", "|": "l"
        default: scalar
        }
    }
}
