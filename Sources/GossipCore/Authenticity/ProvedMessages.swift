public import GossipWire
public import PlantedFaults

/// Messages to be sent together, each of which proves itself: by its own signature, which is checked
/// here where it has not been, or by a successor among them.
public struct ProvedMessages {
    /// The messages to send, in the order given.
    public private(set) var messages: [Message]
    /// Those whose own signature has just been found good; to be marked.
    public private(set) var checked: [MessageID] = []
    /// Those left out, because their own signature is wrong; to be convicted.
    public private(set) var forged: [MessageID] = []

    /// Proves messages.
    ///
    /// - Parameters:
    ///   - messages: The messages, as the log holds them.
    ///   - unchecked: Those whose own signature has not been checked.
    ///   - travelTogether: True for a frame; otherwise each message may go alone.
    ///   - faults: The planted bugs.
    ///   - isSigned: The check of one signature.
    public init(
        _ messages: [Message],
        unchecked: Set<MessageID>,
        travelTogether: Bool,
        faults: Faults = Faults(),
        isSigned: (Message) -> Bool = { MessageVerifier.verify($0) }
    ) {
        self.messages = messages
        guard !unchecked.isEmpty, !faults.has(.sendsUnchecked) else { return }
        // The highest sequence first: a successor that is left out vouches for nothing.
        let order = messages.indices.sorted { messages[$0].sequence > messages[$1].sequence }
        var named: [MessageID: Message] = [:]
        var left: Set<MessageID> = []
        for index in order {
            let message = messages[index]
            let isVouched = named[message.id].map(message.isBefore) ?? false
            if unchecked.contains(message.id), !isVouched || !travelTogether {
                guard isSigned(message) else {
                    forged.append(message.id)
                    left.insert(message.id)
                    continue
                }
                checked.append(message.id)
            }
            named[message.previous] = message
        }
        guard !left.isEmpty else { return }
        self.messages.removeAll { left.contains($0.id) }
    }
}
