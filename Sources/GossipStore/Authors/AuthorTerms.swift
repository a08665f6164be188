internal import GossipWire

/// Whose messages a log takes in, as its file has it.
struct AuthorTerms {
    /// The authors; `nil` for everybody.
    let list: AuthorList?
    /// True if there are messages of authors that may not write.
    let holdsOthers: Bool
    /// True while nothing more of guests is taken in.
    let isClosedToGuests: Bool
    let guests: GuestBudget

    init(_ connection: Connection) throws(StoreError) {
        let table = AuthorListTable(connection: connection)
        list = try table.load()
        holdsOthers = try !table.others(than: list).isEmpty
        isClosedToGuests = try table.isClosedToGuests()
        var guests = GuestBudget()
        if let bytes = try table.guestBytesMax() { guests.limits.bytesMax = bytes }
        if list?.admitsGuests == true { guests.take(try GuestTable(connection: connection).used()) }
        self.guests = guests
    }
}
