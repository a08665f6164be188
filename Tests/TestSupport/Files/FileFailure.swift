/// The error of the system at a file of a test.
package struct FileFailure: Error {
    package let number: Int32
}
