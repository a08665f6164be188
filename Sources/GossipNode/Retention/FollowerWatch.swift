import GossipStore

/// Tells of the readers with a cursor file that have not read what is about to be pruned: of each once,
/// and again only when it has caught up meanwhile.
struct FollowerWatch {
    private let log: MessageLog
    /// The newest arrival number when a reader was told of, by its cursor file.
    private var told: [String: UInt64] = [:]

    init(log: MessageLog) {
        self.log = log
    }

    /// The readers that a step overtakes and that were not told of yet.
    ///
    /// - Parameter newest: The newest arrival number among the messages that go.
    mutating func overtaken(byRemoving newest: UInt64) -> [OvertakenFollower] {
        guard newest > 0 else { return [] }
        let followers = FollowerRegistry(of: log).followers(forgettingGone: true)
        var known: [String: UInt64] = [:]
        var overtaken: [OvertakenFollower] = []
        for follower in followers {
            if let told = told[follower.cursorFile], follower.mayLack(told) {
                known[follower.cursorFile] = told
            } else if follower.mayLack(newest) {
                known[follower.cursorFile] = log.lastArrival
                overtaken.append(OvertakenFollower(follower: follower, newest: log.lastArrival))
            }
        }
        told = known
        return overtaken
    }
}

/// A reader that retention overtakes.
struct OvertakenFollower: Sendable {
    let follower: Follower
    /// The newest arrival number in the log.
    let newest: UInt64

    /// The sentence to tell of it.
    var text: String {
        let progress =
            follower.arrival.map { "it has come to message \($0) of \(newest)" }
            ?? "its cursor file cannot be read from here"
        return "retention removes messages that the reader with \(follower.cursorFile) has not "
            + "read: \(progress). Let it run more often, or keep more with --keep and --keep-size; delete the "
            + "cursor file of a reader that does not come back."
    }
}
