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

    static func age(_ text: String) throws -> UInt64 {
        let milliseconds = try TimeSpan.age(text)
        guard milliseconds > 0 else {
            throw ValidationError("\"\(text)\" would keep nothing. Choose a longer time.")
        }
        return milliseconds
    }

    static func size(_ text: String) throws -> UInt64 {
        let bytes = try ByteSize.bytes(text)
        guard bytes > 0 else {
            throw ValidationError("\"\(text)\" would keep nothing. Choose a larger size.")
        }
        return bytes
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
