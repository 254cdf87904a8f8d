/// Capacity planning: what demand will be in the months to come, and what it takes.
///
/// In comes a [dev.surgeline.forecast.series.TimeSeries] as it was recorded and a declared
/// workload; out go months. Read in this order: `DemandHistory` (what a history tells),
/// `Projection` (how it goes on), `Sizing` (replicas and money), `Storage` (bytes). Pure: the same
/// in, the same out.
package dev.surgeline.forecast.plan;
