/// Reads keys from the bytes that a terminal sends.
///
/// Bytes may come in pieces of any size. Of an unknown sequence nothing is left over, and a text from the
/// clipboard never acts as keys: between its two marks (bracketed paste) every byte is text.
struct KeyReader {
    /// The place within a sequence at which the next byte stands.
    private enum Place {
        case ground
        /// Behind an escape character.
        case escape
        /// Behind `ESC [`, with its parameters.
        case sequence([UInt8])
        /// Behind `ESC O`; behind `ESC [ [`, by which a console without graphics begins its function keys.
        case lastByte(isKey: Bool)
        /// In a string for the terminal's own ears, as its answer to a question.
        case string(endsWithEscape: Bool)
        case paste
    }

    private static let escape: UInt8 = 0x1B
    private static let bell: UInt8 = 0x07
    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    /// Bytes of parameters beyond which a sequence is unknown, however it ends.
    private static let parameterBytesMax = 16

    private let pasteBytesMax: Int
    private var place = Place.ground
    private var decoder = TypedText()
    private var paste: [UInt8] = []
    private var isPasteOverlong = false

    /// Makes a reader; a longer text from the clipboard is not taken.
    init(pasteBytesMax: Int) {
        self.pasteBytesMax = pasteBytesMax
    }

    /// True behind the beginning of a sequence, which an Escape key alone is too.
    var isWithinSequence: Bool {
        switch place {
        case .ground, .paste: false
        default: true
        }
    }

    /// Forgets the beginning of a sequence whose rest does not come.
    mutating func leaveSequence() {
        if isWithinSequence { place = .ground }
    }

    /// Takes the next bytes and hands on the keys that they complete.
    mutating func feed(_ bytes: some Sequence<UInt8>, _ emit: (EditKey) -> Void) {
        for byte in bytes { take(byte, emit) }
        handOnText(emit)
    }

    private mutating func take(_ byte: UInt8, _ emit: (EditKey) -> Void) {
        switch place {
        case .ground: takeOnGround(byte, emit)
        case .escape: takeBehindEscape(byte, emit)
        case .sequence(let parameters): take(byte, behind: parameters, emit)
        case .lastByte(let isKey):
            place = .ground
            if byte == Self.escape { return place = .escape }
            if isKey, let key = EditKey(parameters: [], final: byte) { emit(key) }
        case .string(let endsWithEscape):
            let isOver = byte == Self.bell || (endsWithEscape && byte == UInt8(ascii: "\\"))
            place = isOver ? .ground : .string(endsWithEscape: byte == Self.escape)
        case .paste: takePasted(byte, emit)
        }
    }

    private mutating func takeOnGround(_ byte: UInt8, _ emit: (EditKey) -> Void) {
        if byte >= 0x20, byte != 0x7F { return decoder.append(byte) }
        decoder.finish()
        handOnText(emit)
        if byte == Self.escape {
            place = .escape
        } else if let key = EditKey(control: byte) {
            emit(key)
        }
    }

    private mutating func takeBehindEscape(_ byte: UInt8, _ emit: (EditKey) -> Void) {
        place = .ground
        switch byte {
        case UInt8(ascii: "["): place = .sequence([])
        case UInt8(ascii: "O"): place = .lastByte(isKey: true)
        // A string of the device, of the operating system, of an application, or for privacy.
        case UInt8(ascii: "P"), UInt8(ascii: "]"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "X"):
            place = .string(endsWithEscape: false)
        case Self.escape: place = .escape
        default:
            if let key = EditKey(alternate: byte) {
                emit(key)
            } else if let key = EditKey(control: byte) {
                emit(key)
            }
        }
    }

    private mutating func take(
        _ byte: UInt8,
        behind parameters: [UInt8],
        _ emit: (EditKey) -> Void
    ) {
        switch byte {
        case 0x20...0x3F:
            let isKnown = parameters.count < Self.parameterBytesMax
            place = .sequence(isKnown ? parameters + [byte] : parameters)
        case UInt8(ascii: "[") where parameters.isEmpty: place = .lastByte(isKey: false)
        case 0x40...0x7E:
            place = .ground
            finish(parameters, byte, emit)
        default:
            // Anything else breaks the sequence off and stands for itself.
            place = .ground
            takeOnGround(byte, emit)
        }
    }

    private mutating func finish(
        _ parameters: [UInt8],
        _ final: UInt8,
        _ emit: (EditKey) -> Void
    ) {
        let numbers = parameters.split(
            separator: UInt8(ascii: ";"),
            omittingEmptySubsequences: false
        ).map { Int(String(decoding: $0, as: UTF8.self)) }
        if numbers == [200], final == UInt8(ascii: "~") {
            place = .paste
        } else if parameters.count < Self.parameterBytesMax,
            let key = EditKey(parameters: numbers.map { $0 ?? 0 }, final: final)
        {
            emit(key)
        }
    }

    private mutating func takePasted(_ byte: UInt8, _ emit: (EditKey) -> Void) {
        paste.append(byte)
        if paste.count > pasteBytesMax + Self.pasteEnd.count {
            isPasteOverlong = true
            paste.removeFirst(paste.count - Self.pasteEnd.count)
        }
        guard byte == Self.pasteEnd.last, paste.suffix(Self.pasteEnd.count) == Self.pasteEnd[...]
        else { return }
        let text = PastedText.text(paste.dropLast(Self.pasteEnd.count))
        emit(isPasteOverlong ? .overlongPaste : .paste(text))
        paste = []
        isPasteOverlong = false
        place = .ground
    }

    private mutating func handOnText(_ emit: (EditKey) -> Void) {
        let text = decoder.take()
        if !text.isEmpty { emit(.text(text)) }
    }
}
