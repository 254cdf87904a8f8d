/// The slo policy, the default one: a size by price.
///
/// In: an [SloPolicy][SloPolicy], a Situation and the [SloMemory][SloMemory] of the last tick. Out:
/// a Recommendation and the next memory, both from [SloStep][SloStep], where to start reading.
///
/// The demand at start-up time ahead is not one number but a few hundred scenarios
/// ([Forecaster][Forecaster]); what a size can serve within the objective is a
/// [CapacityCurve][CapacityCurve]; [Pricing][Pricing] picks the size at which one replica more
/// would cost more than the violated seconds it saves.
package dev.surgeline.core.decide.slo;
