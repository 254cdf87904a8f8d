/// Every model beside persistence and the seasonal naive forecast on recorded traffic: figures for
/// the documentation, not a gate. `ModelContest` is its main.
package dev.surgeline.forecast.contest;
