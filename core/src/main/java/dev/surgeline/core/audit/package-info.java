/// A record that an outsider can verify without us: the arithmetic of a transparency log.
///
/// Entries come in as bytes; out go hashes, tiles, proofs and signed checkpoints in the formats of
/// C2SP (tlog-tiles, signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy),
/// which others' tools read. Files, clocks and chance stay outside.
///
/// Read on in `TileEdge`, how a log grows; `Tree`, how it proves; `SignedNote`, what is signed;
/// `TrustPolicy`, what a reader believes.
package dev.surgeline.core.audit;
