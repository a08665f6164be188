import GossipCore
import GossipWire
import Negentropy

/// Frames of each kind, and what each side of real sessions was sent.
enum SyncSeeds {
    static var frames: [Seed] {
        let messages = Array(SampleLog.shared.messages.prefix(2))
        let ids = messages.map(\.id)
        let digest = LogDigest(count: 300, sum: IDSum(ItemID(3, 3, 3, 3)))
        var cutting = SampleLog.greeting
        cutting.scope.cuts = Cuts((1...3).map { Cut(author: AuthorKey(0, 0, 0, $0), sequence: $0) })
        let frames: [(String, SyncFrame)] = [
            ("hello-cuts", .hello(cutting)), ("hello", .hello(SampleLog.greeting)),
            ("welcome", .welcome(SampleLog.greeting)),
            ("refused", .refused(.busy)), ("pull", .pull(after: 7)),
            ("messages", .messages(messages)),
            ("pulled", .pulled(arrival: 9)), ("open", .open([0x61, 0, 0, 2, 0])),
            ("opened", .opened(digest, [0x61])), ("reconcile", .reconcile([0x61])),
            ("want", .want(ids)), ("served", .served(missing: ids)),
            ("stored", .stored(accepted: 2, refused: 0)), ("proved", .proved(digest)),
            ("confirm", .confirm([RangeDigest(of: ids, from: .zero, to: RangeDigest.noEnd)])),
            ("confirmed", .confirmed(differing: [0])), ("done", .done),
            ("recordIDs", .recordIDs([RecordID(high: 5, low: 6)])),
            ("recordsEnd", .recordsEnd(NetworkKeys(.open))),
        ]
        return frames.map { Seed($0.0, Array($0.1.encode().dropFirst(4))) }
    }

    static var sessions: [Seed] {
        let answering = recorded(side: 0) { log in
            SyncInitiator(
                reconciling: log,
                greeting: SampleLog.greeting,
                cursor: nil,
                confirmationSeed: 9
            )
        }
        let pulling = recorded(side: 0) { log in
            let cursor = PeerCursor(incarnation: SampleLog.greeting.incarnation, arrival: 290)
            return SyncInitiator(
                reconciling: log,
                greeting: SampleLog.greeting,
                cursor: cursor,
                confirmationSeed: 9
            )
        }
        let fetching = recorded(side: 0) { log in
            SyncInitiator(
                fetching: Array(log.ids.prefix(2)),
                log: log,
                greeting: SampleLog.greeting
            )
        }
        return [
            Seed("answering", answering.asked), Seed("answering-pull", pulling.asked),
            Seed("answering-fetch", fetching.asked), Seed("reconciling", [1] + answering.answered),
            Seed("pulling", [2] + pulling.answered), Seed("fetching", [3] + fetching.answered),
        ]
    }

    /// Lets both sides talk over the same log, and keeps what each was sent.
    private static func recorded(
        side: UInt8,
        _ make: (SampleLog) -> SyncInitiator<SampleLog>
    ) -> (asked: [UInt8], answered: [UInt8]) {
        var asking = make(SampleLog.shared)
        var serving = SyncResponder(log: SampleLog.shared, greeting: SampleLog.greeting)
        var asked: [UInt8] = [side]
        var answered: [UInt8] = []
        var isMoving = true
        while isMoving {
            isMoving = false
            if case .send(let frame) = try? asking.nextAction() {
                append(frame, to: &asked)
                try? serving.receive(frame)
                isMoving = true
            }
            while case .send(let frame) = try? serving.nextAction() {
                append(frame, to: &answered)
                try? asking.receive(frame)
                isMoving = true
            }
        }
        return (asked, answered)
    }

    private static func append(_ frame: SyncFrame, to bytes: inout [UInt8]) {
        let body = frame.encode().dropFirst(4)
        bytes.append(bigEndian: UInt16(clamping: body.count))
        bytes.append(contentsOf: body)
    }
}
