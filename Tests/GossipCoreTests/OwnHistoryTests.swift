import GossipCore
import GossipWire
import Testing

@Suite("Own history") struct OwnHistoryTests {
    private let token = [UInt8](repeating: 1, count: 16)
    private let other = [UInt8](repeating: 2, count: 16)
    private let fifth = OwnHead(sequence: 5, id: MessageID(5, 5, 5, 5))
    private let ninth = OwnHead(sequence: 9, id: MessageID(9, 9, 9, 9))

    private func judge(
        _ record: OwnRecord?,
        isKeyNew: Bool = false,
        isRecordCopied: Bool = false,
        log: [UInt8]?,
        head: OwnHead?
    ) -> OwnHistory {
        OwnHistory(
            record: record,
            isKeyNew: isKeyNew,
            isRecordCopied: isRecordCopied,
            logToken: log,
            logHead: head
        )
    }

    @Test("A plain restart is in no doubt")
    func plain() {
        let history = judge(OwnRecord(runToken: token, head: ninth), log: token, head: ninth)
        #expect(!history.isInDoubt && !history.hasGoneBack && history.floor == nil)
    }

    @Test("A new key has signed nothing")
    func newKey() {
        #expect(!judge(nil, isKeyNew: true, log: other, head: nil).isInDoubt)
        #expect(!judge(OwnRecord(runToken: token, head: nil), log: nil, head: nil).isInDoubt)
    }

    @Test("On an older copy of the log the node goes on after what it signed last, and asks first")
    func restored() {
        let history = judge(OwnRecord(runToken: token, head: ninth), log: other, head: fifth)
        #expect(history.isInDoubt && history.hasGoneBack)
        #expect(history.floor == ninth)
    }

    @Test("So it does when the log was set aside")
    func setAside() {
        let history = judge(OwnRecord(runToken: token, head: ninth), log: nil, head: nil)
        #expect(history.isInDoubt && !history.hasGoneBack)
        #expect(history.floor == ninth)
    }

    @Test("A record that is missing or was copied too proves nothing")
    func withoutRecord() {
        #expect(judge(nil, log: token, head: fifth).isInDoubt)
        let copied = OwnRecord(runToken: token, head: fifth)
        #expect(judge(copied, isRecordCopied: true, log: token, head: fifth).isInDoubt)
    }

    @Test("In doubt, publishing is allowed once the peers are reconciled with")
    func waitsForPeers() {
        let node = CoreUnderTest(1, isInDoubt: true)
        let peer = CoreUnderTest(2)
        node.add(peer.address)
        node.tick()
        exchange(node, peer)
        let phase = node.core.phase
        let isInDoubt = node.core.isInDoubt
        #expect(phase == .catchingUp && isInDoubt)
        node.tick(afterMilliseconds: 200)
        #expect(node.orders.count == 1)
        node.proveSessions()
        #expect(node.effects.list.contains(.report(.mayPublish(hasAsked: true))))
        let isStillInDoubt = node.core.isInDoubt
        #expect(!isStillInDoubt)
    }

    @Test("It is allowed at once when there is nobody to ask, and after a minute without an answer")
    func waitsBounded() {
        let alone = CoreUnderTest(1, isInDoubt: true)
        alone.tick()
        let isInDoubt = alone.core.isInDoubt
        #expect(!isInDoubt)

        let waiting = CoreUnderTest(2, isInDoubt: true)
        waiting.add(alone.address)
        waiting.tick()
        for _ in 0..<59 { waiting.tick(afterMilliseconds: 1_000) }
        let isWaiting = waiting.core.phase == .alone && waiting.core.isInDoubt
        #expect(isWaiting)
        waiting.tick(afterMilliseconds: 1_000)
        #expect(waiting.effects.list.contains(.report(.mayPublish(hasAsked: false))))
    }
}
