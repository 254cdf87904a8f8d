/// Everything that thinks, as pure functions over immutable records.
///
/// It requires nothing: no library, no clock, no disk. Whoever wants to know what Surgeline will do
/// starts at `control.Evaluator`.
module dev.surgeline.core {
  exports dev.surgeline.core.platform;
  exports dev.surgeline.core.route;
  exports dev.surgeline.core.observe;
  exports dev.surgeline.core.forecast;
  exports dev.surgeline.core.act;
  exports dev.surgeline.core.decide;
  exports dev.surgeline.core.decide.hpa;
  exports dev.surgeline.core.decide.slo;
  exports dev.surgeline.core.audit;
  exports dev.surgeline.core.control;
}
