/// Networks trained on all the given series at once, from nothing but those series.
///
/// In come histories and their seasons; out come [dev.surgeline.forecast.net.GlobalNets], which
/// forecast any history of the same kind, and forecast the ends of the given ones as if they had
/// not seen them. [dev.surgeline.forecast.global.PointForecast] is the seam to the other
/// forecasters. Read on in [dev.surgeline.forecast.net.Features] (what a network sees) and
/// [dev.surgeline.forecast.net.Training] (how it learns).
package dev.surgeline.forecast.net;
