/// Random scenarios through the same simulation as the written ones: in goes a seed, out comes
/// nothing, or the rule that was broken and the smallest scenario found that still breaks it.
/// [dev.surgeline.lab.fuzz.Fuzz] is where to begin; [dev.surgeline.lab.fuzz.Invariants] has the
/// rules.
package dev.surgeline.lab.fuzz;
