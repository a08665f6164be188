internal import GossipWire

/// The budgets of guests: who writes more than a day's worth is cut until the next day, and when all of them together
/// have used up their room, the log is closed to them until pruning has made some.
///
/// Both are said to peers in the scope, so that logs which refuse differently can still be proved equal in the rest.
extension MessageLog {
    /// True while guests are cut for what they have written in a day.
    public var hasGuestCuts: Bool { cuts.contains { $0.reason == .guest } }

    /// The milliseconds until a cut of a guest may be lifted; `nil` while none is cut.
    public func untilGuestsRenew(at wallMilliseconds: UInt64) -> UInt64? {
        guard hasGuestCuts else { return nil }
        return guestsRenewed < GuestUse.day(of: wallMilliseconds)
            ? 0 : GuestUse.untilNextDay(from: wallMilliseconds)
    }

    /// Sets the bytes that guests may fill together, durably; nothing is removed for it.
    ///
    /// - Throws: ``StoreError``, with nothing changed.
    public func setGuestBytesMax(_ bytes: Int) throws(StoreError) {
        guard bytes != guests.limits.bytesMax, authorList != nil else { return }
        try guarded { () throws(StoreError) in
            var budget = guests
            budget.limits.bytesMax = bytes
            let reopens = reopens(with: budget, after: .init())
            try changeInRoom { () throws(StoreError) in
                try AuthorListTable(connection: connection).save(guestBytesMax: bytes)
                if reopens { try saveOpening() }
            }
            guests = budget
            if reopens { scope.isClosedToGuests = false }
        }
    }

    /// Lifts the cuts of guests that were made on an earlier day; what was refused may come again from peers.
    ///
    /// - Parameter wallMilliseconds: The time of this machine's clock, in milliseconds since 1970.
    /// - Throws: ``StoreError``, with nothing changed, or some of the cuts lifted.
    public func renewGuests(at wallMilliseconds: UInt64) throws(StoreError) {
        let today = GuestUse.day(of: wallMilliseconds)
        try guarded { () throws(StoreError) in
            let table = GuestTable(connection: connection)
            var isOfToday: Set<AuthorKey> = []
            for cut in cuts where cut.reason == .guest {
                guard let number = try authors.state(of: cut.author)?.number,
                    let use = try table.use(ofAuthor: number), use.day >= today
                else { continue }
                isOfToday.insert(cut.author)
            }
            try keepGuestCuts { isOfToday.contains($0) }
            let reopens = reopens(with: guests, after: .init())
            try changeInRoom { () throws(StoreError) in
                try table.forget(before: today)
                if reopens { try saveOpening() }
            }
            if reopens { scope.isClosedToGuests = false }
            guestsRenewed = today
        }
    }

    /// Lifts the cuts of guests that do not stay.
    func keepGuestCuts(_ stays: (AuthorKey) -> Bool) throws(StoreError) {
        let held = cuts.filter { $0.reason == .guest }
        guard held.contains(where: { !stays($0.author) }) else { return }
        let kept = held.filter { stays($0.author) }
        let sequences = Dictionary(kept.map { ($0.author, $0.sequence) }) { first, _ in first }
        try setCuts(sequences, because: .guest)
    }

    /// True when a closed log may open to guests again, with so much freed.
    func reopens(with budget: GuestBudget, after freed: GuestBudget.Room) -> Bool {
        scope.isClosedToGuests && budget.isWorthOpening(after: freed)
            && cuts.count { $0.reason == .guest } < budget.limits.cutsMax
    }

    /// Writes that the log is open to guests again.
    func saveOpening() throws(StoreError) {
        try AuthorListTable(connection: connection).save(isClosedToGuests: false)
    }

    // MARK: Appending

    /// Takes room for a message that would be stored; the outcome for want of it, `nil` when there was some.
    func takeGuestRoom(
        for message: Message,
        at wallMilliseconds: UInt64,
        in pending: inout AppendBatch
    ) throws(StoreError) -> AppendOutcome? {
        let author = message.author
        guard !pending.guests.closes else { return .foreign }
        if let cut = pending.guests.cuts[author], message.sequence > cut { return .cut }
        // It costs no room a second time.
        guard try !holds(message.id) else { return .duplicate }
        var use = try guestUse(of: author, in: pending)
        use.begin(GuestUse.day(of: wallMilliseconds))
        let length = message.encoded.count
        let isOverDay = use.dayBytes + length > guests.limits.bytesADay
        if isOverDay, mayCut(author, pending) {
            pending.guests.cuts[author] = max(1, message.sequence) - 1
            return .cut
        }
        let more = GuestBudget.Room(
            bytes: pending.guests.room.bytes + length,
            messages: pending.guests.room.messages + 1
        )
        guard !isOverDay, guests.hasRoom(for: more) else {
            pending.guests.closes = true
            return .foreign
        }
        use.add(length)
        pending.guests.uses[author] = use
        pending.guests.room = more
        return nil
    }

    private func mayCut(_ author: AuthorKey, _ pending: AppendBatch) -> Bool {
        if pending.guests.cuts[author] != nil { return true }
        let others = cuts.filter { $0.reason == .guest && $0.author != author }.map(\.author)
        return Set(others).union(pending.guests.cuts.keys).count < guests.limits.cutsMax
    }

    private func holds(_ id: MessageID) throws(StoreError) -> Bool {
        try connection.statement("SELECT 1 FROM message WHERE id = ?").bind(id, at: 1)
            .firstRow { row in row.int(0) } != nil
    }

    private func guestUse(
        of author: AuthorKey,
        in pending: AppendBatch
    ) throws(StoreError) -> GuestUse {
        if let use = pending.guests.uses[author] { return use }
        guard let number = try authors.state(of: author)?.number else { return GuestUse() }
        return try GuestTable(connection: connection).use(ofAuthor: number) ?? GuestUse()
    }

    /// Writes what a batch has used of the room of guests, and what follows.
    ///
    /// - Returns: The cuts that it makes.
    func saveGuests(_ pending: AppendBatch) throws(StoreError) -> [LogCut] {
        let table = GuestTable(connection: connection)
        for (author, use) in pending.guests.uses {
            guard let index = pending.index(of: author) else { continue }
            try table.save(use, ofAuthor: pending.authors[index].state.number)
        }
        var made: [LogCut] = []
        for (author, sequence) in pending.guests.cuts {
            let stored = try authors.state(of: author)?.head.sequence ?? 0
            let head = pending.index(of: author).map { pending.authors[$0].state.head.sequence }
            let here = min(max(stored, head ?? 0), scope.cuts.sequence(of: author) ?? .max)
            let cut = LogCut(
                author: author,
                reason: .guest,
                sequence: sequence,
                reached: max(sequence, here)
            )
            try CutTable(connection: connection).save(cut)
            made.append(cut)
        }
        if pending.guests.closes {
            try AuthorListTable(connection: connection).save(isClosedToGuests: true)
        }
        return made
    }

    /// Takes over in memory what a batch has written, once it is durable.
    func takeGuests(_ batch: AppendBatch.Guests, cutting made: [LogCut]) {
        guests.take(batch.room)
        if batch.closes { scope.isClosedToGuests = true }
        guard !made.isEmpty else { return }
        let authors = Set(made.map(\.author))
        take(cuts.filter { $0.reason != .guest || !authors.contains($0.author) } + made)
    }
}
