import Testing

@testable import Watch

@Suite("Public suffixes")
struct PublicSuffixTests {
  @Test(
    "The registrable domain, by the table in the program",
    arguments: [
      ("example.com", "example.com"), ("a.b.example.com", "example.com"),
      ("WWW.Example.COM:8080", "example.com"), ("www.bbc.co.uk", "bbc.co.uk"),
      ("news.abc.net.au", "abc.net.au"), ("feeds.folha.uol.com.br", "uol.com.br"),
      ("www.nhk.or.jp", "nhk.or.jp"), ("a.b.ck", "a.b.ck"), ("x.a.b.ck", "a.b.ck"),
      ("www.ck", "www.ck"), ("x.www.ck", "www.ck"), ("ann.github.io", "ann.github.io"),
      ("x.ann.blogspot.com", "ann.blogspot.com"), ("co.uk", "co.uk"), ("com", "com"),
      ("localhost", "localhost"), ("a.feeds.localhost:81", "feeds.localhost"),
      ("127.0.0.1:80", "127.0.0.1"), ("[::1]:80", "[::1]:80"), ("", ""), ("e.org.", "e.org"),
      ("a..org", "a..org"), ("d.e.unheard", "e.unheard"),
      // What is short is no suffix for that: a guess from the labels would say so.
      ("www.ft.de", "ft.de"), ("blog.t.co", "t.co"), ("x.gov.de", "gov.de"),
    ])
  func builtIn(host: String, domain: String) {
    #expect(PublicSuffix.builtIn.registrableDomain(host) == domain)
  }

  @Test("The list's own format: comments, wildcards, exceptions, the longest rule")
  func list() {
    let list = PublicSuffix(
      list: """
        // a comment
        com
        *.jp  with words behind it
        !city.jp
        b.c.com
        """)
    let cases = [
      ("x.y.com", "y.com"), ("a.b.c.com", "a.b.c.com"), ("z.a.b.c.com", "a.b.c.com"),
      ("a.b.d.jp", "b.d.jp"), ("x.city.jp", "city.jp"), ("city.jp", "city.jp"),
    ]
    for (host, domain) in cases { #expect(list.registrableDomain(host) == domain) }
  }

  @Test("Whatever list the system has, it says the same of well-known names")
  func system() {
    for (host, domain) in [
      ("www.bbc.co.uk", "bbc.co.uk"), ("a.example.org", "example.org"), ("10.0.0.1", "10.0.0.1"),
    ] {
      #expect(PublicSuffix.registrableDomain(host) == domain)
    }
  }
}
