import CLibXML2
import Testing

@testable import Feeds

/// The scanner against libxml2's SAX2 interface: on well-formed XML both hear the same.
@Suite("XML scanner")
struct ScannerTests {
  /// Writes down what is heard: `(name`, `)name`, attributes as `@name=value`, text as `-text`.
  final class Record {
    var lines: [String] = []
    private var text: [UInt8] = []

    func add(_ bytes: some Sequence<UInt8>) { text.append(contentsOf: bytes) }

    func flush() {
      if !text.isEmpty { lines.append("-" + String(decoding: text, as: UTF8.self)) }
      text = []
    }

    func line(_ line: String) {
      flush()
      lines.append(line)
    }
  }

  struct Sink: XMLSink {
    let record: Record
    let source: Bytes

    private func string(_ start: Int, _ end: Int) -> String { source[start..<end].rebased.string }

    /// The five entities of XML and numbers, which is all that the documents below use.
    private func decoded(_ start: Int, _ end: Int) -> [UInt8] {
      var output: [UInt8] = []
      var index = start
      while index < end {
        if source[index] == ascii("&") {
          if let number = Reference.number(source, at: index) {
            output.append(scalar: number.value)
            index = number.next
            continue
          }
          let name = Reference.name(source, at: index)
          let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
          output.append(contentsOf: (known[string(index + 1, name.end)] ?? "?").utf8)
          index = name.end + 1
          continue
        }
        output.append(source[index])
        index += 1
      }
      return output
    }

    func open(
      nameStart: Int, nameEnd: Int, tagEnd: Int, attributes: [XMLAttribute], isEmpty: Bool
    ) throws(FeedError) {
      record.line("(" + string(nameStart, nameEnd))
      for attribute in attributes {
        let value = String(
          decoding: decoded(attribute.valueStart, attribute.valueEnd), as: UTF8.self)
        record.line("@" + string(attribute.nameStart, attribute.nameEnd) + "=" + value)
      }
      if isEmpty { record.line(")" + string(nameStart, nameEnd)) }
    }

    func close(nameStart: Int, nameEnd: Int, tagStart: Int) {
      record.line(")" + string(nameStart, nameEnd))
    }

    func text(start: Int, end: Int, literal: Bool) {
      record.add(literal ? Array(source[start..<end]) : decoded(start, end))
    }

    func doctype(start: Int, end: Int) {}
    func repaired(_ repair: XMLRepair) { record.line("repair \(repair)") }
  }

  static func own(_ document: String) throws -> [String] {
    let record = Record()
    try document.withBytes { bytes -> Result<Void, FeedError> in
      var scanner = XMLScanner(
        bytes: bytes, sink: Sink(record: record, source: bytes), maximalAttributes: 100)
      do throws(FeedError) {
        try scanner.run()
        return .success(())
      } catch { return .failure(error) }
    }.get()
    record.flush()
    return record.lines
  }

  /// libxml2 with its SAX1 element callbacks, which give qualified names and decoded attributes.
  static func libxml2(_ document: String) throws -> [String] {
    let record = Record()
    var handler = xmlSAXHandler()
    handler.startElement = { context, name, attributes in
      guard let record = ScannerTests.record(context), let name else { return }
      record.line("(" + String(cString: name))
      guard var attributes else { return }
      while let key = attributes[0] {
        // libxml2 leaves the & of an attribute as a reference when it replaces no entities.
        let value = (attributes[1].map { String(cString: $0) } ?? "")
          .split(separator: "&#38;", omittingEmptySubsequences: false).joined(separator: "&")
        record.line("@" + String(cString: key) + "=" + value)
        attributes += 2
      }
    }
    handler.endElement = { context, name in
      guard let record = ScannerTests.record(context), let name else { return }
      record.line(")" + String(cString: name))
    }
    handler.characters = { context, text, length in
      ScannerTests.record(context)?.add(UnsafeBufferPointer(start: text, count: Int(length)))
    }
    handler.cdataBlock = handler.characters
    handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
    let code = document.withBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        xmlSAXUserParseMemory(
          &handler, Unmanaged.passUnretained(record).toOpaque(), chars.baseAddress,
          Int32(chars.count))
      }
    }
    try #require(code == 0, "the document is not well-formed")
    record.flush()
    return record.lines
  }

  private static func record(_ context: UnsafeMutableRawPointer?) -> Record? {
    context.map { Unmanaged<Record>.fromOpaque($0).takeUnretainedValue() }
  }

  @Test(
    "Hears what libxml2 hears",
    arguments: [
      "<a/>", "<a b='c' d=\"e\"/>", "<a>x<b/>y</a>", "<a><!-- <b> --></a>",
      "<a><![CDATA[<b>&amp;]] ]>]]></a>",
      "<?xml version='1.0'?><!DOCTYPE a [<!ELEMENT a ANY><!-- ]> --><!ENTITY x \"]>\">]><a>1</a>",
      "<a b='&lt;&#65;&#x42;&quot;'>&gt;&amp;&apos;</a>", "<a\n b = 'x'\n\t>y</a\n>",
      "<a x:b='1' xmlns:x='u'><x:c/></a>", "<a b='>'>t</a>", "<a b=\"it's\" c='\"'/>",
      "<é ü='ß'>日本😀</é>", "<a><?pi x > y?>z</a>", "<a>]] ></a>", "<a.b-c_1 d.e='f'/>",
    ])
  func same(document: String) throws {
    #expect(try Self.own(document) == Self.libxml2(document))
  }

  @Test("Hears what libxml2 hears in documents made at random")
  func random() throws {
    var state: UInt64 = 2026
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let names = ["a", "b", "item", "x:y", "d-e"]
    let texts = ["t", " ", "&lt;", "é", "&#233;", "<![CDATA[ <z> & ]]>", "<!-- c -->", "\n", "\"'"]
    func element(_ depth: Int) -> String {
      let name = names[next(names.count)]
      var tag = "<" + name
      for key in ["k", "l", "m"] where next(3) == 0 {
        tag += " \(key)=\(next(2) == 0 ? "'1 &amp; \" 2'" : "\"x > '\"")"
      }
      if next(5) == 0 { return tag + "/>" }
      tag += ">"
      for _ in 0..<next(5) {
        tag += next(3) == 0 && depth < 6 ? element(depth + 1) : texts[next(texts.count)]
      }
      return tag + "</" + name + ">"
    }
    for _ in 0..<300 {
      let document = "<root xmlns:x='u'>" + element(0) + element(0) + "</root>"
      let (own, other) = (try Self.own(document), try Self.libxml2(document))
      #expect(own == other, "\(document)")
    }
  }
}
