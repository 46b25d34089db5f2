/// Words whose point belongs to them.
enum Abbreviations {
  /// Titles and the like: a name follows, so that a sentence rarely ends behind them.
  static let beforeNames: Set<String> = [
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "cmdr", "adm", "sgt",
    "cpl", "pvt", "sen", "rep", "gov", "pres", "rev", "hon", "st", "ste", "mt", "ft", "messrs",
    "brig", "supt", "insp", "det", "amb", "sec", "vs", "v", "no", "nos", "art", "para", "sec",
    "fig", "pp", "vol", "ed", "eds", "cf", "eg", "ie", "viz", "al", "approx", "ca",
  ]
  /// Others: a sentence may end behind them.
  static let others: Set<String> = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "inc", "corp", "ltd", "co", "bros",
    "jr", "sr", "esq", "dept", "univ", "assn", "ave", "blvd", "rd", "etc", "est", "min", "max",
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky",
    "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "penn",
    "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
  ]
  /// Words of everyday English among the above: their point counts only behind a capital.
  static let ambiguous: Set<String> = [
    "no", "art", "fig", "ed", "sec", "ill", "ind", "miss", "mass", "wash", "del", "max", "min",
    "mar", "sun", "mon", "wed", "sat", "fri", "ore", "pa", "co", "al", "det", "st", "ca", "mo",
  ]

  /// Whether the word at these bytes takes the point that follows it.
  static func contains(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count <= 6, range.allSatisfy({ bytes[$0] < 0x80 }) else { return false }
    let isCapitalised = bytes[range.lowerBound] < 0x61
    let word = String(decoding: bytes[range].map { $0 | 0x20 }, as: UTF8.self)
    guard beforeNames.contains(word) || others.contains(word) else { return false }
    return isCapitalised || !ambiguous.contains(word) && word != "sen" && word != "gov"
  }
}
