internal import GossipWire

/// The budgets of guests over time.
///
/// A guest that writes more than a day's worth is cut until the next day. Once all of them together have used up their
/// room, the log is closed to them until pruning has made some. Both are in the scope. So logs that refuse differently
/// can still be proved equal in the rest.
extension MessageLog {
    /// True while guests are cut for what they have written in a day.
    public var hasGuestCuts: Bool { cuts.contains { $0.reason == .guest } }

    /// The milliseconds until ``renewGuests(at:)`` has something to do; `nil` where no guest may write.
    public func untilGuestsRenew(at wallMilliseconds: UInt64) -> UInt64? {
        guard authorList?.admitsGuests == true else { return nil }
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

    /// Lifts the cuts of guests that were made on an earlier day, and forgets guests of whom nothing is here.
    ///
    /// What was refused may come again from peers.
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
}
