@testable import GossipCore
import GossipWire
import Testing

@Suite("The chain of own messages") struct OwnChainTests {
    private func head(_ sequence: UInt64, time: UInt64) -> OwnHead {
        OwnHead(sequence: sequence, id: MessageID(time << 16, 0, 0, sequence))
    }

    @Test("It begins with sequence 1 after nothing, at the clock's time")
    func empty() {
        let chain = OwnChain(head: nil, floor: nil)
        #expect(chain.sequence == 1)
        #expect(chain.previous == .zero)
        #expect(chain.time(at: 1_000) == 1_000)
    }

    @Test("It goes on after the newest message known, be that in the log or beside the key")
    func floor() {
        let (old, new) = (head(3, time: 10), head(5, time: 20))
        #expect(OwnChain(head: old, floor: new).head == new)
        #expect(OwnChain(head: new, floor: old).head == new)
        #expect(OwnChain(head: old, floor: nil).sequence == 4)
        #expect(OwnChain(head: nil, floor: new).previous == new.id)
    }

    @Test("The times of a burst grow by a millisecond each, a quarter of a second ahead at most")
    func burst() throws {
        let author = CoreUnderTest(1)
        var chain = OwnChain(head: nil, floor: nil)
        var times: [UInt64] = []
        for _ in 0..<300 {
            let message = author.identity.sign(
                try Draft(body: [1]),
                sequence: chain.sequence,
                previous: chain.previous,
                time: chain.time(at: 5_000)
            )
            chain.append(message)
            times.append(message.time)
        }
        #expect(times.prefix(251) == Array(5_000...5_250)[...])
        #expect(times.suffix(49).allSatisfy { $0 == 5_250 })
        #expect(chain.sequence == 301)
    }

    @Test("A clock that was set back takes the time with it, and says by how much")
    func clockSetBack() {
        let chain = OwnChain(head: head(7, time: 7_200_000), floor: nil)
        #expect(chain.time(at: 1_000) == 1_000)
        #expect(chain.setBack(at: 1_000) == 7_199_000)
        #expect(chain.sequence == 8)
        let next = OwnChain(head: head(8, time: 1_000), floor: nil)
        #expect(next.setBack(at: 1_000) == 0)
        #expect(next.time(at: 1_000) == 1_001)
    }

    @Test("The time waits for a clock that is set back by a second or less")
    func clockCorrected() {
        let chain = OwnChain(head: head(1, time: 9_000), floor: nil)
        for wall in [8_000, 8_500, 8_999] as [UInt64] {
            #expect(chain.time(at: wall) >= 9_000)
            #expect(chain.setBack(at: wall) == 0)
        }
        #expect(chain.time(at: 7_999) == 7_999)
    }

    @Test("No time is past what an id can hold")
    func timeLimit() {
        let last = Message.timeLimit - 1
        #expect(OwnChain(head: head(1, time: last), floor: nil).time(at: last) == last)
        #expect(OwnChain(head: nil, floor: nil).time(at: .max) == last)
    }
}
