/// Reads secrets from files, at every poll, so that a changed one is used without a reload. They
/// are never logged, stored or shown.
enum Credentials {
  struct Failure: Error {
    var message: String
  }

  /// The content of a secret's file, without the newline at its end.
  ///
  /// - Parameter path: the file. One of the same name in systemd's credentials directory
  ///   (systemd.exec(5), `LoadCredential=`) goes before it.
  static func read(
    _ path: String, directory: String? = environment("CREDENTIALS_DIRECTORY")
  ) throws(Failure) -> String {
    var candidates = [path]
    if let directory, let name = path.split(separator: "/").last {
      candidates.insert(directory + "/" + name, at: 0)
    }
    var reason = ""
    for path in candidates {
      switch SmallFile.read(path, limit: 65_536) {
      case .success(let bytes):
        var secret = bytes[...]
        while secret.last == 0x0A || secret.last == 0x0D { secret.removeLast() }
        guard let text = String(validating: secret, as: UTF8.self), !secret.contains(0) else {
          throw Failure(message: "the credentials file '\(path)' is not UTF-8 text")
        }
        return text
      case .failure(let failure):
        reason = "the credentials file '\(path)' cannot be read: \(failure.reason)"
      }
    }
    throw Failure(message: reason)
  }
}
