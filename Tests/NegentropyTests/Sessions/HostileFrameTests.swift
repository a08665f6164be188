import Negentropy
import TestSupport
import Testing

/// No bytes crash a session, whatever its role: it answers, ends, or throws `malformed`.
@Suite("Hostile frames")
struct HostileFrameTests {
    static let sets = (0..<12).map { TwoSets(seed: UInt64($0)) }

    @Test("Valid frames with changed bytes", arguments: 0..<12)
    func mutations(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let sets = HostileFrameTests.sets[seed]
        for profile in [ReconciliationProfile.reference, .tuned] {
            for frame in try frames(of: sets, profile) where frame.count < 8_000 {
                for _ in 0..<10 {
                    var bytes = frame
                    for _ in 0...random.below(3) { mutate(&bytes, &random) }
                    try feed(bytes, to: sets, profile)
                }
            }
        }
    }

    @Test("Every truncation of a frame", arguments: 0..<12)
    func truncations(seed: Int) throws {
        let sets = HostileFrameTests.sets[seed]
        for frame in try frames(of: sets, .tuned).prefix(4) {
            for length in 0..<min(frame.count, 150) {
                try feed(Array(frame[..<length]), to: sets, .tuned)
            }
        }
    }

    @Test("Random bytes", arguments: 0..<12)
    func randomBytes(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<150 {
            let length = random.below(200)
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next() >> 9) }
            try feed(bytes, to: HostileFrameTests.sets[seed], .reference)
            // Small numbers are what bounds, modes and counts are made of.
            try feed([0x61] + bytes.map { $0 & 3 }, to: HostileFrameTests.sets[seed], .tuned)
        }
    }

    /// All frames of a session.
    private func frames(
        of sets: TwoSets,
        _ profile: ReconciliationProfile
    ) throws -> [[UInt8]] {
        var session = Session(profile)
        try session.run(client: sets.client, server: sets.server)
        return session.frames
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let offset = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[offset] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes[offset] ^= UInt8(1 << random.below(8))
        case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: offset)
        default: if bytes.count > 1 { bytes.remove(at: offset) }
        }
    }

    /// Gives bytes to both roles, and the answers to whoever they are for.
    private func feed(
        _ bytes: [UInt8],
        to sets: TwoSets,
        _ profile: ReconciliationProfile
    ) throws {
        var server = ReconciliationServer(
            storage: sets.server,
            profile: profile,
            frameSizeLimit: 4_096
        )
        var client = ReconciliationClient(
            storage: sets.client,
            profile: profile,
            frameSizeLimit: 4_096
        )
        _ = try client.initiate()
        var have: [ItemID] = []
        var need: [ItemID] = []
        do throws(ReconciliationError<Never>) {
            let answer = try server.receive(bytes)
            #expect(answer.count <= 4_096)
            _ = try ReconciliationServer(storage: sets.client).answered(answer)
        } catch {
            #expect(error.isRefusal)
        }
        do throws(ReconciliationError<Never>) {
            let question = try client.receive(bytes, have: &have, need: &need)
            #expect(question?.count ?? 0 <= 4_096)
            #expect(Set(have).count == have.count && Set(need).count == need.count)
        } catch {
            #expect(error.isRefusal)
            #expect(have.isEmpty && need.isEmpty)
        }
    }
}

extension ReconciliationServer {
    /// The answer of a server that is not kept.
    fileprivate func answered(
        _ frame: [UInt8]
    ) throws(ReconciliationError<Storage.Failure>) -> [UInt8] {
        var server = self
        return try server.receive(frame)
    }
}

extension ReconciliationError {
    /// True when the frame was refused before anything was done with it.
    fileprivate var isRefusal: Bool {
        switch self {
        case .malformed, .unsupportedVersion: true
        default: false
        }
    }
}
