/// A keepalive that carries the state of its sender; the payload of ping.
///
/// ```
///  0   8  nonce, echoed in the reply
///  8   8  token that the receiver shall use towards the sender
/// 16  32  node, the sender's key
/// 48   8  sent: datagrams that the sender has sent to the receiver in this run
/// 56   1  phase: 0 joining, 1 catching up, 2 live, 3 alone
/// 57  16  incarnation of the sender's log
/// 73   8  messages in the sender's log
/// 81   8  records: the digest of the network's records, 0 in a network without members
/// 89  72  settled: see ``SettledDigest``
/// ```
public struct Probe: Equatable, Sendable {
    /// Echoed in the reply.
    public var nonce: UInt64
    /// The token to use towards the sender.
    public var token: AddressToken
    /// The sender's key.
    public var node: AuthorKey
    /// Datagrams sent to the receiver so far, this one not counted.
    public var sent: UInt64
    /// The sender's phase.
    public var phase: NodePhase
    /// The identity of the sender's database file.
    public var incarnation: LogIncarnation
    /// The number of messages in the sender's log.
    public var count: Int
    /// The digest of the records of the sender's network that count; 0 in a network without members.
    public var records: UInt64
    /// The digest of the settled part of the sender's log.
    public var settled: SettledDigest

    /// Makes a probe.
    public init(
        nonce: UInt64,
        token: AddressToken,
        node: AuthorKey,
        sent: UInt64,
        phase: NodePhase,
        incarnation: LogIncarnation,
        count: Int,
        records: UInt64 = 0,
        settled: SettledDigest
    ) {
        self.nonce = nonce
        self.token = token
        self.node = node
        self.sent = sent
        self.phase = phase
        self.incarnation = incarnation
        self.count = count
        self.records = records
        self.settled = settled
    }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: nonce)
        bytes.append(bigEndian: token.value)
        bytes.append(node)
        bytes.append(bigEndian: sent)
        bytes.append(phase.code)
        incarnation.encode(into: &bytes)
        bytes.append(count: count)
        bytes.append(bigEndian: records)
        settled.encode(into: &bytes)
    }

    /// Reads the payload, to its last byte.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let nonce = reader.readInteger(UInt64.self),
            let token = reader.readInteger(UInt64.self),
            let node = reader.readKey(),
            let sent = reader.readInteger(UInt64.self),
            let phase = reader.readByte(),
            let incarnation = LogIncarnation(from: &reader),
            let count = reader.readCount(),
            let records = reader.readInteger(UInt64.self),
            let settled = SettledDigest(from: &reader)
        else { throw .truncated }
        guard let phase = NodePhase(code: phase) else { throw .malformed }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.init(
            nonce: nonce,
            token: AddressToken(value: token),
            node: node,
            sent: sent,
            phase: phase,
            incarnation: incarnation,
            count: count,
            records: records,
            settled: settled
        )
    }
}

/// The answer to a ``Probe``; the payload of pong.
///
/// ```
///  0   8  nonce of the probe
///  8   8  received: datagrams that arrived from the probe's sender in this run
/// ```
public struct ProbeReply: Equatable, Sendable {
    /// The nonce of the probe.
    public var nonce: UInt64
    /// Datagrams received from the prober so far; against what it has sent, this is the loss.
    public var received: UInt64

    /// Makes a reply.
    public init(nonce: UInt64, received: UInt64) {
        self.nonce = nonce
        self.received = received
    }

    /// Appends the payload.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: nonce)
        bytes.append(bigEndian: received)
    }

    /// Reads the payload, to its last byte.
    public init(from reader: inout ByteReader) throws(DatagramError) {
        guard let nonce = reader.readInteger(UInt64.self),
            let received = reader.readInteger(UInt64.self)
        else { throw .truncated }
        guard reader.remaining == 0 else { throw .trailingBytes }
        self.init(nonce: nonce, received: received)
    }
}
