/// What tells languages in one script apart: their commonest short words, and letters that others
/// hardly use. Written for this project.
struct LanguageProfile: Sendable {
  let tag: String
  let words: Set<String>
  let letters: Set<Character>

  init(_ tag: String, _ letters: String, _ words: String) {
    self.tag = tag
    self.letters = Set(letters)
    self.words = Set(words.split(separator: " ").map(String.init))
  }

  static let latin: [LanguageProfile] = [
    .init(
      "en", "",
      """
      the of and to that is was for it with as his on be by this had not are but from have they
      which you were her she there would their we been has when who will more if out what its about
      into than them could after over said during between against before because while where also
      two an in at or a he all any other one our your such shall should may i do can no new
      """),
    .init(
      "fr", "àâæçéèêëîïôœùû",
      """
      le la les des du une un est dans pour qui que sur pas et aux avec par ce sont ont de il elle à
      au en l d s n qu c se plus ou nous vous leur été cette ces comme mais être fait ils son sa ses
      tout tous toute entre même doivent
      """),
    .init(
      "de", "ßäöü",
      """
      der die das und ist nicht ein eine den von zu mit sich auf dem für im auch werden wurde des sie
      es er als an aus bei nach wie oder hat sind einer einem eines zum zur dass über haben aber noch
      vor so nur wird war um am bis alle einen ihre sein durch
      """),
    .init(
      "es", "áéíñóúü¿¡",
      """
      el los las una del que por con para su se más como y en la fue este pero al de un lo es no ha
      sus entre están son ser todos sobre hay desde también cuando muy sin está esta han unos otros
      donde según nacen
      """),
    .init(
      "it", "àèéìòù",
      """
      il di che della per una del sono con non gli nel alla dei le ha più anche è si e in la un i da
      al lo essi dell nella delle dal come tutti ed ma o se loro questo essere hanno ai degli stato
      sul verso
      """),
    .init(
      "pt", "àáâãçéêíóôõú",
      """
      o os as um uma do da dos das não em para com que se ao mais foi são pelo de e a na no por sua
      seu ou como pela entre à é também tem todos ser uns outros muito já nos quando está devem
      """),
    .init(
      "nl", "éëï",
      """
      de het een van en dat niet zijn voor met op aan ook wordt door naar maar om bij uit in is te
      er die als hij zij worden heeft hebben deze over nog tot wat of geen werd was kan alle
      """),
    .init(
      "af", "êëï",
      """
      die van en is nie het in om te vir met wat op dat sy hy hulle was 'n n aan ook deur na maar
      word moet as sal kan uit by alle geen menslike ons
      """),
    .init(
      "pl", "ąćęłńóśźż",
      """
      w z na się nie do że jest przez oraz dla jak został był po od są ale które także i o to za ze
      być który jego ich już co tylko lub czy a wszyscy wobec
      """),
    .init(
      "cs", "áčďéěíňóřšťúůýž",
      """
      a v se na je že s z do by o i jsou k pro ve jako byl který od které po za ale podle jeho
      nebo také jsme až má si sobě všichni rodí mají není která které kteří lze však velmi když tento
      tato toto jejich pouze aby při před co kde bez přes mezi jste bude byli byla její například než
      každý
      """),
    .init(
      "sk", "áäčďéíĺľňóôŕšťúýž",
      """
      a v sa na je že s z do by o aj sú k pre vo ako bol ktorý od ktoré po za ale podľa jeho alebo
      tiež si má všetci rodia majú slobodní nie ktorá ktoré ktorí možno však veľmi keď tento táto toto
      ich iba aby pri pred čo kde bez cez medzi sme ste bude boli bola jej napríklad než každý kým
      """),
    .init(
      "hu", "áéíóöőúüű",
      """
      a az és hogy nem is egy van ez volt meg de csak ha még már mint ki el szerint minden azt lesz
      után között vagy kell fel valamint lény
      """),
    .init(
      "ro", "ăâîșțşţ",
      """
      și şi în de la a cu pe nu este care din că un o pentru mai sau au fost ale al sunt prin lor
      după ca ce se fi toate unele fiecare
      """),
    .init(
      "sv", "åäöé",
      """
      och att det som en på är av för med till den inte har om ett var från vid kan alla de sig vi
      han men ska så där eller i lika bör
      """),
    .init(
      "da", "æøåé",
      """
      og at det som en på er af for med til den ikke har om et var fra ved kan alle de sig vi han men
      skal så der eller i efter blev være hun lige bør født deres nogle
      mange blandt mellem uden samt hvis hvor når også mere meget anden andre siden mod været
      """),
    .init(
      "no", "æøåéòô",
      """
      og å at det som en på er av for med til den ikke har om et var fra ved kan alle de seg vi han
      men skal så der eller i etter ble være hun like bør født deres mot noen
      mange blant mellom uten samt hvis hvor når også mer mye annen andre siden vært bli
      """),
    .init(
      "is", "áðéíóúýþæö",
      """
      og að í er á sem það við til hann um ekki með af fyrir var en eru en þeir hefur verið frá þess
      hver skulu
      """),
    .init(
      "fi", "äöå",
      """
      ja on ei se että oli hän ovat mutta kuin myös joka tai kun hän ole sen ne olla vain ovat mukaan
      jo niin heidän kaikki toisiaan tämä tämän sekä voi voidaan kanssa jos joita jotka jonka ilman
      esimerkiksi sitä niitä kuten eli mitä hänen olleet koko uusi uuden ennen jälkeen vain myös ollut
      tätä siihen siitä joihin joissa jossa
      """),
    .init(
      "et", "õäöüšž",
      """
      ja on ei see et oli ta ning kui ka mis või aga kes oma ole nende pärast välja kõik nad tuleb
      üksteisesse
      """),
    .init(
      "lv", "āčēģīķļņšūž",
      """
      un ir ka no ar uz par lai kas tas to bet arī pēc kā nav viņš vai gan bija savu piedzimst
      visi cilvēki
      """),
    .init(
      "lt", "ąčęėįšųūž",
      """
      ir kad su iš į yra tai ar už bei kaip bet jis buvo ne per po nuo jų savo visi apie turi kitais
      """),
    .init(
      "sl", "čšž",
      """
      in je v na da se za so ki z pa ne po s tudi kot bi o iz ali bo od do ter vsi ljudje morajo
      drug
      """),
    .init(
      "hr", "čćđšž",
      """
      i je u na da se za su koji s a od ne o iz kao što će koja do ili bi po sve te nije ljudska sva
      bića
      """),
    .init(
      "sq", "ëç",
      """
      dhe të në e i që me për një nga është nuk si së u më por do ka ku janë edhe tij gjithë duhet
      """),
    .init(
      "tr", "çğıöşü",
      """
      ve bir bu için ile da de olarak olan çok daha gibi kadar sonra ise en ne o dedi değil ya var
      bütün her olduğu
      """),
    .init(
      "az", "əçğıöşü",
      """
      və bir bu üçün ilə də da olan çox daha kimi qədər sonra ki o deyil var bütün hər öz olaraq
      """),
    .init(
      "id", "",
      """
      yang dan di untuk dengan dari pada ini itu tidak akan oleh dalam juga ke adalah telah karena
      para kata bahwa atau bisa sudah ia mereka satu semua sebagai
      """),
    .init(
      "ms", "",
      """
      yang dan di untuk dengan daripada pada ini itu tidak akan oleh dalam juga ke adalah telah
      kerana para kata bahawa atau boleh sudah ia mereka satu semua sebagai hendaklah manusia
      """),
    .init(
      "tl", "",
      """
      ang ng sa mga na at ay si ni para ito hindi kung may isang nang siya niya kay pa rin ko mo
      lahat dapat
      """),
    .init(
      "vi", "ăâđêôơưạảấầẩậắằếềểễệịọốồổộớờợụủứừửựỳỷỹ",
      """
      và của là có được trong cho với các một những không người này đã để khi từ đến ở cũng như về
      đều
      """),
    .init(
      "sw", "",
      """
      na ya wa kwa ni katika la za kuwa cha hii huo watu wote kama alisema pia baada hiyo vya au
      lakini kila haki
      """),
    .init(
      "ca", "àçèéíïòóúü",
      """
      el la els les de que i a en un una per amb no del és al dels es ha són més com seu seva tots
      han l d han aquest entre
      """),
    .init(
      "gl", "áéíñóúü",
      """
      o a os as de que e en un unha por con non do da dos das ao é máis como para seu súa foi todos
      nos polo pola cos
      """),
    .init(
      "eu", "",
      """
      eta da ez bat du izan dira hau baina zen ere edo dute duen egin behar gizon guztiak
      """),
    .init(
      "cy", "âêîôûŵŷ",
      """
      y yn a i o ar yr ei am gan mae wedi ac fod oedd eu â hyn nid rhyw pawb
      """),
    .init(
      "ga", "áéíóú",
      """
      an na agus ar i le go is a ag do tá bhí sé atá nach don seo ach iad sa gach
      """),
    .init(
      "eo", "ĉĝĥĵŝŭ",
      """
      la kaj de en estas al por ne ke li kun sed oni el tiu ĉiuj esti estis aŭ
      """),
    .init(
      "mt", "ċġħż",
      """
      il ta li u fil ma din għal minn kien jew bil hija huwa dan dawn kollha
      """),
  ]

  static let cyrillic: [LanguageProfile] = [
    .init(
      "ru", "ыэъё",
      """
      и в не на что с по это как к из он у за от для о но а его при было так был же они или все
      быть должны
      """),
    .init(
      "uk", "іїєґ",
      """
      і в не на що з та до у як за від для про але є його при це він й або всі бути які також був
      """),
    .init(
      "be", "ўіё",
      """
      і ў не на што з да у як за ад для пра але ён гэта яго пры або усе быць якія таксама быў
      """),
    .init(
      "bg", "ъщ",
      """
      и на в да се от не за с че е по са към като но от до си при са или всички това ще има трябва
      """),
    .init(
      "sr", "ђћџљњј",
      """
      и је у на да се за су који с а од не о из као што ће која до или би по сва све
      """),
    .init(
      "mk", "ѓќѕљњџј",
      """
      и на во да се од не за со дека е по ќе се како но до при или сите тоа има има треба
      """),
    .init("kk", "әғқңөұүһі", "және мен бір бұл үшін да де болып бар барлық"),
    .init("mn", "өү", "ба нь энэ юм байна бол болон хүн бүр"),
  ]

  static let arabic: [LanguageProfile] = [
    .init("ar", "ةىأإؤئ", "في من على أن إلى عن التي الذي هذا هذه ما لا مع كان و وقد أو كل جميع"),
    .init("fa", "پچژگکی", "و در به از که این را با است برای آن می شود بر تا یا هم بود شده"),
    .init("ur", "ٹڈڑںےھہ", "اور کے میں کی ہے سے کا کو نے پر یہ کہ ہیں بھی تھا اس تمام"),
  ]

  static let devanagari: [LanguageProfile] = [
    .init("hi", "", "के में है की और से का को पर ने यह कि हैं भी एक था हो सभी"),
    .init("mr", "ळ", "आहे आणि या व ते तो हे आहेत होते की मध्ये एक सर्व"),
    .init("ne", "", "र छ मा को छन् पनि गर्न भएको हुन् यो थियो सबै"),
  ]
}
