/// The host of the evaluator: it feeds in what happens and carries out what comes back.
///
/// In: observations from `observe`, outcomes from `act`. Out: effects to `act`, entries to `audit`,
/// pictures to `console`. Read [ControlLoop][ControlLoop] first, then [Journal][Journal].
package dev.surgeline.plane.control;
