import Glibc
import Testing

@testable import GossipText

@Suite("Signals that ask to end")
struct EndRequestTests {
    private let first = EndRequest(SIGTERM, atMilliseconds: 1_000)

    @Test("The same signal at once is an echo of the first")
    func echo() {
        #expect(EndRequest(SIGTERM, atMilliseconds: 1_000).isEcho(of: first))
        #expect(EndRequest(SIGTERM, atMilliseconds: 1_249).isEcho(of: first))
        #expect(!EndRequest(SIGTERM, atMilliseconds: 1_250).isEcho(of: first))
    }

    @Test("A signal noted on another thread a moment before the first is an echo too")
    func race() {
        #expect(EndRequest(SIGTERM, atMilliseconds: 999).isEcho(of: first))
    }

    @Test("Another signal is not, however soon it comes, and ends the process as a shell says")
    func other() {
        let second = EndRequest(SIGINT, atMilliseconds: 1_000)
        #expect(!second.isEcho(of: first))
        #expect(second.exitCode == 130)
        #expect(first.exitCode == 143)
    }

    @Test("A terminal that goes is no impatience, whenever it says so")
    func hangUp() {
        #expect(EndRequest(SIGHUP, atMilliseconds: 9_000).isEcho(of: first))
        let hangUp = EndRequest(SIGHUP, atMilliseconds: 1_000)
        #expect(EndRequest(SIGHUP, atMilliseconds: 9_000).isEcho(of: hangUp))
        #expect(!EndRequest(SIGTERM, atMilliseconds: 9_000).isEcho(of: hangUp))
    }

    @Test("A request fits a word that is not 0, the word of none")
    func word() {
        for request in [first, EndRequest(SIGINT, atMilliseconds: 0), EndRequest(SIGINT)] {
            #expect(EndRequest(word: request.word) == request)
        }
        #expect(EndRequest(word: 0) == nil)
    }
}
