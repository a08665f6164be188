/// The rights that a pass gives, one bit each.
///
/// A bit of a later version is kept and gives nothing here.
public struct MemberRole: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes a role of its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// May link: talk to members, and get and give messages.
    public static let links = MemberRole(rawValue: 1)
    /// May write: its messages are kept.
    public static let writes = MemberRole(rawValue: 2)
    /// May admit and remove members.
    public static let admits = MemberRole(rawValue: 4)

    /// A member: links and writes.
    public static let member: MemberRole = [.links, .writes]
    /// An admin: a member that also admits and removes.
    public static let admin: MemberRole = [.links, .writes, .admits]
    /// An author whose messages are kept, brought by members: it does not link.
    public static let author: MemberRole = [.writes]
}
