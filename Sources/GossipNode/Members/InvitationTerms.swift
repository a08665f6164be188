package import GossipWire

/// The terms of an invitation.
package struct InvitationTerms: Sendable {
    /// The rights that it gives.
    package var role: MemberRole
    /// The number of nodes that it lets in.
    package var uses: Int
    /// The time that it is open, in milliseconds.
    package var lifetime: UInt64
    /// The addresses to bring it to; none for those of the node.
    package var addresses: [PeerAddress]

    /// Makes terms: one use, for an hour, where nothing else is said.
    package init(
        role: MemberRole = .member,
        uses: Int = 1,
        lifetime: UInt64 = 3_600_000,
        addresses: [PeerAddress] = []
    ) {
        self.role = role
        self.uses = uses
        self.lifetime = lifetime
        self.addresses = addresses
    }
}

/// An invitation that is open.
package struct OfferedInvitation: Sendable {
    /// The text to type on the other machine.
    package let code: String
    /// The network that it leads into.
    package let network: NetworkID
    /// The time from which it lets in nobody new, in milliseconds since 1970.
    package let expiry: UInt64
    /// The addresses in the code.
    package let addresses: [PeerAddress]
}
