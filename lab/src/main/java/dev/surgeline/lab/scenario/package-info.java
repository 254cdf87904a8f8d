/// Scenarios: a platform, its demand, what goes wrong with it and what must hold all the same, as
/// one text. [dev.surgeline.lab.scenario.ScenarioFile] reads it, [dev.surgeline.lab.scenario.Play]
/// plays it, and each [dev.surgeline.lab.scenario.Expectation] judges what came of it.
package dev.surgeline.lab.scenario;
