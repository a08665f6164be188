internal import DequeModule
internal import GossipWire

/// Coming and absence as people and programs are told them: the coming once, with the name; the absence with
/// its reason.
extension Membership {
    /// Reports a peer that has come up or is heard again.
    ///
    /// Of a peer that came by itself the name is not known yet: its answer to a greeting tells it, and the
    /// report waits for that. It does not wait for long, since the answer may be lost.
    mutating func reportComing(of slot: Int, at now: UInt64) {
        guard let link = links[slot] else { return }
        if link.isIntroduced || !link.name.isEmpty || link.toldStatus == .suspect {
            report(slot)
        } else {
            if link.untoldSince == nil { links[slot]?.untoldSince = now }
            actions.append(.remember(slot))
        }
    }

    /// Reports a peer whose name does not come.
    mutating func reportLate(_ slot: Int, at now: UInt64) {
        guard let since = links[slot]?.untoldSince, now >= since + limits.answerPatience
        else { return }
        report(slot)
    }

    /// True for a peer whose absence is worth a dial: one that the user named, or that has answered before.
    ///
    /// An address known by hearsay may be anybody's.
    func isWorthKnocking(_ link: Link) -> Bool {
        link.isDialled && (link.isConfigured || link.cursor != nil || link.lastHeard > 0)
    }

    /// Notes the reason for which a path does not answer.
    ///
    /// A goodbye tells more than a closed port, and a refusal more than silence.
    mutating func knocked(at path: PeerAddress, _ absence: PeerAbsence) {
        guard let slot = slot(at: path), let link = links[slot], link.status != .up,
            link.absence != .left, link.absence != absence,
            absence != .noAnswer || link.absence?.isOfHandshake != true
        else { return }
        links[slot]?.absence = absence
        guard !link.isUp else { return }
        actions.append(.report(.absent(AbsentPeer(link.address, absence))))
    }

    /// Takes a peer down that this node refuses from now on, or that refuses this node.
    mutating func dismiss(_ path: PeerAddress, _ absence: PeerAbsence, _ turn: inout Turn) {
        guard let slot = slot(at: path), links[slot]?.isUp == true else {
            return knocked(at: path, absence)
        }
        links[slot]?.absence = absence
        lose(slot, &turn)
    }

    /// The peers that do not answer, at most so many of them.
    func absentPeers(countMax: Int) -> [AbsentPeer] {
        let absent = links.lazy.compactMap { $0 }.filter { !$0.isUp }
        return (Array(absent.prefix(countMax)) + waiting).prefix(countMax).map { link in
            AbsentPeer(link.address, link.absence ?? .noAnswer)
        }
    }
}
