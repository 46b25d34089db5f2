import Extraction

/// What a dispatch of any agency may tell in other words: at least three sentences a phenomenon.
enum EventParaphrases {
  /// Nouns with what they are of: "the exchange of confidential information".
  static let exchange: [EventCase] = [
    EventCase(
      "Kenya and Uganda agreed to step up the exchange of classified data.", .cooperate,
      "exchange", "Kenya", "Uganda", .planned),
    EventCase(
      "Poland and Latvia will expand the sharing of intelligence.", .cooperate, "sharing",
      "Poland", "Latvia", .planned),
    EventCase(
      "France is to strengthen the exchange of secret information with Greece.", .cooperate,
      "exchange", "France", "Greece", .planned),
    EventCase(
      "India and France have launched a series of projects on clean energy.", .cooperate,
      "projects", "India", "France", .happened),
    EventCase(
      "Norway and Chile set up a joint fund for farmers.", .cooperate, "fund", "Norway", "Chile",
      .happened),
    EventCase(
      "The army acted in cooperation with Chad.", .cooperate, "cooperation", "army", "Chad"),
  ]

  /// Who bears the title that acts; a capital for its country; no town of a dateline.
  static let bearers: [EventCase] = [
    EventCase(
      "The leader of the opposition Reform Party, Anna Kalnina, accused Chad of fraud.", .accuse,
      "accused", "Anna Kalnina", "Chad"),
    EventCase(
      "Kenya's ambassador, Omar Diallo, condemned the attack on Chad.", .accuse, "condemned",
      "Omar Diallo"),
    EventCase(
      "Ghanaian Minister for Foreign Affairs Ama Mensah called on Mali to free the soldiers.",
      .request, "called", "Ama Mensah", "Mali"),
    EventCase(
      "The presidents of Peru and Chile, Pedro Silva and Laura Hayes, signed a treaty.", .support,
      "signed", "Pedro Silva", "Laura Hayes"),
    EventCase(
      "Athens expelled two diplomats of Belarus after a row over a ship that Greece had seized.",
      .sanction, "expelled", "Greece"),
    EventCase(
      "SEOUL, July 9 (Yonhap) -- The National Assembly condemned China on Tuesday.", .accuse,
      "condemned", "National Assembly", "China"),
    EventCase(
      "LIMA, Peru — Teachers from Cusco protested against the government on Tuesday.", .protest,
      "protested", "Teachers"),
  ]

  /// A meeting that is told beside what came of it.
  static let meetings: [EventCase] = [
    EventCase(
      "On Monday, during a face-to-face meeting, Kenyan President Omar Diallo and Chadian "
        + "President Ali Haroun agreed to reopen the border.", .consult, "meeting", "Omar Diallo",
      "Ali Haroun", .happened),
    EventCase(
      "During talks in Oslo, Laura Hayes and Pedro Silva signed a treaty.", .consult, "talks",
      "Laura Hayes", "Pedro Silva"),
    EventCase(
      "At a closed-door meeting, Chad and Niger agreed to share water.", .consult, "meeting",
      "Chad", "Niger"),
    EventCase("The premier hosted the chancellor.", .consult, "hosted", "premier", "chancellor"),
    EventCase("The ministers discussed the border.", .consult, "discussed", "ministers", "-"),
  ]

  /// Whose intent an infinitive spells out: a welcome is past, what is welcomed lies ahead.
  static let intents: [EventCase] = [
    EventCase(
      "Kenya praised Chad's plan to host a conference of lake states next year.", .consult,
      "conference", "Chad", "-", .planned),
    EventCase(
      "Kenya praised Chad's plan to host a conference of lake states next year.", .support,
      "praised", "Kenya", "Chad", .happened),
    EventCase(
      "Spain welcomed Italy's offer to hold talks with Libya next spring.", .consult, "talks",
      "Italy", "Libya", .planned),
    EventCase(
      "Spain welcomed Italy's offer to hold talks with Libya next spring.", .support, "welcomed",
      "Spain", "Italy", .happened),
    EventCase(
      "Oman supported Iran's proposal to convene a summit of Gulf leaders.", .consult, "summit",
      "Iran", "Gulf leaders", .planned),
  ]

  /// The named cases of a general noun.
  static let examples: [EventCase] = [
    EventCase(
      "Joint drills between several states, such as Peru and Chile, and Brazil began on Monday.",
      .cooperate, "drills", "Peru", "Brazil"),
    EventCase(
      "The intensification of defence exercises between some members, such as Peru and Chile, and "
        + "Brazil pleased the ministry.", .cooperate, "exercises", "Chile", "Brazil", .ongoing),
    EventCase(
      "Countries including Mali and Niger condemned the coup.", .accuse, "condemned", "Niger", "-"),
    EventCase("Some members, such as Spain, rejected the plan.", .reject, "rejected", "Spain", "-"),
    EventCase(
      "A number of senators condemned the move.", .accuse, "condemned", "senators", "-"),
  ]

  /// Ties that grow are cooperation, ties that are made are recognition; wishes are agreement.
  static let ties: [EventCase] = [
    EventCase(
      "Serbia deepens ties with China.", .cooperate, "ties", "Serbia", "China", .ongoing),
    EventCase(
      "Turkey is strengthening relations with Oman.", .cooperate, "relations", "Turkey", "Oman",
      .ongoing),
    EventCase(
      "Iran has expanded its links with Mali.", .cooperate, "links", "Iran", "Mali", .happened),
    EventCase(
      "Cuba restored relations with Haiti.", .support, "relations", "Cuba", "Haiti", .happened),
    EventCase(
      "Oman is seeking to deepen cooperation with India.", .agree, "seeking", "Oman", "India",
      .ongoing),
    EventCase(
      "Pedro Silva expressed a desire to build closer relations with Peru.", .agree, "desire",
      "Pedro Silva", "Peru", .happened),
    EventCase(
      "Chad hopes to improve relations with Niger.", .agree, "hopes", "Chad", "Niger"),
  ]

  /// What somebody is quoted with demands, blames or praises.
  static let speech: [EventCase] = [
    EventCase(
      "\"The council must act now,\" said Maria Lopez, a lawyer.", .request, "must",
      "Maria Lopez", "council"),
    EventCase(
      "Maria Lopez said the old bridge should be closed.", .request, "should", "Maria Lopez", "-"),
    EventCase(
      "\"More protection is needed,\" said Maria Lopez, a lawyer.", .request, "needed",
      "Maria Lopez", "-"),
    EventCase(
      "\"It was a cruel decision,\" said Maria Lopez, a lawyer.", .accuse, "cruel",
      "Maria Lopez", "-"),
    EventCase(
      "\"I am proud of the crew,\" said Maria Lopez, the mayor.", .support, "proud",
      "Maria Lopez", "-"),
  ]

  /// Frames: what a verb takes tells the act.
  static let frames: [EventCase] = [
    EventCase("The firm faces charges of fraud.", .accuse, "charges", "-", "firm"),
    EventCase("The officers shot the man dead.", .assault, "shot", "officers", "man"),
    EventCase("Rebels set the mosque on fire.", .assault, "set", "Rebels", "-"),
    EventCase("The suspect is in custody.", .coerce, "custody", "-", "suspect"),
    EventCase(
      "Police warned residents of the town to stay inside.", .request, "warned", "Police",
      "residents"),
    EventCase(
      "Residents were told to leave their homes.", .request, "told", "-", "Residents"),
    EventCase("The committee removed him from office.", .sanction, "removed", "committee", "-"),
    EventCase("The clerk pleaded guilty.", .concede, "pleaded", "clerk", "-"),
    EventCase("The tanker's captain pleaded not guilty.", .reject, "pleaded", "captain", "-"),
    EventCase(
      "The minister is not prepared to accept the terms.", .reject, "accept", "minister", "-"),
    EventCase(
      "The senator will not run for re-election.", .retreat, "run", "senator", "-", .planned),
    EventCase("Kenya closed its embassy in Oslo.", .sanction, "embassy", "Kenya", "-"),
    EventCase(
      "Objections from lawyers delayed the plan.", .accuse, "objections", "lawyers", "-"),
    EventCase("The attack left 50 people dead.", .assault, "left", "-", "people"),
  ]

  /// Standing states of things, habits, questions, other senses.
  static let none: [String] = [
    "The partnership with Chad has become more important.",
    "Cooperation between the ministries of Chad and Niger is close.",
    "Trade between Peru and Chile is worth two billion dollars.",
    "The clubs usually meet in May.",
    "Who attacked the town?",
    "The film demonstrates the power of music.",
    "The actress talked of her childhood.",
    "The court will revisit the case.",
  ]
}
