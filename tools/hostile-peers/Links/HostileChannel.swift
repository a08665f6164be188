import GossipWire

/// The sealed channel of a member of the attacker's to its target, as a value: packets in, packets out.
///
/// It keeps to the protocol, from code apart from the node's, and leaves out what an attacker has no need of: windows
/// against copies, and cookies for others.
struct HostileChannel: ~Copyable {
    /// Keys with which is received: both sides may begin at once, amid a renewal.
    private static let generationsMax = 3
    /// The time after which a handshake is begun anew.
    private static let patience: UInt64 = 5_000_000_000
    /// The time after which the last packet of one is repeated.
    private static let repeatInterval: UInt64 = 100_000_000

    let member: HostileMember
    private var begun: Begun?
    private var answered: Answered?
    private var keys: [Keys] = []
    private var cookie = LinkCookie.none
    private var begunAt: UInt64 = 0

    /// A handshake that this side has begun.
    private struct Begun: ~Copyable {
        var handshake: NoiseHandshake
        let index: UInt32
        let message: [UInt8]
        var repeatAt: UInt64
    }

    /// A handshake that the target has begun.
    private struct Answered: ~Copyable {
        var handshake: NoiseHandshake
        let index: UInt32
        let theirIndex: UInt32
        /// The key that it began with: a copy gets the same response.
        let key: [UInt8]
        let response: [UInt8]
    }

    /// The keys that a handshake has left.
    private struct Keys {
        let index: UInt32
        let theirIndex: UInt32
        let transport: NoiseTransport
        let madeAt: UInt64
        /// The last packet of the handshake, as long as the target has not shown that it has the keys.
        var finish: [UInt8]?
        var repeatAt: UInt64 = 0
        var sent: UInt64 = 0
    }

    init(of member: HostileMember) { self.member = member }

    /// True while there are keys that both sides have.
    var isOpen: Bool { keys.contains { $0.finish == nil } }

    /// Forgets all keys, as one does whose target has restarted.
    mutating func close() { keys = [] }

    // MARK: Sending

    /// The packet of content, at most 1,203 bytes; `nil` while the channel is not open.
    mutating func seal(_ content: [UInt8]) -> [UInt8]? {
        guard let place = keys.firstIndex(where: { $0.finish == nil }) else { return nil }
        var packet: [UInt8] = []
        let sealed: Void? = try? LinkData.seal(
            content[...],
            with: keys[place].transport.sending,
            counter: keys[place].sent,
            to: keys[place].theirIndex,
            into: &packet
        )
        keys[place].sent += 1
        return sealed == nil ? nil : packet
    }

    /// Begins a handshake while there are no keys, and repeats what was not answered.
    ///
    /// - Parameters:
    ///   - now: The time, in nanoseconds.
    ///   - interval: The time after which the first packet of a handshake is repeated.
    ///   - output: The packets are appended.
    mutating func tick(at now: UInt64, every interval: UInt64, into output: inout [[UInt8]]) {
        keys.removeAll { $0.finish != nil && now >= $0.madeAt + Self.patience }
        for place in keys.indices {
            guard let finish = keys[place].finish, now >= keys[place].repeatAt else { continue }
            output.append(finish)
            keys[place].repeatAt = now + Self.repeatInterval
        }
        guard keys.isEmpty else { return }
        if now >= begunAt + (begun == nil ? interval : Self.patience) { begin(at: now) }
        guard now >= begun?.repeatAt ?? .max else { return }
        begun?.repeatAt = now + interval
        sendInitiation(into: &output)
    }

    private mutating func begin(at now: UInt64) {
        let terms = LinkTerms(index: .random(in: 1 ... .max))
        var handshake = member.handshake(as: .initiator)
        let payload = terms.payload(filledTo: LinkInitiation.payloadLength)
        guard let message = try? handshake.write(payload) else { return }
        begun = Begun(
            handshake: handshake,
            index: terms.index,
            message: message,
            repeatAt: now
        )
        begunAt = now
    }

    private mutating func sendInitiation(into output: inout [[UInt8]]) {
        guard let message = begun?.message else { return }
        var packet: [UInt8] = []
        LinkInitiation.encode(message, cookie: cookie, into: &packet)
        output.append(packet)
    }

    // MARK: Receiving

    /// Takes in a packet of the target, and gives the content that it carried.
    mutating func receive(
        _ packet: [UInt8],
        at now: UInt64,
        into output: inout [[UInt8]]
    ) -> [UInt8]? {
        packet.withUnsafeBytes { bytes -> [UInt8]? in
            switch try? LinkPacket(bytes) {
            case .initiation(let initiation): initiated(initiation, into: &output)
            case .response(let step): responded(step, at: now, into: &output)
            case .finish(let step): finished(step, at: now, into: &output)
            case .data(let data): return opened(data)
            case .retry(let retry):
                guard let message = begun?.message, LinkCookie(startOf: message) == retry.key
                else { break }
                cookie = retry.cookie
                sendInitiation(into: &output)
            case .unknown(let unknown): keys.removeAll { $0.theirIndex == unknown.index }
            case nil: break
            }
            return nil
        }
    }

    private mutating func opened(_ data: LinkData) -> [UInt8]? {
        guard let place = keys.firstIndex(where: { $0.index == data.receiver }),
            let content = try? data.open(with: keys[place].transport.receiving)
        else { return nil }
        keys[place].finish = nil
        guard LinkNotice(content) == nil else {
            keys.remove(at: place)
            return nil
        }
        return content.isEmpty ? nil : content
    }

    private mutating func responded(
        _ step: LinkStep,
        at now: UInt64,
        into output: inout [[UInt8]]
    ) {
        guard begun?.index == step.receiver,
            let payload = try? begun?.handshake.read(step.message),
            let theirs = LinkTerms(leading: payload), var begun = begun.take(),
            let message = try? begun.handshake.write(member.credential)
        else { return }
        let index = begun.index
        guard let transport = try? begun.handshake.finish() else { return }
        var packet: [UInt8] = []
        LinkStep.encodeFinish(message, to: theirs.index, into: &packet)
        add(
            Keys(
                index: index,
                theirIndex: theirs.index,
                transport: transport,
                madeAt: now,
                finish: packet,
                repeatAt: now + Self.repeatInterval
            )
        )
        output.append(packet)
    }

    private mutating func initiated(
        _ initiation: LinkInitiation,
        into output: inout [[UInt8]]
    ) {
        if answered?.key == Array(initiation.key), let response = answered?.response {
            return output.append(response)
        }
        let terms = LinkTerms(index: .random(in: 1 ... .max))
        var handshake = member.handshake(as: .responder)
        guard let payload = try? handshake.read(initiation.message),
            let theirs = LinkTerms(leading: payload),
            let message = try? handshake.write(terms.payload(member.credential))
        else { return }
        var packet: [UInt8] = []
        LinkStep.encodeResponse(message, to: theirs.index, into: &packet)
        answered = Answered(
            handshake: handshake,
            index: terms.index,
            theirIndex: theirs.index,
            key: Array(initiation.key),
            response: packet
        )
        output.append(packet)
    }

    private mutating func finished(
        _ step: LinkStep,
        at now: UInt64,
        into output: inout [[UInt8]]
    ) {
        if answered?.index == step.receiver,
            (try? answered?.handshake.read(step.message)) != nil,
            let answered = answered.take()
        {
            let (index, theirIndex) = (answered.index, answered.theirIndex)
            guard let transport = try? answered.handshake.finish() else { return }
            add(Keys(index: index, theirIndex: theirIndex, transport: transport, madeAt: now))
        }
        // Also to a copy: the confirmation may have been lost.
        guard keys.first?.index == step.receiver, let packet = seal([]) else { return }
        output.append(packet)
    }

    private mutating func add(_ keys: Keys) {
        self.keys.insert(keys, at: 0)
        self.keys.removeLast(max(0, self.keys.count - Self.generationsMax))
    }
}
