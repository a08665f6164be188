import GossipNode
import GossipText
import GossipWire
import HTTPTypes
import Hummingbird

/// Inviting.
extension ControlRoutes {
    /// The names of the parameters of an invitation.
    static let invitationParameters = ["uses", "lifetime", "admin", "address"]

    /// Opens an invitation, and answers with its code.
    func invite(_ parameters: QueryParameters) async throws -> Response {
        var terms = InvitationTerms()
        terms.uses = try parameters.number("uses").map { Int(clamping: $0) } ?? terms.uses
        terms.lifetime =
            try parameters.number("lifetime")
            .map { $0.multipliedReportingOverflow(by: 1_000) }
            .map { $0.overflow ? .max : $0.partialValue } ?? terms.lifetime
        if try parameters.flag("admin") ?? false { terms.role = .admin }
        let address = try parameters["address"].map { text throws(Problem) in
            do throws(EndpointError) {
                return try Endpoint(parsing: text)
            } catch {
                throw Problem(.badParameter, "the address is none: \(error)")
            }
        }
        let offered = try await ask { [terms] () async throws(NodeError) in
            try await node.invite(terms, to: address)
        }
        var object = JSONObject()
        object.add("code", offered.code)
        object.add("network", offered.network.hex)
        object.add("role", terms.role == .admin ? "admin" : "member")
        object.add("uses", terms.uses)
        object.add("expires", TimeFormat.machine(offered.expiry))
        object.add("addresses", offered.addresses.map(\.description))
        return Response(object, status: .created)
    }
}
