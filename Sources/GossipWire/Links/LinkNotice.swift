/// A word of one side of a session to the other about the session itself.
///
/// It is the content of a ``LinkData`` whose first byte is 255; a code follows. Empty content is no notice: it
/// confirms that the session is made.
package struct LinkNotice: Equatable, Sendable {
    /// The first byte of the content, which no ``DatagramKind`` has.
    package static let kind: UInt8 = 255

    /// The reason for which a side refuses the other; of a later version, one without a name here.
    package let refusal: LinkRefusal

    /// Makes a notice of a refusal.
    package init(_ refusal: LinkRefusal) { self.refusal = refusal }

    /// The content.
    package var content: [UInt8] { [Self.kind, refusal.code] }

    /// Reads a notice; `nil` for content of another kind, and for a notice without a code.
    package init?(_ content: [UInt8]) {
        guard content.count >= 2, content[0] == Self.kind else { return nil }
        refusal = LinkRefusal(code: content[1])
    }
}

/// A reason for which a node refuses a peer that has the network's key.
package enum LinkRefusal: Error, Hashable, Sendable {
    /// Its credential is none, or not its own.
    case credential
    /// It has no pass, and this network has members.
    case noPass
    /// Its pass does not count: its signer may not admit, or another took its place.
    case pass
    /// It was removed.
    case removed
    /// It has the same key as the node that it asks.
    case ownKey
    /// There is no room.
    case full
    /// A reason of a later version.
    case other(UInt8)

    private static let known: [LinkRefusal] = [
        .credential, .noPass, .pass, .removed, .ownKey, .full,
    ]

    init(code: UInt8) {
        let place = Int(code) - 1
        self = Self.known.indices.contains(place) ? Self.known[place] : .other(code)
    }

    /// The number of the reason, from 1.
    var code: UInt8 {
        if case .other(let code) = self { return code }
        return UInt8((Self.known.firstIndex(of: self) ?? 0) + 1)
    }
}
