import GossipText
import GossipWire

/// The values of parameters, read in one way for all routes.
extension QueryParameters {
    /// True or false; `nil` for a parameter that is not given.
    func flag(_ name: String) throws(Problem) -> Bool? {
        switch self[name] {
        case nil: nil
        case "true": true
        case "false": false
        default: throw Problem(.badParameter, "\(name) must be true or false.")
        }
    }

    /// A whole number of at least 1; `nil` for a parameter that is not given.
    func number(_ name: String) throws(Problem) -> UInt64? {
        guard let text = self[name] else { return nil }
        guard let number = UInt64(text), number > 0 else {
            throw Problem(.badParameter, "\(name) must be a whole number, at least 1.")
        }
        return number
    }

    /// A key, which must be given.
    func key(_ name: String) throws(Problem) -> AuthorKey {
        guard let key = self[name].flatMap(Hexadecimal.decode).flatMap(AuthorKey.init(bytes:))
        else {
            throw Problem(.badParameter, "\(name) must be the 64 hexadecimal digits of a key.")
        }
        return key
    }
}
