internal import CSQLite

extension Statement {
    /// Binds a number to the parameter, counted from 1.
    @discardableResult
    func bind(_ value: Int64, at index: Int32) -> Statement {
        note(sqlite3_bind_int64(handle, index, value))
        return self
    }

    /// Binds a number to the parameter, counted from 1.
    @discardableResult
    func bind(_ value: Int, at index: Int32) -> Statement { bind(Int64(value), at: index) }

    /// Binds a number or NULL.
    @discardableResult
    func bind(_ value: Int64?, at index: Int32) -> Statement {
        if let value { return bind(value, at: index) }
        note(sqlite3_bind_null(handle, index))
        return self
    }

    /// Binds text or NULL.
    @discardableResult
    func bind(_ text: String?, at index: Int32) -> Statement {
        guard var text else {
            note(sqlite3_bind_null(handle, index))
            return self
        }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                note(
                    gossip_sqlite3_bind_text_copied(
                        handle,
                        index,
                        characters.baseAddress,
                        UInt64(characters.count)
                    )
                )
            }
        }
        return self
    }

    /// Binds bytes that are not copied: they must stay until the statement has run.
    func bind(borrowed bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(
            gossip_sqlite3_bind_blob_borrowed(
                handle,
                index,
                bytes.baseAddress,
                UInt64(bytes.count)
            )
        )
    }

    /// Binds bytes as text, for UTF-8 that has been validated; they are not copied and must stay
    /// until the statement has run.
    func bindText(borrowed bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(
            gossip_sqlite3_bind_text_borrowed(
                handle,
                index,
                bytes.baseAddress,
                UInt64(bytes.count)
            )
        )
    }

    /// Binds bytes or NULL.
    @discardableResult
    func bind(_ bytes: [UInt8]?, at index: Int32) -> Statement {
        guard let bytes else {
            note(sqlite3_bind_null(handle, index))
            return self
        }
        bytes.withUnsafeBytes { bind(raw: $0, at: index) }
        return self
    }

    /// Binds bytes, which are copied.
    func bind(raw bytes: UnsafeRawBufferPointer, at index: Int32) {
        note(
            gossip_sqlite3_bind_blob_copied(
                handle,
                index,
                bytes.baseAddress,
                UInt64(bytes.count)
            )
        )
    }
}
