import GossipWire
import Negentropy
import TestSupport
import Testing

@Suite("Stream frames") struct SyncFrameTests {
    static let frames: [SyncFrame] = {
        let run = (try? Identity(number: 1).chain(3)) ?? []
        let ids = run.map(\.id)
        let digest = LogDigest(count: 3, sum: IDSum(ItemID(7, 7, 7, 7)))
        let greeting = SyncGreeting(
            purpose: .fetch,
            node: AuthorKey(1, 2, 3, 4),
            token: AddressToken(value: 5),
            incarnation: LogIncarnation(high: 7, low: 8),
            scope: Scope(
                horizon: 9,
                expired: 11,
                cuts: Cuts([Cut(author: AuthorKey(3, 2, 1, 0), sequence: 12)])
            ),
            arrival: 10
        )
        return [
            .hello(greeting), .welcome(greeting), .refused(.busy), .pull(after: 3),
            .messages(run), .pulled(arrival: 4), .open([1, 2, 3]),
            .opened(digest, [0x61]), .reconcile([0x61]), .want(ids), .served(missing: []),
            .stored(accepted: 1, refused: 2), .proved(digest), .done,
            .confirm([RangeDigest(of: ids, from: .zero, to: RangeDigest.noEnd)]),
            .confirmed(differing: []), .confirmed(differing: [0, 15]),
            .recordIDs([]), .recordIDs([RecordID(high: 1, low: 2), RecordID(high: 3, low: 4)]),
            .records([.pass(SampleNetwork.pass), .charter(SampleNetwork.charter)]),
            .recordsEnd(nil), .recordsEnd(NetworkKeys(.open)),
        ]
    }()

    @Test("Every frame comes back as it went", arguments: frames)
    func roundTrip(frame: SyncFrame) throws {
        let bytes = frame.encode()
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        #expect(length == bytes.count - 4)
        #expect(try SyncFrame(decoding: Array(bytes.dropFirst(4))) == frame)
    }

    @Test("Cut and lengthened frames are refused or are another frame", arguments: frames)
    func exactLength(frame: SyncFrame) {
        let bytes = Array(frame.encode().dropFirst(4))
        for length in 0..<bytes.count {
            let cut = try? SyncFrame(decoding: Array(bytes[..<length]))
            #expect(cut != frame)
        }
        #expect((try? SyncFrame(decoding: bytes + [0])) != frame)
    }

    @Test("A digest is a count and a sum, byte for byte")
    func digestLayout() {
        let sum = IDSum(ItemID(0x0102_0304_0506_0708, 0, 0, 9))
        let bytes = SyncFrame.proved(LogDigest(count: 258, sum: sum)).encode()
        let words: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 0, count: 23) + [9]
        #expect(bytes == [0, 0, 0, 41, 13, 0, 0, 0, 0, 0, 0, 1, 2] + words)
    }

    @Test(
        "A frame without anything in it is refused where it is there to carry something",
        arguments: [
            .messages([]), .open([]), .reconcile([]), .want([]), .confirm([]), .records([]),
        ] as [SyncFrame]
    )
    func emptyFrames(frame: SyncFrame) {
        let bytes = Array(frame.encode().dropFirst(4))
        #expect(bytes.count == 1)
        #expect(throws: SyncFrameError.empty) { try SyncFrame(decoding: bytes) }
    }

    @Test("A number of messages that no log could hold is refused")
    func excessiveCounts() throws {
        let most: [UInt8] = [0x7f] + [UInt8](repeating: 0xff, count: 7)
        let over: [UInt8] = [0x80] + [UInt8](repeating: 0, count: 7)
        let sum = [UInt8](repeating: 0, count: 32)
        #expect(
            try SyncFrame(decoding: [13] + most + sum)
                == .proved(LogDigest(count: .max, sum: IDSum()))
        )
        #expect(throws: SyncFrameError.malformed) {
            try SyncFrame(decoding: [13] + over + sum)
        }
        #expect(throws: SyncFrameError.malformed) {
            try SyncFrame(decoding: [11] + most + over)
        }
    }

    @Test("No bytes crash the decoder", arguments: 0..<20)
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let count = Int.random(in: 1..<300, using: &random)
            var bytes = random.bytes(count)
            bytes[0] = UInt8.random(in: 0...17, using: &random)
            if let frame = try? SyncFrame(decoding: bytes) {
                #expect(Array(frame.encode().dropFirst(4)) == bytes)
            }
        }
    }

    @Test("A range that ends before it begins is refused, and so are more than 16")
    func confirmLimits() throws {
        let range = RangeDigest(of: [], from: .zero, to: RangeDigest.noEnd)
        let backwards = RangeDigest(of: [], from: RangeDigest.noEnd, to: .zero)
        for ranges in [[backwards], [RangeDigest](repeating: range, count: 17)] {
            let bytes = Array(SyncFrame.confirm(ranges).encode().dropFirst(4))
            #expect(throws: SyncFrameError.malformed) { try SyncFrame(decoding: bytes) }
        }
    }

    @Test("A want above 1,024 ids is refused")
    func wantLimit() {
        let bytes = [UInt8(10)] + [UInt8](repeating: 1, count: 32 * 1_025)
        #expect(throws: SyncFrameError.malformed) { try SyncFrame(decoding: bytes) }
    }
}
