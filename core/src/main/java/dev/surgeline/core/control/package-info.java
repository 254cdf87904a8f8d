/// The one pure step: [Evaluator][Evaluator] takes a [State][State] and an [Input][Input] and
/// returns the next state, the decisions and the [Effect][Effect]s for someone else to carry out.
///
/// Read Evaluator first; everything else in core is called from there.
package dev.surgeline.core.control;
