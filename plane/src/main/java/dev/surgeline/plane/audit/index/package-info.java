/// What is asked of a log without reading all of it. `Words` of each entry go into an `IndexStore`
/// (SQLite, or PostgreSQL where configured); [dev.surgeline.plane.audit.index.LogIndex] follows the
/// log, and reads from the log itself what the store says. Nothing in the store is believed.
package dev.surgeline.plane.audit.index;
