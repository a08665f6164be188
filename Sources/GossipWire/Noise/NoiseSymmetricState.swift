internal import Crypto

/// The state that both sides of a handshake share: all that was said, and the key that follows from it.
///
/// `SymmetricState` of the Noise specification, 5.2, with the `CipherState` of 5.1 in it.
struct NoiseSymmetricState: Sendable {
    /// The hash of all that was said, 32 bytes: the name of the session.
    private(set) var hash: [UInt8]
    private var chainingKey: SymmetricKey
    private var key: NoiseKey?
    private var counter: UInt64 = 0

    init(protocolName: String) {
        let name = Array(protocolName.utf8)
        hash =
            name.count <= SHA256.byteCount
            ? name + [UInt8](repeating: 0, count: SHA256.byteCount - name.count)
            : Array(SHA256.hash(data: name))
        chainingKey = SymmetricKey(data: hash)
    }

    /// True when what is sent from now on is hidden.
    var isKeyed: Bool { key != nil }

    mutating func mixHash(_ bytes: some Collection<UInt8>) {
        var hasher = SHA256()
        hasher.update(data: hash)
        hasher.update(data: Array(bytes))
        hash = Array(hasher.finalize())
    }

    mutating func mixKey(_ secret: SymmetricKey) {
        let keys = derived(from: secret, count: 2)
        chainingKey = keys[0]
        begin(with: keys[1])
    }

    mutating func mixKeyAndHash(_ secret: SymmetricKey) {
        let keys = derived(from: secret, count: 3)
        chainingKey = keys[0]
        mixHash(keys[1].withUnsafeBytes { Array($0) })
        begin(with: keys[2])
    }

    /// Hides bytes, if there is a key yet, and mixes in what is sent.
    mutating func seal(_ plaintext: [UInt8]) throws(NoiseError) -> [UInt8] {
        guard let key else {
            mixHash(plaintext)
            return plaintext
        }
        let sealed = try key.seal(plaintext, counter: counter, with: hash)
        counter += 1
        mixHash(sealed)
        return sealed
    }

    /// Reads what the other side has hidden, and mixes in what came.
    mutating func open(_ sealed: some Collection<UInt8>) throws(NoiseError) -> [UInt8] {
        guard let key else {
            mixHash(sealed)
            return Array(sealed)
        }
        let plaintext = try key.open(sealed, counter: counter, with: hash)
        counter += 1
        mixHash(sealed)
        return plaintext
    }

    /// The keys of the two directions, the initiator's first.
    func split() -> (NoiseKey, NoiseKey) {
        let keys = derived(from: SymmetricKey(data: [UInt8]()), count: 2)
        return (NoiseKey(keys[0]), NoiseKey(keys[1]))
    }

    private mutating func begin(with key: SymmetricKey) {
        self.key = NoiseKey(key)
        counter = 0
    }

    /// The `HKDF` of the specification, 4.3, which is that of RFC 5869 without an info.
    private func derived(from secret: SymmetricKey, count: Int) -> [SymmetricKey] {
        let length = SHA256.byteCount
        let bytes = chainingKey.withUnsafeBytes { salt in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: secret,
                salt: salt,
                outputByteCount: count * length
            )
        }
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map { index in
                SymmetricKey(
                    data: UnsafeRawBufferPointer(
                        rebasing: bytes[index * length..<(index + 1) * length]
                    )
                )
            }
        }
    }
}
