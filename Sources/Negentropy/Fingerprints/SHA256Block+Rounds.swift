extension SHA256Block {
    /// Extends the 16 words of a block to 64, runs the rounds over the initial state, and returns
    /// the state, two words in one.
    static func compress(
        _ schedule: UnsafeMutableBufferPointer<UInt32>
    ) -> (UInt64, UInt64, UInt64, UInt64) {
        for round in 16..<64 {
            let early = schedule[round - 15]
            let late = schedule[round - 2]
            let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ (early &>> 3)
            let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ (late &>> 10)
            schedule[round] = schedule[round - 16] &+ sigma0 &+ schedule[round - 7] &+ sigma1
        }
        var state = initial
        for round in 0..<64 {
            advance(&state, by: roundConstants[round] &+ schedule[round])
        }
        return (
            joined(state.a &+ initial.a, state.b &+ initial.b),
            joined(state.c &+ initial.c, state.d &+ initial.d),
            joined(state.e &+ initial.e, state.f &+ initial.f),
            joined(state.g &+ initial.g, state.h &+ initial.h)
        )
    }

    /// The eight working variables.
    private struct State {
        var a, b, c, d, e, f, g, h: UInt32
    }

    /// FIPS 180-4, section 5.3.3.
    private static let initial = State(
        a: 0x6a09_e667,
        b: 0xbb67_ae85,
        c: 0x3c6e_f372,
        d: 0xa54f_f53a,
        e: 0x510e_527f,
        f: 0x9b05_688c,
        g: 0x1f83_d9ab,
        h: 0x5be0_cd19
    )

    /// One round, FIPS 180-4, section 6.2.2.
    @inline(__always)
    private static func advance(_ state: inout State, by word: UInt32) {
        let e = state.e
        let a = state.a
        let sigma1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
        let choice = (e & state.f) ^ (~e & state.g)
        let first = state.h &+ sigma1 &+ choice &+ word
        let sigma0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
        let majority = (a & state.b) ^ (a & state.c) ^ (state.b & state.c)
        state = State(
            a: first &+ sigma0 &+ majority,
            b: a,
            c: state.b,
            d: state.c,
            e: state.d &+ first,
            f: e,
            g: state.f,
            h: state.g
        )
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        word &>> bits | word &<< (32 &- bits)
    }

    private static func joined(_ high: UInt32, _ low: UInt32) -> UInt64 {
        UInt64(high) << 32 | UInt64(low)
    }
}

/// The constants of the 64 rounds, FIPS 180-4, section 4.2.2.
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
