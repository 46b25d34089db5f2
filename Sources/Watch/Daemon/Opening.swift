import Journal

/// Why a daemon cannot start on a directory, in words.
public struct OpeningError: Error, Sendable, CustomStringConvertible {
  public var description: String
}

extension Persistence {
  /// Opens journal and state of a directory with the settings of a configuration.
  public static func open(
    directory: String, settings: JournalSettings
  ) throws(OpeningError) -> Persistence {
    do {
      return try open(directory: directory, options: JournalOptions(settings))
    } catch let error as JournalError where error.code == .locked {
      throw OpeningError(
        description: "another feedwatchd is at work in \(directory); "
          + "stop it, or give --state-directory")
    } catch {
      throw OpeningError(description: "\(directory): \(error)")
    }
  }
}
