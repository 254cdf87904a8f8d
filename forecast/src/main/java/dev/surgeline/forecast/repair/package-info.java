/// Mending a history before anything is learned from it.
///
/// In comes a [dev.surgeline.forecast.series.TimeSeries] as it was recorded: with gaps, outages,
/// spikes and steps in its level. Out goes a [dev.surgeline.forecast.repair.Repaired]: a
/// [dev.surgeline.forecast.model.Past] without gaps, and a sentence for whatever was changed. Start
/// at [dev.surgeline.forecast.repair.Repair].
package dev.surgeline.forecast.repair;
