package import GossipWire

/// A line of standard input as the message that it asks to publish.
package struct PublishLine: Equatable {
    /// Bytes of the longest line of JSON: a body of 1 MiB, each byte written as \u0000, and room for the other
    /// fields.
    package static let jsonLengthMax = 6 * Message.bodyLengthMax + (64 << 10)

    /// The message to be.
    package let draft: Draft
    /// A text that comes back in the `published` event.
    package let tag: String?

    /// A message without a tag.
    package init(_ draft: Draft) {
        self.draft = draft
        tag = nil
    }

    /// Reads a line of text: all of it is the body.
    package init(text line: ArraySlice<UInt8>, topic: String) throws(InputError) {
        guard UTF8Text.isValid(line) else { throw .encoding }
        draft = try Self.draft(topic: topic, body: Array(line), lifetime: 0)
        tag = nil
    }

    /// Reads a line of JSON: `{"body": "…"}` or `{"body_base64": "…"}`, and optionally `topic`,
    /// `lifetime` (seconds) and `tag`.
    ///
    /// - Parameters:
    ///   - line: the bytes of the line.
    ///   - defaultTopic: the topic of lines that name none.
    /// - Throws: why it cannot be published.
    package init(json line: ArraySlice<UInt8>, topic defaultTopic: String) throws(InputError) {
        guard UTF8Text.isValid(line) else { throw .encoding }
        var fields = PublishFields()
        for (name, value) in try Self.members(of: line) {
            try fields.take(name, value)
        }
        guard let body = fields.body else { throw .bodyCount }
        draft = try Self.draft(
            topic: fields.topic ?? defaultTopic,
            body: body,
            lifetime: fields.lifetime ?? 0
        )
        tag = fields.tag
    }

    private static func members(
        of line: ArraySlice<UInt8>
    ) throws(InputError) -> [(name: String, value: JSONScanner.Value)] {
        var scanner = JSONScanner(line)
        do {
            return try scanner.object()
        } catch {
            throw .syntax(error)
        }
    }

    private static func draft(
        topic: String,
        body: [UInt8],
        lifetime: UInt32
    ) throws(InputError) -> Draft {
        do {
            return try Draft(topic: topic, body: body, lifetime: lifetime)
        } catch {
            throw .draft(error)
        }
    }
}
