import Feeds
import Testing

@Suite("HTML to text")
struct HTMLTextTests {
  @Test(
    "What a reader would copy from a browser",
    arguments: [
      ("<p>One</p><p>Two</p>", "One\nTwo"), ("One<br><br>Two", "One\nTwo"),
      ("<div>a <b>b</b>c<span>d</span></div>e", "a bcd\ne"), ("no markup", "no markup"),
      ("<h1>Head</h1>Text<hr>More", "Head\nText\nMore"),
      ("wrapped <br>in the middle of a sentence", "wrapped in the middle of a sentence"),
      ("A first line.<br>A second one.", "A first line.\nA second one."),
      ("<ul><li>one</li><li>two</ul>end", "• one\n• two\nend"),
      ("<ol><li>one<li>two</ol>", "1. one\n2. two"),
      ("<ul><li>a<ul><li>b</li></ul></li></ul>", "• a\n• b"),
      (
        "<table><tr><th>Who</th><th>Goals</th></tr><tr><td>Ann</td><td>2</td></tr></table>",
        "Who\tGoals\nAnn\t2"
      ),
      ("<pre>a\n  b</pre>", "a\nb"), ("<q>so</q> he said", "“so” he said"),
      ("<blockquote><p>Said</p></blockquote>", "Said"),
      ("<figure><img src=x alt=y><figcaption>Caption</figcaption></figure>", "Caption"),
      ("<dl><dt>a<dd>b</dl>", "a\nb"), ("10<sup>2</sup> m", "102 m"),
    ])
  func structure(html: String, text: String) { #expect(HTMLText.plainText(html) == text) }

  @Test(
    "Scripts, styles, forms, hidden elements and tracking pixels are not shown",
    arguments: [
      "a<script>if (1 < 2) { document.write('<p>x</p>') }</script>b",
      "a<style>p { color: red }</style>b",
      "a<!-- x <p> -->b", "a<img src=x width=1 height=1 alt=track>b",
      "a<iframe src=x>no frames</iframe>b",
      "a<select><option>x</option></select>b", "a<button>Press</button>b",
      "a<noscript>x</noscript>b",
      "a<span style=\"display: none\">x<span>y</span></span>b", "a<span hidden>x</span>b",
      "a<span class=\"meta screen-reader-text\">x</span>b", "a<svg><title>x</title></svg>b",
      "a<span style='font:x;visibility:hidden'>x</span>b", "a<template><p>x</p></template>b",
    ])
  func unseen(html: String) { #expect(HTMLText.plainText(html) == "ab") }

  @Test("overflow:hidden hides nothing")
  func shown() {
    #expect(HTMLText.plainText("<p style=\"overflow:hidden\">x</p>") == "x")
    #expect(HTMLText.plainText("<p data-hidden=\"1\" title=\"not hidden here\">x</p>") == "x")
  }

  @Test("Share bars and related links are no text")
  func shareBars() {
    let html =
      "<p>Text.</p><div class=\"sharedaddy sd-sharing-enabled\"><div><h3>Share this:</h3><ul><li><a href=x>X</a></li>"
      + "</ul></div></div><div id=r class='jp-relatedposts'><p>Other</p></div>"
    #expect(HTMLText.plainText(html) == "Text.")
  }

  @Test(
    "\"Read more\" tails go",
    arguments: [
      "<p>Text.</p><p><a href=x>Read more</a></p>", "<p>Text. [&#8230;]</p>", "<p>Text. [...]</p>",
      "<p>Text.</p><a href=x>Continue reading <span>A title</span> &rarr;</a>",
      "<p>Text.</p><p>The post <a href=x>A title</a> appeared first on <a href=y>Site</a>.</p>",
      "<p>Text.</p><a href=x>[link]</a> <a href=y>[comments]</a>",
      "<p>Text.</p><p><a href=x>Weiterlesen</a></p>",
      "<p>Text.</p><p><a href=x>Comments</a></p>",
    ])
  func tails(html: String) { #expect(HTMLText.plainText(html) == "Text.") }

  @Test("Words that only look like a tail stay")
  func noTails() {
    #expect(HTMLText.plainText("<p>He wanted</p><p>more</p>") == "He wanted\nmore")
    #expect(
      HTMLText.plainText("<p>Read more books, they said.</p>") == "Read more books, they said.")
    #expect(
      HTMLText.plainText("<p><a href=x>The whole story is a link</a></p>")
        == "The whole story is a link")
  }

  @Test("Entities, spaces and invisible characters are normalised")
  func characters() {
    #expect(
      HTMLText.plainText("a&nbsp;&nbsp;b&shy;c&#8203;d &amp;amp; &lt;x&gt;") == "a bcd &amp; <x>")
    #expect(HTMLText.plainText("\u{202A}a\u{202C}\u{FEFF} \u{2003}b\u{AD}") == "a b")
    #expect(HTMLText.plainText("AT&T &copy 2026 &notit; &unknown;") == "AT&T © 2026 ¬it; &unknown;")
    #expect(HTMLText.plainText("&#146;&#x80;&#0;&#xD800;") == "’€")
    // Joiners that shape a word stay, those beside ASCII go.
    #expect(HTMLText.plainText("می\u{200C}خواهم a\u{200D}b") == "می\u{200C}خواهم ab")
    #expect(HTMLText.plainText("👩\u{200D}🚀") == "👩\u{200D}🚀")
  }

  @Test("Malformed HTML is read, never refused")
  func malformed() {
    #expect(HTMLText.plainText("<p>a<div>b</p>c</i></div") == "a\nb\nc")
    #expect(HTMLText.plainText("1 < 2 and 3 > 2 <") == "1 < 2 and 3 > 2 <")
    #expect(HTMLText.plainText("a <b") == "a")
    #expect(HTMLText.plainText("<a title=\"x > y\">z</a>") == "z")
    #expect(HTMLText.plainText("<a title=\"x>z</a>") == "z")
    #expect(HTMLText.plainText("<!-- never closed >text") == "text")
    #expect(
      HTMLText.plainText("<div style='display:none'>never closed, so shown")
        == "never closed, so shown")
    #expect(HTMLText.plainText("") == "")
    #expect(HTMLText.plainText("<<<>>>&&&") != "x")
  }

  @Test("Plain text keeps its paragraphs")
  func plain() {
    let body = Body(value: "First line.\n\nSecond &amp; <b>\nwrapped on", isHTML: false)
    #expect(body.plainText() == "First line.\nSecond &amp; <b> wrapped on")
  }
}
