import GossipWire
import Testing

@Suite("The verdict at the beginning of a stream")
struct StreamVerdictTests {
    @Test("Each verdict has its bytes")
    func layout() {
        let digest: UInt64 = 0x0102_0304_0506_0708
        #expect(StreamVerdict.admitted(records: nil).content == [])
        #expect(StreamVerdict.admitted(records: digest).content == [0, 1, 2, 3, 4, 5, 6, 7, 8])
        #expect(StreamVerdict.recordsAlone(records: 0).content == [1, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(StreamVerdict.refused(.removed).content == [255, 4])
    }

    @Test("A verdict comes back as it went, also with bytes of a later version behind it")
    func roundTrip() {
        let verdicts: [StreamVerdict] = [
            .admitted(records: 7), .recordsAlone(records: .max), .refused(.noPass),
        ]
        for verdict in verdicts {
            #expect(StreamVerdict(verdict.content) == verdict)
            #expect(StreamVerdict(verdict.content + [1, 2]) == verdict)
        }
        #expect(StreamVerdict([]) == .admitted(records: nil))
    }

    @Test("Anything else is no verdict")
    func malformed() {
        for bytes: [UInt8] in [[0], [1, 2, 3], [2, 0, 0, 0, 0, 0, 0, 0, 0], [255]] {
            #expect(StreamVerdict(bytes) == nil)
        }
    }
}
