import Foundation
import Language

/// How many tokens of a treebank got the right tags, heads and relations; tokens are the gold ones,
/// tags predicted.
struct TreeScore {
  var tokens = 0
  var universal = 0
  var penn = 0
  var heads = 0
  var relations = 0
  var taggerSeconds = 0.0
  var parserSeconds = 0.0

  static func measure(
    _ gold: [TreebankSentence], lexicon: Lexicon, tagger: Tagger, parser: Parser
  ) -> TreeScore {
    var score = TreeScore()
    let seconds = annotate(gold, lexicon: lexicon, tagger: tagger, parser: parser) {
      sentence, source, heads, relations in
      for token in sentence.forms.indices {
        score.tokens += 1
        let tag = sentence.tags[token]
        if tagger.universal(tag).rawValue == source.universal[token] { score.universal += 1 }
        if tagger.penn(tag).rawValue == source.penn[token] { score.penn += 1 }
        guard heads[token] == source.heads[token] else { continue }
        score.heads += 1
        if relations[token].rawValue == source.relations[token] { score.relations += 1 }
      }
    }
    score.taggerSeconds = seconds.tagger
    score.parserSeconds = seconds.parser
    return score
  }

  /// Tags and parses sentences; heads are given as in CoNLL-U, 0 for the root. Returns seconds.
  @discardableResult
  static func annotate(
    _ gold: [TreebankSentence], lexicon: Lexicon, tagger: Tagger, parser: Parser,
    _ visit: (TrainingSentence, TreebankSentence, [Int], [Relation]) -> Void
  ) -> (tagger: Double, parser: Double) {
    var sentences = gold.map { TrainingSentence($0, lexicon) }
    var clock = Processor.seconds()
    tagger.tag(&sentences, sentences.indices)
    let taggerSeconds = Processor.seconds() - clock
    let workspace = ParserWorkspace(parser, tagger)
    let all = Relation.allCases
    var results: [(heads: [Int], relations: [Relation])] = []
    results.reserveCapacity(sentences.count)
    clock = Processor.seconds()
    for sentence in sentences {
      let count = min(ParserSentence.limit, sentence.forms.count)
      sentence.forms.withUnsafeBufferPointer { forms in
        sentence.tags.withUnsafeBufferPointer { tags in
          guard let forms = forms.baseAddress, let tags = tags.baseAddress else { return }
          let nodes = workspace.parse(forms, tags, count)
          var heads = (1...count).map { Int(nodes[$0].head) > count ? 0 : Int(nodes[$0].head) }
          var relations = (1...count).map { all[Int(nodes[$0].label) - 1] }
          while heads.count < sentence.forms.count {
            heads.append(1)
            relations.append(.parataxis)
          }
          results.append((heads, relations))
        }
      }
    }
    let parserSeconds = Processor.seconds() - clock
    for index in sentences.indices {
      visit(sentences[index], gold[index], results[index].heads, results[index].relations)
    }
    return (taggerSeconds, parserSeconds)
  }

  private func share(_ count: Int) -> String {
    String(format: "%.2f", 100 * Double(count) / Double(max(1, tokens)))
  }

  var summary: String {
    "\(tokens) tokens, UPOS \(share(universal)) XPOS \(share(penn)) UAS \(share(heads)) "
      + "LAS \(share(relations)), tagger \(Int(Double(tokens) / taggerSeconds)) parser "
      + "\(Int(Double(tokens) / parserSeconds)) tokens/s"
  }

  var row: String {
    [universal, penn, heads, relations].map(share).joined(separator: " | ")
  }
}

extension SpanScore {
  private func figure(_ value: Double) -> String { String(format: "%.2f", value) }

  var summary: String {
    "F1 \(figure(all)) (P \(figure(precision)) R \(figure(recall))), PER \(figure(of(0))) "
      + "ORG \(figure(of(1))) LOC \(figure(of(2)))"
  }

  var row: String {
    [all, precision, recall, of(0), of(1), of(2)].map(figure).joined(separator: " | ")
  }
}

/// The processor time this thread has used: speed on a machine that does other work too.
enum Processor {
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
