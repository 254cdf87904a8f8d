/// What people type, kept beside the audit log and not in it: an entry of the log is for good, and
/// a text may name a patient whatever the rules say.
///
/// In: a text, and what kind it is. Out: a reference, the SHA-256 of the file that the text lies
/// in, which an entry can have for ever; and the text again, as long as it is kept. Read
/// [Texts][dev.surgeline.plane.audit.text.Texts] first.
package dev.surgeline.plane.audit.text;
