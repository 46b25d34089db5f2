import Glibc

/// Where journal and state live.
public enum StateDirectory {
  /// The directory, the first of: `option` (`--state-directory`), `[journal] directory`,
  /// `$STATE_DIRECTORY` (systemd.exec(5); its first entry), `$XDG_STATE_HOME/feedwatchd`,
  /// `~/.local/state/feedwatchd`.
  public static func resolve(
    option: String?, configured: String?,
    environment: (String) -> String? = { Watch.environment($0) }
  ) -> String? {
    if let option, !option.isEmpty { return option }
    if let configured { return configured }
    if let systemd = environment("STATE_DIRECTORY"), !systemd.isEmpty {
      return systemd.split(separator: ":").first.map(String.init)
    }
    // The XDG base directory specification: relative paths are invalid and ignored.
    if let xdg = environment("XDG_STATE_HOME"), xdg.hasPrefix("/") { return xdg + "/feedwatchd" }
    if let home = environment("HOME"), home.hasPrefix("/") {
      return home + "/.local/state/feedwatchd"
    }
    return nil
  }

  /// Makes the directory and its parents (mode 0755, less the umask).
  ///
  /// - Returns: nil, or why it could not be made, in words.
  public static func create(_ path: String) -> String? {
    var partial = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      partial += "/" + part
      if mkdir(partial, 0o755) != 0, errno != EEXIST {
        return "cannot make the directory '\(partial)': \(String(cString: strerror(errno)))"
      }
    }
    var information = stat()
    guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      return "'\(path)' is no directory"
    }
    return access(path, W_OK | X_OK) == 0
      ? nil : "cannot write to '\(path)': \(String(cString: strerror(errno)))"
  }
}
