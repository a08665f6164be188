import GossipCore
import GossipText
import GossipWire
import Logging

/// The invitations of a node, and what it answers to those who come with one.
///
/// Lives on the event loop.
final class PairingHost {
    unowned let loop: NetworkLoop
    let identity: Identity
    private let name: String
    private let listen: PeerAddress
    private let network: NetworkID
    /// The invitations, in memory alone: see `Invitations`.
    var invitations = Invitations()

    init(
        loop: NetworkLoop,
        network: NetworkID,
        identity: Identity,
        name: String,
        listen: PeerAddress
    ) {
        self.loop = loop
        self.network = network
        self.identity = identity
        self.name = name
        self.listen = listen
    }

    // MARK: Inviting

    /// Opens an invitation, and gives its code.
    ///
    /// - Throws: ``NodeError`` when this node may not admit anybody, or not now.
    func invite(_ terms: InvitationTerms) throws(NodeError) -> OfferedInvitation {
        guard loop.core.roster?.admins.contains(identity.author) ?? false else {
            throw NodeError(
                .members,
                "this node may not invite: it is no admin of the network \(network). Ask one of its admins "
                    + "for a code; gossip-node members shows who they are."
            )
        }
        let now = NetworkLoop.now()
        let addresses = terms.addresses.isEmpty ? ownAddresses : terms.addresses
        let code: InvitationCode
        do throws(TypedCodeError) {
            code = try InvitationCode(addresses: addresses)
        } catch {
            throw NodeError(
                .members,
                "cannot invite: no address of this machine is known that others can dial. Name one with "
                    + "--address HOST:PORT."
            )
        }
        do throws(InvitationError) {
            try invitations.open(
                code,
                for: terms.role,
                uses: terms.uses,
                lifetime: terms.lifetime,
                at: now
            )
        } catch {
            throw NodeError(.members, "cannot invite: \(Self.words(for: error))")
        }
        return OfferedInvitation(
            code: code.text,
            network: network,
            expiry: now.wall + terms.lifetime,
            addresses: code.addresses
        )
    }

    private static func words(for error: InvitationError) -> String {
        switch error {
        case .tooMany:
            "\(Invitations.countMax) codes are open, as many as may. Wait until one is over."
        case .uses(let uses):
            "\(uses) uses of a code are not possible. Name 1 to \(Invitations.usesMax) with --uses."
        case .lifetime: "a code is good for 7d at most. Name a shorter time with --for."
        }
    }

    /// The addresses at which this node can be dialled, as far as the machine itself knows.
    private var ownAddresses: [PeerAddress] {
        guard listen.isUnspecified else { return [listen] }
        let family = listen.isIPv4
        let addresses = Interfaces.addresses(port: listen.port).filter { $0.isIPv4 || !family }
        return Array(addresses.prefix(InvitationCode.addressCountMax))
    }

    // MARK: Answering

    /// Signs a pass for a node that has shown a code.
    func answer(
        _ request: PairingRequest,
        as role: MemberRole
    ) throws(PairingRefusal) -> PairingAnswer {
        guard DisplayName.fault(of: request.name) == nil else { throw .badName }
        guard let roster = loop.core.roster else { throw .mayNotAdmit }
        let others = loop.core.node.observations.filter { $0.status != .down }.map(\.address)
        let peers = (ownAddresses + others).prefix(PeerList.countMax)
        return try roster.answer(
            to: request,
            as: role,
            signedBy: identity,
            named: roster.pass(of: identity.author)?.name ?? name,
            keys: loop.core.channelConfiguration.keys,
            peers: PeerList(Array(peers))
        )
    }

    /// Counts the pass of a node that has stored it.
    func joined(_ pass: Pass) {
        loop.change { core, now, effects in
            core.take(AuthenticRecords(checking: [.pass(pass)]), at: now, into: &effects)
        }
    }
}
