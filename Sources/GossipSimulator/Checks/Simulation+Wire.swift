internal import GossipCore
internal import GossipWire

/// Checks of the datagrams that leave a node and arrive at it.
extension Simulation {
    func violate(_ check: Check, _ text: @autoclosure () -> String) {
        guard violations.count < 8 else { return }
        let violation = Violation(check: check, text: text())
        violations.append(violation)
        tell("VIOLATION \(check.rawValue): \(violation.text)")
    }

    /// Inspects the contents that leave sealed.
    func inspect(_ contents: Effects, of node: SimulatedNode) {
        for case .send(let address, let range) in contents.list {
            inspect(contents.bytes(range), of: node, to: address)
        }
    }

    private func inspect(_ datagram: ArraySlice<UInt8>, of node: SimulatedNode, to: PeerAddress) {
        let kind = datagram[datagram.startIndex + 3]
        let payload = datagram.dropFirst(DatagramHeader.length)
        let isLive = node.core?.sealed.node.phase == .live
        if kind == DatagramKind.messages.rawValue {
            inspectMessages(payload, of: node, to: to, isLive: isLive)
        } else if kind == DatagramKind.announce.rawValue, !isLive, !node.ledger.heldIDs.isEmpty {
            payload.withUnsafeBytes { bytes in
                var reader = ByteReader(bytes)
                while let id = reader.readID() {
                    guard node.ledger.heldIDs.contains(id) else { continue }
                    violate(.relayedEarly, "node \(node.number) announces while catching up")
                }
            }
        }
    }

    private func inspectMessages(
        _ payload: ArraySlice<UInt8>,
        of node: SimulatedNode,
        to: PeerAddress,
        isLive: Bool
    ) {
        payload.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            while let length = reader.readInteger(UInt16.self),
                let message = reader.readBytes(Int(length))
            {
                node.ledger.messagesSent += 1
                guard let key = Ledger.Key(message) else { continue }
                let transmission = Ledger.Transmission(key: key, to: to)
                let count = node.ledger.sent[transmission, default: 0] + 1
                node.ledger.sent[transmission] = count
                let asked = node.ledger.asked[Ledger.Request(key: key, by: owner(of: to))] ?? 0
                if !isLive, asked == 0, node.ledger.held.contains(key) {
                    violate(
                        .relayedEarly,
                        "node \(node.number) relays \(key.sequence) while catching up"
                    )
                }
                // A message forgotten as seen may be relayed again; liars write messages too.
                // A node behind a translator is two peers for a while when it calls anew.
                let writtenCount = max(scenario.messageCount, signed.count + rubbish.count)
                let mayRepeat =
                    scenario.limits.seenMax < writtenCount * 2 || translators.hasShown(to)
                if !mayRepeat, honest.contains(key.author),
                    count > 1 + asked + (node.ledger.failed[key] ?? 0)
                {
                    violate(
                        .repeated,
                        "node \(node.number) sends a message to \(to) \(count) times"
                    )
                }
            }
        }
    }

    /// Accounts for the content of a datagram: every message in it must be in the counters afterwards.
    func account(
        for datagram: [UInt8],
        of node: SimulatedNode,
        before: Counters,
        after: Counters
    ) {
        guard datagram.count >= DatagramHeader.length else { return }
        let isHandled =
            after.messagesReceived + after.dropped
            > before.messagesReceived + before.dropped
        guard datagram[3] == DatagramKind.messages.rawValue else { return }
        var entries: UInt64 = 0
        var offset = DatagramHeader.length
        while offset + 2 <= datagram.count {
            offset += 2 + Int(datagram[offset]) << 8 + Int(datagram[offset + 1])
            entries += 1
        }
        let received = after.messagesReceived - before.messagesReceived
        let dropped = after.dropped - before.dropped
        let wholes: [Counters.Drop] = [
            .peerNotUp, .muted, .wrongToken, .notAPeer, .malformedDatagram, .unknownDatagram,
        ]
        let isWhole = wholes.contains { after[$0] > before[$0] }
        guard isHandled, isWhole || received + dropped >= entries else {
            violate(
                .accounting,
                "node \(node.number) took \(entries) messages and counted \(received + dropped)"
            )
            return
        }
    }
}
