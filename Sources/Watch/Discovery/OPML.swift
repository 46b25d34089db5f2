import Transport

/// Reads and writes lists of feeds in OPML 2.0 (<http://opml.org/spec2.opml>).
public enum OPML {
  public struct Problem: Error, Sendable, CustomStringConvertible {
    public var description: String
  }

  /// The attribute that keeps a feed's name in feeds.conf across an export and an import.
  private static let nameAttribute = "fw:name"
  private static let namespace = "https://feedwatchd.org/opml"

  /// The feeds of an OPML text. Folders become tags, the outermost first; so do the parts of
  /// `category`. A feed that is listed twice with one URL is taken once, with all its tags.
  public static func read(_ bytes: [UInt8]) throws(Problem) -> [FeedTable] {
    var tables: [FeedTable] = []
    var byURL: [String: Int] = [:]
    var taken: Set<String> = []
    var folders: [String?] = []
    var isOPML = false
    for tag in TagScanner(bytes) {
      switch tag.name.lowercased() {
      case "opml": isOPML = true
      case "outline" where tag.isClosing:
        _ = folders.popLast()
      case "outline":
        let title = [tag["text"], tag["title"]].compactMap { $0?.trimmingSpaces }
          .first { !$0.isEmpty }
        if let url = tag["xmlurl"]?.trimmingSpaces, !url.isEmpty {
          var tags: [String] = []
          for one in folders.compactMap({ $0 }) + categories(tag["category"])
          where !tags.contains(one) { tags.append(one) }
          if let index = byURL[url] {
            for one in tags where !tables[index].tags.contains(one) {
              tables[index].tags.append(one)
            }
          } else {
            byURL[url] = tables.count
            let wanted = tag[nameAttribute] ?? title ?? URLText.host(url)
            tables.append(
              FeedTable(
                name: isName(wanted) && tag[nameAttribute] != nil && taken.insert(wanted).inserted
                  ? wanted : FeedTable.name(from: wanted, taken: &taken),
                url: url, title: title, tags: tags, site: tag["htmlurl"]?.trimmingSpaces))
          }
          if !tag.isSelfClosing { folders.append(nil) }
        } else if !tag.isSelfClosing {
          folders.append(title)
        }
      default: break
      }
    }
    guard isOPML else { throw Problem(description: "this is no OPML: there is no <opml> in it") }
    return tables
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
          || byte == 0x2D || byte == 0x5F || byte == 0x2E
      }
  }

  /// "/world/europe,politics": comma-separated, each a path.
  private static func categories(_ value: String?) -> [String] {
    (value ?? "").split(separator: ",").flatMap { $0.split(separator: "/") }
      .map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
  }

  /// The feeds of a configuration. The first tag becomes the folder, all of them `category`.
  public static func write(_ feeds: [FeedConfiguration], title: String) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0" xmlns:fw="\(namespace)">
        <head><title>\(escape(title))</title></head>
        <body>

      """
    var folders: [(String?, [FeedConfiguration])] = []
    for feed in feeds {
      let folder = feed.tags.first
      if let index = folders.firstIndex(where: { $0.0 == folder }) {
        folders[index].1.append(feed)
      } else {
        folders.append((folder, [feed]))
      }
    }
    for (folder, feeds) in folders {
      let indent = folder == nil ? "    " : "      "
      if let folder { text += "    <outline text=\"\(escape(folder))\">\n" }
      for feed in feeds {
        text += indent + "<outline type=\"rss\" text=\"\(escape(feed.title ?? feed.name))\""
        // An OPML is made to be passed on: without a password.
        text += " xmlUrl=\"\(escape(Self.withoutUserinfo(feed)))\""
        text += " \(nameAttribute)=\"\(escape(feed.name))\""
        if !feed.tags.isEmpty {
          text += " category=\"\(escape(feed.tags.joined(separator: ",")))\""
        }
        text += "/>\n"
      }
      if folder != nil { text += "    </outline>\n" }
    }
    return text + "  </body>\n</opml>\n"
  }

  private static func withoutUserinfo(_ feed: FeedConfiguration) -> String {
    guard feed.filePath == nil, let split = TransferURL.split(feed.url),
      split.username != nil || split.password != nil
    else { return feed.url }
    return split.url
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n": escaped += "&#10;"
      // What XML 1.0 cannot hold is left out.
      case _ where scalar.value < 0x20 && scalar != "\t": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
