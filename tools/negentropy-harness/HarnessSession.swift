import Negentropy

/// The line protocol: items, then a session as client or as server.
///
/// ```
/// item,<timestamp>,<64 hex>    no reply
/// seal                         no reply; the set is complete
/// initiate                     msg,<hex>; this side is the client
/// msg,<hex>                    as server msg,<hex>; as client any number of have,<hex> and
///                              need,<hex>, then msg,<hex> or done
/// ```
/// Empty lines are ignored.
struct HarnessSession {
    private enum Role {
        case collecting([Item])
        case sealed(SortedItems)
        case client(ReconciliationClient<SortedItems>)
        case server(ReconciliationServer<SortedItems>)
    }

    private let profile: ReconciliationProfile
    private let frameSizeLimit: Int
    private var role = Role.collecting([])
    private var lineNumber = 0

    /// Makes a session with the settings as they stand in the environment.
    init(frameSizeLimit: String?, profile: String?) throws(HarnessFault) {
        guard let limit = Int(frameSizeLimit ?? "0"),
            limit == 0 || limit >= ReconciliationProfile.frameSizeLimitMin
        else {
            throw .input(
                "FRAMESIZELIMIT is \(frameSizeLimit ?? ""); it must be 0 or at least "
                    + "\(ReconciliationProfile.frameSizeLimitMin)"
            )
        }
        self.frameSizeLimit = limit
        switch profile {
        case nil, "", "reference": self.profile = .reference
        case "tuned": self.profile = .tuned
        case let other?:
            throw .input("NEGENTROPY_PROFILE is \(other); it must be reference or tuned")
        }
    }

    /// Takes a line without its end, and appends the lines of the reply.
    mutating func receive(
        _ line: ArraySlice<UInt8>,
        replies: inout [UInt8]
    ) throws(HarnessFault) {
        lineNumber += 1
        if line.isEmpty { return }
        let comma = line.firstIndex(of: UInt8(ascii: ",")) ?? line.endIndex
        let argument = comma < line.endIndex ? line[(comma + 1)...] : []
        let command = line[..<comma]
        if command.elementsEqual("item".utf8) {
            try addItem(argument)
        } else if command.elementsEqual("msg".utf8) {
            try receiveFrame(argument, replies: &replies)
        } else if line.elementsEqual("seal".utf8) {
            try seal()
        } else if line.elementsEqual("initiate".utf8) {
            try initiate(replies: &replies)
        } else {
            throw refusal("unknown command; use item, seal, initiate or msg")
        }
    }

    private mutating func addItem(_ argument: ArraySlice<UInt8>) throws(HarnessFault) {
        guard case .collecting(var items) = role else {
            throw refusal("an item after seal; the set is complete")
        }
        let comma = argument.firstIndex(of: UInt8(ascii: ",")) ?? argument.endIndex
        guard let timestamp = Decimal.number(argument[..<comma]), timestamp < .max,
            let bytes = Hexadecimal.bytes(argument[comma...].dropFirst()),
            let id = ItemID(bytes: bytes)
        else {
            throw refusal("not an item; use item,<timestamp below 2^64 - 1>,<64 hex digits>")
        }
        role = .collecting([])
        items.append(Item(timestamp: timestamp, id: id))
        role = .collecting(items)
    }

    private mutating func seal() throws(HarnessFault) {
        guard case .collecting(let items) = role else { throw refusal("sealed before") }
        role = .sealed(SortedItems(items))
    }

    private mutating func initiate(replies: inout [UInt8]) throws(HarnessFault) {
        guard case .sealed(let items) = role else {
            throw refusal("initiate comes once, after seal and before any msg")
        }
        var client = ReconciliationClient(
            storage: items,
            profile: profile,
            frameSizeLimit: frameSizeLimit
        )
        let frame: [UInt8]
        do {
            frame = try client.initiate()
        } catch {
            throw refusal(error.description)
        }
        role = .client(client)
        Hexadecimal.append("msg,", frame, to: &replies)
    }

    private mutating func receiveFrame(
        _ argument: ArraySlice<UInt8>,
        replies: inout [UInt8]
    ) throws(HarnessFault) {
        guard let frame = Hexadecimal.bytes(argument) else {
            throw .frame("line \(lineNumber): malformed frame: not hexadecimal digits in pairs")
        }
        switch role {
        case .collecting:
            throw refusal("msg before seal")
        case .sealed(let items):
            role = .server(
                ReconciliationServer(
                    storage: items,
                    profile: profile,
                    frameSizeLimit: frameSizeLimit
                )
            )
            try receiveFrame(argument, replies: &replies)
        case .server(var server):
            let answer = try answering { () throws(ReconciliationError<Never>) in
                try server.receive(frame)
            }
            role = .server(server)
            Hexadecimal.append("msg,", answer, to: &replies)
        case .client(var client):
            try receive(frame, as: &client, replies: &replies)
            role = .client(client)
        }
    }

    private func receive(
        _ frame: [UInt8],
        as client: inout ReconciliationClient<SortedItems>,
        replies: inout [UInt8]
    ) throws(HarnessFault) {
        var have: [ItemID] = []
        var need: [ItemID] = []
        let question = try answering { () throws(ReconciliationError<Never>) in
            try client.receive(frame, have: &have, need: &need)
        }
        for id in have { Hexadecimal.append("have,", id.bytes, to: &replies) }
        for id in need { Hexadecimal.append("need,", id.bytes, to: &replies) }
        if let question {
            Hexadecimal.append("msg,", question, to: &replies)
        } else {
            replies.append(contentsOf: "done\n".utf8)
        }
    }

    private func answering<Answer>(
        _ body: () throws(ReconciliationError<Never>) -> Answer
    ) throws(HarnessFault) -> Answer {
        do {
            return try body()
        } catch .outOfTurn {
            throw refusal("the session has ended")
        } catch {
            throw .frame("line \(lineNumber): \(error)")
        }
    }

    private func refusal(_ reason: String) -> HarnessFault {
        .input("line \(lineNumber): \(reason)")
    }
}
