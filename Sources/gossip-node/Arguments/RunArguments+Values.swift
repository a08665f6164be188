import ArgumentParser
import GossipNode
import GossipText
import Logging

/// The values of flags as they are typed.
extension RunArguments {
    static func endpoint(_ text: String) throws -> Endpoint {
        do {
            return try Endpoint(parsing: text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    static func peer(_ text: String) throws -> Endpoint {
        let endpoint = try endpoint(text)
        guard endpoint.port != 0 else {
            throw ValidationError("\"\(text)\" has port 0, on which no peer can be reached.")
        }
        return endpoint
    }

    static func level(_ text: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text) else {
            throw ValidationError(
                "\"\(text)\" is not a level. Choose one of "
                    + Logger.Level.allCases.map(\.rawValue).joined(separator: ", ") + "."
            )
        }
        return level
    }
}
