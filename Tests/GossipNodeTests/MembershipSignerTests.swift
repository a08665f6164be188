import GossipCore
import GossipStore
import GossipWire
import TestSupport
import Testing

@testable import GossipNode

@Suite("The signer of a change of the members")
struct MembershipSignerTests {
    private let folder: TemporaryFolder
    private let signer: MembershipSigner
    private let member = Identity(number: 7).author

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("a.sqlite")
        _ = try FoundedNetwork(onLog: path, named: "anna", version: "test")
        let order = MembershipOrder.admit(member, name: "ben", .member)
        _ = try MembershipEdit(onLog: path, order, version: "test")
        let reader = try LogReader.open(path: path)
        let network = try #require(try reader.network())
        let roster: Roster? = Roster(of: network, records: try reader.networkRecords())
        signer = MembershipSigner(
            roster: try #require(roster),
            identity: try #require(try IdentityFile(besideLog: path).load()),
            keys: try NetworkKeyFile(besideLog: path).require()
        )
    }

    private let order = MembershipOrder.remove("ben", reissues: nil, atOnce: false)

    @Test("cuts a removed node at its last message, also at none")
    func cut() throws {
        let head = AuthorHead(sequence: 7, id: .lowest(atTime: 5))
        #expect(try signer.sign(order, heads: [member: head]).receipt.keptSequence == 7)
        #expect(try signer.sign(order, heads: [member: nil]).receipt.keptSequence == 0)
    }

    @Test("refuses a removal whose subjects have changed since their messages were looked up")
    func raced() throws {
        let error = try #require(throws: NodeError.self) { try signer.sign(order, heads: [:]) }
        #expect(error.description.contains("the members have changed this very moment"))
    }
}
