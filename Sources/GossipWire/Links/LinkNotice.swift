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
