import GossipSimulator
import Testing

@Suite("Simulation") struct SimulationTests {
    @Test("Six nodes without faults end with the same log")
    func classroom() {
        let result = Simulation(Scenario(seed: 1)).run()
        #expect(result.violations == [])
        #expect(result.acknowledged == 100)
    }

    @Test("The same seed gives the same trace")
    func deterministic() {
        let first = Simulation(.drawn(from: 7)).run()
        let second = Simulation(.drawn(from: 7)).run()
        #expect(first.traceHash == second.traceHash)
        #expect(first.steps == second.steps)
    }

    @Test("Every drawn run converges", arguments: UInt64(1)...12)
    func converges(seed: UInt64) {
        let result = Simulation(.drawn(from: seed)).run()
        #expect(result.violations == [])
    }
}
