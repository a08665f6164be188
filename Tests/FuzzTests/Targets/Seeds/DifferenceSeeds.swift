/// Sets that differ as logs do: nothing, some anywhere, the tail, everything; without and with limits.
enum DifferenceSeeds {
    static var all: [Seed] {
        let shared: [UInt8] = [0x58, 255, 0, 1]
        let runs: [(String, [UInt8])] = [
            ("nothing", []), ("equal", shared), ("tail", shared + [0x1a, 99, 0, 2]),
            ("own-tail", shared + [0x19, 99, 0, 2]), ("scattered", shared + [0x5b, 40, 0, 3]),
            ("all", [0x5a, 255, 0, 4]), ("alike", [0x23, 200, 0, 5] + shared),
            ("ascending", [0x73, 60, 0, 6, 0x33, 200, 0, 7]),
        ]
        return runs.flatMap { name, runs in
            [
                Seed(name, [0, 0, 0, 0, 0, 0] + runs),
                Seed("\(name)-limited", [0x0d, 0, 1, 0, 200, 30] + runs),
                Seed("\(name)-reference", [3, 0, 1, 0, 1, 0] + runs),
            ]
        }
    }
}
