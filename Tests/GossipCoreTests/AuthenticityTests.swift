@testable import GossipCore
import GossipWire
import TestSupport
import Testing

@Suite("Authenticity") struct AuthenticityTests {
    private let author = Identity(number: 7)
    private let peer = Given.address(1)
    private let judge = Judge(isConvicted: { _ in false })

    private func datagram(_ messages: [Message], companions: [Message] = []) -> Bundle {
        Bundle(
            messages.map { Ingest($0, via: .relay, from: peer) },
            companions: companions
        )
    }

    private func frame(_ messages: [Message]) -> Bundle {
        Bundle(messages.map { Ingest($0, via: .catchUp, from: peer) })
    }

    // MARK: Judging

    @Test("A datagram is judged by itself: what comes in another vouches for nothing in it")
    func aDatagramIsJudgedByItself() throws {
        let chain = try author.chain(2, voidAt: [0])
        let apart = judge.judge([datagram([chain[0]]), datagram([chain[1]])])
        #expect(apart.map(\.verdict) == [.forged, .signed])
        #expect(apart.map(\.blamesCarrier) == [true, false])
        let together = judge.judge([datagram(chain)])
        #expect(together.map(\.verdict) == [.vouched, .signed])
        #expect(together.map(\.ingest.isUnchecked) == [true, false])
    }

    @Test("A datagram of an author's run costs one signature, and so do many frames of it")
    func aRunCostsOneSignature() throws {
        let chain = try author.chain(60)
        var checks = 0
        let counting = Judge(isConvicted: { _ in false }) {
            checks += 1
            return MessageVerifier.verify($0)
        }
        _ = counting.judge([datagram(Array(chain.prefix(5)))])
        #expect(checks == 1)
        let frames = stride(from: 0, to: 60, by: 10).map { frame(Array(chain[$0..<$0 + 10])) }
        let judged = counting.judge(frames)
        #expect(checks == 2)
        #expect(judged.map(\.verdict).filter { $0 == .vouched }.count == 59)
    }

    @Test("A long message is checked by itself, also where a successor vouches for it")
    func aLongMessageIsCheckedByItself() throws {
        let body = [UInt8](repeating: 1, count: Judge.longBytes)
        let long = author.sign(
            try Draft(body: body),
            sequence: 1,
            previous: .zero,
            time: Given.start.wall
        )
        for (message, verdict) in [(long, Verdict.signed), (try long.withVoidSignature(), .forged)]
        {
            let next = author.sign(
                try Draft(body: []),
                sequence: 2,
                previous: message.id,
                time: Given.start.wall
            )
            let judged = judge.judge([frame([message, next])])
            #expect(judged.map(\.verdict) == [verdict, .signed])
            #expect(judged.allSatisfy { !$0.blamesCarrier })
        }
    }

    @Test("While many datagrams wait, a run across them costs one signature")
    func aBacklogIsJudgedTogether() throws {
        let chain = try author.chain(Judge.backlogCount * 2, voidAt: [3])
        var checks = 0
        let counting = Judge(isConvicted: { _ in false }) {
            checks += 1
            return MessageVerifier.verify($0)
        }
        let waiting = stride(from: 0, to: chain.count, by: 2).map {
            datagram(Array(chain[$0..<$0 + 2]))
        }
        let judged = counting.judge(waiting)
        #expect(checks == 1)
        #expect(judged.map(\.ingest.message) == chain)
        #expect(judged.dropLast().allSatisfy { $0.verdict == .vouched && $0.ingest.isUnchecked })
        #expect(judged.last?.verdict == .signed)
        let apart = judge.judge(Array(waiting.dropLast()))
        #expect(apart.prefix(4).map(\.verdict) == [.vouched, .signed, .signed, .forged])
    }

    @Test("The sender is not blamed for a message whose known successor it shows")
    func aShownSuccessorTakesTheBlameFromTheSender() throws {
        let chain = try author.chain(3, voidAt: [0, 1])
        let shown = judge.judge([datagram([chain[0]], companions: Array(chain[1...]))])
        #expect(shown == [Judged(datagram([chain[0]]).ingests[0], .forged, blamesCarrier: false)])
        // A successor that nobody has signed shows nothing.
        let unsigned = judge.judge([datagram([chain[0]], companions: [chain[1]])])
        #expect(unsigned.map(\.blamesCarrier) == [true])
    }

    @Test("Messages of a convicted author are checked one by one, and the sender is not blamed")
    func aConvictedAuthorIsCheckedOneByOne() throws {
        let strict = Judge(isConvicted: { [author] in $0 == author.author })
        let chain = try author.chain(3, voidAt: [1])
        for bundle in [datagram(chain), frame(chain)] {
            let judged = strict.judge([bundle])
            #expect(judged.map(\.verdict) == [.signed, .forged, .signed])
            #expect(judged.allSatisfy { !$0.blamesCarrier })
        }
    }

    // MARK: Sending

    @Test("In a frame a successor proves an unchecked message, and costs no check")
    func aSuccessorInTheFrameProves() throws {
        let chain = try author.chain(3, voidAt: [0, 1])
        let proved = ProvedMessages(
            chain,
            unchecked: [chain[0].id, chain[1].id],
            travelTogether: true
        ) { _ in
            Issue.record("nothing is to be checked")
            return true
        }
        #expect(proved.messages == chain)
    }

    @Test("An unchecked message is checked before it is sent without its successor")
    func anUncheckedMessageIsCheckedBeforeItIsSentAlone() throws {
        let chain = try author.chain(4, voidAt: [1])
        let unchecked = Set(chain.prefix(3).map(\.id))
        let frame = ProvedMessages(
            Array(chain.prefix(3)),
            unchecked: unchecked,
            travelTogether: true
        )
        // The third is checked, and vouches for the second, which vouches for the first.
        #expect(frame.messages == Array(chain.prefix(3)))
        #expect(frame.checked == [chain[2].id])
        let alone = ProvedMessages(chain, unchecked: unchecked, travelTogether: false)
        #expect(alone.messages == [chain[0], chain[2], chain[3]])
        #expect(Set(alone.checked) == [chain[0].id, chain[2].id])
        #expect(alone.forged == [chain[1].id])
    }

    @Test("A message that is left out vouches for nothing")
    func whatIsLeftOutVouchesForNothing() throws {
        let chain = try author.chain(3, voidAt: [0, 1])
        let both = Array(chain.prefix(2))
        let proved = ProvedMessages(both, unchecked: Set(both.map(\.id)), travelTogether: true)
        #expect(proved.messages.isEmpty)
        #expect(Set(proved.forged) == Set(both.map(\.id)))
    }

    // MARK: Convicting

    @Test("A convicted message is out of the digests, and counted")
    func aConvictedMessageIsOutOfTheDigests() throws {
        let (first, second) = livePair()
        let message = try second.message("void")
        let ingest = Ingest(message, via: .relay, from: second.address, of: second.identity.author)
        first.take { core, now, effects in
            core.take(.ingested([(ingest, .stored(arrival: 1))]), at: now, into: &effects)
        }
        #expect(first.core.digest.count == 1)
        first.take { core, now, effects in
            core.take(.convicted([message.id]), at: now, into: &effects)
        }
        #expect(first.core.digest.count == 0)
        #expect(first.core.counters[.convicted] == 1)
    }

    @Test("A forged message that its author is to blame for mutes nobody")
    func theAuthorsFaultMutesNobody() throws {
        let (first, second) = livePair()
        for number in 0..<2 * Limits().deedsMax {
            let ingest = Ingest(
                try second.message("void \(number)"),
                via: .relay,
                from: second.address,
                of: second.identity.author
            )
            first.take { core, now, effects in
                let judged = Judged(ingest, .forged, blamesCarrier: false)
                core.take(.verified([judged]), at: now, into: &effects)
            }
        }
        #expect(first.core.counters[.forged] == UInt64(2 * Limits().deedsMax))
        let own = Ingest(try second.message("news"), via: .own, from: nil)
        second.take { core, now, effects in
            core.take(.ingested([(own, .stored(arrival: 1))]), at: now, into: &effects)
        }
        let bytes = try #require(second.sent.first).bytes
        #expect(
            first.receive(bytes, from: second.address) == [
                .verify(
                    Bundle(
                        Ingest(
                            own.message,
                            via: .relay,
                            from: second.address,
                            of: second.identity.author
                        )
                    )
                )
            ]
        )
    }
}
