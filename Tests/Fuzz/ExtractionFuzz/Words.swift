/// What the fuzzer writes its sentences with: the words and marks that the sieves turn on.
enum Words {
  static let closing: Set<String> = [
    ".", ",", ";", ":", "!", "?", "”", "'", "’s", ")", "’", "…", "\n",
  ]
  static let all = """
    . , ; : ! ? “ ” " ' ’s — - ( ) ‘ ’ … • /
    the a his her that who which there not to of in on by for from with against between and or but
    he she they it him them its their
    said says told asked denied announced according cited citing reportedly added words
    is was were has had have will would may been being
    President Minister Secretary General spokesman for foreign prime minister former official police
    Stoltenberg Jens Kishida Putin John Smith Mary Brown Mr. Dr.
    NATO UN Reuters Kyodo News Court Senate Ministry BBC party
    Japan Japanese Ukraine Kyiv Paris Texas Georgia Washington D.C. Asia US
    Monday Thursday July 13 2024 next last year spring three days week 2:30 p.m. third row ago
    met agreed attacked killed visited sanctions talks troops protest arrested war summit exercises
    interview Recall Background Earlier
    """.split(whereSeparator: \.isWhitespace).map(String.init) + ["\n"]
}
