internal import GossipWire

/// The room that messages of guests take as they are stored.
extension MessageLog {
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
            // A lower cut may be under way, and what lies above it still be here.
            let former = cuts.first { $0.author == author && $0.reason == .guest }?.sequence
            pending.guests.cuts[author] = min(former ?? .max, max(1, message.sequence) - 1)
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
