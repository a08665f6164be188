package import GossipWire

extension AuthorNames {
    /// Adds the name of an author whose key the object has, as `name`, and `"alike":true` for one that may be
    /// taken for another's: then the key alone tells who it is.
    package func add(_ author: AuthorKey, to object: inout JSONObject) {
        guard let name = name(author) else { return }
        object.add("name", name)
        if isAlike(author) { object.add("alike", true) }
    }
}
