import Extraction

enum EventTables {
  static let active: [EventCase] = [
    EventCase("France condemned Syria on Monday.", .accuse, "condemned", "France", "Syria"),
    EventCase("Brazil praised Chile for its vote.", .support, "praised", "Brazil", "Chile"),
    EventCase("Poland donated medicine to Moldova.", .aid, "donated", "Poland", "Moldova"),
    EventCase("Rebels shelled the capital of Chad.", .assault, "shelled", "Rebels"),
    EventCase("Ethiopia expelled three diplomats.", .sanction, "expelled", "Ethiopia", "diplomats"),
    EventCase("Police arrested 40 demonstrators.", .coerce, "arrested", "Police", "demonstrators"),
    EventCase("India rejected the proposal.", .reject, "rejected", "India"),
    EventCase("Cuba released 12 prisoners.", .retreat, "released", "Cuba", "prisoners"),
    EventCase("Norway urged Sudan to end the war.", .request, "urged", "Norway", "Sudan"),
    EventCase("Students protested in Nairobi.", .protest, "protested", "Students"),
    EventCase("Turkey deployed troops to Libya.", .mobilize, "deployed", "Turkey", "Libya"),
    EventCase("Canada extradited a banker to Spain.", .cooperate, "extradited", "Canada", "Spain"),
    EventCase("Egypt recalled its ambassador from Qatar.", .sanction, "recalled", "Egypt"),
    EventCase("Militants kidnapped two engineers.", .assault, "kidnapped", "Militants"),
    EventCase("The governor resigned on Friday.", .retreat, "resigned", "governor"),
    EventCase("Parliament approved the budget.", .support, "approved", "Parliament"),
    EventCase("Iran accused Israel of sabotage.", .accuse, "accused", "Iran", "Israel"),
    EventCase("Ghana lifted the curfew.", .concede, "lifted", "Ghana"),
    EventCase("Workers blocked the highway.", .protest, "blocked", "Workers"),
    EventCase("Peru and Bolivia signed a treaty.", .support, "signed", "Peru", "Bolivia"),
    EventCase("Germany sued the company.", .accuse, "sued", "Germany", "company"),
    EventCase("A court sentenced the general to death.", .coerce, "sentenced", "court", "general"),
    EventCase("The army withdrew its troops from Mali.", .retreat, "withdrew", "army", "Mali"),
    EventCase("Gunmen killed four soldiers.", .assault, "killed", "Gunmen", "soldiers"),
    EventCase("Japan recognised Kosovo.", .support, "recognised", "Japan", "Kosovo"),
    EventCase("Uganda banned the newspaper.", .coerce, "banned", "Uganda"),
    EventCase(
      "Rwanda called on Burundi to open its border.", .request, "called", "Rwanda", "Burundi"),
    EventCase("Hackers defaced the website of the ministry.", .coerce, "defaced", "Hackers"),
  ]

  static let passive: [EventCase] = [
    EventCase(
      "Three activists were arrested by police.", .coerce, "arrested", "police", "activists"),
    EventCase(
      "The minister was criticised by Greece.", .accuse, "criticised", "Greece", "minister"),
    EventCase("Two soldiers were killed on Sunday.", .assault, "killed", "", "soldiers"),
    EventCase(
      "Sanctions were imposed on Belarus by Canada.", .sanction, "imposed", "Canada", "Belarus"),
    EventCase("The envoy was expelled from Peru.", .sanction, "expelled", "-", "envoy"),
    EventCase(
      "The journalist was released by rebels.", .retreat, "released", "rebels", "journalist"),
    EventCase("The bill was rejected by the senate.", .reject, "rejected", "senate"),
    EventCase("A mayor was stabbed by a student.", .assault, "stabbed", "student", "mayor"),
    EventCase("The village was bombed by Ethiopia.", .assault, "bombed", "Ethiopia"),
    EventCase("The rebels were defeated and disarmed by Chad.", .retreat, "disarmed"),
    EventCase("Refugees were deported from Algeria.", .coerce, "deported", "-", "Refugees"),
    EventCase("The singer has been accused of treason.", .accuse, "accused", "", "singer"),
  ]

  static let clauses: [EventCase] = [
    EventCase("Kenya agreed to send troops to Haiti.", .agree, "agreed", "Kenya"),
    EventCase(
      "Officers who beat a student fled the town.", .assault, "beat", "fficers", "student"),
    EventCase("Soldiers, who attacked the town, fled.", .assault, "attacked", "Soldiers"),
    EventCase(
      "Troops entered the city, killing ten civilians.", .assault, "killing", "Troops", "civilians"),
    EventCase("Oman and Kuwait condemned the coup.", .accuse, "condemned", "Kuwait"),
    EventCase("Spain met Italy and condemned Libya.", .accuse, "condemned", "Spain", "Libya"),
    EventCase("Spain offered to mediate between Chad and Libya.", .agree, "offered", "Spain"),
    EventCase(
      "Austria, which hosted the talks, praised Iran.", .support, "praised", "Austria", "Iran"),
    EventCase("Laos refused to sign the treaty.", .reject, "refused", "Laos"),
    EventCase("Libya threatened to attack Chad.", .threaten, "threatened", "Libya"),
    EventCase("The president of Senegal visited Mali.", .consult, "visited", "-", "Mali"),
    EventCase("Demonstrators, workers and students protested.", .protest, "protested", "students"),
    EventCase("Finland promised to help Estonia.", .agree, "promised", "Finland"),
  ]

  static let nominal: [EventCase] = [
    EventCase("Japan held talks with Vietnam.", .consult, "talks", "Japan", "Vietnam"),
    EventCase("The rebels launched an attack on Goma.", .assault, "attack", "rebels"),
    EventCase(
      "The United States imposed sanctions on Iran.", .sanction, "sanctions", "United States",
      "Iran"),
    EventCase("Talks between Chad and Sudan began on Friday.", .consult, "talks", "Chad", "Sudan"),
    EventCase(
      "The arrest of the journalist caused an outcry.", .coerce, "arrest", "-", "journalist"),
    EventCase(
      "Joint exercises with Thailand were held by Laos.", .cooperate, "held", "Laos", "Thailand"),
    EventCase(
      "France and Germany held joint exercises.", .cooperate, "exercises", "France", "Germany"),
    EventCase("A Russian airstrike on Aleppo woke the city.", .assault, "airstrike", "Russia"),
    EventCase("Turkey's invasion of Syria went on.", .assault, "invasion", "Turkey", "Syria"),
    EventCase("Workers staged a protest against the government.", .protest, "protest", "Workers"),
    EventCase(
      "Ghana opened an investigation into the company.", .request, "investigation", "Ghana"),
    EventCase("Lawyers filed a lawsuit against the state.", .accuse, "lawsuit", "Lawyers"),
    EventCase("Niger reached an agreement with Benin.", .agree, "agreement", "Niger", "Benin"),
    EventCase("Egypt and Sudan declared a ceasefire.", .concede, "ceasefire", "Egypt"),
    EventCase("The army imposed a curfew in Khartoum.", .coerce, "curfew", "army"),
    EventCase("Italy expressed concern over the trial in Iran.", .accuse, "concern", "Italy"),
    EventCase("Denmark gave Greenland financial aid.", .aid, "gave", "Denmark", "Greenland"),
    EventCase("Mexico cancelled the visit.", .sanction, "cancelled", "Mexico"),
    EventCase("Guards fired tear gas at protesters.", .assault, "fired", "Guards", "protesters"),
    EventCase("North Korea fired a ballistic missile.", .mobilize, "fired", "North Korea"),
  ]

  static let status: [EventCase] = [
    EventCase("Italy will host the summit in May.", .consult, "host", "Italy", "-", .planned),
    EventCase(
      "Kenya may withdraw its troops from Haiti.", .retreat, "withdraw", "Kenya", "-", .possible),
    EventCase(
      "Police are arresting demonstrators in Baku.", .coerce, "arresting", "Police", "-", .ongoing),
    EventCase("The troops did not attack the village.", .assault, "attack", "-", "-", .denied),
    EventCase("Libya attacked Chad in 1983.", .assault, "attacked", "Libya", "Chad", .historical),
    EventCase("Iran is to release the sailors.", .retreat, "release", "Iran", "-", .planned),
    EventCase("Spain has arrested two suspects.", .coerce, "arrested", "Spain", "-", .happened),
    EventCase(
      "If Iran attacks Israel, oil will rise.", .assault, "attacks", "Iran", "Israel", .possible),
    EventCase("Cuba is about to release 50 prisoners.", .retreat, "release", "Cuba", "-", .planned),
  ]

  static let none: [String] = [
    "The storm killed nine people.",
    "The film won three prizes at the festival.",
    "Rain fell on the capital for two days.",
    "Her new novel is set in Vienna.",
    "The team beat its rivals by two goals.",
    "The earthquake destroyed the old town.",
    "Shares of the bank rose by three percent.",
  ]
}
