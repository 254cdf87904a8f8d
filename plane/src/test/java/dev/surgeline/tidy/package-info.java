/// The house rules that a machine can hold: `Tidy` lists them, each with its reason, and reads the
/// sources and class files of all modules. `TidyTest` shows that each rule finds what it is for.
package dev.surgeline.tidy;
