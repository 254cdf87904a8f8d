/// The hospital's own work, without any HTTP: finding beds, judging claims, rendering pages.
///
/// In: plain requests and the time. Out: plain answers. All data is made up from a seed; nothing
/// here has or resembles a person. Read on in `BedInventory` and `Rulebook`.
package dev.surgeline.sample.hospital;
