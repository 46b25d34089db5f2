/// The words that dates are written with.
enum DateWords {
  /// What a word means in a date.
  enum Meaning: UInt8 {
    case month, weekday, morning, afternoon, filler, ordinal, year, monthMark, day, hour, minute
    case second
  }

  /// Month names by language, January first; full names, then the short ones that differ.
  static let months = """
    en january february march april may june july august september october november december
    en jan feb mar apr may jun jul aug sep oct nov dec
    en janu febr marc apri mai june july augu sept octo nove dece
    de januar februar märz april mai juni juli august september oktober november dezember
    de jän febr mrz apr mai jun jul aug sept okt nov dez
    at jänner feber mär apr mai jun jul aug sep okt nov dez
    fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    fr janv févr mars avr mai juin juil août sept oct nov déc
    fr janv fevrier mars avr mai juin juil aout sept oct nov decembre
    fr janv fév mars avr mai jui juill aoû sept oct nov dec
    es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    es ene feb mar abr may jun jul ago setiembre oct nov dic
    it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    it gen feb mar apr mag giu lug ago set ott nov dic
    pt janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    pt jan fev mar abr mai jun jul ago set out nov dez
    nl januari februari maart april mei juni juli augustus september oktober november december
    nl jan feb mrt apr mei jun jul aug sep okt nov dec
    da januar februar marts april maj juni juli august september oktober november december
    sv januari februari mars april maj juni juli augusti september oktober november december
    no januar februar mars april mai juni juli august september oktober november desember
    no jan feb mar apr mai jun jul aug sep okt nov des
    fi tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu \
    marraskuu joulukuu
    fi tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu
    fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta \
    syyskuuta lokakuuta marraskuuta joulukuuta
    pl styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad \
    grudzień
    pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada \
    grudnia
    pl sty lut mar kwi maj cze lip sie wrz paź lis gru
    cs leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
    cs ledna února března dubna května června července srpna září října listopadu prosince
    cs led úno bře dub kvě čvn čvc srp zář říj lis pro
    sk január február marec apríl máj jún júl august september október november december
    sk januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
    hu január február március április május június július augusztus szeptember október november \
    december
    hu jan febr márc ápr máj jún júl aug szept okt nov dec
    hu januári februári márciusi áprilisi májusi júniusi júliusi augusztusi szeptemberi októberi \
    novemberi decemberi
    ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie \
    decembrie
    ro ian feb mar apr mai iun iul aug sept oct noi dec
    hr siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac
    hr siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca
    sr januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
    sr јануар фебруар март април мај јун јул август септембар октобар новембар децембар
    sl januar februar marec april maj junij julij avgust september oktober november december
    tr ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    tr oca şub mar nis may haz tem ağu eyl eki kas ara
    ru январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    ru янв фев мар апр май июн июл авг сен окт ноя дек
    ru янв февр мар апр мая июн июл авг сент окт нояб дек
    uk січень лютий березень квітень травень червень липень серпень вересень жовтень листопад \
    грудень
    uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    uk січ лют бер кві тра чер лип сер вер жов лис гру
    bg януари февруари март април май юни юли август септември октомври ноември декември
    el ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος \
    οκτώβριος νοέμβριος δεκέμβριος
    el ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου \
    οκτωβρίου νοεμβρίου δεκεμβρίου
    el ιαν φεβ μάρ απρ μάι ιούν ιούλ αύγ σεπ οκτ νοέ δεκ
    el ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
    el ιαν φεβ μαώ απρ μαι ιον ιολ αγυ σεπ οκτ νοέμ δεκ
    id januari februari maret april mei juni juli agustus september oktober november desember
    id jan feb mar apr mei jun jul agu sep okt nov des
    ca gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    et jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember
    lv janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris \
    decembris
    lt sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio \
    gruodžio
    ar يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    ar يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
    he ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
    hi जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
    """

  /// Names of the days of the week: only known so that they can be passed over.
  static let weekdays = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs \
    fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do \
    fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim lunes \
    martes miércoles miercoles jueves viernes sábado sabado domingo mié mie jue vie sáb sab dom \
    lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato \
    domenica gio segunda terça terca quarta quinta sexta segunda-feira terça-feira quarta-feira \
    quinta-feira sexta-feira seg ter qua qui sex maandag dinsdag woensdag donderdag vrijdag \
    zaterdag zondag ma wo vr za zo mandag tirsdag onsdag torsdag fredag lørdag søndag man tir ons \
    tor fre lør søn måndag tisdag lördag söndag mån tis lör sön maanantai tiistai keskiviikko \
    torstai perjantai lauantai sunnuntai ti ke to pe la su poniedziałek wtorek środa czwartek \
    piątek sobota niedziela pon wt śr czw pt sob niedz nie pondělí úterý středa čtvrtek pátek \
    neděle po út ut st čt ct pá pa ne pondelok utorok streda štvrtok piatok nedeľa hétfő kedd \
    szerda csütörtök péntek szombat vasárnap h k sze cs p szo v luni marți miercuri joi vineri \
    sâmbătă duminică jo vi sâ du ponedjeljak utorak srijeda četvrtak petak subota nedjelja uto sri \
    čet pet sub ned pazartesi salı çarşamba perşembe cuma cumartesi pazar pzt sal çar per cum cmt \
    paz понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс \
    понеділок вівторок середа четвер пʼятниця п'ятниця субота неділя нд понеделник вторник сряда \
    четвъртък петък събота неделя κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυρ δευ \
    τρι τετ πεμ πεμπ παρ σαβ δευτ τρίτ πέμ σάβ senin selasa rabu kamis jumat sabtu minggu sen sel \
    rab kam jum min الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
    """

  static let others: [(Meaning, String)] = [
    (.morning, "am a.m a오전 오전 上午 午前 vorm"),
    (.afternoon, "pm p.m 오후 下午 午後 nachm"),
    (
      .filler,
      """
      the of at on t de del d den der um uhr à a le du kl klo klokken um o'clock às alle ore ore's \
      and г года год р року в о v ve roku la el et vers il om date posted published updated gmt's
      """
    ),
    (.ordinal, "st nd rd th er ère º ª e я й го"),
    (.year, "年 년"),
    (.monthMark, "月 월"),
    (.day, "日 일 号 號"),
    (.hour, "h hr hrs hours 時 时 點 点 시"),
    (.minute, "m min mins minutes 分 분"),
    (.second, "s sec secs seconds 秒 초"),
  ]

  /// Word to meaning (high byte) and value (low byte: the month).
  static let map: ByteMap = {
    var map = ByteMap(capacity: 8000)
    func add(_ word: String, _ meaning: Meaning, _ value: Int) {
      let code = UInt16(meaning.rawValue) << 8 | UInt16(value)
      let lower = word.lowercased()
      map.insert(lower, code)
      map.insert(lower.uppercased(), code)
      map.insert(lower.prefix(1).uppercased() + lower.dropFirst(), code)
    }
    for line in months.split(separator: "\n") {
      for (index, word) in line.split(separator: " ").dropFirst().enumerated() where word != "-" {
        add(String(word), .month, index + 1)
      }
    }
    for (meaning, words) in others {
      for word in words.split(whereSeparator: \.isWhitespace) { add(String(word), meaning, 0) }
    }
    for word in weekdays.split(whereSeparator: \.isWhitespace) { add(String(word), .weekday, 0) }
    return map
  }()
}
