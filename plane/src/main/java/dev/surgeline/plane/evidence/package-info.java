/// What can be shown of rules that others make: packs of rules with their citations, checked
/// against the documents, the people and the audit log.
///
/// In: [RulePack]s and a [Subject]. Out: an [Assessment], which says for each rule what was found,
/// and of what nothing is known. It is evidence, and no judgement of an organisation. Read on in
/// [Check], the closed set of what is checked mechanically.
package dev.surgeline.plane.evidence;
