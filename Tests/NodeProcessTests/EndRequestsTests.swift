import Glibc
import Testing

@testable import gossip_node

@Suite("Signals that ask to end")
struct EndRequestsTests {
    @Test("The same signal at once is an echo of the first")
    func echo() {
        let requests = EndRequests(SIGTERM, atMilliseconds: 1_000)
        #expect(!requests.isImpatient(SIGTERM, atMilliseconds: 1_000))
        #expect(!requests.isImpatient(SIGTERM, atMilliseconds: 1_249))
        #expect(requests.isImpatient(SIGTERM, atMilliseconds: 1_250))
    }

    @Test("Another signal is not, however soon it comes")
    func otherSignal() {
        let requests = EndRequests(SIGTERM, atMilliseconds: 1_000)
        #expect(requests.isImpatient(SIGINT, atMilliseconds: 1_000))
    }
}
