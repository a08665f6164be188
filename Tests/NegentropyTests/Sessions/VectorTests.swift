import Testing

@testable import Negentropy

@Suite("Sessions of the reference, byte for byte")
struct VectorTests {
    @Test("Every frame is the recorded one", arguments: Vector.all)
    func everyFrameIsTheRecordedOne(_ vector: Vector) throws {
        var client = ReconciliationClient(
            storage: vector.items(without: vector.absentAtClient),
            frameSizeLimit: vector.clientFrameSizeLimit
        )
        var server = ReconciliationServer(
            storage: vector.items(without: vector.absentAtServer),
            frameSizeLimit: vector.serverFrameSizeLimit
        )
        var frames: [String] = []
        var have: [ItemID] = []
        var need: [ItemID] = []
        var question: [UInt8]? = try client.initiate()
        while let asked = question {
            let answer = try server.receive(asked)
            frames += [hexadecimal(asked), hexadecimal(answer)]
            question = try client.receive(answer, have: &have, need: &need)
        }
        try #require(frames.count == vector.messages.count)
        for (number, (frame, recorded)) in zip(frames, vector.messages).enumerated() {
            #expect(frame == recorded, "frame \(number)")
        }
        #expect(have.map(\.hex).sorted() == vector.have)
        #expect(need.map(\.hex).sorted() == vector.need)
    }
}
