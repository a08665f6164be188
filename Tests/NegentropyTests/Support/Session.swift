import Negentropy

/// A whole session between two sets, with what was sent and what came out.
struct Session {
    var profiles: (client: ReconciliationProfile, server: ReconciliationProfile)
    var frameSizeLimits: (client: Int, server: Int) = (0, 0)
    var tail: Bound?

    private(set) var have: [ItemID] = []
    private(set) var need: [ItemID] = []
    private(set) var rounds = 0
    private(set) var bytes = (up: 0, down: 0)
    private(set) var frameLengthsMax = (client: 0, server: 0)
    private(set) var frames: [[UInt8]] = []

    init(
        _ profile: ReconciliationProfile,
        server: ReconciliationProfile? = nil,
        frameSizeLimits: (client: Int, server: Int) = (0, 0),
        tailFrom tail: Bound? = nil
    ) {
        profiles = (profile, server ?? profile)
        self.frameSizeLimits = frameSizeLimits
        self.tail = tail
    }

    /// Runs the session to its end.
    mutating func run(client items: SortedItems, server serverItems: SortedItems) throws {
        var client = ReconciliationClient(
            storage: items,
            profile: profiles.client,
            frameSizeLimit: frameSizeLimits.client
        )
        var server = ReconciliationServer(
            storage: serverItems,
            profile: profiles.server,
            frameSizeLimit: frameSizeLimits.server
        )
        var question: [UInt8]? =
            try tail.map { try client.initiate(tailFrom: $0) } ?? client.initiate()
        while let asked = question {
            let answer = try server.receive(asked)
            rounds += 1
            bytes.up += asked.count
            bytes.down += answer.count
            frameLengthsMax.client = max(frameLengthsMax.client, asked.count)
            frameLengthsMax.server = max(frameLengthsMax.server, answer.count)
            frames += [asked, answer]
            question = try client.receive(answer, have: &have, need: &need)
        }
    }
}
