/// The reader of standard output has gone (`| head`); not an error.
struct OutputClosed: Error {}
