public import GossipWire

/// Whose messages the log takes in: what the members of a network decide.
extension MessageLog {
    /// Takes in the messages of some authors alone from now on, durably: also on a full volume, as long as its
    /// reserve lasts.
    ///
    /// Messages of others that are here already stay: nobody loses them by a change of the list. Sessions and
    /// bundles leave them out, unless the list admits guests.
    ///
    /// - Parameter list: The authors; `nil` for everybody.
    /// - Throws: ``StoreError``, with nothing changed.
    public func takeIn(only list: AuthorList?) throws(StoreError) {
        guard list != authorList else { return }
        try guarded { () throws(StoreError) in
            var budget = GuestBudget()
            budget.limits = guests.limits
            var isClosed = false
            try changeInRoom { () throws(StoreError) in
                let table = GuestTable(connection: connection)
                try AuthorListTable(connection: connection).save(list)
                try table.follow(list)
                if list?.admitsGuests == true { budget.take(try table.used()) }
                isClosed = staysClosed(with: budget, list)
                try AuthorListTable(connection: connection).save(isClosedToGuests: isClosed)
            }
            authorList = list
            guests = budget
            scope.isClosedToGuests = isClosed
            try noteOthers()
            // Of those that may write without limits now.
            try keepGuestCuts { list?.isGuest($0) ?? false }
        }
    }

    private func staysClosed(with budget: GuestBudget, _ list: AuthorList?) -> Bool {
        guard list?.admitsGuests == true else { return false }
        return scope.isClosedToGuests
            ? !budget.isWorthOpening(after: .init()) : !budget.hasRoom(for: .init())
    }

    /// The authors of messages of the log whose messages it does not take in: it shares them with nobody.
    public func foreignAuthors() throws(StoreError) -> [AuthorKey] {
        guard scope.holdsOthers else { return [] }
        return try guarded { () throws(StoreError) in
            try AuthorListTable(connection: connection).others(than: authorList)
        }
    }

    /// Notes whether the log holds messages that it shares with nobody.
    func noteOthers() throws(StoreError) {
        scope.holdsOthers =
            try !AuthorListTable(connection: connection).others(than: authorList).isEmpty
    }

    /// Changes some rows in one transaction, on a full volume in the room of the reserve.
    func changeInRoom(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try withRoom { () throws(StoreError) in
            try connection.transaction { () throws(StoreError) in try body() }
        }
    }
}
