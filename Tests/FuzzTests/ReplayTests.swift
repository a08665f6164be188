import Foundation
import TestSupport
import Testing

/// The corpus of the fuzzer, run again: seeds, inputs that reached new code, and every finding.
@Suite("Replay of the fuzzer's corpus")
struct ReplayTests {
    @Test("Every input of the corpus keeps what must hold", arguments: FuzzTarget.allCases)
    func corpus(target: FuzzTarget) throws {
        let folder = try #require(Bundle.module.resourceURL)
            .appendingPathComponent("Corpus/\(target.rawValue)")
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: nil
        )
        #expect(!files.isEmpty)
        for file in files.sorted(by: { $0.path < $1.path }) {
            let bytes = Array(try Data(contentsOf: file))
            #expect(throws: Never.self, "\(file.lastPathComponent)") { try target.check(bytes) }
        }
    }

    /// Seeds from the encoders of today; the corpus may be older, see tools/fuzz --seeds.
    @Test("Every seed keeps what must hold", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        for seed in target.seeds {
            #expect(throws: Never.self, "\(seed.name)") { try target.check(seed.bytes) }
        }
    }

    @Test("Mutated seeds keep what must hold", arguments: FuzzTarget.allCases)
    func mutatedSeeds(target: FuzzTarget) throws {
        var random = SeededGenerator(seed: 0x5eed)
        for seed in target.seeds where !seed.bytes.isEmpty {
            for _ in 0..<4 {
                var bytes = seed.bytes
                for _ in 0...Int(random.next() % 4) {
                    let offset = Int(random.next() % UInt64(bytes.count))
                    bytes[offset] = UInt8(truncatingIfNeeded: random.next())
                }
                if random.next() % 4 == 0 { bytes.removeLast(bytes.count / 3) }
                if bytes.isEmpty { continue }
                #expect(throws: Never.self, "\(seed.name): \(bytes)") { try target.check(bytes) }
            }
        }
    }
}
