/// Core's records as JSON and YAML, both ways.
///
/// In: bytes from a file, a request or the journal. Out: a [Node] with the position of every value,
/// then a record, or one [DocumentException] that lists what is wrong and where. The way back gives
/// canonical bytes (RFC 8785), which are what gets hashed and journaled, or text for people.
///
/// Input is not trusted: size, depth, number length and text encoding have limits, and duplicate
/// keys, tags, anchors and aliases are refused. Start at [Json].
package dev.surgeline.wire;
