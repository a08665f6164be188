internal import GossipCore
internal import GossipWire

/// The network with members of a simulation: its keys, and the statements that its nodes begin with.
///
/// Beside the nodes it has members that never run. Admins among them sign what a node then takes in, as if somebody
/// had ordered it there.
struct SimulatedMembers {
    /// Members without a node: they are admitted, made admins and removed.
    static let absentCount = 6

    let founder: Identity
    let recovery: Identity
    /// The members that never run.
    let absent: [Identity]
    /// An admin that half of the nodes have not heard of at first.
    let unheard: Identity
    /// The keys of the network at the beginning.
    let keys: NetworkKeys
    /// The keys of the rotations so far, in their order: no node may miss more than there are keys.
    private(set) var rotatedKeys: [NetworkKey] = []
    var rotationCount: Int { rotatedKeys.count }
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed &* 0xbf58_476d_1ce4_e5b9 &+ 11)
        founder = .drawn(&random)
        recovery = .drawn(&random)
        unheard = .drawn(&random)
        var absent: [Identity] = []
        for _ in 0..<Self.absentCount { absent.append(.drawn(&random)) }
        self.absent = absent
        keys = NetworkKeys(Self.key(&random))
    }

    private static func key(_ random: inout SplitMix64) -> NetworkKey {
        guard let key = NetworkKey(bytes: random.bytes(NetworkKey.length)) else {
            preconditionFailure("32 bytes are a key")
        }
        return key
    }

    /// Another key for the network: the statement of it, and the keys of a node that follows it.
    mutating func rotated(_ keys: NetworkKeys) -> (NetworkRecord, NetworkKeys) {
        let key = Self.key(&random)
        rotatedKeys.append(key)
        let rotation = KeyRotation(
            signedBy: founder,
            network: network,
            epoch: UInt64(rotationCount),
            key: KeyFingerprint(of: key),
            forgetsOld: false
        )
        var keys = keys
        keys.rotate(to: key)
        return (.rotation(rotation), keys)
    }

    var network: NetworkID { NetworkID(founder: founder.author, recovery: recovery.author) }

    private var charter: NetworkRecord {
        .charter(
            Charter(
                signedBy: founder,
                founder: founder.author,
                recovery: recovery.author,
                epoch: 1,
                authors: .members
            )
        )
    }

    /// The records with which a node begins: its own pass and those that prove it.
    ///
    /// - Parameters:
    ///   - node: The node.
    ///   - number: Its number; the odd ones were admitted by an admin of which the even ones have not heard.
    /// - Returns: The records, the node's pass last.
    func beginning(of node: AuthorKey, number: Int) -> [NetworkRecord] {
        guard number % 2 == 1 else { return [charter, pass(node, .member, 1, by: founder)] }
        return [
            charter, pass(unheard.author, .admin, 2, by: founder),
            pass(node, .member, 1, by: unheard),
        ]
    }

    /// Records that somebody orders somewhere: about members without a node, and against liars.
    mutating func drawn(against liars: [AuthorKey]) -> [NetworkRecord] {
        let signers = [founder, founder, unheard] + absent
        let signer = random.pick(signers)
        let epoch = random.draw(3...9)
        if !liars.isEmpty, random.happens(0.3) {
            return [removal(random.pick(liars), epoch, by: founder)]
        }
        let node = random.pick(absent).author
        switch random.next() % 4 {
        case 0: return [removal(node, epoch, by: signer)]
        case 1: return [pass(node, .member, epoch, by: signer)]
        // Both at once, in two places: each removes the other.
        default: return [pass(node, .admin, epoch, by: signer)]
        }
    }

    private func pass(
        _ node: AuthorKey,
        _ role: MemberRole,
        _ epoch: UInt64,
        by signer: Identity
    ) -> NetworkRecord {
        .pass(
            Pass(
                signedBy: signer,
                network: network,
                node: node,
                role: role,
                epoch: epoch,
                name: ""
            )
        )
    }

    private func removal(
        _ node: AuthorKey,
        _ epoch: UInt64,
        by signer: Identity
    ) -> NetworkRecord {
        .removal(
            MemberRemoval(
                signedBy: signer,
                network: network,
                node: node,
                epoch: epoch,
                cut: .nothing
            )
        )
    }
}
