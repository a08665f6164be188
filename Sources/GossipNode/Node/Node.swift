public final class Node: Sendable {
}
