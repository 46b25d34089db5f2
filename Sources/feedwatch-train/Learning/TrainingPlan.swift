/// What the shipped models are trained with. The figures were chosen on the development sets; the
/// same plan, corpora and program give the same bytes.
enum TrainingPlan {
  /// Sentences are dealt to so many folds; each is tagged by a model that did not see it.
  static let folds = 4

  enum Tagger {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]
    static let iterations = 14
    /// By how much the right class has to win in training, in units of an update.
    static let lead: Int32 = 20
    /// Weights of fewer steps are left out of the file.
    static let least: Float = 2
    /// Of a thousand features so many are left out at random wherever it learns: what is left has to
    /// do without the word.
    static let dropout = 150
    static let foldIterations = 6
    static let foldSeeds: [UInt64] = [7]
    static let foldLeast: Float = 1.5
  }

  enum Parser {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]
    static let iterations = 14
    /// By how much the gold parse has to win in training, in units of an update.
    static let lead: Int32 = 80
    /// The beam in training, and in use.
    static let trainingWidth = 4
    static let width = 6
    /// In use only: how far a parse may fall behind, in steps.
    static let margin = 500
    /// 2 to the power of so many rows.
    static let bits = 20
    /// The share of weights that are cut at 127 steps.
    static let beyond = 0.00002
    static let guessIterations = 5
    static let guessLeast: Float = 6
    static let foldGuessLeast: Float = 4
    static let relationSeeds = [1, 2, 3, 4]
    static let relationIterations = 6
    static let relationLeast: Float = 10
    /// Of a thousand features so many are left out at random in training.
    static let relationDropout = 200
    /// By how many steps the first guess must lead to be final.
    static let relationDoubt: Int32 = 150
    /// By how much the right relation has to win in training, in units of an update.
    static let relationLead: Int32 = 40
  }

  enum Names {
    static let seeds: [UInt64] = [1, 2, 3, 4]
    static let iterations = 8
    /// By how much the right label of every token has to win in training, in units of an update.
    static let lead: Int32 = 300
    static let least: Float = 4.2
    /// Steps taken from every score for standing outside a name: precision for recall.
    static let bias: Int32 = 10
    /// How many steps are a factor of e in the odds, for `NamedSpan.confidence`.
    static let scale: UInt32 = 100
    /// How often the articles that were annotated by reading are learnt from in a round.
    static let readTimes = 2
    /// Of the filings every so-manieth is learnt from.
    static let everyFiling = 4
  }
}
