internal import GossipCore
internal import GossipWire

/// A node that knows the protocol well and breaks it.
///
/// It has a key of its own and receives at its address, so it passes the greeting; it cannot sign for
/// others.
final class HostileNode {
    let number: Int
    let address: PeerAddress
    let author: SimulatedAuthor
    let victims: [Int]
    let habits: [Habit]
    let streamHabits: [StreamHabit]
    var random: SplitMix64
    /// The tokens that its victims gave out.
    var tokens: [PeerAddress: AddressToken] = [:]
    /// What it has heard, the newest last.
    var heard: [Message] = []
    /// What it has signed itself.
    var chain = OwnChain(head: nil, floor: nil)
    var isSilent = false
    /// What it does on streams, by their numbers.
    var onStream: [UInt64: StreamHabit] = [:]

    init(number: Int, _ source: inout SplitMix64, honestCount: Int) {
        self.number = number
        address = PeerAddress(ipv4: 0x0a02_0001 + UInt32(number), port: 5_000)
        author = SimulatedAuthor(&source)
        random = SplitMix64(seed: source.next())
        let count = 1 + Int(random.next() % UInt64(min(3, honestCount)))
        var victims: Set<Int> = []
        while victims.count < count { victims.insert(Int(random.next() % UInt64(honestCount))) }
        self.victims = victims.sorted()
        var habits = Habit.allCases.filter { _ in true }
        while habits.count > 5 { habits.remove(at: Int(random.next() % UInt64(habits.count))) }
        self.habits = habits
        var streamHabits = StreamHabit.allCases
        while streamHabits.count > 3 {
            streamHabits.remove(at: Int(random.next() % UInt64(streamHabits.count)))
        }
        self.streamHabits = streamHabits
    }

    func hear(_ message: Message) {
        if heard.count >= 64 { heard.removeFirst() }
        heard.append(message)
    }

    /// An id of a message that nobody has, of about now.
    func inventedID(_ wall: UInt64) -> MessageID {
        MessageID(
            (wall - random.next() % 60_000) << 16 | random.next() >> 48,
            random.next(),
            random.next(),
            random.next()
        )
    }

    /// A message in the name of somebody whose messages it has heard, with a signature of chance.
    func forged(_ wall: UInt64) -> Message? {
        guard let model = heard.last, let draft = try? Draft(body: random.bytes(20)) else {
            return nil
        }
        return Message(
            draft,
            author: model.author,
            sequence: model.sequence + 1,
            previous: model.id,
            time: wall,
            signature: { [random] _ in
                var random = random
                return random.bytes(64)
            }
        )
    }

    /// A forged message in the place before a real one, which names another as the one before it.
    func brokenChain() -> [Message] {
        guard let real = heard.last(where: { $0.sequence > 1 }),
            let draft = try? Draft(body: random.bytes(20))
        else { return [] }
        let forged = Message(
            draft,
            author: real.author,
            sequence: real.sequence - 1,
            previous: real.sequence == 2 ? .zero : heard[0].id,
            time: real.time,
            signature: { [random] _ in
                var random = random
                return random.bytes(64)
            }
        )
        return [forged, real]
    }
}
