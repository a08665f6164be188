import Testing

extension Trait where Self == TimeLimitTrait {
    /// Ends a test that hangs.
    ///
    /// It measures nothing: on a busy machine, or under a sanitizer, a test waits for minutes for its turn.
    static var hangGuard: Self { .timeLimit(.minutes(20)) }
}
