import Negentropy
import Testing

@Suite("How many round trips and bytes a session takes")
struct RoundTripTests {
    static let profiles = [ReconciliationProfile.reference, .tuned]
    let full = SortedItems.log(count: 4_000)
    let withoutTail = SortedItems.log(count: 4_000) { $0 >= 3_500 }
    let tailStart = Bound(timestamp: 1_700_000_000_000 + 3_500 * 100)

    @Test("Equal sets: one, and an answer of one byte", arguments: profiles)
    func equal(profile: ReconciliationProfile) throws {
        var session = Session(profile)
        try session.run(client: full, server: full)
        #expect(session.rounds == 1)
        #expect(session.bytes.down == 1)
        #expect(session.have.isEmpty && session.need.isEmpty)
    }

    @Test("The question whether both are equal: 20 bytes", arguments: profiles)
    func closingQuestion(profile: ReconciliationProfile) throws {
        var session = Session(profile, tailFrom: .infinity)
        try session.run(client: full, server: full)
        #expect(session.rounds == 1)
        #expect(session.bytes == (20, 1))
        var unequal = Session(profile, tailFrom: .infinity)
        try unequal.run(client: withoutTail, server: full)
        #expect(unequal.need.count == 500)
    }

    @Test("A missing tail with the right hint: one, and 29 bytes up", arguments: profiles)
    func tailHint(profile: ReconciliationProfile) throws {
        var session = Session(profile, server: .reference, tailFrom: tailStart)
        try session.run(client: withoutTail, server: full)
        #expect(session.rounds == 1)
        #expect(session.bytes.up == 29)
        #expect(session.need == full.items[3_500...].map(\.id))
    }

    @Test("A missing tail without a hint: one in the tuned profile")
    func tailWithoutHint() throws {
        var session = Session(.tuned)
        try session.run(client: withoutTail, server: full)
        #expect(session.rounds == 1)
        #expect(session.need == full.items[3_500...].map(\.id))
    }

    @Test("Scattered differences: less than half the bytes in the tuned profile")
    func scattered() throws {
        let client = SortedItems.log(count: 4_000) { $0 % 400 == 7 }
        let server = SortedItems.log(count: 4_000) { $0 % 400 == 200 }
        var bytes: [Int] = []
        for profile in RoundTripTests.profiles {
            var session = Session(profile)
            try session.run(client: client, server: server)
            #expect(session.have.count == 10 && session.need.count == 10)
            bytes.append(session.bytes.up + session.bytes.down)
        }
        #expect(bytes[1] < bytes[0] / 2)
    }
}
