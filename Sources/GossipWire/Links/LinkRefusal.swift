/// A reason for which a node refuses a peer that has the network's key.
public enum LinkRefusal: Error, Hashable, Sendable {
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

extension LinkRefusal: CustomStringConvertible {
    /// The reason in words, whoever refuses.
    public var description: String {
        switch self {
        case .credential: "the proof of its key is not valid"
        case .noPass: "no pass"
        case .pass: "its pass does not count"
        case .removed: "removed from the network"
        case .ownKey: "both have the same key"
        case .full: "no room"
        case .other(let code): "reason \(code) of a later version"
        }
    }
}
