/// One forecast of many: every member of a pool is tried at origins inside the history, weighed by
/// how it did there, and the spread is measured around what they say together.
///
/// In comes a series and a question, out goes a [dev.surgeline.forecast.Prediction]. Read
/// [dev.surgeline.forecast.ensemble.PoolForecaster] first, then `Pool` (who is in it), `Rehearsal`
/// (how they are weighed) and `Spread` (how wide).
package dev.surgeline.forecast.ensemble;
