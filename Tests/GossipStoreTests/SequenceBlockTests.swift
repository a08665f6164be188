import TestSupport
import Testing

@testable import GossipStore

@Suite("Sequence blocks") struct SequenceBlockTests {
    @Test("The next sequence lengthens the bytes by its distance")
    func theNextSequenceLengthensTheBytesByItsDistance() {
        var block = SequenceBlock(holding: 256)
        #expect(block.insert(256, arrival: 1_000) == nil)
        #expect(block.bytes == [0xD0, 0x0F])
        #expect(block.insert(257, arrival: 1_001) == nil)
        #expect(block.insert(259, arrival: 990) == nil)
        #expect(block.bytes == [0xD0, 0x0F, 2, 0, 21])
        #expect(block.entries.map(\.sequence) == [256, 257, 259])
        #expect(block.entries.map(\.arrival) == [1_000, 1_001, 990])
    }

    @Test("An entry stays as it is")
    func anEntryStaysAsItIs() {
        var block = SequenceBlock(holding: 5)
        #expect(block.insert(5, arrival: 9) == nil)
        #expect(block.insert(5, arrival: 10) == 9)
        #expect(block.arrival(of: 5) == 9)
    }

    @Test("In whatever order, the bytes are the same", arguments: [1, 2, 3] as [UInt64])
    func inWhateverOrderTheBytesAreTheSame(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Near and far from one another, each once.
        var arrivals: [UInt64] = []
        while arrivals.count < 256 {
            let bits = UInt64.random(in: 0...62, using: &generator)
            let arrival = UInt64.random(in: 1...max(1_000, (.max >> 1) >> bits), using: &generator)
            if !arrivals.contains(arrival) { arrivals.append(arrival) }
        }
        let indexes = Array(0..<256).filter { _ in Bool.random(using: &generator) }
        var ordered = SequenceBlock(number: 3)
        for index in indexes {
            _ = ordered.insert(ordered.firstSequence + UInt64(index), arrival: arrivals[index])
        }
        var shuffled = SequenceBlock(number: 3)
        for index in indexes.shuffled(using: &generator) {
            _ = shuffled.insert(shuffled.firstSequence + UInt64(index), arrival: arrivals[index])
        }
        #expect(shuffled == ordered)
        #expect(SequenceBlock(number: 3, bytes: ordered.bytes) == ordered)
        for index in 0..<256 {
            #expect(
                ordered.arrival(of: ordered.firstSequence + UInt64(index))
                    == (indexes.contains(index) ? arrivals[index] : nil)
            )
        }
    }

    @Test("Sequences from 2^63 on have blocks of negative numbers")
    func sequencesFrom2To63OnHaveBlocksOfNegativeNumbers() {
        #expect(SequenceBlock.number(holding: .max) == -1)
        #expect(SequenceBlock.number(holding: 1 << 63) == Int64.min >> 8)
        #expect(SequenceBlock(holding: 1 << 63).firstSequence == 1 << 63)
        #expect(SequenceBlock(holding: .max).holds(.max))
        #expect(!SequenceBlock(holding: 255).holds(256))
    }

    @Test("Bytes that are no block are refused")
    func bytesThatAreNoBlockAreRefused() {
        #expect(SequenceBlock(number: 0, bytes: [0x80]) == nil)
        #expect(SequenceBlock(number: 0, bytes: [UInt8](repeating: 0xFF, count: 11)) == nil)
        #expect(SequenceBlock(number: 0, bytes: [UInt8](repeating: 2, count: 257)) == nil)
        #expect(SequenceBlock(number: 0, bytes: []) != nil)
    }
}
