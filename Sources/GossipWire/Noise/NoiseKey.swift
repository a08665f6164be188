internal import Crypto

/// The key of one direction: ChaCha20-Poly1305 under a counter (RFC 8439).
///
/// The memory of the key is wiped when the last copy goes.
package struct NoiseKey: Sendable {
    private let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// Encrypts and adds a tag of 16 bytes.
    ///
    /// - Parameters:
    ///   - plaintext: The bytes.
    ///   - counter: A number used with this key once and never again; `UInt64.max` is refused.
    ///   - associated: Bytes that are not hidden, and that the tag covers too.
    /// - Returns: The ciphertext and the tag, 16 bytes more than the plaintext.
    /// - Throws: ``NoiseError/exhausted`` for the greatest counter, ``NoiseError/tooLong`` beyond 256 GiB.
    package func seal(
        _ plaintext: some Collection<UInt8>,
        counter: UInt64,
        with associated: some Collection<UInt8>
    ) throws(NoiseError) -> [UInt8] {
        var bytes = Array(associated)
        try seal(Array(plaintext)[...], counter: counter, withLast: bytes.count, into: &bytes)
        return Array(bytes.dropFirst(associated.count))
    }

    /// Encrypts, and appends the ciphertext and the tag; nothing when it throws.
    ///
    /// - Parameters:
    ///   - plaintext: The bytes.
    ///   - counter: A number used with this key once and never again; `UInt64.max` is refused.
    ///   - associatedCount: The number of bytes at the end of `bytes` that the tag covers too.
    ///   - bytes: What it is appended to.
    /// - Throws: ``NoiseError/exhausted`` for the greatest counter, ``NoiseError/tooLong`` beyond 256 GiB.
    func seal(
        _ plaintext: ArraySlice<UInt8>,
        counter: UInt64,
        withLast associatedCount: Int,
        into bytes: inout [UInt8]
    ) throws(NoiseError) {
        let nonce = try Self.nonce(counter)
        let box: ChaChaPoly.SealedBox
        do {
            // Lent, not copied: `bytes` may hold many packets already.
            box = try bytes.withUnsafeBytes { bytes in
                let associated = UnsafeRawBufferPointer(rebasing: bytes.suffix(associatedCount))
                return try ChaChaPoly.seal(
                    plaintext,
                    using: key,
                    nonce: ChaChaPoly.Nonce(data: nonce),
                    authenticating: associated
                )
            }
        } catch {
            throw .tooLong
        }
        bytes.append(contentsOf: box.combined.dropFirst(nonce.count))
    }

    /// Checks the tag and decrypts.
    ///
    /// - Throws: ``NoiseError/truncated`` without room for a tag, ``NoiseError/unauthentic`` for a wrong one.
    package func open(
        _ sealed: some Collection<UInt8>,
        counter: UInt64,
        with associated: some Collection<UInt8>
    ) throws(NoiseError) -> [UInt8] {
        guard sealed.count >= NoisePattern.tagLength else { throw .truncated }
        var combined = try Self.nonce(counter)
        combined.reserveCapacity(combined.count + sealed.count)
        combined.append(contentsOf: sealed)
        do {
            let box = try ChaChaPoly.SealedBox(combined: combined)
            let plaintext = try associated.withContiguousStorageIfAvailable { associated in
                try ChaChaPoly.open(box, using: key, authenticating: associated)
            }
            if let plaintext { return Array(plaintext) }
            return Array(try ChaChaPoly.open(box, using: key, authenticating: Array(associated)))
        } catch {
            throw .unauthentic
        }
    }

    /// Four zeros and the counter, least byte first, as Noise has it.
    private static func nonce(_ counter: UInt64) throws(NoiseError) -> [UInt8] {
        // The greatest is reserved for rekeying.
        guard counter < .max else { throw .exhausted }
        var bytes = [UInt8](repeating: 0, count: 4)
        withUnsafeBytes(of: counter.littleEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }
}
