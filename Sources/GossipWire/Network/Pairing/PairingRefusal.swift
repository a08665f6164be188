/// A reason for which a node that has a code does not become a member.
///
/// It is told in one byte, the number of the reason from 1.
package enum PairingRefusal: Error, Hashable, Sendable {
    /// The code is used up, or promised to others that have not finished yet.
    case used
    /// The code's time is over.
    case expired
    /// The inviting node may not admit this one: it is no admin now, or younger than this one, an admin too.
    case mayNotAdmit
    /// The network has as many members or records as it may.
    case full
    /// The log of the node belongs to another network.
    case otherNetwork
    /// Another member has the name.
    case nameTaken
    /// The name has characters that do not show.
    case badName
    /// The node has the same key as the one that invites.
    case ownKey
    /// A reason of a later version.
    case other(UInt8)

    private static let known: [PairingRefusal] = [
        .used, .expired, .mayNotAdmit, .full, .otherNetwork, .nameTaken, .badName, .ownKey,
    ]

    init(code: UInt8) {
        let place = Int(code) - 1
        self = Self.known.indices.contains(place) ? Self.known[place] : .other(code)
    }

    var code: UInt8 {
        if case .other(let code) = self { return code }
        return UInt8((Self.known.firstIndex(of: self) ?? 0) + 1)
    }
}
