import Negentropy

/// First frames to a server, and the answers that a client got, for each of the target's item sets.
enum NegentropySeeds {
    static var all: [Seed] {
        var seeds: [Seed] = []
        for (number, items) in NegentropyTarget.storages.enumerated() {
            for (other, theirs) in NegentropyTarget.storages.enumerated() where other != number {
                let head = UInt8(number)
                let talk = recorded(client: theirs, server: items)
                if let question = talk.questions.first {
                    seeds.append(Seed("server-\(number)-\(other)", [0, head, 0] + question))
                }
                let answers = recorded(client: items, server: theirs).answers
                    .flatMap { [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
                seeds.append(Seed("client-\(number)-\(other)", [1, head, 0] + answers))
            }
        }
        return seeds.filter { $0.bytes.count <= FuzzTarget.negentropy.inputCountMax }
    }

    private static func recorded(
        client items: SortedItems,
        server theirs: SortedItems
    ) -> (questions: [[UInt8]], answers: [[UInt8]]) {
        var client = ReconciliationClient(storage: items, profile: .tuned)
        var server = ReconciliationServer(storage: theirs, profile: .tuned)
        var questions: [[UInt8]] = []
        var answers: [[UInt8]] = []
        var have: [ItemID] = []
        var need: [ItemID] = []
        var question = try? client.initiate()
        while let asked = question, let answer = try? server.receive(asked) {
            questions.append(asked)
            answers.append(answer)
            question = try? client.receive(answer, have: &have, need: &need)
        }
        return (questions, answers)
    }
}
