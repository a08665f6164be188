extension SHA256Block {
    /// The sixteen words of a block, extended in place while the rounds use them up.
    struct Schedule {
        private var words: SIMD16<UInt32> = .zero

        subscript(index: Int) -> UInt32 {
            get { words[index] }
            set { words[index] = newValue }
        }

        /// Runs the 64 rounds over the initial state and returns the state, two words in one.
        consuming func compressed() -> (UInt64, UInt64, UInt64, UInt64) {
            var a = SHA256Block.initial[0]
            var b = SHA256Block.initial[1]
            var c = SHA256Block.initial[2]
            var d = SHA256Block.initial[3]
            var e = SHA256Block.initial[4]
            var f = SHA256Block.initial[5]
            var g = SHA256Block.initial[6]
            var h = SHA256Block.initial[7]
            for round in 0..<64 {
                let sigma1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
                let choice = (e & f) ^ (~e & g)
                let first = h &+ sigma1 &+ choice &+ roundConstants[round] &+ word(of: round)
                let sigma0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
                let majority = (a & b) ^ (a & c) ^ (b & c)
                (h, g, f, e) = (g, f, e, d &+ first)
                (d, c, b, a) = (c, b, a, first &+ sigma0 &+ majority)
            }
            let state = SIMD8(a, b, c, d, e, f, g, h) &+ SHA256Block.initial
            return (
                joined(state[0], state[1]), joined(state[2], state[3]),
                joined(state[4], state[5]), joined(state[6], state[7])
            )
        }

        /// The word of a round; from round 16 on it replaces the word of 16 rounds before.
        private mutating func word(of round: Int) -> UInt32 {
            let place = round & 15
            if round < 16 { return words[place] }
            let early = words[(round + 1) & 15]
            let late = words[(round + 14) & 15]
            let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ (early >> 3)
            let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ (late >> 10)
            words[place] = words[place] &+ sigma0 &+ words[(round + 9) & 15] &+ sigma1
            return words[place]
        }

        private func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
            word &>> bits | word &<< (32 &- bits)
        }

        private func joined(_ high: UInt32, _ low: UInt32) -> UInt64 {
            UInt64(high) << 32 | UInt64(low)
        }
    }

    /// The initial state, FIPS 180-4 section 5.3.3.
    static let initial = SIMD8<UInt32>(
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19
    )
}

/// The constants of the 64 rounds, FIPS 180-4 section 4.2.2.
private let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
]
