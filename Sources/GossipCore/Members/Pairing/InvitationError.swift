/// Why a node does not open an invitation.
package enum InvitationError: Error, Equatable, Sendable {
    /// As many invitations are open as may: ``Invitations/countMax``.
    case tooMany
    /// A number of uses that is not from 1 to ``Invitations/usesMax``.
    case uses(Int)
    /// A time that is not from a millisecond to ``Invitations/lifetimeMax``.
    case lifetime(UInt64)
}
