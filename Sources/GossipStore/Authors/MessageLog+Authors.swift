public import GossipWire

/// Whose messages the log takes in: what the members of a network decide.
extension MessageLog {
    /// Takes in the messages of some authors alone from now on, durably: also on a full volume, as long as its
    /// reserve lasts.
    ///
    /// Messages of others that are here already stay: nobody loses them by a change of the list. Sessions and
    /// bundles leave them out.
    ///
    /// - Parameter list: The authors; `nil` for everybody.
    /// - Throws: ``StoreError``, with nothing changed.
    public func takeIn(only list: AuthorList?) throws(StoreError) {
        guard list != authorList else { return }
        try guarded { () throws(StoreError) in
            try withRoom { () throws(StoreError) in
                try connection.transaction { () throws(StoreError) in
                    try AuthorListTable(connection: connection).save(list)
                }
            }
            authorList = list
            try noteOthers()
        }
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
}
