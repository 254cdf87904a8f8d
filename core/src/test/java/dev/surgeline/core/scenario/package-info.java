/// The house test: a scenario is a text file of what happens and of what is decided about it.
///
/// In: `src/test/scenarios/*.txt`. Out: the same files, when what is decided is what they say. Read
/// [Scenario][Scenario] for the language; one flag, `-Dscenarios.rewrite=true`, writes what is
/// decided now into the files, for a person to read in the diff.
package dev.surgeline.core.scenario;
