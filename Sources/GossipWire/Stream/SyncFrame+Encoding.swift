extension SyncFrame {
    /// The kinds on the wire.
    enum Kind: UInt8 {
        case hello = 1
        case welcome = 2
        case refused = 3
        case pull = 4
        case messages = 5
        case pulled = 6
        case open = 7
        case opened = 8
        case reconcile = 9
        case want = 10
        case served = 11
        case stored = 12
        case proved = 13
        case done = 14
        case confirm = 15
        case confirmed = 16
        case reversed = 17
        case recordIDs = 18
        case records = 19
        case recordsEnd = 20
    }

    /// The whole frame, its length first.
    public func encode() -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0]
        bytes.reserveCapacity(64)
        encodeBody(into: &bytes)
        let length = bytes.count - 4
        precondition(length <= Self.lengthMax, "a frame is made within its limit")
        for (index, shift) in [24, 16, 8, 0].enumerated() {
            bytes[index] = UInt8(truncatingIfNeeded: length >> shift)
        }
        return bytes
    }

    private func encodeBody(into bytes: inout [UInt8]) {
        bytes.append(kind.rawValue)
        switch self {
        case .hello(let greeting), .welcome(let greeting): greeting.encode(into: &bytes)
        case .refused(let refusal): bytes.append(refusal.rawValue)
        case .pull(let arrival), .pulled(let arrival): bytes.append(bigEndian: arrival)
        case .messages(let messages):
            for message in messages {
                bytes.append(bigEndian: UInt32(message.encoded.count))
                bytes.append(contentsOf: message.encoded)
            }
        case .open(let frame), .reconcile(let frame): bytes.append(contentsOf: frame)
        case .opened(let digest, let frame):
            digest.encode(into: &bytes)
            bytes.append(contentsOf: frame)
        case .want(let ids), .served(let ids):
            for id in ids { bytes.append(id) }
        case .stored(let accepted, let refused):
            bytes.append(count: accepted)
            bytes.append(count: refused)
        case .confirm(let ranges): for range in ranges { range.encode(into: &bytes) }
        case .confirmed(let indices): bytes.append(contentsOf: indices)
        case .proved(let digest): digest.encode(into: &bytes)
        case .done: break
        case .reversed(let ticket): ticket.encode(into: &bytes)
        case .recordIDs(let ids): for id in ids { id.encode(into: &bytes) }
        case .recordsEnd(let keys): keys?.encode(into: &bytes)
        case .records(let records):
            for record in records {
                let encoded = record.encoded
                bytes.append(bigEndian: UInt16(encoded.count))
                bytes.append(contentsOf: encoded)
            }
        }
    }

    private var kind: Kind {
        switch self {
        case .hello: .hello
        case .welcome: .welcome
        case .refused: .refused
        case .pull: .pull
        case .messages: .messages
        case .pulled: .pulled
        case .open: .open
        case .opened: .opened
        case .reconcile: .reconcile
        case .want: .want
        case .served: .served
        case .stored: .stored
        case .confirm: .confirm
        case .confirmed: .confirmed
        case .proved: .proved
        case .done: .done
        case .reversed: .reversed
        case .recordIDs: .recordIDs
        case .records: .records
        case .recordsEnd: .recordsEnd
        }
    }
}
