import Foundation

/// One line of a node's standard output in JSON.
struct Event: Decodable {
    var event: String
    var node: String?
    var name: String?
    var listen: String?
    var db: String?
    var messages: Int?
    var network: String?
    var state: String?
    var known: Int?
    var reached: Int?
    var equal: Int?
    var reason: String?
    var peer: String?
    var needed: Int?
    var received: Int?
    var sent: Int?
    var done: Bool?
    var id: String?
    var sequence: Int?
    var tag: String?
    var author: String?
    var time: String?
    var topic: String?
    var body: String?
    var body_base64: String?
    var via: String?
    var from: String?
    var arrival: Int?
    var status: String?
    var message: String?

    init?(_ line: String) {
        guard let event = try? JSONDecoder().decode(Event.self, from: Data(line.utf8)) else {
            return nil
        }
        self = event
    }
}

extension String {
    /// The names of the members of a flat JSON object, in their order.
    var memberNames: [String] {
        matches(of: /[{,]"([a-z_0-9]+)":/).map { String($0.1) }
    }
}
